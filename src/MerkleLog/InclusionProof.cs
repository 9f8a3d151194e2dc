using System.Collections.Immutable;

namespace MerkleLog;

/// <summary>The proof that a leaf stands in a tree, RFC 9162 section 2.1.3.</summary>
/// <param name="LeafIndex">The leaf's place, counted from 0.</param>
/// <param name="TreeSize">The number of leaves of the tree.</param>
/// <param name="Hashes">The inclusion path, from the leaf's sibling up to the root's child.</param>
public sealed record InclusionProof(long LeafIndex, long TreeSize, ImmutableArray<Hash> Hashes)
{
    /// <summary>Whether a leaf with this hash stands at this place of the tree with this root. RFC 9162 section 2.1.3.2.</summary>
    public bool Verify(Hash leafHash, Hash rootHash)
    {
        if (LeafIndex < 0 || LeafIndex >= TreeSize || Hashes.IsDefault)
            return false;
        var node = LeafIndex;
        var last = TreeSize - 1;
        var hash = leafHash;
        foreach (var sibling in Hashes)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = TreeHash.OfNode(sibling, hash);
                // A last node without a sibling of its own moves up unchanged until it has one to its left.
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = TreeHash.OfNode(hash, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && hash == rootHash;
    }

    /// <summary>Two proofs are the same where all their numbers and hashes are.</summary>
    public bool Equals(InclusionProof? other) =>
        other is not null && LeafIndex == other.LeafIndex && TreeSize == other.TreeSize && Hashes.AsSpan().SequenceEqual(other.Hashes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LeafIndex, TreeSize, Hashes.IsDefault ? 0 : Hashes.Length);
}
