using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Subprocessors;
using Xunit;
using Facts = ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.RecordsOfProcessing;

[Collection(RegisterCollection.Name)]
public class The_list_of_subprocessors(RegisterHost host)
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    private static readonly string[] Kinds = ["added", "removed", "merged", "renamed", "purposeChanged", "placeChanged"];

    [Fact]
    public async Task Stands_in_the_difference_of_two_days_with_each_way_in_which_it_differs()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var names = new[] { "Gone AS", "Renamed AS", "Purpose AS", "Place AS" };
        var ids = new List<Guid>();
        foreach (var name in names)
            ids.Add(await client.RegisterAsync(org, name, name, Facts.Content(), Start));
        var then = DateTimeOffset.UtcNow;
        await OkAsync(client.SendAsync(org, $"/{ids[0]}/end", new EndSubprocessorEngagement(new(2026, 2, 1))));
        await OkAsync(client.SendAsync(org, $"/{ids[1]}/renames", new RenameSubprocessor("Other AS", new DateOnly(2026, 2, 1)), version: 2));
        await OkAsync(client.SendAsync(org, $"/{ids[2]}/revisions", new ReviseSubprocessor(Facts.Content("backups"), new DateOnly(2026, 2, 1)), version: 2));
        await OkAsync(client.SendAsync(org, $"/{ids[3]}/revisions", new ReviseSubprocessor(Facts.Content(place: "SE"), new DateOnly(2026, 2, 1)), version: 2));
        await client.RegisterAsync(org, "new", "New AS", Facts.Content(), new DateOnly(2026, 2, 1));
        // What the customer chose stands on no list.
        await client.RegisterAsync(org, "theirs", "Theirs AS", Facts.Content(kind: SubprocessorKind.CustomersOwnIntegration), new DateOnly(2026, 2, 1));

        var difference = await DifferenceAsync(client, org, then);

        Assert.Equal(
            [("added", "New AS"), ("removed", "Gone AS"), ("renamed", "Other AS"), ("purposeChanged", "Purpose AS"), ("placeChanged", "Place AS")], Changes(difference!));
        // On a day before all of it took effect, nothing differs; nor does it when all of it was known at both instants.
        Assert.Empty(Changes((await DifferenceAsync(client, org, then, "&validAt=2026-01-31"))!));
        Assert.Equal(5, Changes((await DifferenceAsync(client, org, then, "&validAt=2026-02-01"))!).Length);
        Assert.Empty(Changes((await DifferenceAsync(client, org, DateTimeOffset.UtcNow))!));
        // A further page does not say it again.
        Assert.Null(await DifferenceAsync(client, org, then, $"&cursor={Uri.EscapeDataString(await CursorAsync(client, org))}"));
        var (_, stranger) = await host.OrganisationAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri($"/v1/{org}/registers/diff?from={Text(then)}", UriKind.Relative))).StatusCode);
    }

    private static async Task<JsonNode?> DifferenceAsync(HttpClient client, string org, DateTimeOffset from, string more = "") =>
        (await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/registers/diff?from={Text(from)}{more}"))!["subprocessors"];

    private static (string, string?)[] Changes(JsonNode difference) =>
    [
        .. Kinds.SelectMany(change => difference[change]!.AsArray().Select(c => (change, (string?)c!["name"]))),
    ];

    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static async Task<string> CursorAsync(HttpClient client, string org) =>
        (string)(await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors?limit=1"))!["nextCursor"]!;

    private static async Task OkAsync(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
