using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>A size at which a root is wanted.</summary>
/// <param name="TreeSize">The size.</param>
/// <param name="Expected">The root it must have; null where it is only to be remembered.</param>
/// <param name="Told">Who told of it, for a finding.</param>
internal sealed record WantedRoot(long TreeSize, Hash? Expected, string Told);

/// <summary>
/// One reading of the leaves: by the entries, or by the tiles of level 0. As long as both agree there is one strand; once they differ there are two,
/// and the root of the checkpoint tells in the end which of them the log is.
/// </summary>
internal sealed class Strand
{
    private readonly ILedgerSource source;
    private readonly GrowingTree tree;
    private readonly List<(Tile Tile, IReadOnlyList<Hash> Hashes)> completed = [];
    private readonly Action<Tile, IReadOnlyList<Hash>> complete;

    public Strand(ILedgerSource source)
    {
        (this.source, tree) = (source, new GrowingTree());
        complete = (tile, hashes) => completed.Add((tile, hashes));
    }

    private Strand(Strand other)
    {
        (source, tree) = (other.source, other.tree.Copy());
        complete = (tile, hashes) => completed.Add((tile, hashes));
        (Tiles, History) = (other.Tiles.Copy(), other.History.Copy());
        Roots = new(other.Roots);
    }

    /// <summary>Stored tiles above level 0 that are not those of this strand.</summary>
    public Findings Tiles { get; } = new();

    /// <summary>Other checkpoints that this strand does not continue.</summary>
    public Findings History { get; } = new();

    /// <summary>The roots at the sizes that were to be remembered.</summary>
    public Dictionary<long, Hash> Roots { get; } = [];

    public Strand Copy() => new(this);

    public Hash Root() => tree.Root();

    /// <summary>Appends the leaves of a page, whose wanted sizes are in ascending order.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<Hash> leafHashes, IReadOnlyList<WantedRoot> wanted, CancellationToken cancellationToken)
    {
        var next = 0;
        foreach (var leafHash in leafHashes.Span)
        {
            tree.Append(leafHash, complete);
            if (next < wanted.Count && wanted[next].TreeSize == tree.TreeSize)
                next = Compare(wanted, next);
        }
        foreach (var (tile, hashes) in completed)
            await CompareAsync(tile, hashes, cancellationToken);
        completed.Clear();
    }

    /// <summary>Compares the tiles at the right edge, once all leaves are appended.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var (tile, hashes) in tree.PartialTiles())
            await CompareAsync(tile, hashes, cancellationToken);
    }

    private int Compare(IReadOnlyList<WantedRoot> wanted, int next)
    {
        var root = tree.Root();
        for (; next < wanted.Count && wanted[next].TreeSize == tree.TreeSize; next++)
        {
            if (wanted[next].Expected is not { } expected)
                Roots[tree.TreeSize] = root;
            else if (expected != root)
                History.Add($"size {tree.TreeSize}: {wanted[next].Told} states another root");
        }
        return next;
    }

    private async ValueTask CompareAsync(Tile tile, IReadOnlyList<Hash> hashes, CancellationToken cancellationToken)
    {
        if (await source.TileAsync(tile, cancellationToken) is not { } stored)
            Tiles.Add($"{tile.Path}: it is missing");
        else if (!TileBytes.TryRead(tile, stored, out var bytes))
            Tiles.Add($"{tile.Path}: it has a wrong length");
        else if (!bytes.Span.SequenceEqual(Tile.Bytes([.. hashes])))
            Tiles.Add($"{tile.Path}: its hashes are not the roots over the tiles below");
    }
}

/// <summary>The bytes of a stored tile.</summary>
internal static class TileBytes
{
    /// <summary>Cuts a tile from the bytes of one that is as wide or wider.</summary>
    public static bool TryRead(Tile tile, ReadOnlyMemory<byte> stored, out ReadOnlyMemory<byte> bytes)
    {
        var length = tile.Width * Hash.Length;
        var fits = stored.Length >= length && stored.Length <= Tile.FullWidth * Hash.Length && stored.Length % Hash.Length == 0;
        bytes = fits ? stored[..length] : default;
        return fits;
    }
}
