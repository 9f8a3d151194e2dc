using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MerkleLog;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(RegisterCollection.Name)]
public sealed class Proofs_over_http(RegisterHost host)
{
    [Fact]
    public async Task Verify_for_every_size_that_was_asked()
    {
        var (slug, client, events) = await host.SealedAsync(270);
        var key = await LogClient.KeyAsync(client, slug);
        var log = new LogClient(client, slug, key);
        var checkpoint = await log.CheckpointAsync();
        foreach (var id in events.Where((_, i) => i % 40 == 0))
        {
            foreach (var size in (long?[])[null, 271, 270, 257, 256, 255])
                await IncludesAsync(client, slug, id, size, checkpoint);
        }

        foreach (var (from, to) in new (long, long)[] { (0, 271), (1, 271), (1, 2), (255, 256), (255, 257), (256, 271), (7, 200), (271, 271) })
        {
            var answer = (await client.GetFromJsonAsync<JsonNode>($"/v1/{slug}/ledger/consistency?old={from}&new={to}"))!;
            var (oldRoot, newRoot) = (Hash.Parse((string)answer["oldRoot"]!), Hash.Parse((string)answer["newRoot"]!));
            Assert.True(new ConsistencyProof(from, to, [.. Hashes(answer)]).Verify(oldRoot, newRoot));
            Assert.Equal(await TiledTree.RootAsync(log.ReadAsync, from), oldRoot);
            Assert.Equal(await TiledTree.RootAsync(log.ReadAsync, to), newRoot);
        }
    }

    private static async Task IncludesAsync(HttpClient client, string slug, Guid id, long? size, Checkpoint checkpoint)
    {
        var response = await client.GetAsync($"/v1/{slug}/ledger/inclusion?event={id}{(size is null ? "" : $"&size={size}")}");
        if (size is not null && response.StatusCode == HttpStatusCode.BadRequest)
        {
            // What was sealed after this size does not stand in it.
            var last = (await client.GetFromJsonAsync<JsonNode>($"/v1/{slug}/ledger/inclusion?event={id}"))!;
            Assert.True((long)last["leafIndex"]! >= size);
            return;
        }

        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        var (leaf, root) = (Hash.Parse((string)answer["leafHash"]!), Hash.Parse((string)answer["rootHash"]!));
        Assert.True(new InclusionProof((long)answer["leafIndex"]!, (long)answer["treeSize"]!, [.. Hashes(answer)]).Verify(leaf, root));
        Assert.Equal(size ?? checkpoint.TreeSize, (long)answer["treeSize"]!);
        if ((long)answer["treeSize"]! == checkpoint.TreeSize)
            Assert.Equal(checkpoint.RootHash, root);
        var bytes = Convert.FromBase64String((string)answer["entry"]!);
        Assert.Equal(leaf, TreeHash.OfLeaf(bytes));
        Assert.True(Entry.TryParse(bytes, out var entry));
        Assert.Equal((id, "processing_activity_registered"), (entry.Id, entry.Type));
    }

    [Theory]
    [InlineData("inclusion", "event")]
    [InlineData("inclusion?event=x", "event")]
    [InlineData("inclusion?event={event}&size=-1", "size")]
    [InlineData("inclusion?event={event}&size=x", "size")]
    [InlineData("inclusion?event={event}&size=", "size")]
    [InlineData("inclusion?event={event}&size=1&size=2", "size")]
    [InlineData("inclusion?event={event}&size=0", "size")]
    [InlineData("inclusion?event={event}&size=1000", "size")]
    [InlineData("inclusion?event={event}&size=99999999999999999999", "size")]
    [InlineData("consistency", "old")]
    [InlineData("consistency?old=-1", "old")]
    [InlineData("consistency?old=1.0", "old")]
    [InlineData("consistency?old=2&new=1", "old")]
    [InlineData("consistency?old=1&new=9223372036854775807", "new")]
    [InlineData("consistency?old=0&new=%2B1", "new")]
    [InlineData("checkpoints?after=-1", "after")]
    [InlineData("anchors?after=x", "after")]
    [InlineData("anchors?limit=0", "limit")]
    [InlineData("status?verbose=1", "verbose")]
    public async Task Name_what_is_wrong_with_a_question(string question, string field)
    {
        var (slug, client, events) = await host.SealedAsync();

        var answer = await client.GetAsync($"/v1/{slug}/ledger/{question.Replace("{event}", events[0].ToString(), StringComparison.Ordinal)}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal([field], (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Are_given_for_the_events_of_ones_own_organisation_only()
    {
        var (_, _, events) = await host.SealedAsync();
        var (slug, client, _) = await host.SealedAsync(0);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/v1/{slug}/ledger/inclusion?event={events[0]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/v1/{slug}/events/{events[0]}/receipt")).StatusCode);
    }

    [Fact]
    public async Task Come_with_the_state_of_the_log_and_all_that_it_signed()
    {
        var (slug, client, _) = await host.SealedAsync(2);

        var status = (await client.GetFromJsonAsync<JsonNode>($"/v1/{slug}/ledger/status"))!;
        var checkpoints = (await client.GetFromJsonAsync<JsonNode>($"/v1/{slug}/ledger/checkpoints"))!["items"]!.AsArray();
        var register = await (await host.CallerAsync(slug, Role.Reader)).GetAsync($"/v1/{slug}/registers/controller.csv");

        Assert.Equal(($"localhost/ledger/{slug}", 3, 3, 0), ((string?)status["origin"], (long)status["size"]!, (long)status["signedSize"]!, (long)status["pending"]!));
        Assert.True((bool)status["triggerIsInPlace"]!);
        Assert.Null(status["refusal"]);
        Assert.Equal(3, (long)checkpoints[^1]!["size"]!);
        Assert.Equal((string?)checkpoints[^1]!["rootHash"], (string?)status["rootHash"]);
        Assert.Equal($"localhost/ledger/{slug} 3 {status["rootHash"]}", register.Headers.GetValues("Ledger-Checkpoint").Single());
        Assert.Contains((string)status["rootHash"]!, WebUtility.HtmlDecode(await client.GetStringAsync($"/o/{slug}/ledger")), StringComparison.Ordinal);
        Assert.Contains($"localhost/ledger/{slug}", await client.GetStringAsync($"/o/{slug}/controller"), StringComparison.Ordinal);
    }

    private static IEnumerable<Hash> Hashes(JsonNode answer) => answer["proof"]!.AsArray().Select(hash => Hash.Parse((string)hash!));
}
