using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>The end of a period by one reading of the law.</summary>
/// <param name="At">The instant, in UTC; what happens at this very instant still happens within the period.</param>
/// <param name="LastDay">The day whose 24:00 it is, where the period ends with a day; null where it ends with an hour.</param>
public sealed record EndOfPeriod(DateTimeOffset At, DateOnly? LastDay = null);

/// <summary>How an act stands to the readings of its deadline.</summary>
public enum Timeliness
{
    /// <summary>In time by every reading.</summary>
    InTime,

    /// <summary>In time by a reading that is not beyond dispute; reasons are asked for already.</summary>
    BetweenReadings,

    /// <summary>Out of time by every reading, unless what is <see cref="Deadline.Arguable"/> is accepted.</summary>
    OutOfTime,
}

/// <summary>
/// When something is due, by the readings that the law allows. A duty to act has its target at the earliest reading and its limit at
/// the latest; a duty to keep or to wait the other way round. So the target is always safe, and beyond the limit there is at most an argument.
/// </summary>
/// <remarks>It is a function of the trigger and the law of that day and can be computed again at any time: an event keeps the trigger, not this.</remarks>
public sealed record Deadline
{
    /// <summary>The code of the rule: one of <see cref="DeadlineRules"/>, the key of a retention, or <c>contract</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>In which direction it binds.</summary>
    public required Duty Duty { get; init; }

    /// <summary>What set the period running.</summary>
    public required DateTimeOffset Trigger { get; init; }

    /// <summary>The end by plain counting, moved neither for a holiday nor for a contested reading.</summary>
    public required EndOfPeriod Raw { get; init; }

    /// <summary>What to work to.</summary>
    public required EndOfPeriod Target { get; init; }

    /// <summary>What no reading goes beyond.</summary>
    public required EndOfPeriod Limit { get; init; }

    /// <summary>An end that can be argued for by one who is out of time; never a deadline. Null if there is none.</summary>
    public EndOfPeriod? Arguable { get; init; }

    /// <summary>Whose law it is; null for a contract.</summary>
    public Territory? Jurisdiction { get; init; }

    /// <summary>Where the act is to be done.</summary>
    public required PlaceOfAction Place { get; init; }

    /// <summary>The provisions that were applied, those of the counting included.</summary>
    public required string Source { get; init; }

    /// <summary>How sure the target is: the least sure of all rows it rests on.</summary>
    public required Confidence TargetConfidence { get; init; }

    /// <summary>How sure the limit is.</summary>
    public required Confidence LimitConfidence { get; init; }

    /// <summary>How it was computed, step by step.</summary>
    public required Explanation Explanation { get; init; }

    /// <summary>How an act at an instant stands to this deadline.</summary>
    public Timeliness Judge(DateTimeOffset act) => Duty == Duty.ToActBefore
        ? act <= Target.At ? Timeliness.InTime : act <= Limit.At ? Timeliness.BetweenReadings : Timeliness.OutOfTime
        : act >= Target.At ? Timeliness.InTime : act >= Limit.At ? Timeliness.BetweenReadings : Timeliness.OutOfTime;
}
