using System.Security.Cryptography;
using System.Text;
using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>
/// V8: what others attested of the log's checkpoints is genuine. The checkpoint at each size is not taken from the ledger's list but made of the root that
/// the entries give, so that the attestation is of these entries.
/// </summary>
internal sealed class AnchorCheck
{
    private const string Failure = "what others are said to have attested is not genuine, or not of this log";

    private readonly ILedgerSource source;
    private readonly VerificationOptions options;
    private readonly Checkpoint checkpoint;
    private readonly Findings findings = new();
    private readonly HashSet<long> sizes = [];
    private readonly List<AttestedTime> times = [];
    private readonly long[] met = new long[3];
    private readonly long[] genuine = new long[3];

    private AnchorCheck(ILedgerSource source, VerificationOptions options, Checkpoint checkpoint) =>
        (this.source, this.options, this.checkpoint) = (source, options, checkpoint);

    /// <summary>The sizes that were attested, at which the root is needed.</summary>
    public IReadOnlyCollection<long> Sizes => sizes;

    /// <summary>The times of the tokens whose signature and certificate are accepted.</summary>
    public IReadOnlyCollection<AttestedTime> Times => times;

    /// <summary>Whether nothing was found against them.</summary>
    public bool IsGenuine => !findings.Any;

    /// <summary>Reads what was attested, before the entries are.</summary>
    public static async ValueTask<AnchorCheck> ReadAsync(
        ILedgerSource source, VerificationOptions options, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var check = new AnchorCheck(source, options, checkpoint);
        await foreach (var anchor in source.AnchorsAsync(cancellationToken))
        {
            check.met[(int)anchor.Kind]++;
            if (anchor.TreeSize > checkpoint.TreeSize)
                check.findings.Add($"{Name(anchor)}: the log has only {checkpoint.TreeSize} entries");
            else
                check.sizes.Add(anchor.TreeSize);
            if (anchor.Kind != AnchorKind.TimestampAuthority)
                continue;
            if (!TimestampToken.TryRead(anchor.Evidence, out var token))
                check.findings.Add($"{Name(anchor)}: it is not a token of RFC 3161");
            else if (options.TimestampRoots.IsEmpty)
                continue;
            else if (token.Fault(options.TimestampRoots) is { } fault)
                check.findings.Add($"{Name(anchor)}: {fault}");
            else
                check.times.Add(new AttestedTime(anchor.TreeSize, token.At));
        }
        return check;
    }

    /// <summary>V8, after the entries were read.</summary>
    public async ValueTask<CheckResult> ResultAsync(Strand? sound, CancellationToken cancellationToken)
    {
        if (!source.Parts.HasFlag(LedgerParts.Anchors) || met.Sum() == 0)
            return CheckResult.NotChecked(CheckId.Anchors, "there is no timestamp, cosignature or proof of an anchor log");
        if (sound is null)
            return findings.ResultOrNotChecked(CheckId.Anchors,
                "the entries do not give this checkpoint's root (V2), so nothing attested can be compared with them", Failure);
        await foreach (var anchor in source.AnchorsAsync(cancellationToken))
        {
            if (anchor.TreeSize > checkpoint.TreeSize)
                continue;
            var root = anchor.TreeSize == 0 ? TreeHash.Empty : sound.Roots[anchor.TreeSize];
            Compare(anchor, new Checkpoint(checkpoint.Origin, anchor.TreeSize, root).ToText());
        }
        return Result();
    }

    private CheckResult Result()
    {
        var parts = new List<UncheckedPart>();
        var (tokens, cosignatures, proofs) = (met[(int)AnchorKind.TimestampAuthority], met[(int)AnchorKind.Witness], met[(int)AnchorKind.AnchorLog]);
        if (cosignatures > 0 && options.Witnesses.IsEmpty)
            parts.Add(new(CheckId.Part.Cosignatures, $"{cosignatures} cosignatures, for which the witnesses' keys are needed (--witness)"));
        if (proofs > 0 && options.AnchorLogKeys.IsEmpty)
            parts.Add(new(CheckId.Part.AnchorLog, $"{proofs} proofs of an anchor log, for which its key is needed (--anchor-key)"));
        if (tokens > 0 && options.TimestampRoots.IsEmpty)
            return findings.ResultOrNotChecked(CheckId.Anchors,
                $"for {tokens} timestamps the root certificate of their authority is needed (--tsa-certificate)", Failure, parts);
        if (tokens > 0)
            parts.Add(new(CheckId.Part.Revocation, "whether an authority's certificate was revoked"));
        if (genuine.Sum() == 0)
            return findings.ResultOrNotChecked(CheckId.Anchors, "no key was given for what others attested", Failure, parts);
        return findings.Result(CheckId.Anchors,
            $"{genuine[0]} timestamps, {genuine[1]} cosignatures and {genuine[2]} proofs of an anchor log are genuine and of this log's entries", Failure, parts);
    }

    private void Compare(Anchor anchor, string text)
    {
        var evidence = anchor.Evidence.Span;
        var (isKnown, fault) = anchor.Kind switch
        {
            AnchorKind.TimestampAuthority => OfToken(anchor, text),
            AnchorKind.Witness => OfCosignature(evidence, text),
            _ => OfProof(evidence, text),
        };
        if (fault is not null)
            findings.Add($"{Name(anchor)}: {fault}");
        else if (isKnown)
            genuine[(int)anchor.Kind]++;
    }

    private (bool IsKnown, string? Fault) OfToken(Anchor anchor, string text) =>
        !TimestampToken.TryRead(anchor.Evidence, out var token) || (!options.TimestampRoots.IsEmpty && token.Fault(options.TimestampRoots) is not null) ? (false, null)
        : token.IsOf(Encoding.UTF8.GetBytes(text)) ? (true, null)
        : (false, "the token is of another text than the checkpoint of this size");

    private (bool IsKnown, string? Fault) OfCosignature(ReadOnlySpan<byte> evidence, string text)
    {
        if (options.Witnesses.IsEmpty)
            return (false, null);
        if (!SignedNote.TryParse([.. Encoding.UTF8.GetBytes(text + "\n"), .. evidence], out var note))
            return (false, "it is not a signature line");
        return !note.TryVerify(options.Witnesses, out var verified) ? (false, "the cosignature does not belong to the checkpoint of this size")
            : (verified.Count > 0, null);
    }

    private (bool IsKnown, string? Fault) OfProof(ReadOnlySpan<byte> evidence, string text)
    {
        if (options.AnchorLogKeys.IsEmpty)
            return (false, null);
        if (!LogProof.TryParse(evidence, out var proof))
            return (false, "it is not a tlog-proof");
        // The leaf is the note as it was signed, which the proof carries; that it is of this very checkpoint is what counts.
        if (!SignedNote.TryParse(proof.Extra.AsSpan(), out var note) || note.Text != text)
            return (false, "it is not of this checkpoint");
        var verdict = proof.Verify(TreeHash.OfLeaf(proof.Extra.AsSpan()), new CheckpointPolicy(options.AnchorLogKeys));
        return (verdict.IsAccepted, verdict.IsAccepted ? null : "in the anchor log, " + CheckpointCheck.Sentence(verdict.Fault));
    }

    private static string Name(Anchor anchor) => Exporting.ExportLayout.AnchorFile(anchor.TreeSize, anchor.Kind, anchor.Name);
}
