using System.Collections.Frozen;
using MerkleLog;

namespace Verifier.Witnessing;

/// <summary>What a witness answers to <c>add-checkpoint</c>.</summary>
/// <param name="Answer">The decision.</param>
/// <param name="Cosignature">The line to give back, only with <see cref="WitnessAnswer.Cosign"/>.</param>
/// <param name="RememberedSize">The size that was cosigned last, before this request.</param>
public sealed record AddCheckpointResult(WitnessAnswer Answer, NoteSignature? Cosignature, long RememberedSize);

/// <summary>
/// The logs that a witness watches, with what it cosigned last of each. For each log one request is decided and its checkpoint put on the
/// disk before the next is looked at, so that no two checkpoints of one size and different roots are ever cosigned.
/// </summary>
public sealed class WatchedLogs
{
    private readonly WitnessFolder folder;
    private readonly TimeProvider clock;
    private readonly FrozenDictionary<string, WatchedLog> byOrigin;
    private readonly FrozenDictionary<string, WatchedLog> byHash;

    /// <summary>Reads what is remembered of these logs.</summary>
    /// <exception cref="InvalidOperationException">A file of the folder is not what this witness wrote.</exception>
    public WatchedLogs(WitnessFolder folder, IEnumerable<VerifierKey> keys, TimeProvider clock)
    {
        (this.folder, this.clock) = (folder, clock);
        byOrigin = keys.Distinct().GroupBy(key => key.Name).ToFrozenDictionary(
            log => log.Key, log => new WatchedLog([.. log]) { Last = folder.Last(log.Key) }, StringComparer.Ordinal);
        byHash = byOrigin.ToFrozenDictionary(log => WitnessFolder.OriginHash(log.Key), log => log.Value, StringComparer.Ordinal);
    }

    /// <summary>The checkpoint that was cosigned last of the log with this SHA-256 of its origin, or null.</summary>
    public SignedNote? Last(string originHash) => byHash.GetValueOrDefault(originHash)?.Last;

    /// <summary>Decides on a request, remembers its checkpoint and cosigns it.</summary>
    /// <exception cref="IOException">The checkpoint could not be put on the disk; nothing was cosigned.</exception>
    public AddCheckpointResult Add(AddCheckpointRequest request)
    {
        if (!byOrigin.TryGetValue(request.Origin, out var log))
            return new AddCheckpointResult(WitnessAnswer.UnknownLog, null, 0);
        lock (log.Turn)
        {
            var remembered = log.Remembered;
            var decision = WitnessRule.Decide(request, log.Keys, remembered);
            if (decision.Answer == WitnessAnswer.NotConsistent)
                KeepEvidence(request, remembered);
            if (decision.Checkpoint is not { } checkpoint)
                return new AddCheckpointResult(decision.Answer, null, remembered.Size);
            var cosignature = folder.Key.Cosign(checkpoint, clock.GetUtcNow());
            var cosigned = new SignedNote(checkpoint.ToText(), [.. decision.LogSignatures, cosignature]);
            // The cosignature leaves the program only when what it says can no longer be forgotten.
            folder.Remember(checkpoint.Origin, cosigned);
            log.Last = cosigned;
            return new AddCheckpointResult(WitnessAnswer.Cosign, cosignature, remembered.Size);
        }
    }

    private void KeepEvidence(AddCheckpointRequest request, WitnessedTree remembered)
    {
        // Of another size, a proof that does not verify may be the sender's fault alone.
        if (Checkpoint.TryParse(request.Checkpoint.Text, out var signed) && signed.TreeSize == remembered.Size && signed.RootHash != remembered.Root)
            folder.KeepEvidence(request.Origin, signed.TreeSize, request.Checkpoint);
    }

    private sealed class WatchedLog(IReadOnlyList<VerifierKey> keys)
    {
        private volatile SignedNote? last;

        public Lock Turn { get; } = new();

        public IReadOnlyList<VerifierKey> Keys { get; } = keys;

        public SignedNote? Last { get => last; set => last = value; }

        public WitnessedTree Remembered =>
            last is { } note && Checkpoint.TryParse(note.Text, out var checkpoint) ? new(checkpoint.TreeSize, checkpoint.RootHash) : WitnessedTree.None;
    }
}
