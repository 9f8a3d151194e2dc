using System.Text.Json.Serialization;

namespace ProcessingRegister.Law;

/// <summary>A step in the computation of a deadline.</summary>
public enum ExplanationCode
{
    /// <summary>What is due, and which period runs from when.</summary>
    PeriodRuns,

    /// <summary>What must be kept, and which period runs from when.</summary>
    KeepingRuns,

    /// <summary>A contract's period, from when.</summary>
    ContractRuns,

    /// <summary>Hours elapse on all days, and their end is not moved.</summary>
    HoursElapse,

    /// <summary>The clocks change within the period.</summary>
    ClocksChange,

    /// <summary>The clock hour of the event does not count.</summary>
    EventHourNotCounted,

    /// <summary>The event falls on the hour.</summary>
    EventOnTheHour,

    /// <summary>That the period includes two working days can be argued.</summary>
    TwoWorkingDaysArgued,

    /// <summary>The day of the event does not count.</summary>
    EventDayNotCounted,

    /// <summary>Only working days count.</summary>
    WorkingDaysCounted,

    /// <summary>The period ends with the same date or day of the week.</summary>
    EndsOnSameDay,

    /// <summary>The month has no such date.</summary>
    EndsWithMonth,

    /// <summary>Two ways of counting an extension differ.</summary>
    ExtensionCountedTwice,

    /// <summary>The days on which the data subject was awaited are added.</summary>
    PauseCounted,

    /// <summary>They are not added.</summary>
    PauseNotCounted,

    /// <summary>The last day is no working day.</summary>
    NoWorkingDay,

    /// <summary>The last day is a working day on which much is closed.</summary>
    ClosingDay,

    /// <summary>The end moves to the next working day.</summary>
    MovedToWorkingDay,

    /// <summary>The end moves on until the period has two working days.</summary>
    MovedForTwoWorkingDays,

    /// <summary>The end is not moved.</summary>
    NotMoved,

    /// <summary>The target is the last working day before.</summary>
    TargetOnWorkingDayBefore,

    /// <summary>The latest reading is the target, since the duty is to keep or to wait.</summary>
    KeptUntilLatestReading,

    /// <summary>The last day is a holiday by some readings.</summary>
    DisputedHoliday,

    /// <summary>The last day is a holiday in a part of the State.</summary>
    RegionalHoliday,

    /// <summary>Whether the rules of counting govern is not settled.</summary>
    CountingNotSettled,

    /// <summary>The last day of a statutory retention.</summary>
    KeptThrough,
}

/// <summary>A parameter of a step, of a kind that each language writes in its own way.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OnDay), "day")]
[JsonDerivedType(typeof(AtInstant), "instant")]
[JsonDerivedType(typeof(OfLength), "length")]
[JsonDerivedType(typeof(InNumber), "number")]
[JsonDerivedType(typeof(Term), "term")]
[JsonDerivedType(typeof(Named), "name")]
public abstract record ExplanationValue
{
    private ExplanationValue()
    {
    }

    /// <summary>A day.</summary>
    public sealed record OnDay(DateOnly Day) : ExplanationValue;

    /// <summary>An instant, with the offset of the place where the act is to be done.</summary>
    public sealed record AtInstant(DateTimeOffset Instant) : ExplanationValue;

    /// <summary>A period.</summary>
    public sealed record OfLength(Period Length) : ExplanationValue;

    /// <summary>A number.</summary>
    public sealed record InNumber(int Number) : ExplanationValue;

    /// <summary>A term with words of its own under a key, for example <c>breach.sa</c>.</summary>
    public sealed record Term(string Key) : ExplanationValue;

    /// <summary>Something whose names are data, as a holiday's are.</summary>
    public sealed record Named(string En, string Nb) : ExplanationValue;
}

/// <summary>A step of an explanation: a code with parameters. Words for it are found under <see cref="Key"/>.</summary>
/// <param name="Code">The code.</param>
/// <param name="Values">The parameters, in the order of the places in the words.</param>
/// <param name="Source">The provision the step rests on.</param>
/// <param name="Confidence">How sure it is.</param>
public sealed record ExplanationStep(ExplanationCode Code, IReadOnlyList<ExplanationValue> Values, string Source, Confidence Confidence)
{
    /// <summary>The key of its words in <see cref="ExplanationWords.All"/>.</summary>
    public string Key => ExplanationWords.KeyOf(Code);
}

/// <summary>How a deadline was computed.</summary>
/// <param name="Steps">The steps, in order.</param>
public sealed record Explanation(IReadOnlyList<ExplanationStep> Steps)
{
    /// <summary>One sentence for each step, in a language of <see cref="ExplanationWords.Languages"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no words in that language.</exception>
    public IReadOnlyList<string> In(string language) => [.. Steps.Select(step => ExplanationWords.Say(step, language))];

    /// <summary>The explanation in English.</summary>
    public override string ToString() => string.Join(" ", In("en"));
}
