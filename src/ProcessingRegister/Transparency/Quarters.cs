using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ProcessingRegister.Decisions;
using TransparencyReport.Editions;
using TransparencyReport.Periods;

namespace ProcessingRegister.Transparency;

/// <summary>Quarters and editions as addresses and requests name them.</summary>
internal static class Quarters
{
    /// <summary>How a quarter is written.</summary>
    public const string Rule = "must be a year and a quarter, such as 2026Q3";

    /// <summary>Reads a quarter in its one spelling, of the years 2000 to 2999.</summary>
    public static bool TryParse(string? text, out Quarter quarter)
    {
        quarter = default;
        if (text is not ['2', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', 'Q', >= '1' and <= '4'])
            return false;
        quarter = new(int.Parse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), text[5] - '0');
        return true;
    }

    /// <summary>The quarter of a report.</summary>
    public static Quarter Of(QuarterlyReport report) => new(report.Year, report.Quarter);

    /// <summary>The name of a report.</summary>
    public static ReportName NameOf(QuarterlyReport report) => new(Of(report), report.Profile);

    /// <summary>The quarter before.</summary>
    public static Quarter Before(Quarter quarter) => Quarter.Of(quarter.Span.Start.AddDays(-1));

    /// <summary>The first instant after a quarter, in a zone.</summary>
    public static DateTimeOffset EndOf(Quarter quarter, string zone) => new global::TransparencyReport.Periods.Calendar(zone).StartOf(quarter.Span.EndExclusive);

    /// <summary>How an event names an edition.</summary>
    public static EditionReference Reference(EditionId id) => new(id.Quarter.Year, id.Quarter.Number, id.Number);

    /// <summary>An address of something about a quarter that there is not.</summary>
    public static bool Misses(string text, out Quarter quarter, [NotNullWhen(true)] out IResult? problem)
    {
        problem = TryParse(text, out quarter) ? null : Problems.NotFound();
        return problem is not null;
    }
}
