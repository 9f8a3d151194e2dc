namespace MerkleLog;

/// <summary>
/// Reads tiles, all that one question needs at once and in the order asked. A reader may answer with a wider tile of the same place.
/// </summary>
public delegate Task<IReadOnlyList<ReadOnlyMemory<byte>>> TileReader(IReadOnlyList<Tile> tiles, CancellationToken cancellationToken);

/// <summary>A tile together with its bytes, as it is to be stored.</summary>
public sealed record TileData(Tile Tile, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A tree that is kept as tiles. What is read is not trusted for itself: a proof is worth what verifying it against the root of a
/// checkpoint says.
/// </summary>
public static class TiledTree
{
    /// <summary>The root hash of a tree, computed from its tiles.</summary>
    /// <exception cref="FormatException">A tile that was read has a wrong length.</exception>
    public static async Task<Hash> RootAsync(TileReader read, long treeSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(treeSize);
        return treeSize == 0 ? TreeHash.Empty : (await HashesAsync(read, [new LeafRange(0, treeSize)], treeSize, cancellationToken))[0];
    }

    /// <summary>Proves that a leaf stands in a tree.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    /// <exception cref="FormatException">A tile that was read has a wrong length.</exception>
    public static async Task<InclusionProof> ProveInclusionAsync(
        TileReader read, long leafIndex, long treeSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leafIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leafIndex, treeSize);
        var hashes = await HashesAsync(read, LeafRange.OfInclusion(leafIndex, treeSize), treeSize, cancellationToken);
        return new InclusionProof(leafIndex, treeSize, [.. hashes]);
    }

    /// <summary>Proves that a tree continues an older one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The older tree is the larger one.</exception>
    /// <exception cref="FormatException">A tile that was read has a wrong length.</exception>
    public static async Task<ConsistencyProof> ProveConsistencyAsync(
        TileReader read, long oldSize, long newSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var hashes = await HashesAsync(read, LeafRange.OfConsistency(oldSize, newSize), newSize, cancellationToken);
        return new ConsistencyProof(oldSize, newSize, [.. hashes]);
    }

    /// <summary>
    /// The tiles that appending leaves to a tree makes or widens, and none that stay as they are. The only tiles read are the partial
    /// ones at the right edge of the old tree.
    /// </summary>
    /// <exception cref="FormatException">A tile that was read has a wrong length.</exception>
    public static async Task<IReadOnlyList<TileData>> AppendAsync(
        TileReader read, long treeSize, IReadOnlyList<Hash> leafHashes, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(treeSize);
        var edge = WidenedTiles(treeSize, checked(treeSize + leafHashes.Count)).ToList();
        var old = await TilesAsync(read, edge, cancellationToken);
        var written = new List<TileData>();
        var hashes = leafHashes;
        for (var level = 0; hashes.Count > 0; level++)
        {
            var first = treeSize >> (level * Tile.Height);
            var index = first / Tile.FullWidth;
            // Invariant: hashes are those of this level that the old tree lacked, and the tile at index is the first they go to.
            if (old.FirstOrDefault(tile => tile.Key.Level == level).Value is { } present)
                hashes = [.. present, .. hashes];
            var roots = new List<Hash>();
            foreach (var chunk in hashes.Chunk(Tile.FullWidth))
            {
                written.Add(new TileData(new Tile(level, index++, chunk.Length), Tile.Bytes(chunk)));
                if (chunk.Length == Tile.FullWidth)
                    roots.Add(TreeHash.Root(chunk));
            }
            hashes = roots;
        }
        return written;
    }

    /// <summary>The partial tiles of a tree that growing to a new size will widen.</summary>
    private static IEnumerable<Tile> WidenedTiles(long oldSize, long newSize)
    {
        for (var level = 0; oldSize != newSize; level++, oldSize >>= Tile.Height, newSize >>= Tile.Height)
        {
            if (oldSize % Tile.FullWidth is var width and > 0)
                yield return new Tile(level, oldSize / Tile.FullWidth, (int)width);
        }
    }

    /// <summary>The root hashes of ranges of leaves, from one reading of all tiles they need.</summary>
    private static async Task<List<Hash>> HashesAsync(
        TileReader read, IReadOnlyList<LeafRange> ranges, long treeSize, CancellationToken cancellationToken)
    {
        var subtrees = ranges.Select(range => range.CompleteSubtrees()).ToList();
        var needed = subtrees.SelectMany(range => range).Select(subtree => Place(subtree, treeSize).Tile).Distinct().ToList();
        var tiles = await TilesAsync(read, needed, cancellationToken);
        Hash SubtreeHash(CompleteSubtree subtree)
        {
            var (tile, start, count) = Place(subtree, treeSize);
            return TreeHash.Root(tiles[tile].AsSpan(start, count));
        }
        return [.. subtrees.Select(range => Frontier.Join([.. range.Select(SubtreeHash)]))];
    }

    /// <summary>Where a complete subtree lies: in which tile, from which of its hashes on, and how many of them.</summary>
    private static (Tile Tile, int Start, int Count) Place(CompleteSubtree subtree, long treeSize)
    {
        var level = subtree.Level / Tile.Height;
        var count = 1 << (subtree.Level % Tile.Height);
        var first = subtree.Index * count;
        return (Tile.At(level, first / Tile.FullWidth, treeSize), (int)(first % Tile.FullWidth), count);
    }

    private static async Task<Dictionary<Tile, Hash[]>> TilesAsync(TileReader read, List<Tile> tiles, CancellationToken cancellationToken)
    {
        if (tiles.Count == 0)
            return [];
        var data = await read(tiles, cancellationToken);
        if (data.Count != tiles.Count)
            throw new FormatException($"{tiles.Count} tiles were asked for and {data.Count} read.");
        return tiles.Zip(data).ToDictionary(pair => pair.First, pair => pair.First.Hashes(pair.Second.Span));
    }
}
