namespace MerkleLog.Tests;

/// <summary>
/// The definitions of RFC 9162 section 2.1, written as the RFC writes them: recursive over the list of leaves. The library computes
/// the same without recursion over leaves, and is held against this. Roots are remembered, so that every proof of many trees is cheap.
/// </summary>
internal sealed class Definition(byte[][] leaves)
{
    private readonly Dictionary<(int Start, int End), Hash> roots = [];

    /// <summary>MTH(D[start:end]), section 2.1.1.</summary>
    public Hash Root(int start, int end)
    {
        if (roots.TryGetValue((start, end), out var known))
            return known;
        var k = Split(end - start);
        return roots[(start, end)] = (end - start) switch
        {
            0 => Hash.Sha256([]),
            1 => Hash.Sha256([0, .. leaves[start]]),
            _ => Hash.Sha256([1, .. Root(start, start + k).AsSpan(), .. Root(start + k, end).AsSpan()]),
        };
    }

    /// <summary>PATH(m, D[n]), section 2.1.3.1.</summary>
    public Hash[] Path(int m, int n) => Path(m, 0, n);

    /// <summary>PROOF(m, D[n]), section 2.1.4.1.</summary>
    public Hash[] Proof(int m, int n) => m == 0 ? [] : Subproof(m, 0, n, true);

    private Hash[] Path(int m, int start, int end)
    {
        if (end - start == 1)
            return [];
        var k = Split(end - start);
        return m < k
            ? [.. Path(m, start, start + k), Root(start + k, end)]
            : [.. Path(m - k, start + k, end), Root(start, start + k)];
    }

    private Hash[] Subproof(int m, int start, int end, bool whole)
    {
        if (m == end - start)
            return whole ? [] : [Root(start, end)];
        var k = Split(end - start);
        return m <= k
            ? [.. Subproof(m, start, start + k, whole), Root(start + k, end)]
            : [.. Subproof(m - k, start + k, end, false), Root(start, start + k)];
    }

    /// <summary>The largest power of two smaller than n.</summary>
    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
}
