using System.Collections.Concurrent;
using MerkleLog;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>
/// Says before every signature whether somebody outside holds a head that the log does not continue. Before a process signs a log for the first time, it
/// asks everybody whom it can reach; from then on those who anchor tell it.
/// </summary>
public sealed partial class ForkWatch(KnownHeads known, AnchorRows rows, SigningKeys signing, ILogger<ForkWatch> logger)
{
    private readonly ConcurrentDictionary<Guid, KnownHead> raised = new();

    private readonly ConcurrentDictionary<Guid, bool> asked = new();

    /// <summary>The head for which nothing of this log must be signed, or <c>null</c>.</summary>
    /// <param name="logId">The log.</param>
    /// <param name="tenantId">Whose it is.</param>
    /// <param name="checkpoint">What is about to be signed.</param>
    /// <param name="tiles">The log's tiles.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<KnownHead?> ContradictionAsync(Guid logId, string tenantId, Checkpoint checkpoint, TileReader tiles, CancellationToken ct)
    {
        if (raised.TryGetValue(logId, out var head))
            return head;
        if (asked.ContainsKey(logId))
            return null;
        var heads = await known.GatherAsync(logId, tenantId, checkpoint.Origin, await KeysAsync(checkpoint.Origin, ct), ct);
        head = await ForkGuard.ContradictionAsync(checkpoint.TreeSize, checkpoint.RootHash, tiles, heads, ct);
        if (head is null)
            asked[logId] = true;
        else
            Contradicted(logger, logId, head.Source, head.Size);
        return head;
    }

    /// <summary>The head that was raised against this log, or <c>null</c>.</summary>
    public KnownHead? RaisedAgainst(Guid logId) => raised.GetValueOrDefault(logId);

    /// <summary>How many logs have a head raised against them.</summary>
    public int Raised => raised.Count;

    /// <summary>
    /// Stops the signing of a log until this program is started again: a size that was only told cannot be compared, and a log that is not signed still
    /// grows beyond it.
    /// </summary>
    public void Raise(Guid logId, KnownHead head)
    {
        if (raised.TryAdd(logId, head))
            Contradicted(logger, logId, head.Source, head.Size);
    }

    /// <summary>All keys that sign or have signed, under the name of a log.</summary>
    public async Task<IReadOnlyCollection<VerifierKey>> KeysAsync(string origin, CancellationToken ct) =>
        [.. (await rows.KeysAsync(origin, ct)).Concat(signing.PublicKeys.Select(key => new VerifierKey(origin, SignatureType.Ed25519, key))).Distinct()];

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Source} holds a head of size {Size} of the log {LogId} that the log does not continue. Nothing of it is signed (docs/operating.md, Anchors).")]
    private static partial void Contradicted(ILogger logger, Guid logId, string source, long size);
}
