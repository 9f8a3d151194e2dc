using System.Globalization;

namespace ProcessingRegister.Tests.Breaches.WholeCase;

/// <summary>One line of a table of what is owed, worked out by hand from the rule book.</summary>
/// <param name="Of">Whose record shows it: the breach, or the controller of a country.</param>
/// <param name="Kind">The code.</param>
/// <param name="Reference">Which of several.</param>
/// <param name="Shown">From which minute of the case on it is on record.</param>
/// <param name="Target">What to work to, by the clock on the wall there.</param>
/// <param name="Limit">The outer limit; none where the law says "without undue delay".</param>
/// <param name="Met">In which minute it was met and that was recorded; never when absent.</param>
/// <param name="Gone">From which minute on it is not owed any more, and was not met either; never when absent.</param>
public sealed record Line(string Of, string Kind, string? Reference, int Shown, string Target, string? Limit, int? Met, int? Gone = null)
{
    /// <summary>How the line reads at a minute of the case; <c>null</c> before it is on record, and after it is gone.</summary>
    public string? At(DateTimeOffset start, int minute)
    {
        if (minute < Shown || minute >= Gone)
            return null;
        var isMet = Met <= minute;
        var act = start.AddMinutes(isMet ? Met!.Value : minute);
        var isLate = Limit is not null && act > Instant(Limit);
        return Text(Of, Kind, Reference, isMet ? isLate ? "metLate" : "met" : isLate ? "overdue" : "open", Instant(Target), Limit is null ? null : Instant(Limit));
    }

    public static string Text(string of, string kind, string? reference, string state, DateTimeOffset target, DateTimeOffset? limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{of} {kind} {reference}: {state}, {target.UtcDateTime:u}, {limit?.UtcDateTime:u}");

    private static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}

/// <summary>
/// The two cases. In both a subprocessor's notice comes on a Saturday at 02:10 in Oslo; in the one the clocks go forward in the night after, in the other
/// they go back. A period of hours is counted in hours that elapse (rule 3.3), and by the latest reading without the hour of the event (rule 3.2).
/// </summary>
public sealed record Case(string Name, string Start, string NextOnThePage, IReadOnlyList<Line> Lines)
{
    public static Case Spring { get; } = new("spring", "2026-03-28 02:10 +01:00", "Tuesday 31 March 2026 06:30 (Europe/Oslo, UTC&#x2B;02:00)",
    [
        // Aware on Saturday at 05:30 of winter time: 72 hours later the clock on the wall shows 06:30.
        new("breach", "breach.sa", null, 205, "2026-03-31 06:30 +02:00", "2026-03-31 07:00 +02:00", 3840),
        new("breach", "breach.controllers", "payroll", 10, "2026-03-28 02:10 +01:00", null, 230),
        new("breach", "breach.communication", null, 590, "2026-03-28 12:00 +01:00", null, 4800),
        new("breach", "breach.phases", "first", 3840, "2026-03-30 19:10 +02:00", null, 13200),
        new("breach", "breach.order", "20/7", 6000, "2026-04-03 07:10 +02:00", "2026-04-03 07:10 +02:00", 7200),
        new("breach", "breach.answer", "20/8", 7800, "2026-04-05 11:10 +02:00", "2026-04-05 11:10 +02:00", 12600),
        // Promised within 4 hours and told after 6: late by contract. Aware at 08:15.
        new("NO", "breach.notice", null, 230, "2026-03-28 02:10 +01:00", null, 365),
        new("NO", "breach.noticeByContract", null, 230, "2026-03-28 06:10 +01:00", "2026-03-28 06:10 +01:00", 365),
        new("NO", "breach.sa", null, 365, "2026-03-31 09:15 +02:00", "2026-03-31 10:00 +02:00", 3960),
        // Aware at 08:00 sharp: the limit takes it to be the hour that begins.
        new("SE", "breach.notice", null, 230, "2026-03-28 02:10 +01:00", null, 350),
        new("SE", "breach.noticeByContract", null, 230, "2026-03-30 03:10 +02:00", "2026-03-30 03:10 +02:00", 350),
        new("SE", "breach.sa", null, 350, "2026-03-31 09:00 +02:00", "2026-03-31 10:00 +02:00", null),
        // The first notice came back; aware by the second, at 21:15.
        new("DK", "breach.notice", null, 230, "2026-03-28 02:10 +01:00", null, 1145),
        new("DK", "breach.redelivery", null, 300, "2026-03-28 07:10 +01:00", null, null, 1070),
        new("DK", "breach.sa", null, 1145, "2026-03-31 22:15 +02:00", "2026-03-31 23:00 +02:00", null),
    ]);

    public static Case Autumn { get; } = new("autumn", "2026-10-24 02:10 +02:00", "Tuesday 27 October 2026 04:30 (Europe/Oslo, UTC&#x2B;01:00)",
    [
        // Aware on Saturday at 05:30 of summer time: 72 hours later the clock on the wall shows 04:30, and 05:30 would be an hour too late.
        new("breach", "breach.sa", null, 205, "2026-10-27 04:30 +01:00", "2026-10-27 05:00 +01:00", 3840),
        new("breach", "breach.controllers", "payroll", 10, "2026-10-24 02:10 +02:00", null, 230),
        new("breach", "breach.communication", null, 590, "2026-10-24 12:00 +02:00", null, 4800),
        new("breach", "breach.phases", "first", 3840, "2026-10-26 17:10 +01:00", null, 13200),
        new("breach", "breach.order", "20/7", 6000, "2026-10-30 05:10 +01:00", "2026-10-30 05:10 +01:00", 7200),
        new("breach", "breach.answer", "20/8", 7800, "2026-11-01 09:10 +01:00", "2026-11-01 09:10 +01:00", 12600),
        new("NO", "breach.notice", null, 230, "2026-10-24 02:10 +02:00", null, 365),
        new("NO", "breach.noticeByContract", null, 230, "2026-10-24 06:10 +02:00", "2026-10-24 06:10 +02:00", 365),
        new("NO", "breach.sa", null, 365, "2026-10-27 07:15 +01:00", "2026-10-27 08:00 +01:00", 3960),
        new("SE", "breach.notice", null, 230, "2026-10-24 02:10 +02:00", null, 350),
        new("SE", "breach.noticeByContract", null, 230, "2026-10-26 01:10 +01:00", "2026-10-26 01:10 +01:00", 350),
        new("SE", "breach.sa", null, 350, "2026-10-27 07:00 +01:00", "2026-10-27 08:00 +01:00", null),
        new("DK", "breach.notice", null, 230, "2026-10-24 02:10 +02:00", null, 1145),
        new("DK", "breach.redelivery", null, 300, "2026-10-24 07:10 +02:00", null, null, 1070),
        new("DK", "breach.sa", null, 1145, "2026-10-27 20:15 +01:00", "2026-10-27 21:00 +01:00", null),
    ]);

    /// <summary>The instant of the notice.</summary>
    public DateTimeOffset Began => DateTimeOffset.ParseExact(Start, "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    /// <summary>What the records must show at a minute of the case.</summary>
    public IEnumerable<string> At(int minute) => Lines.Select(line => line.At(Began, minute)).OfType<string>().Order(StringComparer.Ordinal);
}
