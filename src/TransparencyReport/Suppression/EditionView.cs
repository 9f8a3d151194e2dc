using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Periods;

namespace TransparencyReport.Suppression;

/// <summary>A number as a reader sees it, or as it is about to be shown.</summary>
internal sealed class ViewedCell
{
    public required CellKey Key { get; init; }

    public required CellStatus Status { get; set; }

    /// <summary>The number: always in a draft, only where it is shown in an edition.</summary>
    public required long? Value { get; init; }

    public bool WasWithheld { get; init; }

    /// <summary>Its index in the system of all that is published.</summary>
    public int Index { get; set; }
}

/// <summary>A table as a reader sees it.</summary>
internal sealed class ViewedTable(Span span, AxisSet axes)
{
    public Span Span => span;

    public AxisSet Axes => axes;

    public Dictionary<(string Axes, Measure Measure), ViewedCell> Cells { get; } = [];

    public IEnumerable<Measure> Measures => Cells.Keys.Select(key => key.Measure).Distinct().Order();

    /// <summary>The codes of a row, summed over all axes but those of a coarser table.</summary>
    public string Project(string row, AxisSet to)
    {
        var codes = row.Split('|');
        // A row of a table by ways has three codes, one of a table of requests eight.
        if (axes.HasFlag(AxisSet.Via))
            codes = [codes[0], codes[1], .. Enumerable.Repeat(Code.Total, Block.Access.Axes.Length - 2)];
        return string.Join('|', codes.Select((code, i) => to.HasFlag(Axis(i)) ? code : Code.Total));
    }

    /// <summary>The axes on which a row of requests is not a sum.</summary>
    public static AxisSet AxesOf(CellKey cell)
    {
        var (axes, codes) = (AxisSet.None, cell.Axes.Split('|'));
        for (var i = 0; i < codes.Length; i++)
            axes |= codes[i] == Code.Total ? AxisSet.None : cell.Block == Block.CrossBorder && i == 2 ? AxisSet.Via : Axis(i);
        return axes;
    }

    // In a row the country comes before its region; the country's own bit is the second.
    private static AxisSet Axis(int column) => column switch
    {
        0 => AxisSet.Country & ~AxisSet.Region,
        1 => AxisSet.Region,
        _ => (AxisSet)(1 << column),
    };
}

/// <summary>The tables of requests of one edition as a reader sees them.</summary>
internal sealed class EditionView
{
    public required EditionId Id { get; init; }

    public required long Position { get; init; }

    public required int K { get; init; }

    public bool IsDraft { get; init; }

    public Dictionary<(Span Span, AxisSet Axes), ViewedTable> Tables { get; } = [];

    /// <summary>The measures of tables in which the edition says that numbers changed, and why.</summary>
    public Dictionary<(Span Span, AxisSet Axes, Measure Measure), SortedSet<RevisionKind>> Changes { get; } = [];

    /// <summary>Reads it from what was published.</summary>
    public static EditionView Of(Edition edition)
    {
        var view = new EditionView { Id = edition.Id, Position = edition.Cutoff.Position, K = edition.Suppression!.K };
        foreach (var table in edition.Tables.Where(table => table.IsPublished))
            view.Tables.Add((table.Span, table.Axes), new ViewedTable(table.Span, table.Axes));
        foreach (var cell in edition.Cells.Where(cell => IsViewed(cell.Key)))
        {
            if (view.Tables.TryGetValue((cell.Key.Span, ViewedTable.AxesOf(cell.Key)), out var table))
                table.Cells.Add((cell.Key.Axes, cell.Key.Measure), new ViewedCell { Key = cell.Key, Status = cell.Status, Value = (long?)cell.Value });
        }

        foreach (var revision in edition.Revisions.Where(revision => IsViewed(revision.Cell)))
        {
            var key = (revision.Cell.Span, ViewedTable.AxesOf(revision.Cell), revision.Cell.Measure);
            if (!view.Changes.TryGetValue(key, out var kinds))
                view.Changes.Add(key, kinds = []);
            // A new name or another threshold changes no number.
            kinds.UnionWith(revision.Kinds.Where(kind => kind is not (RevisionKind.Relabel or RevisionKind.Method)));
            if (kinds.Count == 0)
                view.Changes.Remove(key);
        }

        return view;
    }

    private static bool IsViewed(CellKey cell) => (cell.Block == Block.Access || cell.Block == Block.CrossBorder) && cell.Measure.IsConfidential();
}
