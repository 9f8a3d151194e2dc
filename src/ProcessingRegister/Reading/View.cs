using System.Globalization;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Reading;

/// <summary>From where a reader looks: <paramref name="AsOf"/> is the time of recording, <paramref name="ValidAt"/> the time of effect.</summary>
/// <param name="AsOf">What the register said at this instant (UTC); <c>null</c> for now.</param>
/// <param name="ValidAt">What it says was in effect on this day of the organisation's calendar; <c>null</c> for its latest statement, whenever it takes effect.</param>
public readonly record struct View(DateTimeOffset? AsOf, DateOnly? ValidAt)
{
    /// <summary>The latest statement, now.</summary>
    public static View Now => default;

    /// <summary>Reads <c>?asOf=</c> and <c>?validAt=</c>.</summary>
    /// <returns>The problem to answer with, or <c>null</c>.</returns>
    public static IResult? Of(HttpContext http, out View view)
    {
        view = default;
        var faults = new List<Fault>();
        var asOf = PastInstant(http, "asOf", faults);
        DateOnly? validAt = null;
        if (One(http, "validAt", faults) is { } text)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                validAt = day;
            else if (ParseInstant(text) is { } instant)
                validAt = http.Now().DayOf(instant);
            else
                faults.Add(new Fault("validAt", DateRule));
        }

        view = new View(asOf, validAt);
        return faults.Count == 0 ? null : Problems.Malformed(faults);
    }

    /// <summary>The organisation's day on which this view looks for what is in effect: today, when it names no other.</summary>
    public DateOnly Day(Moment now) => ValidAt ?? (AsOf is { } asOf ? now.DayOf(asOf) : now.Today);

    /// <summary>An instant that has passed, given by the query parameter <paramref name="name"/>; <c>null</c> also for a day that has not ended yet.</summary>
    public static DateTimeOffset? PastInstant(HttpContext http, string name, List<Fault> faults)
    {
        var instant = Instant(http, name, endOfDay: true, faults);
        if (instant is null || instant <= http.Now().Instant)
            return instant;
        // A day that has not ended says what is on record so far; an instant to come would promise what it cannot know.
        if (One(http, name, faults)!.Length != 10 || http.Now().DayOf(instant.Value) > http.Now().Today)
            faults.Add(new Fault(name, "must not lie in the future"));
        return null;
    }

    private const string DateRule = "must be an RFC 3339 instant with its offset, such as 2026-03-01T12:00:00Z, or a date, such as 2026-03-01";

    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>An instant given by the query parameter <paramref name="name"/>; a date stands for that day's end or beginning in the organisation's zone.</summary>
    public static DateTimeOffset? Instant(HttpContext http, string name, bool endOfDay, List<Fault> faults)
    {
        if (One(http, name, faults) is not { } text)
            return null;
        if (ParseInstant(text) is { } instant)
            return instant;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            var local = (endOfDay ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue);
            while (http.Caller().Zone.IsInvalidTime(local))
                local = local.AddMinutes(15);
            // Where the clocks go back at midnight, the day begins with the first of its two midnights.
            var offset = http.Caller().Zone.IsAmbiguousTime(local) ? http.Caller().Zone.GetAmbiguousTimeOffsets(local).Max() : http.Caller().Zone.GetUtcOffset(local);
            var start = new DateTimeOffset(Math.Clamp(local.Ticks - offset.Ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
            return endOfDay ? start.AddTicks(-TimeSpan.TicksPerMicrosecond) : start;
        }

        faults.Add(new Fault(name, DateRule));
        return null;
    }

    private static string? One(HttpContext http, string name, List<Fault> faults)
    {
        var values = http.Request.Query[name];
        if (values.Count > 1)
            faults.Add(new Fault(name, "must be given once"));
        return values.Count == 1 ? values[0] ?? "" : null;
    }

    private static DateTimeOffset? ParseInstant(string text) =>
        text.Length > 10 && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > 10)
        && DateTimeOffset.TryParseExact(text.ToUpperInvariant(), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.ToUniversalTime() : null;
}
