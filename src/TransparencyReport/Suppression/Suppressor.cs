using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Periods;

namespace TransparencyReport.Suppression;

/// <summary>Rolls up, hides small numbers, withholds others, and asks the gate; where it refuses, gives up the finest table concerned and begins again.</summary>
internal sealed class Suppressor(Scope scope, Truth truth, EditionId id, long position)
{
    private readonly int k = scope.Policy.K;

    /// <summary>The editions for the public that the draft must be safe with: those of its year and of the two quarters around it.</summary>
    public required IReadOnlyList<Edition> Published { get; init; }

    /// <summary>The edition that the draft supersedes.</summary>
    public required Edition? Superseded { get; init; }

    /// <summary>The measures of tables in which numbers changed since the edition that it supersedes, and why.</summary>
    public required IReadOnlyDictionary<(Span Span, AxisSet Axes, Measure Measure), SortedSet<RevisionKind>> Changes { get; init; }

    /// <summary>The tables that are shown, with the status of every cell; <c>null</c> when nothing of it can be published.</summary>
    public EditionView? Run()
    {
        var views = Published.Select(EditionView.Of).ToList();
        var shown = truth.Tables.Where(table => !IsRolledUp(table)).ToList();
        while (true)
        {
            var draft = Draft(shown);
            var system = AttackModel.Of([.. views, draft]);
            var lost = new ComplementarySearch(system, new Gate()).Protect();
            if (lost.Count == 0)
            {
                foreach (var cell in draft.Tables.Values.SelectMany(table => table.Cells.Values))
                    cell.Status = StatusOf(system.Cells[cell.Index].Showing);
                return draft;
            }

            if (Finest(system, shown, lost) is not { } given)
                return null;
            shown.Remove(given);
        }
    }

    private static CellStatus StatusOf(Showing showing) => showing switch
    {
        Showing.Shown => CellStatus.Exact,
        Showing.Small or Showing.Accompanying => CellStatus.Suppressed,
        _ => CellStatus.Complementary,
    };

    private bool IsRolledUp(CountedTable table)
    {
        if (table.Table.Shape.IsOfTheWhole)
            return false;
        // Where nothing changed, what was shown can be shown again, and what was not stays so: a pattern that flips leaks.
        if (Before(table) is { } before && IsUnchanged(table))
            return !before.IsPublished;
        var (some, small) = (table.Rows.Count(row => row.Requests > 0), table.Rows.Count(row => row.Requests > 0 && row.Requests < k));
        return small > scope.Policy.LargestShareSmall * some;
    }

    private TableState? Before(CountedTable table) => Superseded is { } edition && edition.PolicyVersion == scope.Policy.NameIn(id.Quarter.Year)
        ? edition.Tables.FirstOrDefault(state => state.Span == table.Table.Span && state.Axes == table.Table.Shape.Axes) : null;

    private bool IsUnchanged(CountedTable table) => !Changes.Keys.Any(key => key.Span == table.Table.Span && key.Axes == table.Table.Shape.Axes);

    private EditionView Draft(List<CountedTable> shown)
    {
        var draft = new EditionView { Id = id, Position = position, K = k, IsDraft = true };
        foreach (var (key, kinds) in Changes)
            draft.Changes.Add(key, kinds);
        foreach (var counted in shown)
        {
            var table = new ViewedTable(counted.Table.Span, counted.Table.Shape.Axes);
            draft.Tables.Add((table.Span, table.Axes), table);
            var again = Before(counted) is { IsPublished: true } && IsUnchanged(counted);
            foreach (var row in counted.Rows)
                AddRow(table, counted, row, again);
        }

        return draft;
    }

    private void AddRow(ViewedTable view, CountedTable counted, CountedRow row, bool again)
    {
        var table = counted.Table;
        var key = new CellKey(table.Block, table.Span, "received", row.Axes, Measure.Requests);
        foreach (var (measure, value) in TableCells.Counts(counted, row))
        {
            var before = Superseded?[key with { Measure = measure }]?.Status;
            var hidden = !table.Shape.IsOfTheWhole && (IsSmall(value) || IsSmall(row.Requests));
            view.Cells.Add((row.Axes, measure), new ViewedCell
            {
                Key = key with { Measure = measure },
                Status = again && before is { } status ? status : hidden ? CellStatus.Suppressed : CellStatus.Exact,
                Value = value,
                WasWithheld = before == CellStatus.Complementary,
            });
        }
    }

    private bool IsSmall(long value) => value > 0 && value < k;

    /// <summary>The first table, in the order in which the policy gives them up, that has to do with cells that cannot be protected.</summary>
    private static CountedTable? Finest(PublishedSystem system, List<CountedTable> shown, IReadOnlyList<int> lost)
    {
        // A table of a single axis may hang together with nearly everything; so those come first that share an equation with the cell itself.
        var near = lost.SelectMany(cell => system.Of(cell).SelectMany(index => system.Relations[index].Cells).Append(cell));
        var far = Gate.Groups(system).Where(group => group.Any(lost.Contains)).SelectMany(group => group);
        return First(near) ?? First(far) ?? shown.FirstOrDefault(table => !table.Table.Shape.IsOfTheWhole);

        CountedTable? First(IEnumerable<int> cells)
        {
            var names = cells.Select(cell => system.Cells[cell]).Where(cell => cell.MayBeWithheld || cell.IsHidden).Select(cell => cell.Table).ToHashSet();
            return shown.FirstOrDefault(table => !table.Table.Shape.IsOfTheWhole && names.Contains(AttackModel.NameOf(table.Table.Span, table.Table.Shape.Axes)));
        }
    }
}
