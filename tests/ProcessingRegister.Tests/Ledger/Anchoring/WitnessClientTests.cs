using System.Text;
using MerkleLog;
using Microsoft.AspNetCore.Http;
using ProcessingRegister.Ledger.Anchoring;
using Xunit;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

public sealed class A_checkpoint_shown_to_a_witness : IDisposable
{
    private readonly LogInMemory log = new(40);

    private readonly OutgoingHttp http = new(TimeSpan.FromSeconds(30));

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Comes_back_with_a_cosignature_whatever_the_witness_was_believed_to_know()
    {
        await using var witness = await RunningWitness.StartAsync("witness.example/1", log.Key.VerifierKey);
        var client = new WitnessClient(http, witness.Settings);
        foreach (var (size, believed) in new[] { (9, 0), (20, 9), (30, 0), (40, 12), (40, 99) })
        {
            var note = log.Checkpoint(size);
            var result = await client.SubmitAsync(note, log.ReadAsync, believed, default);
            Assert.Equal(WitnessOutcome.Cosigned, result.Outcome);
            var policy = new CheckpointPolicy([log.Key.VerifierKey], [witness.Settings.Key], 1);
            Assert.True(policy.Verify(note.With(result.Cosignature!)).IsAccepted);
            Assert.Equal(note.Text, (await client.LastAsync(log.Origin, default))!.Text);
        }
    }

    [Fact]
    public async Task That_is_smaller_than_what_the_witness_knows_shows_a_rollback()
    {
        await using var witness = await RunningWitness.StartAsync("witness.example/1", log.Key.VerifierKey);
        var client = new WitnessClient(http, witness.Settings);
        await client.SubmitAsync(log.Checkpoint(40), log.ReadAsync, 0, default);
        Assert.Equal(new WitnessResult(WitnessOutcome.Ahead, Size: 40), await client.SubmitAsync(log.Checkpoint(30), log.ReadAsync, 30, default));
    }

    [Fact]
    public async Task Of_another_history_is_not_consistent()
    {
        await using var witness = await RunningWitness.StartAsync("witness.example/1", log.Key.VerifierKey);
        var client = new WitnessClient(http, witness.Settings);
        await client.SubmitAsync(log.Checkpoint(9), log.ReadAsync, 0, default);
        foreach (var size in new[] { 9, 10, 30 })
        {
            var forked = log.Forked(from: 5, size);
            Assert.Equal(new WitnessResult(WitnessOutcome.NotConsistent, Size: 9), await client.SubmitAsync(forked.Checkpoint(size), forked.ReadAsync, 0, default));
        }
    }

    [Fact]
    public async Task That_watches_other_logs_is_refused()
    {
        await using var witness = await RunningWitness.StartAsync("witness.example/1", new LogInMemory(1, "elsewhere.example").Key.VerifierKey);
        var result = await new WitnessClient(http, witness.Settings).SubmitAsync(log.Checkpoint(9), log.ReadAsync, 0, default);
        Assert.Equal(WitnessOutcome.Refused, result.Outcome);
        Assert.Null(await new WitnessClient(http, witness.Settings).LastAsync(log.Origin, default));
    }

    [Fact]
    public async Task That_is_gone_is_tried_again_later()
    {
        WitnessSettings gone;
        await using (var witness = await RunningWitness.StartAsync("witness.example/1", log.Key.VerifierKey))
            gone = witness.Settings;
        var result = await new WitnessClient(http, gone).SubmitAsync(log.Checkpoint(9), log.ReadAsync, 0, default);
        Assert.Equal(WitnessOutcome.Unreachable, result.Outcome);
    }

    [Theory]
    [InlineData(200, "text/plain", "", WitnessOutcome.BadAnswer)]
    [InlineData(200, "text/plain", "{other}", WitnessOutcome.BadAnswer)]
    [InlineData(200, "text/plain", "{elsewhere}", WitnessOutcome.BadAnswer)]
    [InlineData(200, "text/plain", "{own}", WitnessOutcome.Cosigned)]
    [InlineData(200, "text/plain", "{other}{own}", WitnessOutcome.Cosigned)]
    [InlineData(200, "text/plain", "{spoilt}", WitnessOutcome.BadAnswer)]
    [InlineData(409, "text/plain", "40\n", WitnessOutcome.BadAnswer)]
    [InlineData(409, "text/x.tlog.size", "40", WitnessOutcome.BadAnswer)]
    [InlineData(409, "text/x.tlog.size", "040\n", WitnessOutcome.BadAnswer)]
    [InlineData(409, "text/x.tlog.size", "-1\n", WitnessOutcome.BadAnswer)]
    [InlineData(409, "text/x.tlog.size", "9223372036854775808\n", WitnessOutcome.BadAnswer)]
    [InlineData(409, "text/x.tlog.size", "0\n", WitnessOutcome.BadAnswer)]
    [InlineData(409, "text/x.tlog.size", "10\n", WitnessOutcome.Ahead)]
    [InlineData(307, "text/plain", "", WitnessOutcome.BadAnswer)]
    [InlineData(403, "text/plain", "", WitnessOutcome.Refused)]
    [InlineData(503, "text/plain", "", WitnessOutcome.Unreachable)]
    [InlineData(200, "text/plain", "{long}", WitnessOutcome.Unreachable)]
    public async Task Is_not_taken_for_cosigned_on_any_other_answer(int status, string type, string body, WitnessOutcome outcome)
    {
        var (own, other) = (SigningKey.Generate("witness.example/1", SignatureType.Cosignature), SigningKey.Generate("witness.example/2", SignatureType.Cosignature));
        var line = own.Cosign(log.Head(9), DateTimeOffset.UnixEpoch);
        var answer = body.Replace("{own}", line.ToLine(), StringComparison.Ordinal)
            .Replace("{other}", other.Cosign(log.Head(9), DateTimeOffset.UnixEpoch).ToLine(), StringComparison.Ordinal)
            .Replace("{elsewhere}", own.Cosign(log.Head(8), DateTimeOffset.UnixEpoch).ToLine(), StringComparison.Ordinal)
            .Replace("{spoilt}", (line with { Bytes = line.Bytes.SetItem(70, (byte)(line.Bytes[70] ^ 1)) }).ToLine(), StringComparison.Ordinal)
            .Replace("{long}", new string('x', OutgoingHttp.MaximumLength + 1), StringComparison.Ordinal);
        await using var server = await LoopbackHttp.StartAsync(async request =>
        {
            request.Response.StatusCode = status;
            request.Response.ContentType = type;
            request.Response.Headers.Location = "/elsewhere";
            await request.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer));
        });
        var client = new WitnessClient(http, new WitnessSettings(server.Address, own.VerifierKey));
        Assert.Equal(outcome, (await client.SubmitAsync(log.Checkpoint(9), log.ReadAsync, 0, default)).Outcome);
    }
}
