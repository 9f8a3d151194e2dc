using System.Globalization;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Periods;

namespace TransparencyReport.Suppression;

/// <summary>
/// What a reader knows who has all editions, the draft among them, and the rules: which tables sum to which, quarters to years; what an edition says did not
/// change since the one before; that late registrations only add. Editions of other profiles tell nothing of these numbers: no request stands in two of them.
/// </summary>
internal sealed class AttackModel
{
    private readonly IReadOnlyList<EditionView> views;

    private AttackModel(IReadOnlyList<EditionView> views) => this.views = views;

    private PublishedSystem System { get; } = new();

    /// <summary>All that is known, as a system of relations.</summary>
    /// <param name="views">The editions for the public of related quarters, and the draft.</param>
    public static PublishedSystem Of(IReadOnlyList<EditionView> views)
    {
        var model = new AttackModel([.. views.OrderBy(view => view.Id.Quarter).ThenBy(view => view.Id.Number)]);
        foreach (var view in model.views)
        {
            model.AddCells(view);
            model.RelateTables(view);
        }

        foreach (var view in model.views)
            model.RelateYear(view);
        foreach (var quarter in model.views.GroupBy(view => view.Id.Quarter))
        {
            foreach (var (earlier, later) in quarter.Zip(quarter.Skip(1)))
                model.RelateEditions(earlier, later);
        }

        return model.System;
    }

    /// <summary>The name of a table of a draft.</summary>
    public static string NameOf(Span span, AxisSet axes) => string.Create(CultureInfo.InvariantCulture, $"{span}/{(int)axes}");

    private void AddCells(EditionView view)
    {
        foreach (var table in view.Tables.Values)
        {
            foreach (var cell in table.Cells.Values)
                cell.Index = System.Add(Shown(view, table, cell));
            foreach (var cell in table.Cells.Values.Where(cell => cell.Key.Measure == Measure.Requests))
                System.Cells[cell.Index].Companions.AddRange(table.Measures.Where(measure => measure != Measure.Requests).Select(measure => table.Cells[(cell.Key.Axes, measure)].Index));
        }
    }

    private static PublishedCell Shown(EditionView view, ViewedTable table, ViewedCell cell)
    {
        var row = table.Cells[(cell.Key.Axes, Measure.Requests)].Status;
        var showing = (cell.Status, row) switch
        {
            (CellStatus.Exact, _) => Showing.Shown,
            (CellStatus.Suppressed, CellStatus.Suppressed) when cell.Key.Measure != Measure.Requests => Showing.Accompanying,
            (CellStatus.Suppressed, _) => Showing.Small,
            (_, CellStatus.Complementary) when cell.Key.Measure != Measure.Requests => Showing.AccompanyingWithheld,
            _ => Showing.Withheld,
        };
        return new PublishedCell
        {
            Key = $"{cell.Key}@{view.Id}",
            Showing = showing,
            Value = cell.Value,
            K = view.K,
            MayBeWithheld = view.IsDraft && !new TableShape(table.Axes).IsOfTheWhole,
            WasWithheld = cell.WasWithheld,
            Table = view.IsDraft ? NameOf(table.Span, table.Axes) : null,
            Whole = view.Tables.GetValueOrDefault((table.Span, AxisSet.None))?.Cells.GetValueOrDefault((Block.Access.Whole, cell.Key.Measure))?.Value,
        };
    }

    // Every row of a finer table belongs to one of the next coarser ones.
    private void RelateTables(EditionView view)
    {
        foreach (var fine in view.Tables.Values)
        {
            foreach (var coarse in view.Tables.Values.Where(other => IsNextCoarser(view, fine, other)))
            {
                foreach (var measure in fine.Measures.Intersect(coarse.Measures))
                {
                    foreach (var parts in fine.Cells.Values.Where(cell => cell.Key.Measure == measure).GroupBy(cell => fine.Project(cell.Key.Axes, coarse.Axes), cell => cell.Index))
                        Relate(measure, coarse.Cells[(parts.Key, measure)].Index, [.. parts]);
                }
            }
        }
    }

    private static bool IsNextCoarser(EditionView view, ViewedTable fine, ViewedTable coarse)
    {
        return IsCoarser(coarse, fine) && !view.Tables.Values.Any(between => IsCoarser(coarse, between) && IsCoarser(between, fine) && coarse.Measures.Intersect(fine.Measures).All(between.Measures.Contains));

        static bool IsCoarser(ViewedTable one, ViewedTable other) => one.Span == other.Span && one.Axes != other.Axes && (one.Axes & other.Axes) == one.Axes;
    }

    private void RelateYear(EditionView view)
    {
        foreach (var year in view.Tables.Values.Where(table => table.Span != view.Id.Quarter.Span))
        {
            var quarters = Enumerable.Range(1, 4).Select(number => NewestOf(new(view.Id.Quarter.Year, number), view)).ToList();
            var tables = quarters.Select(quarter => quarter?.Tables.GetValueOrDefault((quarter.Id.Quarter.Span, year.Axes))).ToList();
            foreach (var cell in year.Cells.Values)
            {
                // A country without a row in a quarter had no requests in it.
                int[] parts = [.. tables.Select(table => table?.Cells.GetValueOrDefault((cell.Key.Axes, cell.Key.Measure))).OfType<ViewedCell>().Select(part => part.Index)];
                if (tables.TrueForAll(table => table is not null))
                    Relate(cell.Key.Measure, cell.Index, parts);
                else if (cell.Key.Measure.IsAdditive())
                    System.AtLeastSum(cell.Index, parts);
                else
                    Array.ForEach(parts, part => System.AtLeast(cell.Index, part));
            }
        }
    }

    private EditionView? NewestOf(Quarter quarter, EditionView asOf) =>
        quarter == asOf.Id.Quarter ? asOf : views.LastOrDefault(view => view.Id.Quarter == quarter && view.Position <= asOf.Position);

    private void RelateEditions(EditionView earlier, EditionView later)
    {
        foreach (var (key, table) in later.Tables)
        {
            if (!earlier.Tables.TryGetValue(key, out var before))
                continue;
            foreach (var cell in table.Cells.Values)
            {
                if (!before.Cells.TryGetValue((cell.Key.Axes, cell.Key.Measure), out var was))
                    continue;
                if (!later.Changes.TryGetValue((table.Span, table.Axes, cell.Key.Measure), out var kinds))
                    System.Same(cell.Index, was.Index);
                else if (OnlyAdds(table.Axes, kinds))
                    System.AtLeast(cell.Index, was.Index);
            }
        }
    }

    // Late registrations add; and what becomes of a request moves it along the axes of outcome and notice only.
    private static bool OnlyAdds(AxisSet axes, SortedSet<RevisionKind> kinds) =>
        (axes & (AxisSet.Outcome | AxisSet.Notice)) == AxisSet.None && kinds.All(kind => kind is RevisionKind.LateRegistration or RevisionKind.Maturation or RevisionKind.GagLift);

    private void Relate(Measure measure, int whole, int[] parts)
    {
        if (measure.IsAdditive())
            System.Sum(whole, parts);
        else
            System.Union(whole, parts);
    }
}
