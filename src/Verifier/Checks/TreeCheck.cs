using System.Buffers.Binary;
using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>
/// V2 and V3: the entries give the root, and the hash tiles are those of the entries. Where an entry and its tile differ, the root of the checkpoint
/// tells which of them was changed: the reading that gives it is the log, and the other is blamed. If neither gives it, both are.
/// </summary>
internal sealed class TreeCheck(ILedgerSource source, Checkpoint checkpoint, string? tenant)
{
    // A log with so many unreadable bundles is not read to its end: its size may be an invention.
    private const int MaximumUnreadable = 16;

    private readonly Findings unreadable = new();
    private readonly Findings malformed = new();
    private readonly Findings different = new();
    private readonly Findings lowestTiles = new();
    private string? tenant = tenant;
    private long withheldEntries;

    // The same strand until an entry and its tile differ. Null once a part of it could not be read.
    private Strand? byEntries = new(source);
    private Strand? byTiles;
    private bool parted;

    /// <summary>Whose log it is, once the first entry was read.</summary>
    public string? Tenant => tenant;

    /// <summary>Whether so much is unreadable that reading on is of no use.</summary>
    public bool IsHopeless => unreadable.Count >= MaximumUnreadable;

    /// <summary>The reading that gives the root of the checkpoint, after <see cref="FinishAsync"/>; null where neither does.</summary>
    public Strand? Sound { get; private set; }

    /// <summary>Whether entries that differ from their tiles are the log's all the same, after <see cref="FinishAsync"/>.</summary>
    public bool EntriesAreSound => Sound is not null && Sound == byEntries;

    private Strand? ByTiles => parted ? byTiles : byEntries;

    /// <summary>Reads the leaves of a page and appends them.</summary>
    public async ValueTask<LeafPage> ReadAsync(long page, IReadOnlyList<WantedRoot> wanted, CancellationToken cancellationToken)
    {
        var tile = new Tile(0, page, (int)Math.Min(Tile.FullWidth, checkpoint.TreeSize - (page * Tile.FullWidth)));
        var entries = Decode(await source.EntriesAsync(page, tile.Width, cancellationToken), tile);
        var stored = Hashes(await source.TileAsync(tile, cancellationToken), tile);
        var withheld = Withheld(entries, stored);
        var hashes = entries?.Select((entry, i) => withheld?[i] is true ? stored![i] : TreeHash.OfLeaf(entry.Span)).ToArray();
        var doubtful = Differences(tile, hashes, stored);
        if (!parted && (hashes is null || doubtful is not null))
            (parted, byTiles) = (true, byEntries?.Copy());
        byEntries = await AppendAsync(byEntries, hashes, wanted, cancellationToken);
        if (parted)
            byTiles = await AppendAsync(byTiles, stored ?? hashes, wanted, cancellationToken);
        return new LeafPage(page, tile.Width, entries is null ? null : Parse(entries, tile, withheld), doubtful, withheld);
    }

    /// <summary>Compares the root, and decides which reading is the log.</summary>
    public async ValueTask FinishAsync(bool complete, CancellationToken cancellationToken)
    {
        if (!complete)
            (byEntries, byTiles, parted) = (null, null, true);
        if (byEntries is not null)
            await byEntries.FinishAsync(cancellationToken);
        if (parted && byTiles is not null)
            await byTiles.FinishAsync(cancellationToken);
        Sound = ByTiles?.Root() == checkpoint.RootHash ? ByTiles : byEntries?.Root() == checkpoint.RootHash ? byEntries : null;
    }

    /// <summary>V2.</summary>
    public CheckResult Entries()
    {
        var findings = unreadable.Copy();
        findings.AddRange(malformed);
        if (!EntriesAreSound)
            findings.AddRange(different);
        if (Sound is null && byEntries is not null)
            findings.Add("root: the entries do not give the root hash of the checkpoint");
        return findings.Result(CheckId.Entries,
            $"all {checkpoint.TreeSize} entries give the root hash of the checkpoint, each in its one spelling" + (tenant is null ? "" : " and of one tenant"),
            "the entries are not those of the checkpoint",
            withheldEntries == 0 ? [] : [new UncheckedPart(CheckId.Part.Withheld, $"{withheldEntries} entries that are withheld: their hashes are in the tree, and nothing else of them is shown")]);
    }

