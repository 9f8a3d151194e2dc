using MerkleLog;
using Verifier.Checks;
using Verifier.Exporting;
using Verifier.Reports;
using Verifier.Sources;
using Verifier.Tests.Samples;

namespace Verifier.Tests;

public sealed class Verifying_an_intact_export : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(600)]
    [InlineData(512)]
    [InlineData(256 * 256 + 300)]
    public async Task Passes_every_check(int size)
    {
        var ledger = new SampleLedger(directory.Path).Write(size);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust);

        Assert.Empty(report.Checks.Where(check => check.Verdict != Verdict.Passed).Select(check => ReportText.Text(report, [])));
        Assert.Equal(new ItemCounts(size - 1, 1, 0, 0), report.Rows);
        Assert.Equal(1, report.Values!.ErasedLawfully);
        Assert.Equal(0, report.Values.Mismatch);
        Assert.Equal(1, report.WaitingRows);
        Assert.Equal([CheckId.Part.Times], report.Checks.SelectMany(check => check.Unchecked).Select(part => part.Part));
        Assert.True(report.Succeeds(CheckId.All));
        Assert.False(report.Succeeds([CheckId.Part.Times]));
    }

    /// <summary>The last leaf stands for a whole stream, which is what is withheld; the middle of one would be a gap in its versions.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Takes_the_hash_for_an_entry_that_is_withheld_and_says_so(bool changed)
    {
        var ledger = new SampleLedger(directory.Path).Write(600);
        ledger.ChangeEntries(599, entries => entries[^1] = ReadOnlyMemory<byte>.Empty);
        ledger.ChangeLines(ExportLayout.EventPage(2), lines => lines.RemoveAt(lines.Count - 1));
        if (changed)
            ledger.ChangeByte("tile/0/002.p/88", 87 * Hash.Length);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust);

        Assert.Equal(changed, report.Checks.Any(check => check.Id == CheckId.Entries && check.Verdict == Verdict.Failed));
        Assert.Equal(changed, report.Checks.Any(check => check.Verdict == Verdict.Failed));
        Assert.Single(report.Checks.SelectMany(check => check.Unchecked), part => part.Part == CheckId.Part.Withheld && part.Reason.StartsWith("1 ", StringComparison.Ordinal));
        Assert.False(report.Succeeds([CheckId.Part.Withheld]));
    }

    [Fact]
    public async Task Proves_nothing_that_trust_from_outside_is_needed_for()
    {
        new SampleLedger(directory.Path).Write(300);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), new VerificationOptions());

        Assert.Equal([CheckId.Checkpoint, CheckId.History, CheckId.Anchors], report.Checks.Where(check => check.Verdict == Verdict.NotChecked).Select(check => check.Id));
        Assert.DoesNotContain(report.Checks, check => check.Verdict == Verdict.Failed);
        Assert.True(report.Succeeds([]));
        Assert.False(report.Succeeds([CheckId.History]));
    }

    [Fact]
    public async Task Checks_no_more_than_the_first_three_of_a_bare_log()
    {
        var ledger = new SampleLedger(directory.Path).Write(600);
        foreach (var file in Directory.EnumerateFiles(directory.Path).Where(file => Path.GetFileName(file) != ExportLayout.Checkpoint))
            File.Delete(file);
        Directory.Delete(ledger.Place(ExportLayout.Events), recursive: true);
        Directory.Delete(ledger.Place(ExportLayout.Anchors), recursive: true);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust with { Known = [] });

        Assert.Equal([CheckId.Checkpoint, CheckId.Entries, CheckId.Tiles, CheckId.Sequence], report.Checks.Where(check => check.Verdict == Verdict.Passed).Select(check => check.Id));
        Assert.DoesNotContain(report.Checks, check => check.Verdict == Verdict.Failed);
    }

    [Fact]
    public async Task Leaves_no_file_behind()
    {
        var ledger = new SampleLedger(directory.Path).Write(600);
        using var temporary = new TemporaryDirectory();

        await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust with { TemporaryDirectory = temporary.Path });

        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
    }
}
