using System.Collections.Immutable;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Periods;
using TransparencyReport.Suppression;

namespace TransparencyReport.Editions;

/// <summary>Lists what an edition says otherwise than the one that it supersedes, and why.</summary>
internal sealed class Restatement(Frame frame, Edition edition, Causes causes, IReadOnlyDictionary<(Span Span, AxisSet Axes, Measure Measure), SortedSet<RevisionKind>> changes)
{
    private readonly Edition? superseded = frame.Superseded;
    private readonly DateOnly date = DateOnly.FromDateTime(edition.Cutoff.RecordedAt.UtcDateTime);

    /// <summary>The measures of tables of requests that facts touched, with the kinds of these facts.</summary>
    public static IReadOnlyDictionary<(Span Span, AxisSet Axes, Measure Measure), SortedSet<RevisionKind>> ByTable(Causes causes) => causes.All
        .Where(pair => (pair.Key.Block == Block.Access || pair.Key.Block == Block.CrossBorder) && pair.Key.Measure.IsConfidential())
        .GroupBy(pair => (pair.Key.Span, ViewedTable.AxesOf(pair.Key), pair.Key.Measure))
        .ToDictionary(group => group.Key, group => new SortedSet<RevisionKind>(group.SelectMany(pair => pair.Value)));

    /// <summary>The list, in the order of cells.</summary>
    public ImmutableArray<Revision> Revisions()
    {
        if (superseded is null)
            return [];
        var before = superseded.Cells.GroupBy(cell => Renamed.Of(cell.Key, frame.Order.Codes)).ToDictionary(group => group.Key, group => group.First());
        return [.. edition.Cells.Select(cell => Of(cell, before.GetValueOrDefault(cell.Key))).OfType<Revision>()];
    }

    private Revision? Of(Cell cell, Cell? was)
    {
        // A row that was not there had nothing in it, if its table was; a table that was not there has nothing to be compared with.
        if (was is null && !(cell.Key.Measure.Unit() == "count" && WasPublished(cell.Key)))
            return null;
        was ??= new Cell(cell.Key, CellStatus.Exact, 0);
        var relabelled = IsRelabelled(cell.Key, was.Key);
        if (!IsRestated(cell, was, out var kinds) && !relabelled)
            return null;
        if (relabelled)
            kinds = kinds.Append(RevisionKind.Relabel);
        var listed = kinds.Distinct().Order().ToImmutableArray();
        return new Revision(cell.Key, listed, was.Said, Reason(cell, was, listed), date);
    }

    private bool IsRestated(Cell cell, Cell was, out IEnumerable<RevisionKind> kinds)
    {
        var table = (cell.Key.Span, ViewedTable.AxesOf(cell.Key), cell.Key.Measure);
        if (cell.IsHidden && was.IsHidden)
        {
            // Which hidden cell changed is itself hidden: all of a table are announced together, with all reasons that there were.
            kinds = changes.TryGetValue(table, out var ofTable) ? ofTable : [];
            return ofTable is not null;
        }

        kinds = [];
        if (cell.Status == was.Status && cell.Said == was.Said)
            return false;
        kinds = causes.Of(cell.Key);
        if (cell.IsHidden || was.IsHidden)
            kinds = changes.TryGetValue(table, out var ofTable) ? ofTable : [];
        if (!kinds.Any())
            kinds = Otherwise(cell.Key);
        return true;
    }

    // No fact touched the cell: then the rules changed, or it is derived from what facts did touch.
    private HashSet<RevisionKind> Otherwise(CellKey cell)
    {
        if (superseded!.PolicyVersion != edition.PolicyVersion)
            return [RevisionKind.Method];
        if (superseded.CodeListVersion != edition.CodeListVersion)
            return [RevisionKind.Relabel];
        var near = changes.Where(pair => pair.Key.Span == cell.Span).SelectMany(pair => pair.Value).ToHashSet();
        return near.Count > 0 ? near : throw new InvalidOperationException($"The cell {cell} changed, and nothing that was recorded explains it.");
    }

    private bool WasPublished(CellKey cell) => cell.Block != Block.Access && cell.Block != Block.CrossBorder
        || superseded!.Tables.Any(table => table.IsPublished && table.Span == cell.Span && table.Axes == ViewedTable.AxesOf(cell));

    private bool IsRelabelled(CellKey cell, CellKey was)
    {
        if (superseded!.CodeListVersion == edition.CodeListVersion)
            return false;
        return cell.Axes != was.Axes || new[] { cell.On("country"), cell.On("via_country") }.Any(code =>
            superseded.CountryNames.TryGetValue(code, out var then) && edition.CountryNames.TryGetValue(code, out var now) && then != now);
    }

    private static string Reason(Cell cell, Cell was, ImmutableArray<RevisionKind> kinds) =>
        cell.IsHidden && was.IsHidden ? "hidden cell revised" : string.Join("; ", kinds.Select(kind => kind switch
        {
            RevisionKind.Maturation => "more has been done or is known",
            RevisionKind.LateRegistration => "received in the period, recorded later",
            RevisionKind.Correction => "an entry was wrong",
            RevisionKind.Reclassification => "counted under another heading",
            RevisionKind.Relabel => "a code or a name changed",
            RevisionKind.Method => "the policy changed",
            _ => "secrecy was lifted",
        }));
}
