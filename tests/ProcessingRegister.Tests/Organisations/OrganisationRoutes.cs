using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Organisations;

[Collection(RegisterCollection.Name)]
public sealed class Organisations_over_HTTP(RegisterHost register)
{
    [Fact]
    public async Task The_keeper_is_shown_with_its_personal_texts_in_the_clear()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Reader);

        var response = await client.GetAsync($"/v1/{slug}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"1\"", response.Headers.ETag?.Tag);
        var organisation = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal("1 Example Street, Oslo", (string?)organisation!["profile"]!["postalAddress"]);
    }

    private static object Profile(string name = "Example Ltd", string jurisdiction = "NO") =>
        new { legalName = name, country = "NO", jurisdiction, postalAddress = "1 Example Street, Oslo" };

    private static string NewSlug() => $"new-{Guid.NewGuid():N}"[..20];

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, object body, string? ifMatch = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    [Fact]
    public async Task An_admin_establishes_another_and_holds_every_role_in_it()
    {
        var (_, admin) = await register.OrganisationAsync(Role.Admin);
        var slug = NewSlug();

        var response = await SendAsync(admin, HttpMethod.Post, "/v1/organisations", new { slug, profile = Profile() });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/v1/{slug}", response.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/v1/{slug}")).StatusCode);
        var mine = (await admin.GetFromJsonAsync<JsonObject>("/v1/organisations"))!["items"]!.AsArray().Single(o => (string?)o!["slug"] == slug);
        Assert.Equal(Enum.GetValues<Role>().Length, mine!["roles"]!.AsArray().Count);
        Assert.Equal("Example Ltd", (string?)mine["legalName"]);
        // The token expires; whoever issued it is there still.
        var members = (await admin.GetFromJsonAsync<JsonObject>($"/v1/{slug}/members"))!["items"]!.AsArray();
        Assert.Contains(members, m => (string?)m!["actor"] == register.First.Actor.ToString());
    }

    [Fact]
    public async Task Who_administers_none_establishes_none()
    {
        var (_, reader) = await register.OrganisationAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(reader, HttpMethod.Post, "/v1/organisations", new { slug = NewSlug(), profile = Profile() })).StatusCode);
    }

    [Fact]
    public async Task A_slug_is_given_once_also_to_two_at_once_and_nothing_is_left_of_the_others()
    {
        var (_, admin) = await register.OrganisationAsync(Role.Admin);
        var slug = NewSlug();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(admin, HttpMethod.Post, "/v1/organisations", new { slug, profile = Profile() })));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict && a.Headers.ETag is null));
        await using var left = register.Owner.CreateCommand("select count(*) from register.mt_events where data ->> 'slug' = $1");
        left.Parameters.AddWithValue(slug);
        Assert.Equal(1L, await left.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_retry_gets_the_first_answer_again_and_the_same_key_for_another_request_none()
    {
        var (_, admin) = await register.OrganisationAsync(Role.Admin);
        var (body, key) = (new { slug = NewSlug(), profile = Profile() }, Guid.NewGuid().ToString());

        var first = await SendAsync(admin, HttpMethod.Post, "/v1/organisations", body, key: key);
        var again = await SendAsync(admin, HttpMethod.Post, "/v1/organisations", body, key: key);
        var other = await SendAsync(admin, HttpMethod.Post, "/v1/organisations", new { slug = NewSlug(), profile = Profile() }, key: key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (first.StatusCode, again.StatusCode, other.StatusCode));
        Assert.True(JsonNode.DeepEquals(await first.Content.ReadFromJsonAsync<JsonNode>(), await again.Content.ReadFromJsonAsync<JsonNode>()));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
    }

    [Fact]
    public async Task A_revision_names_its_version_and_stands_in_the_history()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin);
        var revision = new { profile = Profile("Renamed Ltd"), reason = "New owners." };

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await SendAsync(admin, HttpMethod.Put, $"/v1/{slug}", revision)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(admin, HttpMethod.Put, $"/v1/{slug}", revision, "\"7\"")).StatusCode);
        var before = DateTimeOffset.UtcNow.ToString("O");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(admin, HttpMethod.Put, $"/v1/{slug}", revision, "\"1\"")).StatusCode);

        Assert.Equal("Renamed Ltd", (string?)(await admin.GetFromJsonAsync<JsonObject>($"/v1/{slug}"))!["profile"]!["legalName"]);
        Assert.Equal("Example Ltd", (string?)(await admin.GetFromJsonAsync<JsonObject>($"/v1/{slug}?asOf={Uri.EscapeDataString(before)}"))!["profile"]!["legalName"]);
        var history = (await admin.GetFromJsonAsync<JsonObject>($"/v1/{slug}/history"))!["items"]!.AsArray();
        Assert.Equal(["organisation_established", "organisation_profile_revised"], history.Select(e => (string)e!["type"]!));
    }

    [Fact]
    public async Task A_change_of_jurisdiction_moves_the_organisations_days_with_it()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(admin, HttpMethod.Put, $"/v1/{slug}", new { profile = Profile(jurisdiction: "FI") }, "\"1\"")).StatusCode);

        await using var zone = register.Owner.CreateCommand("select zone from access.organisation where slug = $1");
        zone.Parameters.AddWithValue(slug);
        Assert.Equal("Europe/Helsinki", await zone.ExecuteScalarAsync());
        var standings = (Standings)register.Services.GetService(typeof(Standings))!;
        Assert.Equal("Europe/Helsinki", (await standings.OrganisationAsync(slug, default))!.Zone.Id);
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        var (_, admin) = await register.OrganisationAsync(Role.Admin);
        for (var i = 0; i < 2; i++)
            (await SendAsync(admin, HttpMethod.Post, "/v1/organisations", new { slug = NewSlug(), profile = Profile() })).EnsureSuccessStatusCode();

        var slugs = new List<string>();
        for (string? path = "/v1/organisations?limit=1"; path is not null;)
        {
            var page = await admin.GetFromJsonAsync<JsonObject>(path);
            slugs.Add((string)Assert.Single(page!["items"]!.AsArray())!["slug"]!);
            path = page["nextCursor"] is { } cursor ? $"/v1/organisations?limit=1&cursor={cursor}" : null;
        }

        Assert.Equal(3, slugs.Distinct().Count());
    }
}
