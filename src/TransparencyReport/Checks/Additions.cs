using System.Globalization;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Periods;

namespace TransparencyReport.Checks;

/// <summary>Whether parts add up to wholes: along an axis, and in time.</summary>
internal sealed class Additions(IReadOnlyList<Cell> cells)
{
    private static readonly string[] Along = ["country", "region", "via_country", "instrument", "urgency", "data_sought", "mode", "notice", "ground", "change", "role", "category", "notification_bucket", "affected_band"];
    private readonly List<Cell> added = [.. cells.Where(cell => cell.Key.Measure.IsAdditive())];

    public IEnumerable<Finding> Findings()
    {
        var wholes = added.ToDictionary(cell => cell.Key);
        return Along.SelectMany(axis => OverAxis(axis, wholes)).Concat(OverTime(wholes));
    }

    private IEnumerable<Finding> OverAxis(string axis, Dictionary<CellKey, Cell> wholes)
    {
        foreach (var parts in added.Where(cell => cell.Key.Block.Axes.Contains(axis) && cell.Key.On(axis) != Code.Total && !(axis == "region" && cell.Key.On("country") != Code.Total))
            .GroupBy(cell => Whole(cell.Key, axis)))
        {
            if (!wholes.TryGetValue(parts.Key, out var whole) || Sum(parts) is not { } sum || whole.Value is not { } total || sum == total)
                continue;
            yield return new Finding(axis == "country" ? "countries_do_not_sum" : "parts_do_not_sum",
                string.Create(CultureInfo.InvariantCulture, $"Over {axis} they sum to {sum}, the total says {total}."), [parts.Key]);
        }
    }

    // A country is summed up with its region. What has no total of its own belongs to the sum over regions and countries at once.
    private static CellKey Whole(CellKey part, string axis)
    {
        var whole = part.With(axis, Code.Total);
        return axis == "country" ? whole.With("region", Code.Total) : whole;
    }

    private IEnumerable<Finding> OverTime(Dictionary<CellKey, Cell> wholes)
    {
        foreach (var table in added.Where(cell => cell.Key.Block != Block.Restricted && cell.Key.Block != Block.Flow).GroupBy(cell => (cell.Key.Block, cell.Key.Basis, cell.Key.Measure, Shape(cell.Key))))
        {
            var spans = table.Select(cell => cell.Key.Span).Distinct().Order().ToList();
            foreach (var span in spans)
            {
                if (Partition(span, spans) is not { } parts)
                    continue;
                foreach (var axes in table.Where(cell => cell.Key.Span == span || parts.Contains(cell.Key.Span)).Select(cell => cell.Key.Axes).Distinct().Order(StringComparer.Ordinal))
                {
                    var key = new CellKey(table.Key.Block, span, table.Key.Basis, axes, table.Key.Measure);
                    // A country without a row had no requests.
                    var sum = Sum(parts.Select(part => wholes.GetValueOrDefault(key with { Span = part })).OfType<Cell>());
                    var total = wholes.TryGetValue(key, out var whole) ? whole.Value : 0;
                    if (sum is not null && total is not null && sum != total)
                        yield return new Finding("periods_do_not_sum", string.Create(CultureInfo.InvariantCulture, $"The parts of {span} sum to {sum}, the whole says {total}."), [key]);
                }
            }
        }
    }

    private static string Shape(CellKey cell) => string.Concat(cell.Axes.Split('|').Select(code => code == Code.Total ? '0' : '1'));

    /// <summary>The shorter ranges that follow each other from the beginning of a range to its end; <c>null</c> when they do not fill it.</summary>
    private static List<Span>? Partition(Span whole, List<Span> spans)
    {
        var (parts, at) = (new List<Span>(), whole.Start);
        while (at < whole.EndExclusive)
        {
            var next = spans.Where(span => span.Start == at && span != whole && span.EndExclusive <= whole.EndExclusive).OrderByDescending(span => span.EndExclusive).FirstOrDefault();
            if (next == default)
                return null;
            parts.Add(next);
            at = next.EndExclusive;
        }

        return parts;
    }

    /// <summary>The sum; <c>null</c> where something of it is hidden.</summary>
    private static decimal? Sum(IEnumerable<Cell> parts)
    {
        var sum = 0m;
        foreach (var part in parts)
        {
            if (part.Value is not { } value)
                return null;
            sum += value;
        }

        return sum;
    }
}
