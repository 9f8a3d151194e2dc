using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Periods;

namespace TransparencyReport.Formats;

/// <summary>
/// Parts 1 and 3 of the templates of Annex I to Implementing Regulation (EU) 2024/2835. Orders to provide information, Art. 10 DSA, are recorded here; what is
/// not, as orders to act against illegal content, is left blank, which means something else than 0.
/// </summary>
public static class DsaCsv
{
    private static readonly string[] OnOrders =
    [
        "Number of orders to act against illegal content received",
        "Number of specific items of information included in the total number of orders to act against illegal content",
        "Median time to inform the authority of the receipt of the order to act against illegal content",
        "Median time to give effect to the order to act against illegal content",
        "Number of orders to provide information",
        "Median time to inform the authority of the receipt of the order to provide information",
        "Median time to give effect to the order to provide information",
    ];

    private static readonly string[] InContext =
    [
        "number of orders to act against illegal content received", "number of specific items of information included in the total number of orders to act against illegal content",
        "Median time to inform the authority of the receipt of the order to act against illegal content", "Median time to give effect to the order to act against illegal content",
        "Number of orders to provide information", "Median time to inform the authority of the receipt of the order to provide information",
        "Median time to give effect to the order to provide information",
    ];

    /// <summary>The file of part 1.</summary>
    public const string SummaryFile = "dsa-part-1-summary.csv";

    /// <summary>The file of part 3.</summary>
    public const string OrdersFile = "dsa-part-3-member-states-orders.csv";

    /// <summary>The header of part 3.</summary>
    public static IReadOnlyList<string> OrdersHeader { get; } =
        ["Applicability", "Service", "Reporting period", "Category of illegal content", "Description of the sub-category \"Other\"", "Scope",
            .. OnOrders, .. InContext.Select(column => "Contextual information on " + column)];

    /// <summary>The header of part 1.</summary>
    public static IReadOnlyList<string> SummaryHeader { get; } = ["Applicability", "Service", "Indicator", "Value"];

    /// <summary>Part 3: orders of Member States, in the quarter, and with the last quarter in the year.</summary>
    /// <param name="edition">An edition of the profile <see cref="Profile.Dsa"/>.</param>
    public static string Orders(Edition edition)
    {
        var of = edition.Cells.ToLookup(cell => (cell.Key.Span, Country: cell.Key.On("country")));
        return Csv.Write(edition.Cells.Select(cell => cell.Key.Span).Distinct().Order().SelectMany(span => CodeLists.MemberStates.Prepend(Code.Total), (span, scope) => Row(span, scope)).Prepend(OrdersHeader));

        // Applicability and service are those of the template: all, and none in particular.
        IReadOnlyList<string> Row(Span span, string scope)
        {
            var cells = of[(span, scope)].ToDictionary(cell => cell.Key.Measure);
            // The template's period includes its last day.
            return ["All", "", $"{Terms.Of(span.Start)}/{Terms.Of(span.EndExclusive.AddDays(-1))}", "TOTAL", "", scope == Code.Total ? "TOTAL" : scope, "", "", "", "",
                cells.TryGetValue(Measure.Requests, out var orders) ? Csv.Number(orders.Value) : "0", Hours(cells, Measure.MedianHoursToConfirm), Hours(cells, Measure.MedianHoursToEffect),
                .. Enumerable.Repeat("", InContext.Length)];
        }
    }

    /// <summary>Part 1: what the report is about.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="published">The day of publication.</param>
    /// <param name="previous">The day on which the report before was published; <c>null</c> for the first.</param>
    public static string Summary(Edition edition, string provider, DateOnly published, DateOnly? previous) => Csv.Write(
    [
        SummaryHeader,
        ["All", "", "Name of the service provider", provider],
        ["All", "", "Date of the publication of the report", Terms.Of(published)],
        ["All", "", "Date of the publication of the latest previous report", previous is { } day ? Terms.Of(day) : ""],
        ["All", "", "Starting date of reporting period", Terms.Of(edition.Id.Quarter.Span.Start)],
        ["All", "", "Ending date of reporting period", Terms.Of(edition.Id.Quarter.Span.EndExclusive.AddDays(-1))],
    ]);

    // A median of nothing is blank; 0 would be at once.
    private static string Hours(Dictionary<Measure, Cell> cells, Measure measure) => cells.TryGetValue(measure, out var cell) ? Csv.Number(cell.Value) : "";
}
