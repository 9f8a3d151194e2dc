using ProcessingRegister.Law;

namespace ProcessingRegister.Reading;

/// <summary>A party to a duty of data protection law.</summary>
public enum DutyParty
{
    /// <summary>The organisation that keeps this register.</summary>
    Keeper,

    /// <summary>A controller on whose behalf it processes, Art. 4(7).</summary>
    Controller,

    /// <summary>A processor for which it is a subprocessor, Art. 28(4).</summary>
    Processor,

    /// <summary>The supervisory authority, Art. 4(21).</summary>
    SupervisoryAuthority,

    /// <summary>The data subjects, Art. 4(1).</summary>
    DataSubjects,

    /// <summary>An authority that asks for data.</summary>
    RequestingAuthority,
}

/// <summary>How an obligation stands at an instant.</summary>
public enum ObligationState
{
    /// <summary>It is owed, and by every reading there is time, or none of them names an end.</summary>
    Open,

    /// <summary>It is owed, and the target has passed: reasons are asked for already.</summary>
    BetweenReadings,

    /// <summary>It is owed, and the limit has passed.</summary>
    Overdue,

    /// <summary>It was met in time by every reading, or where no reading names an end.</summary>
    Met,

    /// <summary>It was met after the target and by the limit.</summary>
    MetBetweenReadings,

    /// <summary>It was met after the limit.</summary>
    MetLate,
}

/// <summary>Something owed by law or by contract, as a record states it: computed from what is on record and never stored.</summary>
/// <param name="RecordId">The record that owes it.</param>
/// <param name="Kind">What is owed: a stable code, such as <c>breach.sa</c>. A record owes at most one of each kind and <paramref name="Reference"/>.</param>
/// <param name="Provision">The provision that it follows from.</param>
/// <param name="Who">Whose duty it is.</param>
/// <param name="ToWhom">To whom it is owed.</param>
/// <param name="Since">The instant that set it running.</param>
/// <param name="Reference">Which of several of a kind, such as the reference of an order.</param>
public sealed record Obligation(
    Guid RecordId, string Kind, string Provision, DutyParty Who, DutyParty ToWhom, DateTimeOffset Since, string? Reference = null)
{
    /// <summary>What to work to; where the law says "without undue delay" and names no end, the instant that set it running.</summary>
    public required DateTimeOffset Target { get; init; }

    /// <summary>What no reading goes beyond; <c>null</c> where the law names no end.</summary>
    public DateTimeOffset? Limit { get; init; }

    /// <summary>How it stands.</summary>
    public required ObligationState State { get; init; }

    /// <summary>When it was met.</summary>
    public DateTimeOffset? MetAt { get; init; }

    /// <summary>How target and limit were computed; <c>null</c> where nothing was.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>Whether it is still owed.</summary>
    public bool IsOpen => State is ObligationState.Open or ObligationState.BetweenReadings or ObligationState.Overdue;

    /// <summary>This obligation by a computed deadline.</summary>
    /// <param name="owed">What is owed, by whom, to whom.</param>
    /// <param name="deadline">The deadline.</param>
    /// <param name="metAt">When it was met, if it was.</param>
    /// <param name="now">The instant for which the state is asked.</param>
    public static Obligation By(Owed owed, Deadline deadline, DateTimeOffset? metAt, DateTimeOffset now) =>
        owed.Since(deadline.Trigger, deadline.Target.At, deadline.Limit.At, metAt, StateOf(deadline.Judge(metAt ?? now), metAt)) with { Deadline = deadline };

    /// <summary>This obligation where the law names no end: it is due at once, and never overdue by a number.</summary>
    public static Obligation WithoutUndueDelay(Owed owed, DateTimeOffset since, DateTimeOffset? metAt) =>
        owed.Since(since, since, null, metAt, metAt is null ? ObligationState.Open : ObligationState.Met);

    /// <summary>This obligation by a day and hour that somebody else has set.</summary>
    public static Obligation By(Owed owed, DateTimeOffset since, DateTimeOffset end, DateTimeOffset? metAt, DateTimeOffset now) =>
        owed.Since(since, end, end, metAt, StateOf((metAt ?? now) <= end ? Timeliness.InTime : Timeliness.OutOfTime, metAt));

    private static ObligationState StateOf(Timeliness timeliness, DateTimeOffset? metAt) => (timeliness, metAt) switch
    {
        (Timeliness.InTime, null) => ObligationState.Open,
        (Timeliness.BetweenReadings, null) => ObligationState.BetweenReadings,
        (_, null) => ObligationState.Overdue,
        (Timeliness.InTime, _) => ObligationState.Met,
        (Timeliness.BetweenReadings, _) => ObligationState.MetBetweenReadings,
        _ => ObligationState.MetLate,
    };
}

/// <summary>What is owed, apart from when.</summary>
/// <inheritdoc cref="Obligation(Guid, string, string, DutyParty, DutyParty, DateTimeOffset, string?)"/>
public sealed record Owed(Guid RecordId, string Kind, string Provision, DutyParty Who, DutyParty ToWhom, string? Reference = null)
{
    internal Obligation Since(DateTimeOffset since, DateTimeOffset target, DateTimeOffset? limit, DateTimeOffset? metAt, ObligationState state) =>
        new(RecordId, Kind, Provision, Who, ToWhom, since, Reference) { Target = target, Limit = limit, State = state, MetAt = metAt };
}

/// <summary>A record that states what is owed because of it. Whoever collects what every register owes asks its records, and keeps no books of its own.</summary>
public interface IOwes
{
    /// <summary>What is or was owed. Pure: a function of the record, the law and the instant.</summary>
    /// <param name="law">The law; each obligation is pinned to the day of what triggered it.</param>
    /// <param name="now">The instant for which the states are asked.</param>
    IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now);
}
