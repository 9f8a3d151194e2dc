using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>The values and the steps that several computations say.</summary>
internal static class Said
{
    internal static ExplanationValue On(DateOnly day) => new ExplanationValue.OnDay(day);

    internal static ExplanationValue At(DateTimeOffset local) => new ExplanationValue.AtInstant(local);

    internal static ExplanationValue Rule(string code) => new ExplanationValue.Term(ExplanationWords.KeyOf(code));

    internal static ExplanationValue Place(Territory place) => new ExplanationValue.Term(ExplanationWords.KeyOf(place));

    /// <summary>Why a last day is moved, or that much is closed on it although it is not; nothing where it is an ordinary working day.</summary>
    internal static IEnumerable<ExplanationStep> OfMoving(DateOnly last, DateOnly moved, WorkingDays days, string source, Confidence confidence)
    {
        var calendar = days.CalendarOf(last);
        if (!days.Include(last))
        {
            yield return new(ExplanationCode.NoWorkingDay, [On(last), Reason(last, days)], calendar.Source, calendar.Confidence);
            yield return new(ExplanationCode.MovedToWorkingDay, [On(moved)], source, confidence);
        }
        else if (days.HolidayOn(last, HolidayKind.ClosingDay) is { } closed)
        {
            yield return new(ExplanationCode.ClosingDay, [On(last), Named(closed)], closed.Source, calendar.Confidence);
        }
    }

    /// <summary>That a working day is a holiday by some readings, or somewhere in the State, and where the end would then be; nothing where it is not.</summary>
    internal static IEnumerable<ExplanationStep> OfDispute(DateOnly moved, DateOnly undisputed, WorkingDays days)
    {
        if ((days.HolidayOn(moved, HolidayKind.DisputedHoliday) ?? days.HolidayOn(moved, HolidayKind.RegionalHoliday)) is { } holiday)
        {
            var code = holiday.Kind == HolidayKind.DisputedHoliday ? ExplanationCode.DisputedHoliday : ExplanationCode.RegionalHoliday;
            yield return new(code, [On(moved), Named(holiday), On(undisputed)], holiday.Source, Confidence.D);
        }
    }

    private static ExplanationValue.Named Named(Holiday holiday) => new ExplanationValue.Named(holiday.Name, holiday.NameInNorwegian);

    private static ExplanationValue Reason(DateOnly day, WorkingDays days) =>
        days.HolidayOn(day, HolidayKind.PublicHoliday) is { } holiday ? Named(holiday)
        : new ExplanationValue.Term(day.DayOfWeek == DayOfWeek.Saturday ? "weekday.saturday" : "weekday.sunday");
}
