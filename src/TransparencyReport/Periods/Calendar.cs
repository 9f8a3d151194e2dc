namespace TransparencyReport.Periods;

/// <summary>The days of one zone. Which quarter an instant belongs to depends on it, so it is stored with each edition.</summary>
public sealed class Calendar
{
    private readonly TimeZoneInfo zone;

    /// <summary>The calendar of a zone.</summary>
    /// <param name="zone">An IANA identifier, as <c>Europe/Oslo</c>.</param>
    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public Calendar(string zone)
    {
        this.zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Zone = zone;
    }

    /// <summary>The zone's IANA identifier.</summary>
    public string Zone { get; }

    /// <summary>The day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The first instant of a day. A clock may be put forward at midnight, or back over it; then it is the first instant that bears the day's date.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>The instants of a range of days.</summary>
    public Instants Of(Span span) => new(StartOf(span.Start), StartOf(span.EndExclusive));
}

/// <summary>A half-open range of instants.</summary>
/// <param name="Start">The first.</param>
/// <param name="EndExclusive">The first after it.</param>
public readonly record struct Instants(DateTimeOffset Start, DateTimeOffset EndExclusive)
{
    /// <summary>Whether an instant lies in it.</summary>
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < EndExclusive;
}