    /// <summary>V3.</summary>
    public CheckResult Tiles()
    {
        const string Failure = "the hash tiles are not those of the log";
        var findings = lowestTiles.Copy();
        if (parted && Sound != byTiles)
            findings.AddRange(different);
        if ((Sound ?? byEntries ?? ByTiles) is not { } strand)
            return findings.ResultOrNotChecked(CheckId.Tiles, "the entries could not be read (V2)", Failure);
        findings.AddRange(strand.Tiles);
        return findings.Result(CheckId.Tiles, "the hash tiles of every level are those of the log", Failure);
    }

    private static async ValueTask<Strand?> AppendAsync(
        Strand? strand, Hash[]? hashes, IReadOnlyList<WantedRoot> wanted, CancellationToken cancellationToken)
    {
        if (strand is null || hashes is null)
            return null;
        await strand.AppendAsync(hashes, wanted, cancellationToken);
        return strand;
    }

    private ReadOnlyMemory<byte>[]? Decode(ReadOnlyMemory<byte>? bundle, Tile tile)
    {
        var path = EntryBundle.Path(tile.Index, tile.Width);
        if (bundle is not { } rest)
        {
            unreadable.Add($"{path}: it is missing");
            return null;
        }
        var entries = new ReadOnlyMemory<byte>[tile.Width];
        for (var i = 0; i < entries.Length; i++)
        {
            if (!BinaryPrimitives.TryReadUInt16BigEndian(rest.Span, out var length) || rest.Length - sizeof(ushort) < length)
            {
                unreadable.Add($"{path}: it ends before the entry of leaf {(tile.Index * Tile.FullWidth) + i} does");
                return null;
            }
            entries[i] = rest.Slice(sizeof(ushort), length);
            rest = rest[(sizeof(ushort) + length)..];
        }
        // Behind a partial bundle of a log that has grown stand further entries; behind a full one nothing may.
        if (tile.IsFull && !rest.IsEmpty)
            malformed.Add($"{path}: it goes on after its last entry");
        return entries;
    }

    private Hash[]? Hashes(ReadOnlyMemory<byte>? stored, Tile tile)
    {
        if (stored is { } bytes && TileBytes.TryRead(tile, bytes, out var own))
            return tile.Hashes(own.Span);
        lowestTiles.Add($"{tile.Path}: " + (stored is null ? "it is missing" : "it has a wrong length"));
        return null;
    }

    private bool[]? Differences(Tile tile, Hash[]? hashes, Hash[]? stored)
    {
        if (hashes is null || stored is null || Tile.Bytes(hashes).AsSpan().SequenceEqual(Tile.Bytes(stored)))
            return null;
        var doubtful = new bool[hashes.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            doubtful[i] = hashes[i] != stored[i];
            if (doubtful[i])
                different.Add($"leaf {(tile.Index * Tile.FullWidth) + i}: the entry is not what the hash in {tile.Path} was made of");
        }
        return doubtful;
    }

    // An entry is never empty, so an empty one says that it is withheld; its hash then is the tile's, and the root vouches for it.
    private bool[]? Withheld(ReadOnlyMemory<byte>[]? entries, Hash[]? stored)
    {
        if (entries is null || stored is null || !Array.Exists(entries, entry => entry.IsEmpty))
            return null;
        var withheld = Array.ConvertAll(entries, entry => entry.IsEmpty);
        withheldEntries += withheld.Count(one => one);
        return withheld;
    }

    private Entry?[] Parse(ReadOnlyMemory<byte>[] bundle, Tile tile, bool[]? withheld)
    {
        var entries = new Entry?[bundle.Length];
        for (var i = 0; i < bundle.Length; i++)
        {
            var leaf = (tile.Index * Tile.FullWidth) + i;
            if (withheld?[i] is true)
                continue;
            if (!Entry.TryParse(bundle[i].Span, out entries[i]))
                malformed.Add($"leaf {leaf}: its bytes are not an entry in its one spelling");
            else if (entries[i]!.Tenant != (tenant ??= entries[i]!.Tenant))
                malformed.Add($"leaf {leaf}: the entry is of another tenant");
        }
        return entries;
    }
}
