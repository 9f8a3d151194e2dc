using System.Collections.Immutable;

namespace MerkleLog;

/// <summary>What a witness remembers of a log: the largest tree of it that it cosigned.</summary>
/// <param name="Size">The number of entries.</param>
/// <param name="Root">The root hash over them.</param>
public readonly record struct WitnessedTree(long Size, Hash Root)
{
    /// <summary>What a witness remembers of a log of which it has cosigned nothing.</summary>
    public static WitnessedTree None { get; } = new(0, TreeHash.Empty);
}

/// <summary>What a witness answers; the values are the status codes of HTTP that c2sp.org/tlog-witness names for it.</summary>
public enum WitnessAnswer
{
    /// <summary>The checkpoint continues what was cosigned before: remember it, then cosign it.</summary>
    Cosign = 200,

    /// <summary>The request has another form than the specification's, or its old size is above the checkpoint's.</summary>
    Malformed = 400,

    /// <summary>No known key of the log signed the checkpoint, or one of them stands over a signature that is not its own.</summary>
    NotSigned = 403,

    /// <summary>The log is not one that the witness was told to watch.</summary>
    UnknownLog = 404,

    /// <summary>The old size is not the one that the witness cosigned last; it tells that size.</summary>
    AnotherSize = 409,

    /// <summary>The checkpoint does not continue what was cosigned before, or is not shown to.</summary>
    NotConsistent = 422,
}

/// <summary>The decision on a request.</summary>
/// <param name="Answer">What to answer.</param>
/// <param name="Checkpoint">The checkpoint to cosign, only with <see cref="WitnessAnswer.Cosign"/>.</param>
/// <param name="LogSignatures">The signatures of the log's keys that were verified: those to keep beside the cosignature.</param>
public sealed record WitnessDecision(WitnessAnswer Answer, Checkpoint? Checkpoint, ImmutableArray<NoteSignature> LogSignatures)
{
    internal static WitnessDecision Refused(WitnessAnswer answer) => new(answer, null, []);
}

/// <summary>
/// When a witness cosigns, c2sp.org/tlog-witness. Whoever keeps it, deciding and remembering in one step for each log, never cosigns two
/// histories of one log.
/// </summary>
public static class WitnessRule
{
    /// <summary>Decides on a request in the order of the specification.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="keysOfTheLog">The keys that are trusted for the request's origin; none if the log is not watched.</param>
    /// <param name="remembered">What was cosigned last of this log.</param>
    public static WitnessDecision Decide(AddCheckpointRequest request, IReadOnlyCollection<VerifierKey> keysOfTheLog, WitnessedTree remembered)
    {
        var keys = keysOfTheLog.Where(key => key.Type == SignatureType.Ed25519 && key.Name == request.Origin).ToList();
        if (keys.Count == 0)
            return WitnessDecision.Refused(WitnessAnswer.UnknownLog);
        if (!request.Checkpoint.TryVerify(keys, out var verified) || verified.Count == 0)
            return WitnessDecision.Refused(WitnessAnswer.NotSigned);
        if (!Checkpoint.TryParseForm(request.Checkpoint.Text, out var checkpoint) || request.OldSize > checkpoint.TreeSize)
            return WitnessDecision.Refused(WitnessAnswer.Malformed);
        if (request.OldSize != remembered.Size)
            return WitnessDecision.Refused(WitnessAnswer.AnotherSize);
        // The proof's verification covers the rules for the size 0 and for equal sizes; only the root of no leaves has to be looked at beside.
        var consistent = new ConsistencyProof(request.OldSize, checkpoint.TreeSize, request.Proof).Verify(remembered.Root, checkpoint.RootHash)
            && (checkpoint.TreeSize > 0 || checkpoint.RootHash == TreeHash.Empty);
        return consistent
            ? new WitnessDecision(WitnessAnswer.Cosign, checkpoint, [.. verified.Select(signature => signature.Signature)])
            : WitnessDecision.Refused(WitnessAnswer.NotConsistent);
    }
}
