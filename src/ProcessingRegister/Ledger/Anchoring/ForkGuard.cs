using MerkleLog;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>What somebody outside the database knows of a log.</summary>
/// <param name="Source">Who, such as the name of a witness.</param>
/// <param name="Size">The size of the tree.</param>
/// <param name="Root">Its root, or <c>null</c> where a size is all that is told.</param>
/// <param name="Note">The checkpoint; its signature was verified under a key of the log. <c>null</c> where a size is all that is told.</param>
public sealed record KnownHead(string Source, long Size, Hash? Root, SignedNote? Note);

/// <summary>
/// Whether a log continues all that is known of it outside its database. It does not after a restore of an old backup, a failover that lost
/// transactions, or a change of rows; to sign then would be to have two histories.
/// </summary>
public static class ForkGuard
{
    /// <summary>Looks for a head that the log does not continue.</summary>
    /// <param name="size">The size of the log.</param>
    /// <param name="root">Its root.</param>
    /// <param name="tiles">Its tiles.</param>
    /// <param name="heads">What is known of it.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>The first head for which nothing must be signed, or <c>null</c> when the log continues them all.</returns>
    /// <exception cref="FormatException">The log does not hold a tile of its own size: it is damaged, whatever is known of it.</exception>
    public static async Task<KnownHead?> ContradictionAsync(long size, Hash root, TileReader tiles, IEnumerable<KnownHead> heads, CancellationToken ct)
    {
        foreach (var head in heads)
        {
            if (head.Size > size)
                return head;
            if (head.Root is not { } known)
                continue;
            var proof = await TiledTree.ProveConsistencyAsync(tiles, head.Size, size, ct);
            if (!proof.Verify(known, root))
                return head;
        }

        return null;
    }
}
