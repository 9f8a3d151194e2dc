using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MerkleLog;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(RegisterCollection.Name)]
public sealed class The_log_over_http(RegisterHost host)
{
    [Fact]
    public async Task Gives_its_root_to_whoever_reads_its_tiles_or_its_entries()
    {
        var (slug, client, _) = await host.SealedAsync(300);
        var log = new LogClient(host.Anonymous(), slug, await LogClient.KeyAsync(host.Anonymous(), slug));

        var checkpoint = await log.CheckpointAsync();

        Assert.Equal((301, $"localhost/ledger/{slug}"), (checkpoint.TreeSize, checkpoint.Origin));
        Assert.Equal(checkpoint.RootHash, await TiledTree.RootAsync(log.ReadAsync, checkpoint.TreeSize));
        var entries = await new LogClient(client, slug, await LogClient.KeyAsync(client, slug)).EntriesAsync(checkpoint.TreeSize);
        Assert.Equal(checkpoint.RootHash, TreeHash.Root([.. entries.Select(entry => TreeHash.OfLeaf(entry.Span))]));
        await HasEveryTileOfTheSignedTreeAsync(slug);
    }

    private async Task HasEveryTileOfTheSignedTreeAsync(string slug)
    {
        var anyone = host.Anonymous();
        foreach (var (place, length) in new[] { ("0/000", 256), ("0/000.p/255", 255), ("0/000.p/1", 1), ("0/001.p/45", 45), ("0/001.p/44", 44), ("1/000.p/1", 1) })
        {
            var tile = await anyone.GetAsync($"/ledger/{slug}/tile/{place}");
            Assert.Equal((HttpStatusCode.OK, "application/octet-stream"), (tile.StatusCode, tile.Content.Headers.ContentType?.MediaType));
            Assert.True(tile.Headers.CacheControl is { Public: true, MaxAge.Days: 365 });
            Assert.Equal(length * Hash.Length, (await tile.Content.ReadAsByteArrayAsync()).Length);
        }

        foreach (var place in new[] { "0/001", "0/001.p/46", "0/002.p/1", "1/000.p/2", "1/000", "1/001.p/1", "2/000.p/1", "8/000.p/1", "63/000" })
            Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/ledger/{slug}/tile/{place}")).StatusCode);
    }

    [Theory]
    [InlineData("0/000.p/0")]
    [InlineData("0/000.p/256")]
    [InlineData("0/000.p/-1")]
    [InlineData("0/000.p/01")]
    [InlineData("0/000.p/")]
    [InlineData("0/000.P/1")]
    [InlineData("0/0")]
    [InlineData("0/x000/000")]
    [InlineData("0/-01")]
    [InlineData("-1/000")]
    [InlineData("64/000")]
    [InlineData("00/000.p/1")]
    [InlineData("0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("0/x009/x223/x372/x036/x854/x775/807.p/255")]
    [InlineData("0/x999999999999999999999999999999999999999999999")]
    [InlineData("0%2F000.p/1")]
    [InlineData("0/000.p%2F1")]
    [InlineData("0/000.p/1/")]
    [InlineData("0//000.p/1")]
    [InlineData("")]
    public async Task Has_nothing_at_an_address_that_is_no_tile(string place)
    {
        var (slug, _, _) = await host.SealedAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        // The client would tidy up what an attacker leaves as it is.
        var address = new Uri($"{host.Address.GetLeftPart(UriPartial.Authority)}/ledger/{slug}/tile/{place}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Is_open_but_for_its_entries()
    {
        var (slug, client, _) = await host.SealedAsync();
        var (_, stranger) = await host.OrganisationAsync(Enum.GetValues<Role>());
        var entries = $"/ledger/{slug}/tile/entries/000.p/1";

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(entries)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await host.CallerAsync(slug, Role.Auditor)).GetAsync(entries)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.CallerAsync(slug, Role.Reader)).GetAsync(entries)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous().GetAsync(entries)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous().GetAsync($"/ledger/{slug}/tile/ENTRIES/000.p/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(entries)).StatusCode);
    }

    [Fact]
    public async Task Answers_head_with_all_but_the_content()
    {
        var (slug, _, _) = await host.SealedAsync();
        foreach (var path in new[] { "checkpoint", "tile/0/000.p/1" })
        {
            var get = await host.Anonymous().GetAsync($"/ledger/{slug}/{path}");
            var head = await host.Anonymous().SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/ledger/{slug}/{path}"));
            Assert.Equal((get.StatusCode, get.Content.Headers.ContentType, get.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentType, head.Content.Headers.ContentLength));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Does_not_send_a_checkpoint_again_to_whoever_holds_it()
    {
        var (slug, client, _) = await host.SealedAsync(0);
        var first = await client.GetAsync($"/ledger/{slug}/checkpoint");
        Assert.Equal("text/plain; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        Assert.True(first.Headers.CacheControl?.NoCache);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/ledger/{slug}/checkpoint");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);

        await client.ReceiptAsync(slug, await client.RegisterAsync(slug, "one-more"));

        using var then = new HttpRequestMessage(HttpMethod.Get, $"/ledger/{slug}/checkpoint");
        then.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(then)).StatusCode);
    }

    [Fact]
    public async Task Shows_the_cosignatures_that_are_held_for_its_newest_checkpoint()
    {
        var (slug, client, _) = await host.SealedAsync(0);
        var key = await LogClient.KeyAsync(client, slug);
        var checkpoint = await new LogClient(client, slug, key).CheckpointAsync();
        var witnesses = (SigningKey[])[SigningKey.Generate("a_witness.example", SignatureType.Cosignature), SigningKey.Generate("witness.example", SignatureType.Cosignature)];
        foreach (var witness in witnesses)
            await AnchorAsync(slug, witness.VerifierKey.Name, System.Text.Encoding.UTF8.GetBytes(witness.Cosign(checkpoint, DateTimeOffset.UtcNow).ToLine()));

        var verdict = new CheckpointPolicy([key], witnesses.Select(w => w.VerifierKey), 2).Verify(await client.GetByteArrayAsync($"/ledger/{slug}/checkpoint"));

        Assert.True(verdict.IsAccepted);
        var first = (await client.GetFromJsonAsync<JsonNode>($"/v1/{slug}/ledger/anchors?limit=1"))!;
        Assert.Equal("a_witness.example", (string?)Assert.Single(first["items"]!.AsArray())!["name"]);
        var second = (await client.GetFromJsonAsync<JsonNode>($"/v1/{slug}/ledger/anchors?limit=1&after={first["nextCursor"]}"))!;
        Assert.Equal("witness.example", (string?)Assert.Single(second["items"]!.AsArray())!["name"]);
        Assert.Null(second["nextCursor"]);
    }

    [Fact]
    public void Leaves_out_a_cosignature_that_would_spoil_the_note()
    {
        var log = SigningKey.Generate("log.example", SignatureType.Ed25519);
        var note = new Checkpoint("log.example", 1, TreeHash.OfLeaf([])).Sign(log);

        Assert.Equal(note, SignedLogs.Cosigned(note.ToString(), ["no signature line\n"u8.ToArray(), "\n"u8.ToArray(), [0xFF]]));
    }

    private async Task AnchorAsync(string slug, string name, byte[] evidence)
    {
        await using var command = host.Owner.CreateCommand(
            """
            insert into ledger.anchor (log_id, size, kind, name, evidence, at)
            select log_id, signed_size, 'witness', $2, $3, clock_timestamp() from ledger.log join access.organisation using (tenant_id) where slug = $1
            """);
        foreach (var value in new object[] { slug, name, evidence })
            command.Parameters.AddWithValue(value);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
