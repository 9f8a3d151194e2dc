using System.Buffers;
using System.Numerics;

namespace MerkleLog;

/// <summary>The hashes of a Merkle tree, RFC 9162 section 2.1.1, over SHA-256.</summary>
public static class TreeHash
{
    /// <summary>The root of the tree without leaves: the hash of nothing.</summary>
    public static Hash Empty { get; } = Hash.Sha256([]);

    /// <summary>The hash of a leaf: SHA-256 of a zero byte and the entry.</summary>
    public static Hash OfLeaf(ReadOnlySpan<byte> entry)
    {
        // In one call: a hash that is fed piece by piece costs more than hashing an entry.
        var data = ArrayPool<byte>.Shared.Rent(1 + entry.Length);
        data[0] = 0;
        entry.CopyTo(data.AsSpan(1));
        var hash = Hash.Sha256(data.AsSpan(0, 1 + entry.Length));
        ArrayPool<byte>.Shared.Return(data);
        return hash;
    }

    /// <summary>The hash of an inner node: SHA-256 of a one byte, the left child and the right child.</summary>
    public static Hash OfNode(Hash left, Hash right)
    {
        Span<byte> data = stackalloc byte[1 + (2 * Hash.Length)];
        data[0] = 1;
        left.AsSpan().CopyTo(data[1..]);
        right.AsSpan().CopyTo(data[(1 + Hash.Length)..]);
        return Hash.Sha256(data);
    }

    /// <summary>The root of the tree over these leaf hashes.</summary>
    public static Hash Root(ReadOnlySpan<Hash> leafHashes) => leafHashes.Length switch
    {
        0 => Empty,
        1 => leafHashes[0],
        var size => OfNode(Root(leafHashes[..(int)Split(size)]), Root(leafHashes[(int)Split(size)..])),
    };

    /// <summary>The largest power of two smaller than the size, where RFC 9162 divides a tree of two leaves or more.</summary>
    internal static long Split(long size) => 1L << BitOperations.Log2((ulong)size - 1);
}
