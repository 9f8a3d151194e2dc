using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Notices;
using Xunit;

namespace ProcessingRegister.Tests.Reading;

[Collection(RegisterCollection.Name)]
public sealed class The_feed_of_events(RegisterHost register)
{
    [Fact]
    public async Task Is_followed_page_by_page_without_missing_or_repeating_any()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor, Role.Reader);
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => RegisterAsync(client, slug, $"activity-{i}")));

        foreach (var i in Enumerable.Range(0, 24))
            await FollowAsync(client, slug, $"activity-{i}");
        var seen = new List<string>();
        for (var after = ""; after is not null;)
        {
            var page = (await client.GetFromJsonAsync<JsonNode>($"/v1/{slug}/events?limit=7&type=processing_activity_registered{after}"))!;
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["event"]!["id"]!));
            after = (string?)page["nextCursor"] is { } next ? $"&after={next}" : null;
        }

        Assert.Equal(24, seen.Count);
        Assert.Equal(24, seen.Distinct().Count());
    }

    [Fact]
    public async Task Waits_for_a_transaction_that_may_yet_add_earlier_events()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor, Role.Reader);
        await using (var open = await register.Owner.OpenConnectionAsync())
        await using (var transaction = await open.BeginTransactionAsync())
        {
            await using (var begin = new NpgsqlCommand("select pg_current_xact_id()", open))
                await begin.ExecuteScalarAsync();
            await RegisterAsync(client, slug, "while-another-writes");
            Assert.DoesNotContain("while-another-writes", await client.GetStringAsync($"/v1/{slug}/events"), StringComparison.Ordinal);
        }

        await FollowAsync(client, slug, "while-another-writes");
    }

    [Fact]
    public async Task Goes_on_behind_the_old_events_after_a_restore_into_another_cluster()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor, Role.Reader);
        await RegisterAsync(client, slug, "before");
        // What a restored dump looks like: numbers of transactions that this cluster has not reached.
        await OwnerAsync("alter table register.feed disable trigger user");
        await OwnerAsync($"update register.feed set xid = (xid::text::bigint + 1000000)::text::xid8 where tenant_id = (select tenant_id from access.organisation where slug = '{slug}')");
        await OwnerAsync("alter table register.feed enable trigger user");
        Assert.DoesNotContain("before", await client.GetStringAsync($"/v1/{slug}/events"), StringComparison.Ordinal);

        await register.Services.GetServices<IHostedService>().OfType<FeedContinuity>().Single().StartAsync(default);
        await RegisterAsync(client, slug, "after-the-restore");
        await FollowAsync(client, slug, "after-the-restore");

        var items = (await client.GetFromJsonAsync<JsonNode>($"/v1/{slug}/events?type=processing_activity_registered"))!["items"]!.AsArray();
        Assert.Equal(["before", "after-the-restore"], items.Select(item => (string?)item!["event"]!["data"]!["reference"]));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1-2")]
    [InlineData("0-99999999999999999999999-1")]
    [InlineData("-1-2-3")]
    public async Task Refuses_a_position_that_it_never_gave(string after)
    {
        var (slug, client) = await register.OrganisationAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/v1/{slug}/events?after={after}")).StatusCode);
    }

    private async Task OwnerAsync(string sql)
    {
        await using var command = register.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // Every transaction of the server is waited for, so those of tests that run beside this one too.
    private static Task FollowAsync(HttpClient client, string slug, string reference) => NoticeHost.UntilAsync(
        async () => (await client.GetStringAsync($"/v1/{slug}/events?limit=500")).Contains($"\"{reference}\"", StringComparison.Ordinal), $"the feed had {reference}");

    private static async Task RegisterAsync(HttpClient client, string slug, string reference) =>
        (await client.PostAsJsonAsync($"/v1/{slug}/processing-activities", new { reference, role = "controller", content = new { name = "An activity" } })).EnsureSuccessStatusCode();
}
