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

    /// <summary>
    /// The first instant that bears a day's date, or a later one. Clocks are put forward at midnight, and back to it, so it is searched for among instants, by
    /// the minute, and not computed from an hour that there may be twice, or not at all.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        // Nothing comes before the first of all days.
        if (day == DateOnly.MinValue)
            return DateTimeOffset.MinValue;
        // No zone is further than 15 hours from UTC.
        var (before, minutes) = (new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddHours(-15), 30 * 60);
        var (low, high) = (0, minutes);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = DayOf(before.AddMinutes(middle)) >= day ? (low, middle) : (middle + 1, high);
        }

        return before.AddMinutes(low);
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
