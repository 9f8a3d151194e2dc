namespace TransparencyReport.Suppression;

/// <summary>
/// What interval arithmetic rules out in a group of related cells. It can overstate what is possible and never understates it: what it rules out is impossible,
/// what it allows may be impossible all the same.
/// </summary>
internal sealed class Bounds
{
    private readonly PublishedSystem system;
    private readonly Dictionary<int, (long Low, long High)> of = [];

    public Bounds(PublishedSystem system, IReadOnlyList<int> group, IReadOnlyCollection<int> relations, long ceiling)
    {
        this.system = system;
        foreach (var cell in group)
            of.Add(cell, system.Cells[cell].Showing == Showing.Small ? (1, system.Cells[cell].K - 1) : (0, ceiling));
        // Each round narrows something; a few find nearly all, and the rest is for the search.
        var narrowed = true;
        for (var round = 0; round < 50 && narrowed; round++)
        {
            narrowed = false;
            foreach (var relation in relations)
                narrowed |= Narrow(relation);
        }
    }

    /// <summary>The cells of which numbers are ruled out that should be possible.</summary>
    public IReadOnlyList<Leak> RuledOut(IEnumerable<(int Cell, long Number)> open) =>
        [.. open.Where(pair => pair.Number < of[pair.Cell].Low || pair.Number > of[pair.Cell].High).GroupBy(pair => pair.Cell, (cell, numbers) => new Leak(cell, of[cell].Low, of[cell].High, numbers.Count()))];

    private bool Narrow(int index)
    {
        var (relation, least, most) = (system.Relations[index], system.Relations[index].Constant, system.Relations[index].Constant);
        for (var i = 0; i < relation.Cells.Length; i++)
        {
            var (low, high) = Range(relation, i);
            (least, most) = (least + low, most + high);
        }

        var narrowed = false;
        for (var i = 0; i < relation.Cells.Length; i++)
        {
            if (!of.ContainsKey(relation.Cells[i]))
                continue;
            var (low, high) = Range(relation, i);
            // The others are at most what they are at most, so this one is at least what lacks to 0; in an equation also at most what is left to 0.
            var (lower, upper) = (Math.Max(low, high - most), relation.IsEquation ? Math.Min(high, low - least) : high);
            if (lower == low && upper == high)
                continue;
            of[relation.Cells[i]] = relation.Signs[i] > 0 ? (lower, upper) : (-upper, -lower);
            (least, most, narrowed) = (least - low + lower, most - high + upper, true);
        }

        return narrowed;
    }

    private (long Low, long High) Range(Relation relation, int i)
    {
        var (low, high) = of.TryGetValue(relation.Cells[i], out var range) ? range : (system.Cells[relation.Cells[i]].Value!.Value, system.Cells[relation.Cells[i]].Value!.Value);
        return relation.Signs[i] > 0 ? (low, high) : (-high, -low);
    }
}
