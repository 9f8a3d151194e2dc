using System.Globalization;
using TransparencyReport.Checks;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

/// <summary>GitHub's published tables on requests for user information, and numbers that others published, through the hard checks.</summary>
public class Published_tables_of_others
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["criminal or government agency subpoena"] = "production_order",
        ["criminal court order"] = "court_order",
        ["criminal search warrant"] = "warrant",
        ["cross-border request"] = "mlat_origin",
        ["civil subpoena"] = "civil",
        ["exigent circumstances"] = "informal",
    };

    private static readonly Dictionary<string, int> Widths = new() { ["nsl"] = 250 };

    [Fact]
    public void Fail_exactly_where_they_are_known_to_be_wrong()
    {
        string[] expected =
        [
            // The column of 2021 slipped by a row.
            "disclosed_exceeds_received 2021-01-01/2022-01-01 court_order", "disclosed_exceeds_received 2021-01-01/2022-01-01 production_order", "disclosed_exceeds_received 2021-01-01/2022-01-01 warrant",
            // Countries against the row of their type: 16 and 18, 37 and 18, 90 and 92.
            "countries_do_not_sum 2021-01-01/2022-01-01 mlat_origin", "countries_do_not_sum 2022-01-01/2023-01-01 mlat_origin", "countries_do_not_sum 2025-01-01/2026-01-01 mlat_origin",
            // 265 notices, 277 disclosures.
            "notices_do_not_sum 2024-01-01/2024-07-01 _T",
            // A label with a blank behind it.
            "label_not_in_code_list 2025-01-01/2025-07-01 cross-border request ", "label_not_in_code_list 2025-01-01/2025-07-01 cross-border request ",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Checked(GitHub()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fail_where_a_percentage_was_typed()
    {
        // Meta, United Kingdom, second half of 2021: 89 was printed where its own counts give 86.
        var key = Cell(new(new(2021, 7, 1), new(2022, 1, 1)), "GB", "EUR");
        Assert.Contains("percentage_not_recomputed", Codes(new(key, CellStatus.Exact, 1000), new(key.With("outcome", "disclosed"), CellStatus.Exact, 860), new(key with { Measure = Measure.ShareDisclosed }, CellStatus.Exact, 89)));
        Assert.Empty(Codes(new(key, CellStatus.Exact, 1000), new(key.With("outcome", "disclosed"), CellStatus.Exact, 860), new(key with { Measure = Measure.ShareDisclosed }, CellStatus.Exact, 86)));
    }

    [Theory]
    [InlineData(24000, 24999, 500, false)] // Microsoft's band of 1000 where 500 are declared.
    [InlineData(0, 499, 500, true)]
    [InlineData(3, 499, 500, true)] // A floor that released letters raised.
    [InlineData(250, 499, 250, true)]
    [InlineData(1, 250, 250, false)]
    public void Fail_where_a_band_is_none_of_the_declared_width(long low, long high, int width, bool aligned)
    {
        var band = new Cell(new(Block.Restricted, new(new(2024, 1, 1), new(2024, 7, 1)), "received", "US|AMER|nsl|_T|_T|_T|_T|_T", Measure.Requests), CellStatus.Band, Low: low, High: high);
        Assert.Equal(aligned ? [] : ["band_not_aligned"], HardChecks.Of([band], CodeLists.Iso3166, new Dictionary<string, int> { ["nsl"] = width }).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("UK")] // In GitHub's files until September 2025.
    [InlineData("EL")]
    [InlineData("FR ")]
    public void Fail_where_a_country_is_not_in_the_code_list(string country) =>
        Assert.Contains("label_not_in_code_list", Codes(new Cell(Cell(Span.OfYear(2024), country, "EU"), CellStatus.Exact, 1)));

    [Fact]
    public void Fail_where_the_flow_does_not_balance_or_is_not_the_cohort()
    {
        var whole = Ledger.Requests(new Quarter(2026, 1).Span);
        Cell[] flow = [.. new[] { (Measure.OpenStart, 4), (Measure.Received, 10), (Measure.Reopened, 1), (Measure.Closed, 9), (Measure.OpenEnd, 7) }
            .Select(pair => new Cell(whole with { Block = Block.Flow, Basis = "event", Measure = pair.Item1 }, CellStatus.Exact, pair.Item2))];
        Assert.Equal(["flow_does_not_balance", "cohort_and_flow_disagree"], Codes([.. flow, new Cell(whole, CellStatus.Exact, 11)]));
    }

    [Fact]
    public void Fail_where_outcomes_leave_some_out_or_a_hidden_cell_has_a_number()
    {
        var whole = Ledger.Requests(new Quarter(2026, 1).Span);
        Cell[] outcomes = [.. Code.All<Outcome>().Select((outcome, i) => new Cell(whole.With("outcome", outcome), CellStatus.Exact, i))];
        Assert.Equal(["outcomes_do_not_sum"], Codes([.. outcomes, new Cell(whole, CellStatus.Exact, 22)]));
        Assert.Empty(Codes([.. outcomes, new Cell(whole, CellStatus.Exact, 21)]));
        Assert.Equal(["cell_without_status"], Codes(new Cell(whole, CellStatus.Suppressed, 3)));
        Assert.Equal(["cell_without_status"], Codes(new Cell(whole, CellStatus.Exact)));
    }

    [Fact]
    public void Fail_where_halves_do_not_make_the_year()
    {
        var (first, second, year) = (Cell(new(new(2024, 1, 1), new(2024, 7, 1)), "FR", "EU"), Cell(new(new(2024, 7, 1), new(2025, 1, 1)), "FR", "EU"), Cell(Span.OfYear(2024), "FR", "EU"));
        Assert.Equal(["periods_do_not_sum"], Codes(new(first, CellStatus.Exact, 7), new(second, CellStatus.Exact, 3), new(year, CellStatus.Exact, 9)));
    }

    private static IEnumerable<string> Codes(params Cell[] cells) => HardChecks.Of(cells, CodeLists.Iso3166, Widths).Select(finding => finding.Code);

    private static IEnumerable<string> Checked(IReadOnlyList<Cell> cells) =>
        HardChecks.Of(cells, CodeLists.Iso3166, Widths).Select(finding => $"{finding.Code} {finding.Cells[0].Span} {finding.Cells[0].On("instrument")}");

    private static List<Cell> GitHub()
    {
        var cells = new List<Cell>();
        foreach (var row in Ledger.Data("github-requests.csv").Skip(1))
        {
            var key = Ledger.Requests(Days(row), instrument: Types.GetValueOrDefault(row[2], row[2]));
            cells.Add(new(key, CellStatus.Exact, Number(row[3])));
            cells.Add(new(key.With("outcome", "disclosed"), CellStatus.Exact, Number(row[4])));
        }

        foreach (var period in cells.Where(cell => cell.Key.On("outcome") == "disclosed").GroupBy(cell => cell.Key.Span).ToList())
            cells.Add(new(Ledger.Requests(period.Key, outcome: "disclosed"), CellStatus.Exact, period.Sum(cell => cell.Value)));
        foreach (var row in Ledger.Data("github-cross-border.csv").Skip(1))
            cells.Add(new(Ledger.Requests(Days(row), row[2], CodeLists.Iso3166.Of(row[2]).Region, "mlat_origin"), CellStatus.Exact, Number(row[3])));
        foreach (var row in Ledger.Data("github-accounts.csv").Skip(1))
            cells.Add(new(Ledger.Requests(Days(row), measure: Measure.AccountsSpecified), CellStatus.Exact, Number(row[2])));
        foreach (var row in Ledger.Data("github-notices.csv").Skip(1))
        {
            var notice = row[2] switch { "gag order" => "gagged", "notification" => "notified_after", _ => "exigent" };
            cells.Add(new(Ledger.Requests(Days(row)).With("notice", notice) with { Block = Block.Notice }, CellStatus.Exact, Number(row[3])));
        }

        foreach (var row in Ledger.Data("github-bands.csv").Skip(1))
        {
            var measure = row[2] == "requests" ? Measure.Requests : Measure.AccountsSpecified;
            cells.Add(new(new(Block.Restricted, Days(row), "received", "US|AMER|nsl|_T|_T|_T|_T|_T", measure), CellStatus.Band, Low: Number(row[3]), High: Number(row[4])));
        }

        return cells;
    }

    private static CellKey Cell(Span span, string country, string region) => Ledger.Requests(span, country, region);

    private static Span Days(IReadOnlyList<string> row)
    {
        var year = Number(row[0]);
        return row[1] switch
        {
            "1" => new(new(year, 1, 1), new(year, 7, 1)),
            "2" => new(new(year, 7, 1), new(year + 1, 1, 1)),
            _ => Span.OfYear(year),
        };
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
