using System.Numerics;

namespace MerkleLog;

/// <summary>A subtree with two to the power of <paramref name="Level"/> leaves; its first leaf is <c>Index</c> times that many.</summary>
internal readonly record struct CompleteSubtree(int Level, long Index);

/// <summary>
/// The leaves from <paramref name="Start"/> up to, not including, <paramref name="End"/>. Which ranges a proof consists of depends on
/// two numbers only, so it is worked out before anything is read.
/// </summary>
internal readonly record struct LeafRange(long Start, long End)
{
    private long Size => End - Start;

    /// <summary>The ranges whose hashes are PATH(m, D[n]) of RFC 9162 section 2.1.3.1, from the leaf's sibling up.</summary>
    public static IReadOnlyList<LeafRange> OfInclusion(long leafIndex, long treeSize)
    {
        var siblings = new List<LeafRange>();
        var subtree = new LeafRange(0, treeSize);
        while (subtree.Size > 1)
        {
            var (left, right) = subtree.Halves();
            // Invariant: the leaf lies in the subtree that is looked at; what is left aside is its sibling at that height.
            siblings.Add(leafIndex < left.End ? right : left);
            subtree = leafIndex < left.End ? left : right;
        }
        siblings.Reverse();
        return siblings;
    }

    /// <summary>The ranges whose hashes are PROOF(m, D[n]) of RFC 9162 section 2.1.4.1, in its order.</summary>
    public static IReadOnlyList<LeafRange> OfConsistency(long oldSize, long newSize)
    {
        if (oldSize == 0)
            return [];
        var ranges = new List<LeafRange>();
        var subtree = new LeafRange(0, newSize);
        while (subtree.End != oldSize)
        {
            var (left, right) = subtree.Halves();
            // Invariant: the old tree ends within the subtree that is looked at.
            ranges.Add(oldSize <= left.End ? right : left);
            subtree = oldSize <= left.End ? left : right;
        }
        // The verifier knows the old root; only another subtree has to be told.
        if (subtree.Start != 0)
            ranges.Add(subtree);
        ranges.Reverse();
        return ranges;
    }

    /// <summary>The complete subtrees that cover the range from left to right, each smaller than the one before.</summary>
    public IReadOnlyList<CompleteSubtree> CompleteSubtrees()
    {
        var subtrees = new List<CompleteSubtree>();
        for (var start = Start; start < End;)
        {
            // Every range of a proof starts at a multiple of the power of two that its size needs, so only the size decides.
            var level = BitOperations.Log2((ulong)(End - start));
            subtrees.Add(new CompleteSubtree(level, start >> level));
            start += 1L << level;
        }
        return subtrees;
    }

    private (LeafRange Left, LeafRange Right) Halves()
    {
        var middle = Start + TreeHash.Split(Size);
        return (new LeafRange(Start, middle), new LeafRange(middle, End));
    }
}
