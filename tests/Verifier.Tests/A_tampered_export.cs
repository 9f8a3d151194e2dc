using System.Text.Json.Nodes;
using MerkleLog;
using Verifier.Checks;
using Verifier.Exporting;
using Verifier.Reports;
using Verifier.Sources;
using Verifier.Tests.Samples;

namespace Verifier.Tests;

/// <summary>Each tampering turns the check that names it red, and no other.</summary>
public sealed class A_tampered_export : IDisposable
{
    private const int Size = 600;

    // An event of each kind: plain, and with a personal value.
    private const int Leaf = 300, LeafWithValue = 308;

    private static readonly Dictionary<string, (string Red, Action<SampleLedger> Tamper)> Acts = new()
    {
        ["a changed checkpoint"] = (CheckId.Checkpoint, ledger => ledger.Replace(ExportLayout.Checkpoint, "\n600\n", "\n599\n")),
        ["a changed root"] = (CheckId.Checkpoint, ledger => File.WriteAllText(ledger.Place(ExportLayout.Checkpoint),
            new SignedNote(new Checkpoint(SampleLedger.Origin, Size, Hash.Sha256([])).ToText(), Note(ledger).Signatures).ToString())),
        ["a changed signature of the log"] = (CheckId.Checkpoint, ledger => File.WriteAllText(ledger.Place(ExportLayout.Checkpoint),
            (Note(ledger) with { Signatures = [Flipped(Note(ledger).Signatures[0]), Note(ledger).Signatures[1]] }).ToString())),
        ["a removed cosignature"] = (CheckId.Checkpoint, ledger => File.WriteAllText(ledger.Place(ExportLayout.Checkpoint),
            (Note(ledger) with { Signatures = [Note(ledger).Signatures[0]] }).ToString())),
        ["a removed signature of the log"] = (CheckId.Checkpoint, ledger => File.WriteAllText(ledger.Place(ExportLayout.Checkpoint),
            (Note(ledger) with { Signatures = [Note(ledger).Signatures[1]] }).ToString())),
        ["a manifest of another size"] = (CheckId.Checkpoint, ledger => ledger.Replace(ExportLayout.Manifest, "\"600\"", "\"599\"")),

        ["a changed byte of an entry"] = (CheckId.Entries, ledger => ledger.ChangeByte(EntryBundle.Path(0, 256), 40)),
        ["an entry of another type"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Type = "something_else" })),
        ["an entry of another event"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Id = Guid.NewGuid() })),
        ["an entry of another stream"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Stream = Guid.NewGuid() })),
        ["an entry of another version"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Version = 99 })),
        ["an entry of another number"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Sequence = 1 })),
        ["an entry of another time"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { At = entry.At.AddYears(-1) })),
        ["an entry of another payload"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Commit = Hash.Sha256([1]) })),
        ["an entry of other headers"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Head = Hash.Sha256([1]) })),
        ["an entry of another origin code"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Mac = Hash.Sha256([1]) })),
        ["an entry of another tenant"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Tenant = "other" })),
        ["an entry that claims to be unattributed"] = (CheckId.Entries, ledger => ledger.ChangeEntry(Leaf, entry => entry with { Type = Entry.Unattributed })),
        ["a changed event of erasure"] = (CheckId.Entries, ledger => ledger.ChangeEntry(SampleLedger.ErasureLeaf, entry => entry with { Type = "something_else" })),
        ["two entries in another order"] = (CheckId.Entries, ledger => ledger.ChangeEntries(Leaf, entries => entries.Reverse(44, 2))),
        ["a bundle without its last entry"] = (CheckId.Entries, ledger => ledger.ChangeEntries(Leaf, entries => entries.RemoveAt(255))),
        ["a missing bundle"] = (CheckId.Entries, ledger => File.Delete(ledger.Place(EntryBundle.Path(1, 256)))),
        ["bytes behind the last entry"] = (CheckId.Entries, ledger => ledger.ChangeEntries(Leaf, entries => entries[255] = entries[255].ToArray().Append((byte)' ').ToArray())),

        ["a changed byte of a tile"] = (CheckId.Tiles, ledger => ledger.ChangeByte("tile/0/001", 44 * Hash.Length)),
        ["a changed byte of a partial tile"] = (CheckId.Tiles, ledger => ledger.ChangeByte("tile/0/002.p/88", 0)),
        ["a changed byte of an upper tile"] = (CheckId.Tiles, ledger => ledger.ChangeByte("tile/1/000.p/2", 0)),
        ["a missing tile"] = (CheckId.Tiles, ledger => File.Delete(ledger.Place("tile/0/001"))),
        ["a missing upper tile"] = (CheckId.Tiles, ledger => File.Delete(ledger.Place("tile/1/000.p/2"))),
        ["a tile that is too short"] = (CheckId.Tiles, ledger => File.WriteAllBytes(ledger.Place("tile/0/001"), new byte[Hash.Length * 255])),
        ["two hashes in another order"] = (CheckId.Tiles, ledger => ledger.ChangeHashes("tile/0/000")),

        ["a row of another event"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["id"] = Guid.NewGuid().ToString())),
        ["a row of another number"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["seq"] = "1")),
        ["a row of another stream"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["stream"] = Guid.NewGuid().ToString())),
        ["a row of another version"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["ver"] = "1")),
        ["a row of another type"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["type"] = "something_else")),
        ["a row of another time"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["at"] = "2026-03-01T08:05:00.000301Z")),
        ["a row of other data"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["data"]!["volume"] = 301)),
        ["a row of more data"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["data"]!["more"] = true)),
        ["a row with another value's commitment"] = (CheckId.Rows, ledger => ledger.ChangeRow(LeafWithValue, row => row["data"]!["contact"]!["c"] = Hash.Sha256([]).ToString())),
        ["a row of another actor"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!["actor"] = Guid.NewGuid().ToString())),
        ["a row of another time in its headers"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!["recorded"] = "2026-03-01T08:05:00.000301Z")),
        ["a row of no time in its headers"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!.AsObject().Remove("recorded"))),
        ["a row of more headers"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!["more"] = 1)),
        ["a row of another salt"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!["ledger.salt"] = Hash.Sha256([]).ToString())),
        ["a row of half a salt"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!["ledger.salt"] = "AAAA")),
        ["a row of another origin code"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!["ledger.mac"] = Hash.Sha256([]).ToString())),
        ["a row of no origin code"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!.AsObject().Remove("ledger.mac"))),
        ["a row of the erasure that names another value"] = (CheckId.Rows, ledger => ledger.ChangeRow(SampleLedger.ErasureLeaf, row => row["data"]!["values"]![0] = Guid.NewGuid().ToString())),
        ["a row that is not JSON"] = (CheckId.Rows, ledger => ledger.ChangeLines(Tampering.Page(Leaf), lines => lines[44] = lines[44][..^1])),
        ["a row with a field more"] = (CheckId.Rows, ledger => ledger.ChangeRow(Leaf, row => row["more"] = 1)),
        ["two rows that changed places"] = (CheckId.Rows, ledger =>
        {
            ledger.ChangeRow(Leaf, row => row["index"] = "-");
            ledger.ChangeLines(Tampering.Page(Leaf), lines =>
            {
                lines[45] = lines[45].Replace("\"301\"", "\"300\"", StringComparison.Ordinal);
                lines[44] = lines[44].Replace("\"index\":\"-\"", "\"index\":\"301\"", StringComparison.Ordinal);
            });
        }
        ),

        ["a value that is another"] = (CheckId.Values, ledger => ledger.Replace(ExportLayout.Values, "Contact person 308", "Contact person 309")),
        ["a value with another secret"] = (CheckId.Values, ledger => ledger.ChangeValue(LeafWithValue, value => value["secret"] = Hash.Sha256([]).ToString())),
        ["a value of another place"] = (CheckId.Values, ledger => ledger.ChangeValue(LeafWithValue, value => value["pointer"] = "/title")),
        ["a value of another event"] = (CheckId.Values, ledger => ledger.ChangeValue(LeafWithValue, value => value["event"] = Guid.NewGuid().ToString())),
        ["a value that cannot be read"] = (CheckId.Values, ledger => ledger.ChangeLines(ExportLayout.Values, lines => lines.Add("{}"))),

        ["a removed row"] = (CheckId.Completeness, ledger => ledger.ChangeLines(Tampering.Page(Leaf), lines => lines.RemoveAt(44))),
        ["a removed page of rows"] = (CheckId.Completeness, ledger => File.Delete(ledger.Place(ExportLayout.EventPage(2)))),
        ["a removed row of the erasure"] = (CheckId.Completeness, ledger => ledger.ChangeLines(Tampering.Page(0), lines => lines.RemoveAt(SampleLedger.ErasureLeaf))),
        ["a removed row of the redaction"] = (CheckId.Completeness, ledger => ledger.ChangeLines(Tampering.Page(0), lines => lines.RemoveAt(SampleLedger.RedactionLeaf))),
        ["a row twice"] = (CheckId.Completeness, ledger => ledger.ChangeLines(Tampering.Page(Leaf), lines => lines.Add(lines[44]))),
        ["an inserted row"] = (CheckId.Completeness, ledger => ledger.ChangeLines(ExportLayout.EventPage(2), lines => lines.Add(lines[^1].Replace("\"599\"", "\"600\"", StringComparison.Ordinal)))),
        ["an inserted page of rows"] = (CheckId.Completeness, ledger => File.Copy(ledger.Place(ExportLayout.EventPage(2)), ledger.Place(ExportLayout.EventPage(3)))),
        ["an old row without an entry"] = (CheckId.Completeness, ledger => ledger.ChangeLines(ExportLayout.Unsealed, lines => lines.Add(lines[0].Replace("2026-03-01T09:09:30", "2026-03-01T09:08:00", StringComparison.Ordinal)))),
        ["no list of rows without an entry"] = (CheckId.Completeness, ledger => File.Delete(ledger.Place(ExportLayout.Unsealed))),

        ["a changed checkpoint of the past"] = (CheckId.History, ledger => ledger.ChangeLines(ExportLayout.Checkpoints, lines => lines[0] = lines[0].Replace("\"200\"", "\"201\"", StringComparison.Ordinal))),
        ["a checkpoint of the past with another root"] = (CheckId.History, ledger => ledger.ChangeLines(ExportLayout.Checkpoints, lines => lines[0] = HistoryLine(ledger, 200))),
        ["a larger checkpoint of the past"] = (CheckId.History, ledger => ledger.ChangeLines(ExportLayout.Checkpoints, lines => lines.Add(HistoryLine(ledger, 601)))),

        ["a changed cosignature"] = (CheckId.Anchors, ledger => File.WriteAllText(ledger.Place(ExportLayout.AnchorFile(300, AnchorKind.Witness, "witness.example")),
            Flipped(ledger.Witness.Cosign(ledger.Kept, SampleEvents.At(300))).ToLine())),
        ["a cosignature of another size"] = (CheckId.Anchors, ledger => File.Move(
            ledger.Place(ExportLayout.AnchorFile(300, AnchorKind.Witness, "witness.example")), ledger.Place(ExportLayout.AnchorFile(299, AnchorKind.Witness, "witness.example")))),
        ["a proof of another size"] = (CheckId.Anchors, ledger => File.Move(
            ledger.Place(ExportLayout.AnchorFile(300, AnchorKind.AnchorLog, "anchors.example")), ledger.Place(ExportLayout.AnchorFile(301, AnchorKind.AnchorLog, "anchors.example")))),
        ["a proof of another note"] = (CheckId.Anchors, ledger => ledger.AnchorNote(SampleEvents.Bytes("not a note"))),
        ["a proof that is none"] = (CheckId.Anchors, ledger => File.WriteAllText(ledger.Place(ExportLayout.AnchorFile(300, AnchorKind.AnchorLog, "anchors.example")), "proof\n")),

        ["a salt that is gone"] = (CheckId.Erasures, ledger => ledger.ChangeRow(Leaf, row => row["headers"]!.AsObject().Remove("ledger.salt"))),
        ["data that are gone"] = (CheckId.Erasures, ledger => ledger.ChangeRow(Leaf, row => row["data"] = new JsonObject { ["$redacted"] = true })),
        ["a value that is gone"] = (CheckId.Erasures, ledger => ledger.ChangeLines(ExportLayout.Values, lines => lines.RemoveAll(line => line.Contains("Contact person 308", StringComparison.Ordinal)))),
        ["an erased value that is back"] = (CheckId.Erasures, ledger => ledger.ChangeLines(ExportLayout.Values, lines => lines.Add(ValueLine(SampleLedger.Erased)))),
    };

    private readonly TemporaryDirectory directory = new();

    public static TheoryData<string> Names => [.. Acts.Keys];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Turns_the_check_that_names_it_red_and_no_other(string act)
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);
        var (red, tamper) = Acts[act];
        tamper(ledger);

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust);

        Assert.Equal([red], report.Checks.Where(check => check.Verdict == Verdict.Failed).Select(check => check.Id));
        Assert.NotEmpty(report[red].Findings);
        Assert.False(report.Succeeds([]));
    }

    [Fact]
    public async Task Shows_no_contents_in_what_is_found()
    {
        var ledger = new SampleLedger(directory.Path).Write(Size);
        ledger.ChangeRow(Leaf, row => row["data"]!["title"] = "canary-in-data");
        ledger.ChangeRow(Leaf + 1, row => row["headers"]!["actor"] = "canary-in-headers");
        ledger.ChangeValue(LeafWithValue, value => value["value"] = "canary-in-value");
        ledger.ChangeRow(Leaf + 2, row => row["type"] = "canary-in-type");

        var report = await LedgerVerification.RunAsync(new DirectorySource(directory.Path), ledger.Trust);

        Assert.DoesNotContain("canary", ReportText.Text(report, []) + ReportJson.Text(report, []), StringComparison.Ordinal);
    }

    private static SignedNote Note(SampleLedger ledger) =>
        SignedNote.TryParse(File.ReadAllBytes(ledger.Place(ExportLayout.Checkpoint)), out var note) ? note : throw new InvalidOperationException();

    private static NoteSignature Flipped(NoteSignature signature) =>
        signature with { Bytes = signature.Bytes.SetItem(20, (byte)(signature.Bytes[20] ^ 1)) };

    private static string HistoryLine(SampleLedger ledger, long size) =>
        Line(output => ExportLines.Write(output, new StatedCheckpoint(size, ledger.Sign(new Checkpoint(SampleLedger.Origin, size, Hash.Sha256([]))).ToString())));

    private static string ValueLine(long index) => Line(output => ExportLines.Write(output, SampleEvents.Make(index).Value!));

    private static string Line(Action<System.Buffers.ArrayBufferWriter<byte>> write)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        write(output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd('\n');
    }
}
