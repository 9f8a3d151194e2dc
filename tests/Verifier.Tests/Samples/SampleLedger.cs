using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MerkleLog;
using Verifier.Checks;
using Verifier.Exporting;
using Verifier.Sources;

namespace Verifier.Tests.Samples;

/// <summary>
/// A complete export directory with made-up events, sealed and signed with keys of its own: the events of <see cref="SampleEvents"/>, one of them redacted
/// and one personal value erased with a sealed event each, a history of checkpoints, a witness's cosignature and an anchor log's proof. It is written page by
/// page, so it can be as large as a measurement needs.
/// </summary>
public sealed class SampleLedger(string directory)
{
    public const string Origin = "ledger.example/sample";

    /// <summary>The leaf of the redacted event, and of the event that says so.</summary>
    public const int Redacted = 20, RedactionLeaf = 100;

    /// <summary>The leaf of the event whose value was erased, and of the event that says so.</summary>
    public const int Erased = 14, ErasureLeaf = 101;

    // More leaves at once than a tile holds, so that few partial tiles of the upper levels are left behind.
    private const int Batch = 65536;

    public string Directory { get; } = directory;

    public SigningKey Key { get; init; } = new(Origin, SignatureType.Ed25519, SampleEvents.Bytes("log key"));

    public SigningKey Witness { get; } = new("witness.example", SignatureType.Cosignature, SampleEvents.Bytes("witness key"));

    public SigningKey AnchorKey { get; } = new("anchors.example", SignatureType.Ed25519, SampleEvents.Bytes("anchor key"));

    public byte[] OriginKey { get; } = SampleEvents.Bytes("origin key");

    /// <summary>Changes an event before it is sealed.</summary>
    public Func<long, SampleEvent, SampleEvent> Event { get; init; } = (_, e) => e;

    /// <summary>Changes an entry before it becomes a leaf.</summary>
    public Func<long, Entry, Entry> Entry { get; init; } = (_, entry) => entry;

    /// <summary>The size of the latest checkpoint.</summary>
    public long Size { get; private set; }

    /// <summary>The checkpoint at half of the size, which somebody else kept.</summary>
    public Checkpoint Kept { get; private set; } = new(Origin, 0, TreeHash.Empty);

    /// <summary>All that an auditor can be given, a checkpoint at half of the size among it.</summary>
    public VerificationOptions Trust => new()
    {
        LogKeys = [Key.VerifierKey],
        Witnesses = [Witness.VerifierKey],
        Quorum = 1,
        Known = [Kept],
        OriginKeys = [OriginKey],
        AnchorLogKeys = [AnchorKey.VerifierKey],
        TemporaryDirectory = Directory,
    };

    /// <summary>Writes the whole directory.</summary>
    public SampleLedger Write(int size)
    {
        Size = size;
        WriteLeaves(size);
        Kept = CheckpointAt(size / 2);
        WriteCheckpoints();
        WriteAnchors();
        File.WriteAllBytes(Place(ExportLayout.Manifest), ExportLines.Manifest(new LedgerManifest(
            Origin, SampleEvents.Tenant, size, SampleEvents.At(size) + TimeSpan.FromHours(1), 60, null, HasValues: true)));
        var waiting = SampleEvents.Row(SampleEvents.Make(size), EventRow.NoLeaf, OriginKey) with { At = SampleEvents.At(size) + TimeSpan.FromMinutes(59.5) };
        WriteLines(ExportLayout.Unsealed, output => RowLine.Write(output, new UnsealedRow(waiting, waiting.At)));
        return this;
    }

    /// <summary>The checkpoint at a size, from the stored tiles.</summary>
    public Checkpoint CheckpointAt(long size) => new(Origin, size, TiledTree.RootAsync(ReadTilesAsync, size).GetAwaiter().GetResult());

    /// <summary>The proof that a leaf stands in the log.</summary>
    public InclusionProof ProveInclusion(long leaf) => TiledTree.ProveInclusionAsync(ReadTilesAsync, leaf, Size).GetAwaiter().GetResult();

    public SignedNote Sign(Checkpoint checkpoint) => checkpoint.Sign(Key).With(Witness.Cosign(checkpoint, SampleEvents.At(checkpoint.TreeSize)));

    public string Place(string path) => Path.Combine(Directory, path);

