namespace ProcessingRegister.Law;

// What the law leaves open is configuration, not code: each of these is the value of a dated row, which counsel can change for one
// State by one more row. The target keeps to the earliest reading whatever the rows say.

/// <summary>How the latest reading counts a period of hours.</summary>
public enum HourCounting
{
    /// <summary>From the instant of the event: the limit is the target.</summary>
    Exact,

    /// <summary>The clock hour of the event does not count, Regulation (EEC, Euratom) No 1182/71 Art. 3(1); the period ends with its last whole hour.</summary>
    WholeHours,
}

/// <summary>Which hour an event exactly on the hour belongs to: Regulation (EEC, Euratom) No 1182/71 does not say.</summary>
public enum EventOnTheHour
{
    /// <summary>To the hour that begins, which then does not count.</summary>
    BelongsToHourThatBegins,

    /// <summary>To no hour that would have to be left out: the limit is the target.</summary>
    BelongsToHourThatEnds,
}

/// <summary>Whether Art. 3(5), at least two working days in every period of two days or more, is argued for periods of hours.</summary>
public enum TwoWorkingDays
{
    /// <summary>It is not.</summary>
    Off,

    /// <summary>It is shown as an argument for one who is late, and never as the limit.</summary>
    Argued,
}

/// <summary>Whether the latest reading moves an end that falls on no working day.</summary>
public enum Rollover
{
    /// <summary>The end stays where it falls.</summary>
    None,

    /// <summary>To the next working day, Art. 3(4), and on until the period has two of them, Art. 3(5).</summary>
    ToNextWorkingDay,
}

/// <summary>From when the latest reading counts an extension of months.</summary>
public enum ExtensionCounting
{
    /// <summary>The whole period runs from the receipt.</summary>
    FromReceipt,

    /// <summary>The further months run from the end of the first period, which may have been the last day of a shorter month.</summary>
    FromEndOfFirstPeriod,
}

/// <summary>Whether the latest reading lets a request rest while its data subject is awaited.</summary>
public enum PausePolicy
{
    /// <summary>It does not; what it would do is shown.</summary>
    None,

    /// <summary>The days until the data subject answered are added.</summary>
    WhileDataSubjectIsAwaited,
}
