using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using MerkleLog;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>Reads a log as somebody who knows its address and its public key, and trusts nothing else.</summary>
internal sealed class LogClient(HttpClient client, string slug, VerifierKey key)
{
    /// <summary>The newest checkpoint, verified.</summary>
    public async Task<Checkpoint> CheckpointAsync()
    {
        var verdict = new CheckpointPolicy([key]).Verify(await client.GetByteArrayAsync($"/ledger/{slug}/checkpoint"));
        Assert.True(verdict.IsAccepted);
        return verdict.Checkpoint!;
    }

    /// <summary>Fetches tiles one by one.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyList<Tile> tiles, CancellationToken ct)
    {
        var read = new List<ReadOnlyMemory<byte>>();
        foreach (var tile in tiles)
            read.Add(await client.GetByteArrayAsync($"/ledger/{slug}/{tile.Path}", ct));
        return read;
    }

    /// <summary>All entries below a size.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> EntriesAsync(long size)
    {
        var all = new List<ReadOnlyMemory<byte>>();
        foreach (var tile in Tile.OfTree(size).Where(tile => tile.Level == 0))
        {
            Assert.True(EntryBundle.TryDecode(await client.GetByteArrayAsync($"/ledger/{slug}/{EntryBundle.Path(tile.Index, tile.Width)}"), tile.Width, out var entries));
            all.AddRange(entries);
        }

        return all;
    }

    /// <summary>The key that everybody is told.</summary>
    public static async Task<VerifierKey> KeyAsync(HttpClient client, string slug) =>
        VerifierKey.Parse((string)(await client.GetFromJsonAsync<JsonNode>($"/ledger/{slug}/keys"))!["items"]![0]!["vkey"]!);
}

/// <summary>Organisations with a sealed history.</summary>
internal static class SealedHistory
{
    private static readonly ConditionalWeakTable<RegisterHost, Task<(string, HttpClient, IReadOnlyList<Guid>)>> OfHost = [];

    /// <summary>Registers an activity.</summary>
    /// <returns>The event.</returns>
    public static async Task<Guid> RegisterAsync(this HttpClient client, string slug, string reference)
    {
        var answer = await client.PostAsJsonAsync($"/v1/{slug}/processing-activities", new { reference, role = "controller", content = new { name = "Newsletter" } });
        answer.EnsureSuccessStatusCode();
        return (Guid)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["eventIds"]![0]!;
    }

    /// <summary>The receipt of an event, when there is one.</summary>
    public static async Task<HttpResponseMessage> ReceiptAsync(this HttpClient client, string slug, Guid eventId, int seconds = 30)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/{slug}/events/{eventId}/receipt");
        request.Headers.Add("Prefer", $"wait={seconds}");
        return await client.SendAsync(request);
    }

    /// <summary>An organisation with one activity, sealed, for tests that only ask.</summary>
    public static Task<(string Slug, HttpClient Client, IReadOnlyList<Guid> Events)> SealedAsync(this RegisterHost host) => OfHost.GetValue(host, h => h.SealedAsync(1));

    /// <summary>A new organisation with so many activities, all of them sealed, and a client with all roles there.</summary>
    public static async Task<(string Slug, HttpClient Client, IReadOnlyList<Guid> Events)> SealedAsync(this RegisterHost host, int activities)
    {
        var (slug, client) = await host.OrganisationAsync(Enum.GetValues<Role>());
        var events = new List<Guid>();
        foreach (var some in Enumerable.Range(0, activities).Chunk(8))
            events.AddRange(await Task.WhenAll(some.Select(i => client.RegisterAsync(slug, $"activity-{i}"))));
        await using var command = host.Owner.CreateCommand(
            "select e.id from register.mt_events e join access.organisation o using (tenant_id) where o.slug = $1 order by e.seq_id desc limit 8");
        command.Parameters.AddWithValue(slug);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            (await client.ReceiptAsync(slug, reader.GetGuid(0))).EnsureSuccessStatusCode();
        return (slug, client, events);
    }
}
