using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Facts;
using TransparencyReport.Suppression;

namespace TransparencyReport.Editions;

/// <summary>The cells of the tables of requests: the counts as the gate let them pass, and what is derived from them.</summary>
internal static class TableCells
{
    /// <summary>Everything, nothing hidden: what the hard checks see, and what a profile shows that hides nothing.</summary>
    public static IEnumerable<Cell> All(CountedTable table)
    {
        foreach (var row in table.Rows)
        {
            foreach (var (measure, value) in Counts(table, row))
                yield return new Cell(Key(table, row, measure), CellStatus.Exact, value);
            if (!table.Table.Shape.WithPeople)
                continue;
            yield return Share(table, row, row.Requests > 0 ? CellStatus.Exact : CellStatus.NotApplicable);
            foreach (var cell in Times(table, row, hidden: null))
                yield return cell;
        }
    }

    /// <summary>What a draft shows of a table.</summary>
    public static IEnumerable<Cell> Shown(CountedTable table, EditionView draft, int k)
    {
        var viewed = draft.Tables[(table.Table.Span, table.Table.Shape.Axes)];
        draft.Tables.TryGetValue((table.Table.Span, table.Table.Shape.Axes | AxisSet.Outcome), out var byOutcome);
        foreach (var row in table.Rows)
        {
            foreach (var (measure, value) in Counts(table, row))
            {
                var status = viewed.Cells[(row.Axes, measure)].Status;
                yield return new Cell(Key(table, row, measure), status, status == CellStatus.Exact ? value : null);
            }

            if (!table.Table.Shape.WithPeople)
                continue;
            // A ratio or a median tells of the numbers behind it, so these must all be shown; then it tells nothing new.
            var open = viewed.Cells[(row.Axes, Measure.Requests)].Status == CellStatus.Exact && byOutcome is not null
                && Code.All<Outcome>().All(outcome => !byOutcome.Cells.TryGetValue((Key(table, row, Measure.Requests).With("outcome", outcome).Axes, Measure.Requests), out var cell) || cell.Status == CellStatus.Exact);
            yield return Share(table, row, !open || IsTelling(row.Requests, row.Disclosed, k) ? CellStatus.Suppressed : row.Requests > 0 ? CellStatus.Exact : CellStatus.NotApplicable);
            foreach (var cell in Times(table, row, of => !open || IsTelling(row.Requests, of, k)))
                yield return cell;
        }
    }

    /// <summary>What the counts of a row are.</summary>
    public static IEnumerable<(Measure Measure, long Value)> Counts(CountedTable table, CountedRow row) => table.Table.Shape.WithPeople
        ? [(Measure.Requests, row.Requests), (Measure.AccountsSpecified, row.AccountsSpecified), (Measure.AccountsAffected, row.AccountsAffected), (Measure.CustomersAffected, row.CustomersAffected)]
        : [(Measure.Requests, row.Requests)];

    // Small denominators, small numerators and small complements make a ratio a disclosure.
    private static bool IsTelling(long whole, long part, int k)
    {
        return IsSmall(whole) || IsSmall(part) || IsSmall(whole - part);

        bool IsSmall(long number) => number > 0 && number < k;
    }

    private static Cell Share(CountedTable table, CountedRow row, CellStatus status) =>
        new(Key(table, row, Measure.ShareDisclosed), status, status == CellStatus.Exact ? Math.Round(100m * row.Disclosed / row.Requests, 1, MidpointRounding.AwayFromZero) : null);

    private static IEnumerable<Cell> Times(CountedTable table, CountedRow row, Func<long, bool>? hidden)
    {
        foreach (var (median, p90, of) in new[]
            { (Measure.MedianHoursToConfirm, Measure.P90HoursToConfirm, row.ToConfirm), (Measure.MedianHoursToEffect, Measure.P90HoursToEffect, row.ToEffect) })
        {
            foreach (var (measure, value) in new[] { (median, of.Median), (p90, of.P90) })
            {
                var key = Key(table, row, measure) with { Block = Block.Timing };
                yield return hidden?.Invoke(of.Count) == true ? new Cell(key, CellStatus.Suppressed)
                    : of.Count == 0 ? new Cell(key, CellStatus.NotApplicable) : new Cell(key, CellStatus.Exact, value);
            }
        }
    }

    private static CellKey Key(CountedTable table, CountedRow row, Measure measure) => new(table.Table.Block, table.Table.Span, "received", row.Axes, measure);
}
