using MerkleLog;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>
/// What is known of a log outside its tables: in the file of the last signed head, in the write-once folder, and by the witnesses; and beside that the
/// newest checkpoint for which an anchor is on record. What no key of the log signed is not told.
/// </summary>
public sealed partial class KnownHeads(HeadFiles files, AnchorOptions options, OutgoingHttp http, AnchorRows rows, ILogger<KnownHeads> logger)
{
    /// <summary>Asks everybody at once.</summary>
    /// <param name="logId">The log.</param>
    /// <param name="tenantId">Whose log it is.</param>
    /// <param name="origin">Its origin.</param>
    /// <param name="keys">All keys that sign or have signed for it.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<KnownHead>> GatherAsync(Guid logId, string tenantId, string origin, IReadOnlyCollection<VerifierKey> keys, CancellationToken ct)
    {
        var heads = new List<KnownHead?> { Verified("file of the last signed head", files.Read(tenantId), origin, keys) };
        if (options.WriteOnceFolder is { } folder)
            heads.Add(WrittenOnce(folder, origin, keys));
        heads.AddRange((await rows.NewestAnchoredAsync(logId, ct)).Select(note => Verified("anchors on record", note, origin, keys)));
        heads.AddRange(await Task.WhenAll(options.Witnesses.Select(async witness =>
            Verified(witness.Key.Name, await new WitnessClient(http, witness).LastAsync(origin, ct), origin, keys))));
        return [.. heads.OfType<KnownHead>()];
    }

    private KnownHead? WrittenOnce(string folder, string origin, IReadOnlyCollection<VerifierKey> keys)
    {
        try
        {
            return new WriteOnceFolder(folder).NewestFirst(origin).Select(note => Verified("write-once folder", note, origin, keys)).FirstOrDefault(head => head is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // One who holds heads and cannot be asked does not stop the sealing; that goes for the folder as for a witness.
            Unreadable(logger, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-once folder cannot be read ({Failure}), so what it knows of the log is not compared.")]
    private static partial void Unreadable(ILogger logger, string failure);

    /// <summary>A note as a head of the log, if one of the log's keys signed it.</summary>
    public static KnownHead? Verified(string source, SignedNote? note, string origin, IReadOnlyCollection<VerifierKey> keys) =>
        note is not null && new CheckpointPolicy(keys).Verify(note) is { Checkpoint: { } checkpoint } && checkpoint.Origin == origin
            ? new KnownHead(source, checkpoint.TreeSize, checkpoint.RootHash, note) : null;
}
