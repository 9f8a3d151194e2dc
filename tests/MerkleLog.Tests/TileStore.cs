using System.Globalization;
using System.Text;

namespace MerkleLog.Tests;

/// <summary>A log in memory: its tiles under their paths, as a directory or a table would hold them.</summary>
internal sealed class TileStore
{
    private readonly Dictionary<Tile, ReadOnlyMemory<byte>> tiles = [];

    public Frontier Frontier { get; } = new();

    public IReadOnlyDictionary<Tile, ReadOnlyMemory<byte>> Tiles => tiles;

    /// <summary>How often tiles were asked for.</summary>
    public int Readings { get; private set; }

    /// <summary>The leaf that the vectors call leaf i.</summary>
    public static byte[] Leaf(long index) => Encoding.ASCII.GetBytes("leaf-" + index.ToString(CultureInfo.InvariantCulture));

    public static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(index => Leaf(index))];

    /// <summary>A log with so many of the vectors' leaves, appended in one batch.</summary>
    public static async Task<TileStore> WithAsync(int count)
    {
        var store = new TileStore();
        await store.AppendAsync(count);
        return store;
    }

    /// <summary>Appends the next leaves of the vectors, and answers which tiles were written.</summary>
    public async Task<IReadOnlyList<TileData>> AppendAsync(int count)
    {
        var size = Frontier.TreeSize;
        var hashes = Enumerable.Range(0, count).Select(i => TreeHash.OfLeaf(Leaf(size + i))).ToArray();
        var written = await TiledTree.AppendAsync(ReadAsync, size, hashes);
        foreach (var (tile, bytes) in written)
            tiles[tile] = bytes;
        foreach (var hash in hashes)
            Frontier.Append(hash);
        return written;
    }

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyList<Tile> asked, CancellationToken cancellationToken)
    {
        Readings++;
        return Task.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>([.. asked.Select(Find)]);
    }

    /// <summary>Forgets partial tiles that a wider one replaces, as a log is allowed to.</summary>
    public void Prune()
    {
        foreach (var narrow in tiles.Keys.Where(tile => Wider(tile).Any()).ToList())
            tiles.Remove(narrow);
    }

    private ReadOnlyMemory<byte> Find(Tile tile) => tiles.TryGetValue(tile, out var bytes) ? bytes : tiles[Wider(tile).First()];

    private IEnumerable<Tile> Wider(Tile tile) =>
        tiles.Keys.Where(other => other.Level == tile.Level && other.Index == tile.Index && other.Width > tile.Width);
}
