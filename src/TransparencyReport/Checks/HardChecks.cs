using System.Globalization;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;

namespace TransparencyReport.Checks;

/// <summary>
/// What must be true of every table before it is published; each rule is broken by a report that somebody did publish. They read cells only, so that they can
/// be asked of the tables of others. Hidden cells are passed over.
/// </summary>
public sealed class HardChecks
{
    private static readonly string[] Disclosed = ["disclosed", Code.Of(Outcome.DisclosedFull), Code.Of(Outcome.DisclosedPartial)];
    private readonly IReadOnlyList<Cell> cells;
    private readonly Dictionary<CellKey, Cell> byKey;
    private readonly CodeLists codes;
    private readonly IReadOnlyDictionary<string, int> widths;

    private HardChecks(IReadOnlyList<Cell> cells, CodeLists codes, IReadOnlyDictionary<string, int> widths)
    {
        (this.cells, this.codes, this.widths) = (cells, codes, widths);
        byKey = cells.ToDictionary(cell => cell.Key);
    }

    /// <summary>Makes all checks.</summary>
    /// <param name="cells">The cells, of one or of several periods.</param>
    /// <param name="codes">The code lists that labels must be from.</param>
    /// <param name="widths">For each restricted series the declared width of its bands.</param>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<Cell> cells, CodeLists codes, IReadOnlyDictionary<string, int> widths)
    {
        var checks = new HardChecks(cells, codes, widths);
        return [.. checks.Statuses(), .. checks.Labels(), .. checks.Disclosures(), .. checks.Outcomes(), .. checks.Notices(), .. new Additions(cells).Findings(),
            .. checks.Flow(), .. checks.Shares(), .. checks.Bands()];
    }

    private IEnumerable<Finding> Statuses() => cells
        .Where(cell => (cell.Status == CellStatus.Exact) != cell.Value.HasValue || (cell.Status == CellStatus.Band) != (cell.Low.HasValue && cell.High.HasValue) || !Enum.IsDefined(cell.Status))
        .Select(cell => new Finding("cell_without_status", "A cell shows a number exactly when its status says so.", [cell.Key]));

    private IEnumerable<Finding> Labels()
    {
        var known = new Dictionary<string, HashSet<string>>();
        foreach (var cell in cells)
        {
            var labels = cell.Key.Axes.Split('|');
            for (var i = 0; i < cell.Key.Block.Axes.Length; i++)
            {
                var axis = cell.Key.Block.Axes[i];
                if (!known.TryGetValue(axis, out var of))
                    known.Add(axis, of = [.. Vocabulary.Of(axis, codes), Code.Total]);
                if (!of.Contains(labels[i]) && !(axis == "outcome" && labels[i] == Disclosed[0]))
                    yield return new Finding("label_not_in_code_list", $"\"{labels[i]}\" on the axis {axis} is not a code of {codes.Version}.", [cell.Key]);
            }
        }
    }

    private IEnumerable<Finding> Disclosures()
    {
        foreach (var (whole, parts) in ByOutcome())
        {
            var disclosed = parts.Where(part => Disclosed.Contains(part.Key.On("outcome"))).Sum(part => part.Value);
            if (disclosed > whole.Value)
                yield return new Finding("disclosed_exceeds_received", Said($"{disclosed} requests are said to have led to a disclosure, of {whole.Value} received."), [whole.Key]);
        }
    }

    private IEnumerable<Finding> Outcomes()
    {
        foreach (var (whole, parts) in ByOutcome().Where(pair => pair.Parts.Count == Enum.GetValues<Outcome>().Length))
        {
            if (parts.Sum(part => part.Value) is var sum && sum != whole.Value)
                yield return new Finding("outcomes_do_not_sum", Said($"Outcomes sum to {sum}, of {whole.Value} received."), [whole.Key]);
        }
    }

    private IEnumerable<(Cell Whole, IReadOnlyList<Cell> Parts)> ByOutcome() => cells
        .Where(cell => cell.Key.Block == Block.Access && cell.Key.Measure == Measure.Requests && cell.Value.HasValue && cell.Key.On("outcome") != Code.Total)
        .GroupBy(cell => cell.Key.With("outcome", Code.Total)).Where(group => byKey.TryGetValue(group.Key, out var whole) && whole.Value.HasValue)
        .Select(group => (byKey[group.Key], (IReadOnlyList<Cell>)[.. group]));

