using System.Collections.Immutable;

namespace MerkleLog;

/// <summary>Why a checkpoint, or a proof that contains one, is not accepted.</summary>
public enum CheckpointFault
{
    /// <summary>There is none: it is accepted.</summary>
    None,

    /// <summary>The bytes do not have the form of c2sp.org/signed-note or c2sp.org/tlog-proof.</summary>
    Malformed,

    /// <summary>A known key's name and id stand over a signature that is not its own.</summary>
    WrongSignature,

    /// <summary>No key of the log signed.</summary>
    NotSignedByTheLog,

    /// <summary>The log signed a text that is not a checkpoint.</summary>
    NotACheckpoint,

    /// <summary>The checkpoint is of another log than the key that signed it.</summary>
    WrongOrigin,

    /// <summary>Fewer witnesses cosigned than asked for.</summary>
    TooFewWitnesses,

    /// <summary>The proof does not lead from the entry to the checkpoint's root.</summary>
    NotIncluded,
}

/// <summary>The answer to a checkpoint that was presented.</summary>
/// <param name="Fault">Why it is not accepted, or <see cref="CheckpointFault.None"/>.</param>
/// <param name="Checkpoint">The checkpoint, only if it is accepted.</param>
/// <param name="Cosignatures">The known witnesses that cosigned it, each once with its latest time.</param>
public sealed record CheckpointVerdict(CheckpointFault Fault, Checkpoint? Checkpoint, ImmutableArray<Cosignature> Cosignatures)
{
    /// <summary>Whether the checkpoint may be relied on.</summary>
    public bool IsAccepted => Fault == CheckpointFault.None;

    internal static CheckpointVerdict Refused(CheckpointFault fault) => new(fault, null, []);
}

/// <summary>Whom a verifier trusts: the keys of the log, the keys of witnesses, and how many of the witnesses must have cosigned.</summary>
public sealed class CheckpointPolicy
{
    private readonly ImmutableArray<VerifierKey> logKeys;
    private readonly ImmutableArray<VerifierKey> witnesses;
    private readonly Func<IReadOnlyCollection<VerifierKey>, bool> isQuorum;

    /// <summary>States a policy; several log keys are those of a log that changes its key.</summary>
    /// <exception cref="ArgumentException">
    /// A key is of the wrong type, two witnesses share one key, or the quorum cannot be reached.
    /// </exception>
    public CheckpointPolicy(IEnumerable<VerifierKey> logKeys, IEnumerable<VerifierKey>? witnesses = null, int quorum = 0)
    {
        this.logKeys = [.. logKeys];
        this.witnesses = [.. witnesses ?? []];
        isQuorum = cosigned => cosigned.Count >= quorum;
        if (this.logKeys.IsEmpty || this.logKeys.Any(key => key.Type != SignatureType.Ed25519))
            throw new ArgumentException("A log needs a key, and signs with keys of the type Ed25519.", nameof(logKeys));
        if (this.witnesses.Any(key => key.Type != SignatureType.Cosignature))
            throw new ArgumentException("A witness signs with keys of the type cosignature.", nameof(witnesses));
        // A cosignature does not cover the witness's name, so one key under two names would count twice.
        if (this.witnesses.DistinctBy(key => Convert.ToHexString(key.PublicKey.AsSpan())).Count() != this.witnesses.Length)
            throw new ArgumentException("Two witnesses share one key.", nameof(witnesses));
        if (quorum < 0 || quorum > this.witnesses.Length)
            throw new ArgumentException("The quorum is more than there are witnesses.", nameof(quorum));
    }

    /// <summary>Takes over keys that were checked, with a rule that says which witnesses are enough.</summary>
    internal CheckpointPolicy(
        ImmutableArray<VerifierKey> logKeys, ImmutableArray<VerifierKey> witnesses, Func<IReadOnlyCollection<VerifierKey>, bool> isQuorum)
    {
        (this.logKeys, this.witnesses, this.isQuorum) = (logKeys, witnesses, isQuorum);
    }

    /// <summary>Whether the bytes are a checkpoint of the log with enough cosignatures.</summary>
    public CheckpointVerdict Verify(ReadOnlySpan<byte> signedNote) =>
        SignedNote.TryParse(signedNote, out var note) ? Verify(note) : CheckpointVerdict.Refused(CheckpointFault.Malformed);

    /// <summary>Whether a note is a checkpoint of the log with enough cosignatures.</summary>
    public CheckpointVerdict Verify(SignedNote note)
    {
        if (!note.TryVerify(logKeys.Concat(witnesses), out var verified))
            return CheckpointVerdict.Refused(CheckpointFault.WrongSignature);
        var byTheLog = verified.Where(signature => signature.Key.Type == SignatureType.Ed25519).ToList();
        if (byTheLog.Count == 0)
            return CheckpointVerdict.Refused(CheckpointFault.NotSignedByTheLog);
        if (!Checkpoint.TryParse(note.Text, out var checkpoint))
            return CheckpointVerdict.Refused(CheckpointFault.NotACheckpoint);
        if (byTheLog.Any(signature => signature.Key.Name != checkpoint.Origin))
            return CheckpointVerdict.Refused(CheckpointFault.WrongOrigin);
        var cosignatures = verified
            .Where(signature => signature.Key.Type == SignatureType.Cosignature)
            .GroupBy(signature => signature.Key, (key, signatures) => new Cosignature(key, signatures.Max(signature => Time(signature.Signature))))
            .ToImmutableArray();
        return isQuorum([.. cosignatures.Select(cosignature => cosignature.Witness)])
            ? new CheckpointVerdict(CheckpointFault.None, checkpoint, cosignatures)
            : CheckpointVerdict.Refused(CheckpointFault.TooFewWitnesses);
    }

    private static DateTimeOffset Time(NoteSignature signature) =>
        Cosignature.TryReadTime(signature.Bytes.AsSpan(), out var time)
            ? DateTimeOffset.FromUnixTimeSeconds(time)
            : throw new FormatException("A verified cosignature has a time.");
}
