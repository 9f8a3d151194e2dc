using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MerkleLog;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(RegisterCollection.Name)]
public sealed class A_receipt(RegisterHost host)
{
    [Fact]
    public async Task Is_waited_for_and_verifies_offline()
    {
        var (slug, client) = await host.OrganisationAsync(Role.Contributor, Role.Admin);
        var id = await client.RegisterAsync(slug, "newsletter");

        var answer = await client.ReceiptAsync(slug, id);

        Assert.Equal((HttpStatusCode.OK, "text/plain; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal($"{id}.tlog-proof", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(LogProof.TryParse(bytes, out var receipt));
        Assert.Equal(bytes, receipt.ToBytes());
        Assert.StartsWith("c2sp.org/tlog-proof@v1\nextra ", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.True(receipt.Verify(TreeHash.OfLeaf([.. receipt.Extra]), new CheckpointPolicy([await LogClient.KeyAsync(client, slug)])).IsAccepted);
        Assert.True(Entry.TryParse([.. receipt.Extra], out var entry));
        Assert.Equal((id, "processing_activity_registered"), (entry.Id, entry.Type));
    }

    [Fact]
    public async Task Says_that_it_waited_where_it_did()
    {
        var (slug, client, events) = await host.SealedAsync(1);
        await using var held = await HoldAsync(slug);
        var id = await client.RegisterAsync(slug, "held-back");

        var (queued, late) = (await client.GetAsync($"/v1/{slug}/events/{id}/receipt"), await client.ReceiptAsync(slug, id, 0));
        var waiting = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ReceiptAsync(slug, id)));
        await held.DisposeAsync();

        Assert.Equal((HttpStatusCode.Accepted, TimeSpan.FromSeconds(1)), (queued.StatusCode, queued.Headers.RetryAfter?.Delta));
        Assert.False(queued.Headers.Contains("Preference-Applied"));
        Assert.Equal($$"""{"eventId":"{{id}}","state":"queued"}""", await queued.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Accepted, "wait=0"), (late.StatusCode, late.Headers.GetValues("Preference-Applied").Single()));
        Assert.All(await waiting, answer => Assert.Equal((HttpStatusCode.OK, "wait=30"), (answer.StatusCode, answer.Headers.GetValues("Preference-Applied").Single())));
        Assert.False((await client.ReceiptAsync(slug, events[0])).Headers.Contains("Preference-Applied"));
    }

    [Fact]
    public async Task Is_waited_for_no_longer_when_the_client_has_gone()
    {
        var (slug, client, _) = await host.SealedAsync(0);
        await using var held = await HoldAsync(slug);
        var id = await client.RegisterAsync(slug, "held-back");
        using var gone = new CancellationTokenSource();
        var watch = host.Services.GetRequiredService<SealWatch>();

        var waiting = watch.WaitAsync(await TenantAsync(slug), id, TimeSpan.FromMinutes(1), gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(await watch.WaitAsync(await TenantAsync(slug), id, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task Is_given_for_what_exists_only()
    {
        var (slug, client, _) = await host.SealedAsync(0);

        Assert.Equal(HttpStatusCode.NotFound, (await client.ReceiptAsync(slug, Guid.NewGuid())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/v1/{slug}/events/x/receipt")).StatusCode);
    }

    [Theory]
    [InlineData("wait=5", 5)]
    [InlineData("Wait = 5", 5)]
    [InlineData("respond-async, wait=10;x=y", 10)]
    [InlineData("wait=\"7\"", 7)]
    [InlineData("wait=3600", 60)]
    [InlineData("wait=4294967295", 60)]
    [InlineData("wait=1, wait=2", 1)]
    [InlineData("wait=-1", null)]
    [InlineData("wait", null)]
    [InlineData("wait=", null)]
    [InlineData("wait=soon", null)]
    [InlineData("waiter=5", null)]
    [InlineData("", null)]
    public void Understands_how_long_a_client_prefers_to_wait(string header, int? seconds) =>
        Assert.Equal(seconds, Receipts.WaitOf([header])?.TotalSeconds);

    [Fact]
    public async Task Is_told_of_in_the_description_of_the_interface()
    {
        var description = (await host.Anonymous().GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;

        var operation = description["paths"]!["/v1/{org}/events/{eventId}/receipt"]!["get"]!;
        Assert.Contains(operation["parameters"]!.AsArray(), p => (string?)p!["name"] == "Prefer" && (string?)p["in"] == "header");
        Assert.NotNull(operation["responses"]!["200"]!["content"]!["text/plain"]);
        Assert.NotNull(operation["responses"]!["202"]);
        Assert.Contains("receipt", (string)description["info"]!["description"]!, StringComparison.Ordinal);
    }

    // Whoever holds the sealer's lock on an organisation keeps its events in the queue.
    private async Task<NpgsqlConnection> HoldAsync(string slug)
    {
        var connection = await host.Owner.OpenConnectionAsync();
        // Returned to its pool, a connection would keep a lock of its session; the transaction is rolled back at once.
        _ = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('ledger:integrate:' || $1, 0))", connection);
        command.Parameters.AddWithValue(await TenantAsync(slug));
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<string> TenantAsync(string slug)
    {
        await using var command = host.Owner.CreateCommand("select tenant_id from access.organisation where slug = $1");
        command.Parameters.AddWithValue(slug);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
