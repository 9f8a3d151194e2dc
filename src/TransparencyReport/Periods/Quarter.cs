using System.Globalization;

namespace TransparencyReport.Periods;

/// <summary>A quarter of a calendar year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">1 to 4.</param>
public readonly record struct Quarter(int Year, int Number) : IComparable<Quarter>
{
    /// <summary>Its days.</summary>
    public Span Span => new(new(Year, (Number * 3) - 2, 1), new DateOnly(Year, (Number * 3) - 2, 1).AddMonths(3));

    /// <summary>The quarter of a day.</summary>
    public static Quarter Of(DateOnly day) => new(day.Year, (day.Month + 2) / 3);

    /// <summary>The quarter of a range of days.</summary>
    /// <exception cref="ArgumentException">The range is not a quarter.</exception>
    public static Quarter Of(Span span) => Of(span.Start) is var quarter && quarter.Span == span ? quarter : throw new ArgumentException("The range is not a quarter.", nameof(span));

    /// <summary>Earlier ones first.</summary>
    public int CompareTo(Quarter other) => Year == other.Year ? Number.CompareTo(other.Number) : Year.CompareTo(other.Year);

    /// <summary>As <c>2026Q3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}Q{Number}");
}
