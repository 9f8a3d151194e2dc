using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>
/// All checks over one ledger, in one pass over its leaves and in memory that does not grow with them. The auditor's program and the service's own audit
/// run this same code.
/// </summary>
public sealed class LedgerVerification
{
    private const string NoRows = "rows are not shown here";
    private const int MaximumStrayPages = 16;

    private readonly ILedgerSource source;
    private readonly VerificationOptions options;
    private readonly LedgerManifest? manifest;
    private readonly Checkpoint checkpoint;
    private readonly bool hasRows;
    private readonly TreeCheck tree;
    private readonly RowCheck rows;
    private readonly CompletenessCheck completeness;
    private bool isComplete;

    private LedgerVerification(ILedgerSource source, VerificationOptions options, LedgerManifest? manifest, Checkpoint checkpoint)
    {
        (this.source, this.options, this.manifest, this.checkpoint) = (source, options, manifest, checkpoint);
        hasRows = source.Parts.HasFlag(LedgerParts.Rows);
        tree = new TreeCheck(source, checkpoint, options.Tenant ?? manifest?.Tenant);
        rows = new RowCheck(options.OriginKeys);
        completeness = new CompletenessCheck(source, manifest);
    }

    /// <summary>Verifies a ledger. What is wrong with it is in the report.</summary>
    /// <exception cref="LedgerUnreadableException">There is nothing that could be verified, or it cannot be reached.</exception>
    public static async Task<VerificationReport> RunAsync(
        ILedgerSource source, VerificationOptions options, CancellationToken cancellationToken = default)
    {
        var manifest = await source.ManifestAsync(cancellationToken);
        var note = await CheckpointCheck.MakeAsync(source, options, cancellationToken);
        if (note.Checkpoint is not { } checkpoint)
        {
            const string Reason = "there is no checkpoint of the log to compare with (V1)";
            return new("", 0, default, manifest?.MadeAt, manifest?.MergeDelaySeconds,
                [note.Result, .. CheckId.All.Skip(1).Select(id => CheckResult.NotChecked(id, Reason))], null, null, 0);
        }
        return await new LedgerVerification(source, options, manifest, checkpoint).RunAsync(note.Result, cancellationToken);
    }

    private async Task<VerificationReport> RunAsync(CheckResult note, CancellationToken cancellationToken)
    {
        var anchors = await AnchorCheck.ReadAsync(source, options, checkpoint, cancellationToken);
        await using var history = new HistoryCheck(source, checkpoint, options.Known, anchors.Sizes, cancellationToken);
        var tolerance = options.Tolerance + TimeSpan.FromSeconds(manifest?.MergeDelaySeconds ?? 0);
        using var sequence = new SequenceCheck(options.TemporaryDirectory, new TimeBrackets(anchors.Times, tolerance));
        using var erasures = new ErasureCheck(source, options.TemporaryDirectory);

        isComplete = await ReadLeavesAsync(history, sequence, erasures, cancellationToken);
        await tree.FinishAsync(isComplete, cancellationToken);
        var entries = tree.Entries();
        var areEntriesSound = entries.Verdict == Verdict.Passed;
        var attested = await anchors.ResultAsync(tree.Sound, cancellationToken);
        CheckResult[] ofLeaves =
            [note, entries, tree.Tiles(), sequence.Result(areEntriesSound, anchors.IsGenuine), await history.ResultAsync(tree.Sound), attested];
        var ofRows = hasRows
            ? await RowResultsAsync(erasures, areEntriesSound, cancellationToken)
            : new[] { CheckId.Rows, CheckId.Values, CheckId.Completeness, CheckId.Erasures }.Select(id => CheckResult.NotChecked(id, NoRows));
        return new(checkpoint.Origin, checkpoint.TreeSize, checkpoint.RootHash, manifest?.MadeAt, manifest?.MergeDelaySeconds,
            [.. ofLeaves.Concat(ofRows).OrderBy(result => CheckId.All.IndexOf(result.Id))],
            hasRows ? erasures.Rows(rows) : null, hasRows ? erasures.Values : null, completeness.Waiting);
    }

    /// <summary>Reads all leaves with their rows; false where some could not be.</summary>
    private async Task<bool> ReadLeavesAsync(HistoryCheck history, SequenceCheck sequence, ErasureCheck erasures, CancellationToken cancellationToken)
    {
        var pages = (checkpoint.TreeSize / Tile.FullWidth) + (checkpoint.TreeSize % Tile.FullWidth > 0 ? 1 : 0);
        for (var page = 0L; page < pages; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tree.IsHopeless)
                return false;
            var end = page + 1 < pages ? (page + 1) * Tile.FullWidth : checkpoint.TreeSize;
            var wanted = await history.UpToAsync(end);
            var leaves = await tree.ReadAsync(page, wanted, cancellationToken);
            if (leaves.Entries is not null)
                AddTo(sequence, leaves);
            if (hasRows)
                await ReadRowsAsync(leaves, erasures, cancellationToken);
        }
        // Pages beyond the log hold rows that have no entry.
        var stray = hasRows ? Math.Min(await source.RowPagesAsync(cancellationToken), pages + MaximumStrayPages) : 0;
        for (var page = pages; page < stray; page++)
            completeness.Place(page, 0, await source.RowsAsync(page, cancellationToken), _ => false);
        return true;
    }

    private static void AddTo(SequenceCheck sequence, LeafPage leaves)
    {
        for (var i = 0; i < leaves.Width; i++)
        {
            if (leaves.Entries![i] is { } entry)
                sequence.Add(leaves.First + i, entry);
        }
    }

    private async ValueTask ReadRowsAsync(LeafPage leaves, ErasureCheck erasures, CancellationToken cancellationToken)
    {
        var page = await source.RowsAsync(leaves.Page, cancellationToken);
        var placed = completeness.Place(leaves.Page, leaves.Width, page, leaves.IsWithheld);
        rows.Unreadable(leaves.Page, page.Unreadable);
        for (var i = 0; i < leaves.Width; i++)
        {
            if (leaves.IsWithheld(i) && placed[i] is null)
                continue;
            if (leaves.Entries?[i] is not { } entry)
            {
                rows.WithoutEntry();
                continue;
            }
            RowState? state = placed[i] is { } row ? rows.Compare(entry, row, leaves.IsDoubtful(i)) : null;
            erasures.Take(leaves.First + i, entry, placed[i], state);
        }
    }

    private async Task<IEnumerable<CheckResult>> RowResultsAsync(ErasureCheck erasures, bool areEntriesSound, CancellationToken cancellationToken)
    {
        var completenessResult = await completeness.ResultAsync(isComplete, erasures.TakeUnsealed, cancellationToken);
        var (values, erased) = await erasures.ResultsAsync(tree.Tenant ?? "", areEntriesSound, cancellationToken);
        return [rows.Result(tree.EntriesAreSound, isComplete), values, completenessResult, erased];
    }
}
