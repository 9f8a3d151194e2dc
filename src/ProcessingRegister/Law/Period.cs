namespace ProcessingRegister.Law;

/// <summary>The unit in which a period is expressed. It decides how the period is counted, Regulation (EEC, Euratom) No 1182/71 Art. 3.</summary>
public enum PeriodUnit
{
    /// <summary>Hours that elapse; no day is skipped and the end is not moved.</summary>
    Hours,

    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Weeks, which end on the same day of the week.</summary>
    Weeks,

    /// <summary>Months, which end on the same date.</summary>
    Months,

    /// <summary>Years, which end on the same date.</summary>
    Years,

    /// <summary>Working days of the place where the act is to be done, Regulation (EEC, Euratom) No 1182/71 Art. 2(2); only a contract counts by them.</summary>
    WorkingDays,
}

/// <summary>A period as the law expresses it: 72 hours are not three days.</summary>
/// <param name="Length">How many units.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct Period(int Length, PeriodUnit Unit)
{
    /// <summary>
    /// The last day of a period that a day sets running: that day does not count, Art. 3(1), and where a month has no such date the
    /// period ends with the month's last day, Art. 3(2)(c).
    /// </summary>
    /// <exception cref="InvalidOperationException">The period is one of hours, which has no last day, or of working days, which a calendar counts.</exception>
    public DateOnly LastDayAfter(DateOnly day) => Unit switch
    {
        PeriodUnit.Days => day.AddDays(Length),
        PeriodUnit.Weeks => day.AddDays(7 * Length),
        PeriodUnit.Months => day.AddMonths(Length),
        PeriodUnit.Years => day.AddYears(Length),
        PeriodUnit.WorkingDays => throw new InvalidOperationException("Working days are counted by the calendar of a place."),
        _ => throw new InvalidOperationException("A period of hours ends with an hour, not with a day."),
    };
}