    private IEnumerable<Finding> Notices()
    {
        foreach (var notices in cells.Where(cell => cell.Key.Block == Block.Notice && cell.Key.Measure == Measure.Requests && cell.Key.On("notice") != Code.Total && cell.Value.HasValue)
            .GroupBy(cell => cell.Key.With("notice", Code.Total) with { Block = Block.Access }))
        {
            var disclosures = Disclosed.Select(outcome => byKey.GetValueOrDefault(notices.Key.With("outcome", outcome))).OfType<Cell>().ToList();
            if (disclosures.Count > 0 && disclosures.TrueForAll(cell => cell.Value.HasValue) && disclosures.Sum(cell => cell.Value) is var disclosed && notices.Sum(cell => cell.Value) is var told && told != disclosed)
                yield return new Finding("notices_do_not_sum", Said($"Notices sum to {told}, disclosures to {disclosed}."), [.. notices.Select(cell => cell.Key)]);
        }
    }

    private IEnumerable<Finding> Flow()
    {
        foreach (var flow in cells.Where(cell => cell.Key.Block == Block.Flow && cell.Value.HasValue).GroupBy(cell => cell.Key with { Measure = Measure.Received }))
        {
            var of = flow.ToDictionary(cell => cell.Key.Measure, cell => cell.Value!.Value);
            if (PlainCells.OfFlow.All(of.ContainsKey) && of[Measure.OpenStart] + of[Measure.Received] + of[Measure.Reopened] - of[Measure.Closed] != of[Measure.OpenEnd])
            {
                yield return new Finding("flow_does_not_balance",
                    Said($"{of[Measure.OpenStart]} + {of[Measure.Received]} + {of[Measure.Reopened]} - {of[Measure.Closed]} is not {of[Measure.OpenEnd]}."), [.. flow.Select(cell => cell.Key)]);
            }

            if (of.TryGetValue(Measure.Received, out var received) && byKey.TryGetValue(flow.Key with { Block = Block.Access, Basis = "received", Measure = Measure.Requests }, out var cohort)
                && cohort.Value is { } counted && counted != received)
                yield return new Finding("cohort_and_flow_disagree", Said($"The cohort has {counted} requests, the flow {received}."), [cohort.Key, flow.Key]);
        }
    }

    private IEnumerable<Finding> Shares()
    {
        foreach (var share in cells.Where(cell => cell.Key.Measure == Measure.ShareDisclosed && cell.Value.HasValue))
        {
            var requests = share.Key with { Measure = Measure.Requests };
            var disclosures = Disclosed.Select(outcome => byKey.GetValueOrDefault(requests.With("outcome", outcome))).OfType<Cell>().ToList();
            if (disclosures.Count == 0 || disclosures.Exists(cell => cell.Value is null) || byKey.GetValueOrDefault(requests)?.Value is not { } received || received == 0)
                continue;
            var exact = 100m * disclosures.Sum(cell => cell.Value!.Value) / received;
            // Half a unit of the last decimal that is shown.
            var tolerance = 0.5m / (decimal)Math.Pow(10, share.Value!.Value.Scale);
            if (Math.Abs(exact - share.Value.Value) > tolerance)
                yield return new Finding("percentage_not_recomputed", Said($"{share.Value} % is shown, {Math.Round(exact, 2)} % is right."), [share.Key]);
        }
    }

    private IEnumerable<Finding> Bands()
    {
        foreach (var band in cells.Where(cell => cell.Status == CellStatus.Band && cell.Low.HasValue && cell.High.HasValue))
        {
            if (widths.TryGetValue(band.Key.On("instrument"), out var width) && ((band.High + 1) % width != 0 || band.Low > band.High || band.Low < band.High + 1 - width))
                yield return new Finding("band_not_aligned", Said($"{band.Low}-{band.High} is not a band of the declared width of {width}."), [band.Key]);
        }
    }

    private static string Said(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
