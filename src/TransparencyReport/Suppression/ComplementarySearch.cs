namespace TransparencyReport.Suppression;

/// <summary>
/// Withholds further cells until small ones cannot be computed. It chooses by simple bounds in each equation, as cheaply as it sees, and always in the same
/// way; whether that is enough the gate decides.
/// </summary>
/// <param name="system">What is to be published.</param>
/// <param name="gate">The gate.</param>
/// <param name="rounds">How often it may try to mend what the gate found.</param>
public sealed class ComplementarySearch(PublishedSystem system, Gate gate, int rounds = 12)
{
    private const int MendedAtOnce = 6;
    private readonly long ceiling = system.Ceiling;

    /// <summary>Withholds what must be.</summary>
    /// <returns>The cells that cannot be protected; none when the gate passed.</returns>
    public IReadOnlyList<int> Protect()
    {
        if (Settle(Enumerable.Range(0, system.Relations.Count)) is { Count: > 0 } lost)
            return lost;
        for (var round = 0; ; round++)
        {
            var audit = gate.Examine(system);
            if (audit.Passed)
                return [];
            if (audit.Undecided.Count > 0 || round == rounds)
                return [.. audit.Undecided.Concat(audit.Leaks.Select(leak => leak.Cell)).Distinct()];
            foreach (var leak in audit.Leaks.OrderByDescending(leak => leak.Impossible).ThenBy(leak => system.Cells[leak.Cell].Key, StringComparer.Ordinal).Take(MendedAtOnce))
            {
                if (Cheapest(Around(leak.Cell)) is not { } candidate)
                    return [leak.Cell];
                if (Settle(Hide(candidate)) is { Count: > 0 } unprotected)
                    return unprotected;
            }
        }
    }

    // The relations of the cell itself; where nothing is left in them to withhold, those of the cells that it hangs together with.
    private IEnumerable<int> Around(int cell)
    {
        if (Cheapest(system.Of(cell)) is not null)
            return system.Of(cell);
        var group = Gate.Groups(system).First(group => group.Contains(cell));
        return group.SelectMany(system.Of).Distinct();
    }

    /// <summary>Withholds until every equation looks safe by itself.</summary>
    /// <returns>The cells of equations in which nothing is left to withhold; none when all look safe.</returns>
    private List<int> Settle(IEnumerable<int> relations)
    {
        var (queue, lost) = (new Queue<int>(relations), new List<int>());
        while (queue.TryDequeue(out var index))
        {
            // What only concerns earlier editions passed the gate with them, and nothing can be withheld there.
            while (system.Relations[index] is { IsEquation: true } relation && relation.Cells.Any(cell => system.Cells[cell].Table is not null) && Unsafe(relation) is { } cell)
            {
                if (Cheapest([index]) is not { } candidate)
                {
                    lost.Add(cell);
                    break;
                }

                foreach (var other in Hide(candidate))
                    queue.Enqueue(other);
            }
        }

        return lost;
    }

    private List<int> Hide(int candidate) => [.. system.Withhold(candidate).SelectMany(system.Of).Distinct()];

    /// <summary>A hidden cell that this equation alone tells too much about.</summary>
    private int? Unsafe(Relation relation)
    {
        var (rest, low, high, hidden) = (-relation.Constant, 0L, 0L, 0);
        for (var i = 0; i < relation.Cells.Length; i++)
        {
            var cell = system.Cells[relation.Cells[i]];
            if (cell.IsHidden)
                (low, high, hidden) = (low + Range(cell, relation.Signs[i]).Low, high + Range(cell, relation.Signs[i]).High, hidden + 1);
            else
                rest -= relation.Signs[i] * cell.Value!.Value;
        }

        for (var i = 0; i < relation.Cells.Length && hidden > 0; i++)
        {
            var cell = system.Cells[relation.Cells[i]];
            if (!cell.IsHidden)
                continue;
            var own = Range(cell, relation.Signs[i]);
            var (least, most) = (rest - (high - own.High), rest - (low - own.Low));
            if (cell.Showing == Showing.Small ? least > own.Low || most < own.High : hidden == 1 && cell.Table is not null)
                return relation.Cells[i];
        }

        return null;
    }

    // What the sign makes of the numbers that are possible; 0 is left out of those of a withheld cell, to be on the safe side.
    private (long Low, long High) Range(PublishedCell cell, int sign)
    {
        var (low, high) = cell.Showing switch
        {
            Showing.Small => (1, cell.K - 1L),
            Showing.Withheld => (cell.K, ceiling),
            _ => (0L, ceiling),
        };
        return sign > 0 ? (low, high) : (-high, -low);
    }

    private int? Cheapest(IEnumerable<int> relations)
    {
        var candidates = relations.SelectMany(index => system.Relations[index].Cells).Distinct()
            .Where(cell => system.Cells[cell] is { IsHidden: false, MayBeWithheld: true } of && of.Value >= of.K);
        return candidates.Select(cell => (int?)cell).MinBy(cell => (!system.Cells[cell!.Value].WasWithheld, Alone(cell.Value), system.Cells[cell.Value].Value!.Value, new Name(system.Cells[cell.Value].Key)));
    }

    /// <summary>In how many equations a cell would be the only one hidden, and draw another after it.</summary>
    private int Alone(int cell) => system.Of(cell).Count(index => system.Relations[index] is { IsEquation: true } relation && !relation.Cells.Any(other => system.Cells[other].IsHidden));

    private readonly record struct Name(string Key) : IComparable<Name>
    {
        public int CompareTo(Name other) => string.CompareOrdinal(Key, other.Key);
    }
}
