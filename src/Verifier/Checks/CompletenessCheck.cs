using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>V5: every entry has its row, and every row its entry, except those too young to have one.</summary>
internal sealed class CompletenessCheck(ILedgerSource source, LedgerManifest? manifest)
{
    private const string Failure = "rows are missing, or are in no entry";

    private readonly Findings findings = new();
    private long found;

    /// <summary>Rows that were too young to have an entry.</summary>
    public long Waiting { get; private set; }

    /// <summary>
    /// Takes the rows of a page and answers them by their place in it. Rows that are there but cannot be read are V4's: so many gaps of the page are
    /// theirs and not missing rows.
    /// </summary>
    public EventRow?[] Place(long page, int width, RowPage rows, Func<int, bool> isWithheld)
    {
        var placed = new EventRow?[width];
        foreach (var row in rows.Rows)
        {
            var place = row.LeafIndex - (page * Tile.FullWidth);
            if (place < 0 || place >= width)
                findings.Add($"row of event {row.Id:D}: it has no entry at leaf {row.LeafIndex}, where it claims to belong");
            else if (placed[place] is not null)
                findings.Add($"row of event {row.Id:D}: leaf {row.LeafIndex} has another row already");
            else
                placed[place] = row;
        }
        var excused = rows.Unreadable;
        for (var i = 0; i < width; i++)
        {
            if (placed[i] is not null)
                found++;
            else if (!isWithheld(i) && excused-- <= 0)
                findings.Add($"leaf {(page * Tile.FullWidth) + i}: its row is missing");
        }
        return placed;
    }

    /// <summary>V5, after the leaves were read.</summary>
    /// <param name="isComplete">Whether they were read to their end.</param>
    /// <param name="take">Is given each row that has no entry.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<CheckResult> ResultAsync(bool isComplete, Action<EventRow> take, CancellationToken cancellationToken)
    {
        UncheckedPart[] parts = [];
        if (!source.Parts.HasFlag(LedgerParts.Unsealed) || manifest is null)
            parts = [new(CheckId.Part.Unsealed, "rows without an entry, which are not shown here")];
        else
            await TakeUnsealedAsync(manifest, take, cancellationToken);
        if (!isComplete)
            return findings.ResultOrNotChecked(CheckId.Completeness, "the leaves could not be read to their end (V2)", Failure, parts);
        return findings.Result(CheckId.Completeness, $"{found} entries have their rows"
            + (parts.Length > 0 ? "" : $", and no row is without an entry{(Waiting == 0 ? "" : $" but {Waiting} that are younger than the merge delay")}"
                + $" (merge delay {manifest!.MergeDelaySeconds} s, as the ledger states it)"), Failure, parts);
    }

    private async ValueTask TakeUnsealedAsync(LedgerManifest manifest, Action<EventRow> take, CancellationToken cancellationToken)
    {
        var due = manifest.MadeAt - TimeSpan.FromSeconds(manifest.MergeDelaySeconds);
        try
        {
            await foreach (var unsealed in source.UnsealedAsync(cancellationToken))
            {
                if (unsealed is null)
                {
                    findings.Add("a row without an entry cannot be read");
                    continue;
                }
                take(unsealed.Row);
                if (unsealed.Row.At > due)
                    Waiting++;
                else
                    findings.Add($"row of event {unsealed.Row.Id:D}: it is older than the merge delay and has no entry"
                        + (unsealed.QueuedAt is { } since ? $"; queued since {since:yyyy-MM-dd HH:mm:ss} UTC" : "; nor is it queued for one"));
            }
        }
        catch (LedgerUnreadableException unreadable)
        {
            findings.Add(unreadable.Message);
        }
    }
}
