using MerkleLog;

namespace Verifier.Checks;

/// <summary>
/// A tree while its leaves pass, as tiles: one unfinished tile on each level. Besides the root it gives every hash tile above level 0, at the cost of
/// one hash for each leaf; memory grows with the height only.
/// </summary>
internal sealed class GrowingTree
{
    private readonly List<Level> levels;

    public GrowingTree() => levels = [new Level()];

    private GrowingTree(GrowingTree other) => (levels, TreeSize) = ([.. other.levels.Select(level => new Level(level))], other.TreeSize);

    public long TreeSize { get; private set; }

    public GrowingTree Copy() => new(this);

    /// <summary>Appends a leaf, and answers through the action which tiles above level 0 it completed, with their hashes.</summary>
    public void Append(Hash leafHash, Action<Tile, IReadOnlyList<Hash>> completed)
    {
        var hash = leafHash;
        TreeSize++;
        for (var i = 0; ; i++)
        {
            if (i == levels.Count)
                levels.Add(new Level());
            var level = levels[i];
            level.Add(hash, keep: i > 0);
            if (level.Frontier.TreeSize < Tile.FullWidth)
                return;
            hash = level.Frontier.Root();
            if (i > 0)
                completed(new Tile(i, level.Index, Tile.FullWidth), level.Hashes);
            level.Begin();
        }
    }

    /// <summary>The tiles above level 0 that are not full.</summary>
    public IEnumerable<(Tile Tile, IReadOnlyList<Hash> Hashes)> PartialTiles() =>
        levels.Index().Where(level => level.Index > 0 && level.Item.Hashes.Count > 0)
            .Select(level => (new Tile(level.Index, level.Item.Index, level.Item.Hashes.Count), (IReadOnlyList<Hash>)level.Item.Hashes));

    /// <summary>The root hash of the tree as it stands.</summary>
    public Hash Root() =>
        // The levels' sizes are the digits of the tree's size to the base of 256, so their frontiers in a row are the tree's.
        Frontier.FromBytes(TreeSize, [.. Enumerable.Reverse(levels).SelectMany(level => level.Frontier.ToBytes())]).Root();

    private sealed class Level
    {
        public Level()
        {
        }

        public Level(Level other) =>
            (Index, Hashes, Frontier) = (other.Index, [.. other.Hashes], Frontier.FromBytes(other.Frontier.TreeSize, other.Frontier.ToBytes()));

        public long Index { get; private set; }

        public List<Hash> Hashes { get; private set; } = [];

        public Frontier Frontier { get; private set; } = new();

        public void Add(Hash hash, bool keep)
        {
            Frontier.Append(hash);
            if (keep)
                Hashes.Add(hash);
        }

        public void Begin() => (Index, Hashes, Frontier) = (Index + 1, [], new Frontier());
    }
}
