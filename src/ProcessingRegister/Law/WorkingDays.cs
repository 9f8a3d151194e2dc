using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>
/// The working days of a place: all days other than its public holidays, Saturdays and Sundays, Regulation (EEC, Euratom) No 1182/71
/// Art. 2(2). Every question about a year that no source covers ends with a <see cref="LawUnknownException"/>.
/// </summary>
/// <param name="book">The holidays.</param>
/// <param name="place">Where the act is to be done.</param>
public sealed class WorkingDays(HolidayBook book, Territory place)
{
    /// <summary>Whether the day is a working day.</summary>
    /// <exception cref="LawUnknownException">The year is not covered.</exception>
    public bool Include(DateOnly day) => HolidayOn(day, HolidayKind.PublicHoliday) is null && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself, or the next working day.</summary>
    /// <exception cref="LawUnknownException">A year is not covered.</exception>
    public DateOnly OnOrAfter(DateOnly day) => Nearest(day, 1, Include);

    /// <summary>The day itself, or the next that is a working day by every reading: neither a disputed nor a regional holiday.</summary>
    /// <exception cref="LawUnknownException">A year is not covered.</exception>
    public DateOnly UndisputedOnOrAfter(DateOnly day) => Nearest(day, 1, IncludeUndisputed);

    /// <summary>The day itself, or the last working day before it.</summary>
    /// <exception cref="LawUnknownException">A year is not covered.</exception>
    public DateOnly OnOrBefore(DateOnly day) => Nearest(day, -1, Include);

    /// <summary>The working day that is the given one in number after a day, which does not count itself.</summary>
    /// <exception cref="LawUnknownException">A year is not covered.</exception>
    public DateOnly After(DateOnly day, int number)
    {
        for (; number > 0; number--)
        {
            day = OnOrAfter(day.AddDays(1));
        }

        return day;
    }

    /// <summary>As <see cref="After"/>, where only such days count that are working days by every reading.</summary>
    /// <exception cref="LawUnknownException">A year is not covered.</exception>
    public DateOnly UndisputedAfter(DateOnly day, int number)
    {
        for (; number > 0; number--)
        {
            day = UndisputedOnOrAfter(day.AddDays(1));
        }

        return day;
    }

    /// <summary>The holiday of a kind that falls on the day, if there is one.</summary>
    /// <exception cref="LawUnknownException">The year is not covered.</exception>
    public Holiday? HolidayOn(DateOnly day, HolidayKind kind) =>
        book.Of(place, day.Year).FirstOrDefault(holiday => holiday.Day == day && holiday.Kind == kind);

    /// <summary>The calendar that covers the day.</summary>
    /// <exception cref="LawUnknownException">The year is not covered.</exception>
    public HolidayCalendar CalendarOf(DateOnly day) => book.CalendarOf(place, day.Year);

    private bool IncludeUndisputed(DateOnly day) =>
        Include(day) && HolidayOn(day, HolidayKind.DisputedHoliday) is null && HolidayOn(day, HolidayKind.RegionalHoliday) is null;

    private static DateOnly Nearest(DateOnly day, int step, Func<DateOnly, bool> working)
    {
        while (!working(day))
        {
            day = day.AddDays(step);
        }

        return day;
    }
}
