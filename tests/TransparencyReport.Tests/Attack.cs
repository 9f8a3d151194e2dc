using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

/// <summary>
/// A reader who attacks published editions. Shares nothing with the program that hides but the meaning of the files: it reads cells, derives the sums from their
/// codes, and tries whole readings of the hidden ones by search with interval arithmetic, no solver.
/// </summary>
internal sealed class Attack
{
    private readonly List<(long Low, long High, bool Gap, int K)> domains = [];
    private readonly List<string> names = [];
    private readonly List<int> small = [];
    private readonly List<(List<(int Variable, int Sign)> Terms, long Constant, bool Equal)> rules = [];
    private readonly Dictionary<(int Edition, CellKey Cell), int> variables = [];
    private readonly IReadOnlyList<Edition> editions;

    private Attack(IReadOnlyList<Edition> editions)
    {
        this.editions = editions;
        var ceiling = (long)editions.SelectMany(edition => edition.Cells).Where(cell => cell.Key.Measure == Measure.Requests).Max(cell => cell.Value ?? 0);
        for (var e = 0; e < editions.Count; e++)
        {
            foreach (var cell in Counts(e).Where(cell => cell.Status != CellStatus.Exact))
            {
                var (k, primary) = (editions[e].Suppression!.K, cell.Status == CellStatus.Suppressed);
                variables.Add((e, cell.Key), domains.Count);
                if (primary)
                    small.Add(domains.Count);
                domains.Add(primary ? (1, k - 1, false, k) : (0, ceiling, true, k));
                names.Add($"{cell.Key}@{editions[e].Id}");
            }
        }

        for (var e = 0; e < editions.Count; e++)
        {
            WithinTheEdition(e);
            WithTheYear(e);
            if (e > 0 && Enumerable.Range(0, e).LastOrDefault(earlier => editions[earlier].Id.Quarter == editions[e].Id.Quarter, -1) is >= 0 and var before)
                WithTheEditionBefore(before, e);
        }
    }

    /// <summary>Fails if a small hidden number can be narrowed.</summary>
    public static void FindsNothing(IReadOnlyList<Edition> editions) => Assert.Empty(Narrowed(editions));

    /// <summary>The small hidden cells of which some number of 1 to k - 1 is impossible.</summary>
    /// <param name="editions">The editions in which numbers are hidden.</param>
    /// <param name="exact">Editions for the Digital Services Act, in which none are.</param>
    public static IReadOnlyList<string> Narrowed(IReadOnlyList<Edition> editions, IReadOnlyList<Edition>? exact = null)
    {
        var attack = new Attack(editions);
        foreach (var dsa in exact ?? [])
            attack.WithTheExact(dsa);
        return [.. attack.small.SelectMany(cell => Enumerable.Range(1, attack.domains[cell].K - 1).Where(number => !attack.IsPossible(cell, number)).Select(number => $"{attack.names[cell]} is not {number}"))];
    }

    // Orders that are shown exactly are among the requests of their country, unless the edition says that it leaves them to the other.
    private void WithTheExact(Edition dsa)
    {
        for (var e = 0; e < editions.Count; e++)
        {
            foreach (var cell in Counts(e).Where(cell => !editions[e].Apart.Contains(Profile.Dsa) && variables.ContainsKey((e, cell.Key)) && cell.Key.On("country") != "_T" && cell.Key.On("outcome") == "_T"))
            {
                var of = dsa[cell.Key.With("instrument", "dsa_art10")]?.Value ?? 0;
                if (cell.Key.On("instrument") is "_T" or "dsa_art10")
                    rules.Add(([(variables[(e, cell.Key)], 1)], -(long)of, cell.Key.On("instrument") == "dsa_art10"));
            }
        }
    }

    private IEnumerable<Cell> Counts(int edition) => editions[edition].Cells.Where(cell => cell.Key.Block == Block.Access && cell.Key.Measure == Measure.Requests);

    // Whatever two rows differ in is summed: a row without a code on an axis is the sum of those with one, over each axis by itself.
    private void WithinTheEdition(int e)
    {
        var cells = Counts(e).ToList();
        foreach (var axis in new[] { "country", "region", "instrument", "urgency", "data_sought", "mode", "outcome" })
        {
            foreach (var parts in cells.Where(cell => cell.Key.On(axis) != "_T" && (axis != "region" || cell.Key.On("country") == "_T")).GroupBy(cell => cell.Key.With(axis, "_T")))
            {
                if (cells.Exists(cell => cell.Key == parts.Key))
                    Rule(parts.Select(part => (e, part.Key, 1)).Append((e, parts.Key, -1)), true);
            }
        }

        // Without the table of regions, countries sum to the whole.
        foreach (var parts in cells.Where(cell => cell.Key.On("country") != "_T").GroupBy(cell => cell.Key.With("country", "_T").With("region", "_T")))
        {
            if (cells.Exists(cell => cell.Key == parts.Key))
                Rule(parts.Select(part => (e, part.Key, 1)).Append((e, parts.Key, -1)), true);
        }
    }

