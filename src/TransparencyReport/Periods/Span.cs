namespace TransparencyReport.Periods;

/// <summary>A half-open range of days.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="EndExclusive">The day after its last.</param>
public readonly record struct Span(DateOnly Start, DateOnly EndExclusive) : IComparable<Span>
{
    /// <summary>A calendar year.</summary>
    public static Span OfYear(int year) => new(new(year, 1, 1), new(year + 1, 1, 1));

    /// <summary>The half of a year that ended last when this range ends.</summary>
    public Span LastHalfYear()
    {
        var half = EndExclusive.Month >= 7 ? new DateOnly(EndExclusive.Year, 7, 1) : new DateOnly(EndExclusive.Year, 1, 1);
        return new(half.AddMonths(-6), half);
    }

    /// <summary>Earlier ones first, shorter ones first.</summary>
    public int CompareTo(Span other) => Start == other.Start ? EndExclusive.CompareTo(other.EndExclusive) : Start.CompareTo(other.Start);

    /// <summary>As an interval of ISO 8601, with the end exclusive.</summary>
    public override string ToString() => $"{Start:yyyy-MM-dd}/{EndExclusive:yyyy-MM-dd}";
}
