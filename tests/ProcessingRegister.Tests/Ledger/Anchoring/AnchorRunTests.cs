using MerkleLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Ledger.Anchoring;
using Xunit;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

/// <summary>One organisation, whose own checkpoints go out.</summary>
public sealed class The_log_of_the_only_organisation(AnchoredRegister register) : IClassFixture<AnchoredRegister>
{
    private const string Origin = "localhost/ledger/first";

    [Fact]
    public async Task Is_held_by_everybody_who_is_to_hold_it()
    {
        await register.RecordAsync("one");
        await register.AnchorAsync();
        var head = await register.HeadAsync(Origin);

        var policy = new CheckpointPolicy([AnchoredRegister.Key(Origin)], [register.Witness.Key], 1);
        Assert.True(policy.Verify((await register.Rows.CosignedAsync(head.LogId, head.Size, default))!).IsAccepted);

        var token = await register.EvidenceAsync(head, AnchorKind.Timestamp);
        Assert.Contains("Verification: OK", await register.Authority.VerifyAsync(token!, TimestampTokens.Stamped(head.Note.Text)), StringComparison.Ordinal);

        Assert.NotNull(await register.EvidenceAsync(head, AnchorKind.File));
        Assert.Equal(head.Note, new WriteOnceFolder(register.WriteOnceFolder).NewestFirst(Origin).First());
        Assert.DoesNotContain(await register.Rows.NewestAsync(default), other => other.TenantId == AnchorLog.Tenant);

        // Grown again at once it is cosigned again; the next stamp is not due yet.
        await register.RecordAsync("two");
        await register.AnchorAsync();
        var next = await register.HeadAsync(Origin);
        Assert.True(next.Size > head.Size);
        Assert.NotNull(await register.EvidenceAsync(next, AnchorKind.Witness));
        Assert.Null(await register.EvidenceAsync(next, AnchorKind.Timestamp));

        var states = await register.Services.GetRequiredService<AnchorStatus>().ReadAsync(default);
        Assert.Equal([AnchorKind.File, AnchorKind.Witness, AnchorKind.Witness, AnchorKind.Timestamp], states.Select(state => state.Kind));
        Assert.Equal([next.Size, next.Size, 0, head.Size], states.Select(state => state.Size));
        Assert.DoesNotContain(states, state => state.IsLate);
    }
}

/// <summary>Several organisations, whose checkpoints are the leaves of one more log.</summary>
public sealed class The_logs_of_several_organisations(AnchoredRegister register) : IClassFixture<AnchoredRegister>
{
    [Fact]
    public async Task Are_held_by_way_of_the_anchor_log()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Reader);
        client.Dispose();
        await register.AnchorAsync();
        await register.RecordAsync("one");
        await register.AnchorAsync();

        var anchorLog = await register.HeadAsync("localhost/ledger");
        Assert.Equal(3, anchorLog.Size);
        var policy = new CheckpointPolicy([AnchoredRegister.Key("localhost/ledger")], [register.Witness.Key], 1);
        foreach (var origin in new[] { "localhost/ledger/first", $"localhost/ledger/{slug}" })
        {
            var head = await register.HeadAsync(origin);
            Assert.True(LogProof.TryParse(await register.EvidenceAsync(head, AnchorKind.AnchorLog), out var proof));
            Assert.Equal(head.Note.ToBytes(), proof.Extra.ToArray());
            Assert.True(proof.Verify(TreeHash.OfLeaf(proof.Extra.AsSpan()), policy).IsAccepted);
            Assert.Null(await register.EvidenceAsync(head, AnchorKind.Witness));
            Assert.Null(await register.EvidenceAsync(head, AnchorKind.Timestamp));
            Assert.NotNull(await register.EvidenceAsync(head, AnchorKind.File));
        }

        // Nothing new, so nothing more.
        await register.AnchorAsync();
        Assert.Equal(anchorLog, await register.HeadAsync("localhost/ledger") with { Note = anchorLog.Note });
    }
}

/// <summary>A database that was put back to an earlier state, and a witness that remembers the later one.</summary>
public sealed class A_log_that_was_rolled_back(RolledBackRegister register) : IClassFixture<RolledBackRegister>
{
    private const string Origin = "localhost/ledger/first";

    [Fact]
    public async Task Is_not_signed_again_before_or_after_somebody_was_asked()
    {
        await register.RecordAsync("one");
        await register.AnchorAsync();
        var before = await register.HeadAsync(Origin);
        await register.RecordAsync("two");
        await register.AnchorAsync();
        await register.RollBackAsync(before.LogId, before.Size);
        // Whoever puts the database back puts the program's own folder back as well.
        foreach (var file in Directory.GetFiles(Places, "*.checkpoint"))
            File.Delete(file);
        foreach (var folder in Directory.GetDirectories(register.WriteOnceFolder))
            Directory.Delete(folder, recursive: true);

        // A program that has just been started asks the witness before it signs.
        await register.RecordAsync("another");
        await register.Services.GetRequiredService<Integrator>().IntegrateAsync(before.TenantId, default);
        var forks = new ForkWatch(register.Services.GetRequiredService<KnownHeads>(), register.Rows, register.Services.GetRequiredService<SigningKeys>(), NullLogger<ForkWatch>.Instance);
        var started = new Publisher(register.Services.GetRequiredService<LedgerDatabase>(), register.Services.GetRequiredService<SigningKeys>(),
            register.Services.GetRequiredService<HeadFiles>(), forks, TimeProvider.System);
        Assert.Equal(SealingRefusal.Fork, (await Assert.ThrowsAsync<SealingRefusedException>(() => started.PublishAsync(before.LogId, default))).Refusal);
        Assert.Equal(before.Size, (await register.HeadAsync(Origin)).Size);

        // One that had asked long before signs once, is told by the witness, and does not sign again.
        await register.AnchorAsync();
        var health = await register.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "anchors");
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        var raised = register.Services.GetRequiredService<ForkWatch>().RaisedAgainst(before.LogId);
        Assert.Equal("witness.example/1", raised!.Source);
        Assert.NotNull(raised.Note);
        await register.RecordAsync("yet another");
        await register.Services.GetRequiredService<Integrator>().IntegrateAsync(before.TenantId, default);
        Assert.Equal(SealingRefusal.Fork, (await Assert.ThrowsAsync<SealingRefusedException>(
            () => register.Services.GetRequiredService<Publisher>().PublishAsync(before.LogId, default))).Refusal);
    }

    private string Places => Path.Combine(register.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["DataFolder"]!, "ledger");
}
