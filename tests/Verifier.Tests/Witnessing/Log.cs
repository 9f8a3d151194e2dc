using System.Globalization;
using MerkleLog;

namespace Verifier.Tests.Witnessing;

/// <summary>A log in memory that signs its checkpoints and proves them to a witness.</summary>
internal sealed class Log
{
    private readonly List<Hash> leaves = [];
    private readonly Dictionary<Tile, ReadOnlyMemory<byte>> tiles = [];

    public Log(string origin, int size, string seed = "leaf")
    {
        Key = SigningKey.Generate(origin, SignatureType.Ed25519);
        Append(size, seed);
    }

    private Log(Log other, int size, string seed)
    {
        Key = other.Key;
        leaves.AddRange(other.leaves[..size]);
        Append(0, seed);
    }

    public SigningKey Key { get; }

    public string Origin => Key.VerifierKey.Name;

    public int Size => leaves.Count;

    /// <summary>The same log with another continuation behind so many leaves.</summary>
    public Log Forked(int at, int size)
    {
        var forked = new Log(this, at, "fork");
        forked.Append(size - at, "fork");
        return forked;
    }

    public void Append(int count, string seed = "leaf")
    {
        for (var i = 0; i < count; i++)
            leaves.Add(TreeHash.OfLeaf(System.Text.Encoding.ASCII.GetBytes(seed + leaves.Count.ToString(CultureInfo.InvariantCulture))));
        tiles.Clear();
        foreach (var (tile, bytes) in TiledTree.AppendAsync((_, _) => throw new InvalidOperationException("There is nothing to read."), 0, leaves).Result)
            tiles[tile] = bytes;
    }

    public Hash Root(int size) => TreeHash.Root(leaves.ToArray().AsSpan(0, size));

    public SignedNote Checkpoint(int size) => new Checkpoint(Origin, size, Root(size)).Sign(Key);

    public AddCheckpointRequest Request(int oldSize, int newSize)
    {
        var proof = TiledTree.ProveConsistencyAsync(ReadAsync, oldSize, newSize).Result;
        return new AddCheckpointRequest(oldSize, proof.Hashes, Checkpoint(newSize));
    }

    private Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyList<Tile> asked, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>([.. asked.Select(tile =>
            tiles.First(stored => stored.Key.Level == tile.Level && stored.Key.Index == tile.Index && stored.Key.Width >= tile.Width).Value)]);
}