    private void WithTheYear(int e)
    {
        var year = Span.OfYear(editions[e].Id.Quarter.Year);
        var quarters = Enumerable.Range(1, 4).Select(number => Enumerable.Range(0, e + 1).LastOrDefault(index => editions[index].Id.Quarter == new Quarter(year.Start.Year, number), -1)).ToList();
        foreach (var cell in Counts(e).Where(cell => cell.Key.Span == year))
        {
            var shape = Shape(cell.Key);
            if (!quarters.TrueForAll(index => index >= 0 && Counts(index).Any(other => other.Key.Span == editions[index].Id.Quarter.Span && Shape(other.Key) == shape)))
                continue;
            Rule(quarters.Select(index => (index, cell.Key with { Span = editions[index].Id.Quarter.Span }, 1)).Append((e, cell.Key, -1)), true);
        }
    }

    private void WithTheEditionBefore(int before, int e)
    {
        foreach (var table in Counts(e).GroupBy(cell => (cell.Key.Span, Shape: Shape(cell.Key))))
        {
            var kinds = editions[e].Revisions.Where(revision => revision.Cell.Block == Block.Access && revision.Cell.Measure == Measure.Requests && revision.Cell.Span == table.Key.Span && Shape(revision.Cell) == table.Key.Shape)
                .SelectMany(revision => revision.Kinds).ToHashSet();
            foreach (var cell in table.Where(cell => editions[before][cell.Key] is not null))
            {
                if (kinds.Count == 0)
                    Rule([(before, cell.Key, 1), (e, cell.Key, -1)], true);
                else if (kinds.SetEquals([RevisionKind.LateRegistration]) && cell.Key.On("outcome") == "_T")
                    Rule([(e, cell.Key, 1), (before, cell.Key, -1)], false);
            }
        }
    }

    private static string Shape(CellKey key) => string.Concat(key.Axes.Split('|').Select(code => code == "_T" ? '.' : '#'));

    private void Rule(IEnumerable<(int Edition, CellKey Cell, int Sign)> terms, bool equal)
    {
        var (of, constant) = (new List<(int, int)>(), 0L);
        foreach (var (edition, cell, sign) in terms)
        {
            if (variables.TryGetValue((edition, cell), out var variable))
                of.Add((variable, sign));
            else
                constant += sign * (long)(editions[edition][cell]?.Value ?? 0);
        }

        if (of.Count > 0)
            rules.Add((of, constant, equal));
    }

    private bool IsPossible(int cell, long number)
    {
        var (low, high) = (domains.Select(domain => domain.Low).ToArray(), domains.Select(domain => domain.High).ToArray());
        (low[cell], high[cell]) = (number, number);
        return Search(low, high);
    }

    private bool Search(long[] low, long[] high)
    {
        if (!Tighten(low, high))
            return false;
        var open = -1;
        for (var i = 0; i < low.Length; i++)
        {
            if (low[i] < high[i] && (open < 0 || high[i] - low[i] < high[open] - low[open]))
                open = i;
        }

        if (open < 0)
            return true;
        for (var number = low[open]; number <= high[open]; number++)
        {
            var (lower, higher) = ((long[])low.Clone(), (long[])high.Clone());
            (lower[open], higher[open]) = (number, number);
            if (Search(lower, higher))
                return true;
        }

        return false;
    }

    private bool Tighten(long[] low, long[] high)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < low.Length; i++)
            {
                // 0, or k and more.
                if (domains[i].Gap && low[i] > 0 && low[i] < domains[i].K)
                    (low[i], changed) = (domains[i].K, true);
                if (domains[i].Gap && high[i] > 0 && high[i] < domains[i].K)
                    (high[i], changed) = (0, true);
                if (low[i] > high[i])
                    return false;
            }

            foreach (var (terms, constant, equal) in rules)
            {
                var (least, most) = (constant, constant);
                foreach (var (variable, sign) in terms)
                    (least, most) = (least + (sign > 0 ? low[variable] : -high[variable]), most + (sign > 0 ? high[variable] : -low[variable]));
                if (most < 0 || (equal && least > 0))
                    return false;
                foreach (var (variable, sign) in terms)
                {
                    var (own, ownMost) = sign > 0 ? (low[variable], high[variable]) : (-high[variable], -low[variable]);
                    // The others are at most (most - ownMost), so this one is at least what lacks; and, in an equation, at most what is left.
                    var (floor, roof) = (Math.Max(own, -(most - ownMost)), equal ? Math.Min(ownMost, -(least - own)) : ownMost);
                    if (floor == own && roof == ownMost)
                        continue;
                    if (floor > roof)
                        return false;
                    (low[variable], high[variable], changed) = sign > 0 ? (floor, roof, true) : (-roof, -floor, true);
                    (least, most) = (least - own + floor, most - ownMost + roof);
                }
            }
        }

        return true;
    }
}
