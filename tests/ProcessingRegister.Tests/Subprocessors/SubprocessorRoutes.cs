using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.Subprocessors;

[Collection(RegisterCollection.Name)]
public class The_routes_of_subprocessors(RegisterHost host)
{
    [Fact]
    public async Task Record_a_subprocessor_with_its_contact_in_the_vault_and_show_it()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var id = await client.RegisterAsync(org, "drift", "Drift AS", Content(), engagedFrom: Start);

        var shown = await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/{id}");

        Assert.Equal(("Drift AS", "ola@example.no"), ((string?)shown!["name"], (string?)shown["content"]!["contact"]!["email"]));
        Assert.Equal("2026-01-01", (string?)shown["engagements"]![0]!["from"]);
        var history = await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/{id}/history");
        Assert.Equal(["subprocessor_registered", "subprocessor_engaged"], history!["items"]!.AsArray().Select(i => (string?)i!["type"]));
        await using var events = host.Owner.CreateCommand($"select string_agg(data::text, '') from register.mt_events where stream_id = '{id}'");
        Assert.DoesNotContain("ola@example.no", (string)(await events.ExecuteScalarAsync())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_one_record_of_each_reference()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor);
        await client.RegisterAsync(org, "drift", "Drift AS", Content());

        using var again = await client.SendAsync(org, "", new RegisterSubprocessor("drift", "Another AS", Content()));

        Assert.Equal((HttpStatusCode.Conflict, "subprocessor-already-registered"), (again.StatusCode, await again.CodeAsync()));
    }

    [Fact]
    public async Task Show_what_was_in_effect_on_a_day()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var id = await client.RegisterAsync(org, "drift", "Drift AS", Content());
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(org, $"/{id}/renames", new RenameSubprocessor("Drift Norge AS", June), version: 1)).StatusCode);

        Assert.Equal("Drift AS", (string?)(await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/{id}?validAt=2026-05-31"))!["name"]);
        Assert.Equal("Drift Norge AS", (string?)(await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/{id}?validAt=2026-06-01"))!["name"]);
    }

    [Fact]
    public async Task Demand_the_version_that_a_revision_is_about()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor);
        var id = await client.RegisterAsync(org, "drift", "Drift AS", Content());

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.SendAsync(org, $"/{id}/revisions", new ReviseSubprocessor(Content("backups")))).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.SendAsync(org, $"/{id}/revisions", new ReviseSubprocessor(Content("backups")), version: 7)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(org, $"/{id}/revisions", new ReviseSubprocessor(Content("backups"), June), version: 1)).StatusCode);
    }

    [Fact]
    public async Task Record_a_merger_on_both_sides_at_once()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var (gone, stays) = (await client.RegisterAsync(org, "post", "Post AS", Content(), Start), await client.RegisterAsync(org, "sms", "SMS AS", Content("messages"), Start));

        using var merged = await client.SendAsync(org, $"/{gone}/merger", new MergeSubprocessor(stays, June), version: 2);

        Assert.Equal(HttpStatusCode.OK, merged.StatusCode);
        Assert.Equal(stays, (Guid?)(await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/{gone}"))!["mergedInto"]!["other"]);
        Assert.Equal(gone, (Guid?)(await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/{stays}"))!["absorbed"]![0]!["other"]);
        // Sent again with the version that it made, it records nothing on either side.
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(org, $"/{gone}/merger", new MergeSubprocessor(stays, June), version: 3)).StatusCode);
        Assert.Equal(3, (int)(await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/{stays}"))!["version"]!);
    }

    [Fact]
    public async Task Let_two_that_would_make_a_circle_take_turns()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var (one, other) = (await client.RegisterAsync(org, "one", "One AS", Content(), Start), await client.RegisterAsync(org, "two", "Two AS", Content(), Start));

        var answers = await Task.WhenAll(
            client.SendAsync(org, $"/{one}/own-subprocessors", new AddOwnSubprocessor(other, Start)), client.SendAsync(org, $"/{other}/own-subprocessors", new AddOwnSubprocessor(one, Start)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.Equal("subprocessor-would-be-its-own", await answers.Single(a => a.StatusCode == HttpStatusCode.Conflict).CodeAsync());
    }

    [Fact]
    public async Task Are_closed_to_other_organisations_and_to_readers_who_would_write()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor);
        var (another, stranger) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var id = await client.RegisterAsync(org, "drift", "Drift AS", Content());
        var theirs = await stranger.RegisterAsync(another, "mine", "Mine AS", Content(), Start);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri($"/v1/{org}/subprocessors/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri($"/v1/{another}/subprocessors/{id}", UriKind.Relative))).StatusCode);
        // A record of another organisation is unknown as its own subprocessor, and as whom it merged into.
        Assert.Equal("subprocessor-unknown", await (await stranger.SendAsync(another, $"/{theirs}/own-subprocessors", new AddOwnSubprocessor(id))).CodeAsync());
        Assert.Equal("subprocessor-unknown", await (await stranger.SendAsync(another, $"/{theirs}/merger", new MergeSubprocessor(id), version: 2)).CodeAsync());
        var reader = await host.CallerAsync(org, Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.SendAsync(org, $"/{id}/engagement", new EngageSubprocessor(June))).StatusCode);
    }

    [Fact]
    public async Task Give_the_list_as_CSV()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        await client.RegisterAsync(org, "drift", "=Drift AS", Content(), Start);

        var lines = (await client.GetStringAsync(new Uri($"/v1/{org}/subprocessors.csv", UriKind.Relative))).TrimEnd().Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.Contains("'=Drift AS", lines[1], StringComparison.Ordinal);
        Assert.Contains("2026-01-01/..", lines[1], StringComparison.Ordinal);
    }
}
