using System.Globalization;
using System.Text;
using MerkleLog;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

/// <summary>A log in memory that signs its checkpoints; a history is another one where its leaves say so.</summary>
internal sealed class LogInMemory
{
    private readonly Hash[] leaves;
    private readonly Dictionary<Tile, ReadOnlyMemory<byte>> tiles = [];

    private LogInMemory(SigningKey key, Hash[] leaves)
    {
        (Key, this.leaves) = (key, leaves);
        var written = TiledTree.AppendAsync((_, _) => throw new InvalidOperationException("There is nothing to read."), 0, leaves);
        // Nothing is read, so nothing is waited for.
        foreach (var (tile, bytes) in written.GetAwaiter().GetResult())
            tiles[tile] = bytes;
    }

    public LogInMemory(int size, string origin = "ledger.example/tenant-a")
        : this(SigningKey.Generate(origin, SignatureType.Ed25519), [.. Enumerable.Range(0, size).Select(i => Leaf("leaf", i))])
    {
    }

    public SigningKey Key { get; }

    public string Origin => Key.VerifierKey.Name;

    public int Size => leaves.Length;

    public Hash Root(int size) => TreeHash.Root(leaves.AsSpan(0, size));

    public Checkpoint Head(int size) => new(Origin, size, Root(size));

    public SignedNote Checkpoint(int size) => Head(size).Sign(Key);

    /// <summary>The same log with other leaves from a place on.</summary>
    public LogInMemory Forked(int from, int size) =>
        new(Key, [.. leaves[..from], .. Enumerable.Range(from, size - from).Select(i => Leaf("other", i))]);

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyList<Tile> asked, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>([.. asked.Select(tile =>
            tiles.First(stored => stored.Key.Level == tile.Level && stored.Key.Index == tile.Index && stored.Key.Width >= tile.Width).Value)]);

    private static Hash Leaf(string kind, int index) => TreeHash.OfLeaf(Encoding.ASCII.GetBytes(kind + index.ToString(CultureInfo.InvariantCulture)));
}
