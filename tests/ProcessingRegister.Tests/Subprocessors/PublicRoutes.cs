using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ProcessingRegister.Decisions;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Tests.Hosting;
using Xunit;
using static ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.Subprocessors;

[Collection(RegisterCollection.Name)]
public class The_public_list(RegisterHost host)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly string[] NotForEverybody = ["Ola", "ola@example.no", "Veien", "names"];

    private static readonly string[] OfAnEntry = ["id", "title", "updated"];

    private static readonly string[] OfTheFeed = [.. OfAnEntry, "author"];

    private static readonly string[] Payroll = ["payroll"];

    [Fact]
    public async Task Shows_everybody_names_tasks_and_places_and_nothing_of_persons()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor);
        await client.RegisterAsync(org, "drift", "Drift AS", Content() with { PostalAddress = new("Veien 1") }, Start);
        await client.RegisterAsync(org, "theirs", "Kundens AS", Content(kind: SubprocessorKind.CustomersOwnIntegration), Start);
        await client.RegisterAsync(org, "unused", "Ubrukt AS", Content());

        var text = await host.Anonymous().GetStringAsync($"/public/{org}/subprocessors?validAt=2026-02-01");

        Assert.Equal(["Drift AS"], JsonNode.Parse(text)!["items"]!.AsArray().Select(i => (string?)i!["name"]));
        Assert.All(NotForEverybody, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_that_of_the_day_that_is_asked_for_and_has_a_tag()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor);
        var id = await client.RegisterAsync(org, "drift", "Drift AS", Content(), Start);
        await client.SendAsync(org, $"/{id}/end", new EndSubprocessorEngagement(new DateOnly(2026, 2, 1)));
        var anybody = host.Anonymous();

        Assert.Single((await anybody.GetFromJsonAsync<JsonObject>($"/public/{org}/subprocessors?validAt=2026-01-31"))!["items"]!.AsArray());
        using var after = await anybody.GetAsync(new Uri($"/public/{org}/subprocessors?validAt=2026-02-01", UriKind.Relative));
        Assert.Empty((await after.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray());
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/public/{org}/subprocessors?validAt=2026-02-01");
        again.Headers.IfNoneMatch.Add(after.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await anybody.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(new Uri("/public/nobody-of-that-name/subprocessors", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anybody.GetAsync(new Uri($"/public/{org}/subprocessors?validAt=2026-02-30", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Is_followed_by_a_feed_whose_entries_keep_their_ids()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor);
        var id = await client.RegisterAsync(org, "drift", "Drift <AS>", Content(), Start);
        var first = await FeedAsync(org);
        await client.SendAsync(org, $"/{id}/renames", new RenameSubprocessor("Drift Norge AS", new DateOnly(2026, 2, 1)), version: 2);
        // What is still to come is nobody's but the organisation's.
        await client.SendAsync(org, $"/{id}/end", new EndSubprocessorEngagement(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(90)));

        var second = await FeedAsync(org);

        Assert.Equal(["Added: Drift <AS> (2026-01-01)"], Titles(first));
        Assert.Equal(["Renamed: Drift <AS> is now Drift Norge AS (2026-02-01)", "Added: Drift <AS> (2026-01-01)"], Titles(second));
        Assert.Equal(Ids(first)[0], Ids(second)[1]);
        Assert.Equal(first.Element(Atom + "id")!.Value, second.Element(Atom + "id")!.Value);
        // RFC 4287 sections 4.1.1 and 4.1.2: what a feed and an entry must have.
        Assert.All(OfTheFeed, name => Assert.Single(second.Elements(Atom + name)));
        Assert.All(second.Elements(Atom + "entry"), entry => Assert.All(OfAnEntry, name => Assert.Single(entry.Elements(Atom + name))));
        var history = (await host.Anonymous().GetFromJsonAsync<JsonObject>($"/public/{org}/subprocessors/history"))!["items"]!.AsArray();
        Assert.Equal([("2026-02-01", "renamed"), ("2026-01-01", "added")], history.Select(c => ((string?)c!["on"], (string?)c["change"])));
    }

    [Fact]
    public async Task Does_not_tell_the_chain_which_needs_a_role()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var (drift, under) = (await client.RegisterAsync(org, "drift", "Drift AS", Content(), Start), await client.RegisterAsync(org, "under", "Under AS", Content(place: "US")));
        await client.SendAsync(org, $"/{drift}/own-subprocessors", new AddOwnSubprocessor(under, Start));
        using var agreed = await client.PostAsJsonAsync($"/v1/{org}/processing-agreements",
            new { country = "NO", organisationNumber = "999999990", effectiveFrom = "2026-01-01", content = new { controllerName = "Bakeri", services = Payroll } });
        var agreement = (Guid)(await agreed.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;

        var chain = (await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/chain?controller={agreement}&validAt=2026-02-01"))!;

        Assert.Equal([("Drift AS", 1, "ola@example.no"), ("Under AS", 2, "ola@example.no")],
            chain["links"]!.AsArray().Select(l => ((string?)l!["name"], (int)l["depth"]!, (string?)l["contact"]!["email"])));
        Assert.NotNull(chain["links"]![1]!["places"]!.AsArray().Single(p => (string?)p!["place"] == "US")!["ground"]);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/v1/{org}/subprocessors/chain?controller={agreement}&asOf=2020-01-01", UriKind.Relative))).StatusCode);
        var (_, stranger) = await host.OrganisationAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri($"/v1/{org}/subprocessors/chain?controller={agreement}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous().GetAsync(new Uri($"/v1/{org}/subprocessors/chain?controller={agreement}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri($"/v1/{org}/subprocessors/chain?controller=all", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Has_pages_for_those_who_may_read_in_both_languages()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var (drift, under) = (await client.RegisterAsync(org, "drift", "Drift AS", Content(), Start), await client.RegisterAsync(org, "under", "Under AS", Content()));
        await client.SendAsync(org, $"/{drift}/own-subprocessors", new AddOwnSubprocessor(under, Start));
        client.DefaultRequestHeaders.Add("Accept-Language", "nb");

        Assert.Contains("Underleverand", await client.GetStringAsync($"/o/{org}/subprocessors"), StringComparison.Ordinal);
        var page = await client.GetStringAsync($"/o/{org}/subprocessors/{drift}");
        Assert.Contains("Under AS", page, StringComparison.Ordinal);
        Assert.Contains("Egne underleverand", page, StringComparison.Ordinal);
    }

    private async Task<XElement> FeedAsync(string org)
    {
        using var answer = await host.Anonymous().GetAsync(new Uri($"/public/{org}/subprocessors.atom", UriKind.Relative));
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
        return XElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static string[] Titles(XElement feed) => [.. feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "title")!.Value)];

    private static string[] Ids(XElement feed) => [.. feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value)];
}
