using System.Text.Json;
using MerkleLog;
using Verifier.Exporting;
using Verifier.Tests.Samples;

namespace Verifier.Tests;

public sealed class The_program : IDisposable
{
    private const int Size = 600;

    private readonly TemporaryDirectory directory = new();
    private readonly SampleLedger ledger;

    public The_program() => ledger = new SampleLedger(Path.Combine(directory.Path, "export")).Write(Size);

    private string Key => ledger.Key.VerifierKey.ToString();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Passes_an_export_with_all_that_an_auditor_can_know()
    {
        File.WriteAllText(Place("origin.key"), Convert.ToBase64String(ledger.OriginKey) + "\n");
        File.WriteAllText(Place("log.vkey"), Key + "\n");
        File.WriteAllText(Place("kept"), ledger.Sign(ledger.Kept).ToString());

        var (code, output, error) = await RunAsync("verify", ledger.Directory, "--key", Place("log.vkey"), "--witness", ledger.Witness.VerifierKey.ToString(), "--quorum", "1",
            "--known", Place("kept"), "--origin-key", Place("origin.key"), "--anchor-key", ledger.AnchorKey.VerifierKey.ToString(), "--require", "V1,V2,V3,V4,V4b,V5,V6,V7,V8,V9,V4.mac");

        Assert.Equal("", error);
        Assert.EndsWith("Passed: V1, V2, V3, V4, V4b, V5, V6, V7, V8, V9.\n", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Says_what_it_did_not_check()
    {
        var (code, output, _) = await RunAsync("verify", ledger.Directory);

        Assert.Contains("V7  not checked", output, StringComparison.Ordinal);
        Assert.EndsWith("Not checked, and so not proven: V1, V7, V8.\n", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Fails_where_something_required_is_not_checked()
    {
        Assert.Equal(1, (await RunAsync("verify", ledger.Directory, "--key", Key, "--require", "v1,v7")).Code);
        Assert.Equal(1, (await RunAsync("verify", ledger.Directory, "--require", "V4.mac")).Code);
        Assert.Equal(0, (await RunAsync("verify", ledger.Directory, "--key", Key, "--require", "V1")).Code);
    }

    [Fact]
    public async Task Fails_a_tampered_export_and_says_so_as_json_too()
    {
        ledger.ChangeRow(300, row => row["ver"] = "1");

        var (code, output, _) = await RunAsync("verify", ledger.Directory, "--key", Key, "--json");

        var report = JsonElement.Parse(output);
        Assert.False(report.GetProperty("succeeded").GetBoolean());
        Assert.Equal(["V4"], report.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("verdict").GetString() == "failed").Select(check => check.GetProperty("id").GetString()));
        Assert.Equal(1, report.GetProperty("rows").GetProperty("mismatch").GetInt32());
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData]
    [InlineData("verify")]
    [InlineData("verify", "a", "b")]
    [InlineData("verify", ".", "--key")]
    [InlineData("verify", ".", "--key", "no-such-file")]
    [InlineData("verify", ".", "--quorum", "2")]
    [InlineData("verify", ".", "--quorum", "-1")]
    [InlineData("verify", ".", "--frobnicate")]
    [InlineData("verify", ".", "--require", "V11")]
    [InlineData("verify", ".", "--token-env", "HOME")]
    [InlineData("verify", "https://", "--json")]
    [InlineData("verify", "ftp://example.org/log")]
    [InlineData("verify", "http://example.org/log")]
    [InlineData("verify", "https://example.org/log", "--token-env", "NO_SUCH_VARIABLE_HERE")]
    [InlineData("verify", "/no/such/directory")]
    [InlineData("receipt", "/no/such/file", "--key", "x")]
    [InlineData("seal")]
    public async Task Refuses_what_it_does_not_understand(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Helps()
    {
        var (code, output, _) = await RunAsync("help");

        Assert.Equal(0, code);
        Assert.All(Reports.CheckId.All.AddRange(Reports.CheckId.Parts), id => Assert.Contains(id, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("no checkpoint")]
    [InlineData("garbage for a manifest")]
    [InlineData("a huge checkpoint")]
    [InlineData("garbage for a checkpoint")]
    [InlineData("an absurd size")]
    [InlineData("a truncated bundle")]
    [InlineData("a huge bundle")]
    [InlineData("a huge line")]
    [InlineData("garbage in every file")]
    public async Task Answers_garbage_with_a_verdict_or_a_sentence(string garbage)
    {
        Spoil(garbage);

        var (code, output, error) = await RunAsync("verify", ledger.Directory);

        Assert.NotEqual(0, code);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("This program failed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_receipt()
    {
        var (file, entry) = Receipt(300);

        var (code, output, _) = await RunAsync("receipt", file, "--key", Key, "--witness", ledger.Witness.VerifierKey.ToString());

        Assert.Equal(0, code);
        Assert.StartsWith($"passed: this entry is leaf 300 of 600 in the log {SampleLedger.Origin}\n", output, StringComparison.Ordinal);
        Assert.Contains(entry.Id.ToString(), output, StringComparison.Ordinal);
        Assert.Contains("cosigned by witness.example", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_receipt_of_another_entry_or_under_another_key()
    {
        var (file, _) = Receipt(300);
        var other = SigningKey.Generate(SampleLedger.Origin, SignatureType.Ed25519).VerifierKey.ToString();

        Assert.Equal(1, (await RunAsync("receipt", file, "--key", other)).Code);
        File.WriteAllText(file, File.ReadAllText(file).Replace("index 300", "index 301", StringComparison.Ordinal));
        Assert.Equal(1, (await RunAsync("receipt", file, "--key", Key)).Code);
        File.WriteAllText(file, "no receipt");
        Assert.Equal(2, (await RunAsync("receipt", file, "--key", Key)).Code);
        Assert.Equal(2, (await RunAsync("receipt", file)).Code);
    }

    internal static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await Program.RunAsync(arguments, output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    private (string File, Entry Entry) Receipt(long leaf)
    {
        var entry = SampleEvents.Entry(SampleEvents.Row(SampleEvents.Make(leaf), leaf, ledger.OriginKey), isAttributed: true);
        var proof = ledger.ProveInclusion(leaf);
        File.WriteAllBytes(Place("receipt"), new LogProof(leaf, proof.Hashes, ledger.Sign(ledger.CheckpointAt(Size)), [.. entry.ToBytes()]).ToBytes());
        return (Place("receipt"), entry);
    }

    private void Spoil(string garbage)
    {
        var bundle = ledger.Place(EntryBundle.Path(1, 256));
        switch (garbage)
        {
            case "empty": Directory.Delete(ledger.Directory, recursive: true); Directory.CreateDirectory(ledger.Directory); break;
            case "no checkpoint": File.Delete(ledger.Place(ExportLayout.Checkpoint)); break;
            case "garbage for a manifest": File.WriteAllText(ledger.Place(ExportLayout.Manifest), "{\"v\":[]}"); break;
            case "a huge checkpoint": SetLength(ledger.Place(ExportLayout.Checkpoint), 1L << 40); break;
            case "garbage for a checkpoint": File.WriteAllBytes(ledger.Place(ExportLayout.Checkpoint), [0xFF, 0, 1, 2]); break;
            case "an absurd size": Absurd(); break;
            case "a truncated bundle": SetLength(bundle, 1000); break;
            case "a huge bundle": SetLength(bundle, 1L << 40); break;
            case "a huge line": SetLength(ledger.Place(ExportLayout.Unsealed), 1L << 30); break;
            default:
                foreach (var file in Directory.EnumerateFiles(ledger.Directory, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("checkpoint" or "manifest.json")))
                    File.WriteAllBytes(file, [0xFF, (byte)'\n', 0, (byte)'{', 0xC0]);
                break;
        }
    }

    private void Absurd()
    {
        var note = new Checkpoint(SampleLedger.Origin, long.MaxValue, Hash.Sha256([])).Sign(ledger.Key);
        File.WriteAllBytes(ledger.Place(ExportLayout.Checkpoint), note.ToBytes());
    }

    private static void SetLength(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(length);
    }

    private string Place(string file) => Path.Combine(directory.Path, file);
}
