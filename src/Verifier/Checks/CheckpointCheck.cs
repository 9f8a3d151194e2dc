using System.Collections.Immutable;
using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>V1: whose checkpoint it is. From here on its size and root are given.</summary>
/// <param name="Result">The result of the check.</param>
/// <param name="Checkpoint">What all further checks compare with; null where the note cannot be relied on for that.</param>
internal sealed record CheckpointCheck(CheckResult Result, Checkpoint? Checkpoint)
{
    private const string SelfStated = "no key of the log was given (--key); the signature is right under a key that the ledger states itself, "
        + "which proves nothing about whose ledger it is";

    private const string Failure = "the checkpoint is not what the log and the witnesses signed";

    public static async ValueTask<CheckpointCheck> MakeAsync(ILedgerSource source, VerificationOptions options, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        if (!SignedNote.TryParse((await source.CheckpointAsync(cancellationToken)).Span, out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint))
        {
            findings.Add("checkpoint: it is not a signed note with the text of a checkpoint");
            return new(Failed(findings), null);
        }
        Compare(findings, checkpoint, await source.ManifestAsync(cancellationToken));
        var stated = await StatedKeysAsync(source, checkpoint.Origin, findings, cancellationToken);
        var keys = options.LogKeys.IsEmpty ? stated : options.LogKeys;
        if (keys.IsEmpty)
            return new(findings.ResultOrNotChecked(CheckId.Checkpoint, "no key of the log was given (--key), and the ledger states none", Failure), checkpoint);
        var verdict = new CheckpointPolicy(keys, options.Witnesses, options.Quorum).Verify(note);
        if (!verdict.IsAccepted)
            findings.Add("checkpoint: " + Sentence(verdict.Fault));
        // A wrong signature says that the text was changed, so its root is nobody's; any other fault leaves the root that the log states.
        var usable = verdict.Fault == CheckpointFault.WrongSignature ? null : checkpoint;
        return new(options.LogKeys.IsEmpty
            ? findings.ResultOrNotChecked(CheckId.Checkpoint, SelfStated, Failure)
            : findings.Result(CheckId.Checkpoint, Statement(verdict, options), Failure), usable);
    }

    private static CheckResult Failed(Findings findings) => findings.Result(CheckId.Checkpoint, "", Failure);

    private static void Compare(Findings findings, Checkpoint checkpoint, LedgerManifest? manifest)
    {
        if (manifest is null)
            return;
        if (manifest.Origin != checkpoint.Origin)
            findings.Add("manifest: it names another origin than the checkpoint");
        if (manifest.TreeSize != checkpoint.TreeSize)
            findings.Add("manifest: it names another size than the checkpoint");
    }

    private static async ValueTask<ImmutableArray<VerifierKey>> StatedKeysAsync(
        ILedgerSource source, string origin, Findings findings, CancellationToken cancellationToken)
    {
        const int Most = 100;
        var keys = ImmutableArray.CreateBuilder<VerifierKey>();
        await foreach (var stated in source.KeysAsync(cancellationToken))
        {
            if (stated is null)
                findings.Add("keys: one of them cannot be read");
            else if (stated.Key.Type == SignatureType.Ed25519 && stated.Key.Name == origin && keys.Count < Most)
                keys.Add(stated.Key);
        }
        return keys.ToImmutable();
    }

    private static string Statement(CheckpointVerdict verdict, VerificationOptions options) =>
        options.Witnesses.IsEmpty
            ? "the checkpoint is signed by the log's key that was given; no witnesses were given (--witness)"
            : $"the checkpoint is signed by the log's key that was given, and cosigned by {verdict.Cosignatures.Length} of {options.Witnesses.Length} witnesses"
                + $" (asked for: {options.Quorum}); latest {verdict.Cosignatures.Select(c => c.At).DefaultIfEmpty().Max():yyyy-MM-dd HH:mm:ss} UTC";

    /// <summary>The fault in words.</summary>
    internal static string Sentence(CheckpointFault fault) => fault switch
    {
        CheckpointFault.None => "it is accepted",
        CheckpointFault.Malformed => "it does not have the form of a signed note",
        CheckpointFault.WrongSignature => "the signature does not belong to the text",
        CheckpointFault.NotSignedByTheLog => "none of the keys signed it",
        CheckpointFault.NotACheckpoint => "what is signed is not a checkpoint",
        CheckpointFault.WrongOrigin => "it is of another log than the key",
        CheckpointFault.TooFewWitnesses => "too few of the witnesses cosigned it",
        _ => "the path does not lead from the entry to the root",
    };
}