    private void WriteLeaves(int size)
    {
        var values = new ArrayBufferWriter<byte>();
        var hashes = new List<Hash>();
        using var valueFile = Create(ExportLayout.Values);
        for (var first = 0; first < size; first += Tile.FullWidth)
        {
            var width = Math.Min(Tile.FullWidth, size - first);
            var rows = new ArrayBufferWriter<byte>();
            var entries = new List<ReadOnlyMemory<byte>>(width);
            for (var i = first; i < first + width; i++)
            {
                var e = Event(i, Special(i, SampleEvents.Make(i)));
                var row = SampleEvents.Row(e, i, OriginKey);
                entries.Add(Entry(i, SampleEvents.Entry(row, e.IsAttributed)).ToBytes());
                RowLine.Write(rows, i == Redacted ? Redact(row) : row);
                if (e.Value is { } value && i != Erased)
                    ExportLines.Write(values, value);
            }
            WriteBytes(EntryBundle.Path(first / Tile.FullWidth, width), EntryBundle.Encode(entries));
            WriteBytes(ExportLayout.EventPage(first / Tile.FullWidth), rows.WrittenSpan);
            valueFile.Write(values.WrittenSpan);
            values.ResetWrittenCount();
            hashes.AddRange(entries.Select(entry => TreeHash.OfLeaf(entry.Span)));
            if (hashes.Count < Batch && first + width < size)
                continue;
            foreach (var (tile, bytes) in TiledTree.AppendAsync(ReadTilesAsync, first + width - hashes.Count, hashes).GetAwaiter().GetResult())
                WriteBytes(tile.Path, bytes.Span);
            hashes.Clear();
        }
        // The row that has no entry yet has its value already.
        if (SampleEvents.Make(size).Value is { } waiting)
            ExportLines.Write(values, waiting);
        valueFile.Write(values.WrittenSpan);
    }

    private static SampleEvent Special(long index, SampleEvent e) => index switch
    {
        RedactionLeaf => e with { Type = ErasureCheck.PayloadRedacted, Data = new JsonObject { ["eventId"] = SampleEvents.Id("event", Redacted).ToString() } },
        ErasureLeaf => e with { Type = ErasureCheck.SubjectErased, Data = new JsonObject { ["values"] = new JsonArray(SampleEvents.Id("value", Erased).ToString()) } },
        _ => e,
    };

    private static EventRow Redact(EventRow row)
    {
        var headers = JsonNode.Parse(row.Headers.Span)!.AsObject();
        headers.Remove("ledger.salt");
        return row with { Data = """{"$redacted":true}"""u8.ToArray(), Headers = Encoding.UTF8.GetBytes(headers.ToJsonString()) };
    }

    private void WriteCheckpoints()
    {
        WriteBytes(ExportLayout.Checkpoint, Sign(CheckpointAt(Size)).ToBytes());
        var sizes = new[] { Size / 3, Size / 2, Size - 1, Size }.Where(size => size > 0).Distinct().Order();
        WriteLines(ExportLayout.Checkpoints, output =>
        {
            foreach (var size in sizes)
                ExportLines.Write(output, new StatedCheckpoint(size, Sign(CheckpointAt(size)).ToString()));
        });
        WriteLines(ExportLayout.Keys, output => ExportLines.Write(output, new StatedKey(Key.VerifierKey, SampleEvents.At(0), null)));
    }

    private void WriteAnchors()
    {
        var half = Kept;
        WriteBytes(ExportLayout.AnchorFile(half.TreeSize, AnchorKind.Witness, "witness.example"), Encoding.UTF8.GetBytes(Witness.Cosign(half, SampleEvents.At(half.TreeSize)).ToLine()));
        AnchorNote(Sign(half).ToBytes());
    }

    /// <summary>Anchors bytes in the place of the kept checkpoint's note.</summary>
    public void AnchorNote(byte[] note)
    {
        // The anchor log's leaves are notes as they were signed; the other one is of some other tenant.
        var (own, other) = (TreeHash.OfLeaf(note), TreeHash.OfLeaf("ledger.example/other\n"u8));
        var anchored = new Checkpoint("anchors.example", 2, TreeHash.OfNode(other, own)).Sign(AnchorKey);
        WriteBytes(ExportLayout.AnchorFile(Kept.TreeSize, AnchorKind.AnchorLog, "anchors.example"), new LogProof(1, [other], anchored, [.. note]).ToBytes());
    }

    private Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadTilesAsync(IReadOnlyList<Tile> tiles, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>([.. tiles.Select(tile => (ReadOnlyMemory<byte>)File.ReadAllBytes(Widest(tile)))]);

    /// <summary>The widest tile at a place: those that are narrower are written once only if the log ended there.</summary>
    private string Widest(Tile tile)
    {
        var full = Place((tile with { Width = Tile.FullWidth }).Path);
        return File.Exists(full) ? full : System.IO.Directory.EnumerateFiles(full + ".p").MaxBy(file => int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture))!;
    }

    private void WriteLines(string path, Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        WriteBytes(path, output.WrittenSpan);
    }

    private void WriteBytes(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = Create(path);
        file.Write(bytes);
    }

    private FileStream Create(string path)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Place(path))!);
        return File.Create(Place(path));
    }
}
