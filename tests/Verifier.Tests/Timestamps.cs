using System.Security.Cryptography.X509Certificates;
using Verifier.Checks;
using Verifier.Exporting;
using Verifier.Reports;
using Verifier.Sources;
using Verifier.Tests.Samples;

namespace Verifier.Tests;

/// <summary>Tokens of a real authority, made by openssl.</summary>
public sealed class Timestamps : IDisposable
{
    private const int Size = 300;

    private readonly TemporaryDirectory directory = new();
    private readonly SampleLedger ledger;
    private readonly TimestampAuthority authority;

    public Timestamps()
    {
        authority = new(Path.Combine(directory.Path, "authority"));
        // The authority's clock is this machine's, so these events are of today.
        var now = DateTimeOffset.UtcNow;
        ledger = new SampleLedger(Path.Combine(directory.Path, "export")) { Event = (i, e) => e with { At = now.AddMilliseconds(i) } }.Write(Size);
    }

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Are_verified_to_the_root_that_is_given(bool wholeAnswer)
    {
        Put(150, authority.Stamp(ledger.CheckpointAt(150).ToText(), wholeAnswer));

        var report = await VerifyAsync(authority);

        Assert.Equal(Verdict.Passed, report[CheckId.Anchors].Verdict);
        Assert.Equal([CheckId.Part.Revocation], report[CheckId.Anchors].Unchecked.Select(part => part.Part));
        Assert.Empty(report[CheckId.Sequence].Unchecked);
        Assert.True(report.Succeeds([CheckId.Part.Times]));
    }

    [Fact]
    public void Are_accepted_by_openssl_over_the_text_of_the_checkpoint()
    {
        var text = ledger.CheckpointAt(150).ToText();
        Put(150, authority.Stamp(text));

        authority.Verify(Token(150), text);
    }

    [Fact]
    public async Task Prove_nothing_without_a_root()
    {
        Put(150, authority.Stamp(ledger.CheckpointAt(150).ToText()));

        var report = await VerifyAsync(null);

        Assert.Equal(Verdict.NotChecked, report[CheckId.Anchors].Verdict);
        Assert.Equal([CheckId.Part.Times], report[CheckId.Sequence].Unchecked.Select(part => part.Part));
    }

    [Fact]
    public async Task Are_refused_under_another_root()
    {
        Put(150, authority.Stamp(ledger.CheckpointAt(150).ToText()));

        Assert.Equal([CheckId.Anchors], Red(await VerifyAsync(new TimestampAuthority(Path.Combine(directory.Path, "other")))));
    }

    [Fact]
    public async Task Are_refused_over_another_checkpoint()
    {
        Put(150, authority.Stamp(ledger.CheckpointAt(151).ToText()));

        Assert.Equal([CheckId.Anchors], Red(await VerifyAsync(authority)));
    }

    [Fact]
    public async Task Are_refused_where_they_are_over_another_checkpoint_even_without_a_root()
    {
        Put(150, authority.Stamp(ledger.CheckpointAt(151).ToText()));

        Assert.Equal([CheckId.Anchors], Red(await VerifyAsync(null)));
    }

    [Fact]
    public async Task Are_refused_once_a_byte_is_changed()
    {
        var token = authority.Stamp(ledger.CheckpointAt(150).ToText());
        token[^1] ^= 1;
        Put(150, token);

        Assert.Equal([CheckId.Anchors], Red(await VerifyAsync(authority)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no token")]
    public async Task Are_refused_where_they_are_none(string token)
    {
        Put(150, System.Text.Encoding.UTF8.GetBytes(token));

        Assert.Equal([CheckId.Anchors], Red(await VerifyAsync(authority)));
    }

    [Fact]
    public async Task Are_refused_for_more_entries_than_there_are()
    {
        Put(Size + 1, authority.Stamp(ledger.CheckpointAt(150).ToText()));

        Assert.Equal([CheckId.Anchors], Red(await VerifyAsync(authority)));
    }

    [Fact]
    public async Task Show_entries_that_claim_to_be_later()
    {
        var late = new SampleLedger(Path.Combine(directory.Path, "late")) { Event = (i, e) => i == 100 ? e with { At = DateTimeOffset.UtcNow.AddHours(1) } : e }.Write(Size);
        File.WriteAllBytes(late.Place(ExportLayout.AnchorFile(150, AnchorKind.TimestampAuthority, "sample")), authority.Stamp(late.CheckpointAt(150).ToText()));

        // Those after the timestamp are samples of an earlier day, and so are found as well.
        var findings = (await VerifyAsync(authority, late))[CheckId.Sequence].Findings;

        Assert.Equal(2, findings.Length);
        Assert.StartsWith("leaf 100: its time is later", findings[0], StringComparison.Ordinal);
        Assert.Contains("its time is earlier", findings[1], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Red(VerificationReport report) => report.Checks.Where(check => check.Verdict == Verdict.Failed).Select(check => check.Id);

    private string Token(long size) => ledger.Place(ExportLayout.AnchorFile(size, AnchorKind.TimestampAuthority, "sample"));

    private void Put(long size, byte[] token) => File.WriteAllBytes(Token(size), token);

    private Task<VerificationReport> VerifyAsync(TimestampAuthority? trusted, SampleLedger? other = null) => LedgerVerification.RunAsync(
        new DirectorySource((other ?? ledger).Directory),
        (other ?? ledger).Trust with { TimestampRoots = trusted is null ? [] : [X509CertificateLoader.LoadCertificate(File.ReadAllBytes(trusted.Root))] });
}
