using System.Collections.Immutable;
using System.Numerics;

namespace MerkleLog;

/// <summary>The proof that a tree is an older one with leaves appended and nothing else changed, RFC 9162 section 2.1.4.</summary>
/// <param name="OldSize">The number of leaves of the older tree.</param>
/// <param name="NewSize">The number of leaves of the newer tree.</param>
/// <param name="Hashes">The consistency path, in the order of the RFC; empty where either size is 0 or both are equal.</param>
public sealed record ConsistencyProof(long OldSize, long NewSize, ImmutableArray<Hash> Hashes)
{
    /// <summary>
    /// Whether the tree with the new root is the tree with the old root and more. RFC 9162 section 2.1.4.2; the RFC leaves out an older
    /// tree without leaves, which every tree extends: its proof is empty and its root the hash of nothing.
    /// </summary>
    public bool Verify(Hash oldRoot, Hash newRoot)
    {
        if (OldSize < 0 || OldSize > NewSize || Hashes.IsDefault)
            return false;
        if (OldSize == NewSize)
            return Hashes.IsEmpty && oldRoot == newRoot && (OldSize > 0 || oldRoot == TreeHash.Empty);
        if (OldSize == 0)
            return Hashes.IsEmpty && oldRoot == TreeHash.Empty;
        if (Hashes.IsEmpty)
            return false;
        // An older tree whose size is a power of two is itself a node of the newer one, so the proof starts from its root.
        return BitOperations.IsPow2(OldSize)
            ? Climb(oldRoot, Hashes.AsSpan(), oldRoot, newRoot)
            : Climb(Hashes[0], Hashes.AsSpan()[1..], oldRoot, newRoot);
    }

    /// <summary>Two proofs are the same where all their numbers and hashes are.</summary>
    public bool Equals(ConsistencyProof? other) =>
        other is not null && OldSize == other.OldSize && NewSize == other.NewSize && Hashes.AsSpan().SequenceEqual(other.Hashes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(OldSize, NewSize, Hashes.IsDefault ? 0 : Hashes.Length);

    /// <summary>Computes both roots from their common node and the path, and compares them.</summary>
    private bool Climb(Hash common, ReadOnlySpan<Hash> path, Hash oldRoot, Hash newRoot)
    {
        var node = OldSize - 1;
        var last = NewSize - 1;
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);

        var (older, newer) = (common, common);
        foreach (var hash in path)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                (older, newer) = (TreeHash.OfNode(hash, older), TreeHash.OfNode(hash, newer));
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                newer = TreeHash.OfNode(newer, hash);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && older == oldRoot && newer == newRoot;
    }
}
