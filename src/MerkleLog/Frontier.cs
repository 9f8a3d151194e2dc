using System.Numerics;

namespace MerkleLog;

/// <summary>
/// The right edge of a tree: the roots of the complete subtrees it consists of, from left to right. It is all that appending leaves and
/// computing the root need: one hash for each bit set in the tree's size. Not safe for use by several threads.
/// </summary>
public sealed class Frontier
{
    // Invariant: one hash for each bit set in TreeSize, the largest subtree first.
    private readonly List<Hash> subtrees = [];

    /// <summary>The number of leaves.</summary>
    public long TreeSize { get; private set; }

    /// <summary>Reads a frontier that <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not the frontier of a tree of that size.</exception>
    public static Frontier FromBytes(long treeSize, ReadOnlySpan<byte> bytes)
    {
        if (treeSize < 0 || bytes.Length != BitOperations.PopCount((ulong)treeSize) * Hash.Length)
            throw new FormatException($"{bytes.Length} bytes are not the frontier of a tree of {treeSize} leaves.");
        var frontier = new Frontier { TreeSize = treeSize };
        for (var start = 0; start < bytes.Length; start += Hash.Length)
            frontier.subtrees.Add(new Hash(bytes.Slice(start, Hash.Length)));
        return frontier;
    }

    /// <summary>The hashes one after another. The size is not among them and is kept beside.</summary>
    public byte[] ToBytes() => Tile.Bytes([.. subtrees]);

    /// <summary>Appends a leaf by its hash.</summary>
    public void Append(Hash leafHash)
    {
        var hash = leafHash;
        // Each bit that the addition of one carries over is a pair of complete subtrees of the same size.
        for (var carry = TreeSize; (carry & 1) == 1; carry >>= 1)
        {
            hash = TreeHash.OfNode(subtrees[^1], hash);
            subtrees.RemoveAt(subtrees.Count - 1);
        }
        subtrees.Add(hash);
        TreeSize++;
    }

    /// <summary>The root hash of the tree as it stands.</summary>
    public Hash Root() => Join([.. subtrees]);

    /// <summary>The root over neighbouring complete subtrees, each smaller than the one to its left.</summary>
    internal static Hash Join(ReadOnlySpan<Hash> subtrees)
    {
        if (subtrees.IsEmpty)
            return TreeHash.Empty;
        var root = subtrees[^1];
        for (var i = subtrees.Length - 2; i >= 0; i--)
            root = TreeHash.OfNode(subtrees[i], root);
        return root;
    }
}
