using System.Text.Json.Nodes;
using MerkleLog;
using Verifier.Checks;
using Verifier.Exporting;
using Verifier.Reports;
using Verifier.Sources;
using Verifier.Tests.Samples;

namespace Verifier.Tests;

/// <summary>What is wrong here was signed by the log, so tree and signature are in order.</summary>
public sealed class A_log_that_was_sealed_wrongly : IDisposable
{
    private const int Size = 300;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Shows_an_event_twice() =>
        await OnlyAsync(CheckId.Sequence, (i, e) => i == 200 ? e with { Id = SampleEvents.Id("event", 190) } : e);

    [Fact]
    public async Task Shows_a_number_twice() =>
        await OnlyAsync(CheckId.Sequence, (i, e) => i == 200 ? e with { Sequence = 1190 } : e);

    [Fact]
    public async Task Shows_a_gap_in_a_stream() =>
        await OnlyAsync(CheckId.Sequence, (i, e) => i == 299 ? e with { Version = e.Version + 1 } : e);

    [Fact]
    public async Task Shows_versions_in_another_order() =>
        await OnlyAsync(CheckId.Sequence, (i, e) => i switch { 201 => e with { Version = e.Version + 1 }, 241 => e with { Version = e.Version - 1 }, _ => e });

    [Fact]
    public async Task Shows_what_the_application_did_not_write()
    {
        var report = await OnlyAsync(CheckId.Rows, (i, e) => i == 200 ? e with { IsAttributed = false } : e);

        Assert.Contains(Entry.Unattributed, Assert.Single(report[CheckId.Rows].Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_forged_origin_code_to_who_has_the_key()
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust with { OriginKeys = [SampleEvents.Bytes("another key")] });

        Assert.Equal([CheckId.Rows], Red(report));
    }

    [Fact]
    public async Task Shows_an_entry_of_another_tenant()
    {
        var ledger = new SampleLedger(directory.Path) { Entry = (i, entry) => i == 200 ? entry with { Tenant = "other" } : entry }.Write(Size);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust with { OriginKeys = [] });

        Assert.Equal([CheckId.Entries], Red(report));
    }

    [Fact]
    public async Task Shows_a_log_of_another_tenant_than_was_asked_for()
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust with { Tenant = "other" });

        Assert.Equal([CheckId.Entries], Red(report));
    }

    [Fact]
    public async Task Shows_that_its_tail_was_cut_off_to_who_kept_a_checkpoint()
    {
        using var before = new TemporaryDirectory();
        var larger = new SampleLedger(before.Path).Write(Size);
        var smaller = new SampleLedger(directory.Path).Write(Size - 20);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), smaller.Trust with { Known = [larger.CheckpointAt(Size)] });

        Assert.Equal([CheckId.History], Red(report));
    }

    [Fact]
    public async Task Shows_that_it_was_rewritten_to_who_kept_a_checkpoint()
    {
        using var before = new TemporaryDirectory();
        var original = new SampleLedger(before.Path).Write(Size);
        var rewritten = new SampleLedger(directory.Path) { Event = (i, e) => i == 50 ? e with { Data = new JsonObject { ["title"] = "rewritten" } } : e }.Write(Size);

        Assert.Equal([CheckId.History], Red(await LedgerVerification.RunAsync(new DirectorySource(directory.Path), rewritten.Trust with { Known = [original.Kept] })));
        Assert.Empty(Red(await LedgerVerification.RunAsync(new DirectorySource(directory.Path), rewritten.Trust)));
    }

    [Fact]
    public async Task Is_refused_under_another_key()
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);

        var report = await LedgerVerification.RunAsync(
            new DirectorySource(directory.Path), ledger.Trust with { LogKeys = [SigningKey.Generate(SampleLedger.Origin, SignatureType.Ed25519).VerifierKey] });

        Assert.Equal([CheckId.Checkpoint], Red(report));
    }

    [Fact]
    public async Task Is_blamed_for_entries_and_tiles_where_neither_gives_the_root()
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);
        ledger.ChangeEntry(20, entry => entry with { Version = 99 });
        ledger.ChangeByte("tile/0/001.p/44", 0);

        Assert.Equal([CheckId.Entries, CheckId.Tiles], Red(await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust)));
    }

    [Fact]
    public async Task Keeps_quiet_of_rows_whose_entries_are_not_the_logs()
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);
        ledger.ChangeEntry(200, entry => entry with { Version = 99 });
        ledger.ChangeRow(200, row => row["ver"] = "99");

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust);

        Assert.Equal([CheckId.Entries], Red(report));
        Assert.Equal(Verdict.NotChecked, report[CheckId.Rows].Verdict);
    }

    [Fact]
    public async Task Blames_the_row_where_the_tile_was_changed_and_not_the_entry()
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);
        ledger.ChangeByte("tile/0/000", 200 * Hash.Length);
        ledger.ChangeRow(200, row => row["ver"] = "99");

        Assert.Equal([CheckId.Tiles, CheckId.Rows], Red(await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust)));
    }

    [Fact]
    public async Task Leaves_a_redaction_open_whose_event_is_missing()
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);
        ledger.ChangeLines(Tampering.Page(0), lines => lines.RemoveAt(SampleLedger.RedactionLeaf));

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust);

        Assert.Equal(Verdict.NotChecked, report[CheckId.Erasures].Verdict);
        Assert.Equal(1, report.Rows!.Undecided);
    }

    private static IEnumerable<string> Red(VerificationReport report) => report.Checks.Where(check => check.Verdict == Verdict.Failed).Select(check => check.Id);

    private async Task<VerificationReport> OnlyAsync(string red, Func<long, SampleEvent, SampleEvent> @event)
    {
        var ledger = new SampleLedger(directory.Path) { Event = @event }.Write(Size);
        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust);
        Assert.Equal([red], Red(report));
        return report;
    }
}
