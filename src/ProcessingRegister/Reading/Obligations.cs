using ProcessingRegister.Law;
using ProcessingRegister.Vault;

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
    /// <summary>What sets it running lies ahead.</summary>
    NotDue,

    /// <summary>It is owed, and by a reading at least there is time, or none of them names an end.</summary>
    Open,

    /// <summary>It is owed, and the limit has passed.</summary>
    Overdue,

    /// <summary>It was met by the limit, or where no reading names an end.</summary>
    Met,

    /// <summary>It was met after the limit.</summary>
    MetLate,
}

/// <summary>How an obligation stands: never stored, since it changes with the clock.</summary>
/// <param name="State">The state.</param>
/// <param name="TargetPassed">
/// Whether the target had passed, but not the limit, when it was met or, while it is open, by the instant that is asked for: reasons are asked for already.
/// </param>
public readonly record struct Standing(ObligationState State, bool TargetPassed)
{
    /// <summary>How what is owed stands at an instant. An act, or an instant, at the very end of a period still falls within it.</summary>
    /// <param name="since">What sets it running.</param>
    /// <param name="target">What to work to.</param>
    /// <param name="limit">What no reading goes beyond; <c>null</c> where the law names no end.</param>
    /// <param name="metAt">When it was met, if it was.</param>
    /// <param name="at">The instant.</param>
    public static Standing At(DateTimeOffset since, DateTimeOffset target, DateTimeOffset? limit, DateTimeOffset? metAt, DateTimeOffset at)
    {
        var judged = metAt ?? at;
        var passed = limit is { } end && judged > target && judged <= end;
        return metAt is not null ? new(judged > limit ? ObligationState.MetLate : ObligationState.Met, passed)
            : judged > limit ? new(ObligationState.Overdue, false)
            : since > judged ? new(ObligationState.NotDue, false)
            : new(ObligationState.Open, passed);
    }
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

    /// <summary>Whether the target had passed, but not the limit.</summary>
    public bool TargetPassed { get; init; }

    /// <summary>When it was met.</summary>
    public DateTimeOffset? MetAt { get; init; }

    /// <summary>How target and limit were computed; <c>null</c> where nothing was.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>Whether it is still owed.</summary>
    public bool IsOpen => MetAt is null;

    /// <summary>This obligation by a computed deadline.</summary>
    /// <param name="owed">What is owed, by whom, to whom.</param>
    /// <param name="deadline">The deadline.</param>
    /// <param name="metAt">When it was met, if it was.</param>
    /// <param name="now">The instant for which the state is asked.</param>
    /// <exception cref="ArgumentException">The deadline is for keeping or waiting, which no act meets.</exception>
    public static Obligation By(Owed owed, Deadline deadline, DateTimeOffset? metAt, DateTimeOffset now) => deadline.Duty == Duty.ToActBefore
        ? owed.Since(deadline.Trigger, deadline.Target.At, deadline.Limit.At, metAt, now) with { Deadline = deadline }
        : throw new ArgumentException("What must be kept or awaited is not met by an act.", nameof(deadline));

    /// <summary>This obligation where the law names no end: it is due at once, and never overdue by a number.</summary>
    /// <param name="owed">What is owed, by whom, to whom.</param>
    /// <param name="since">What sets it running.</param>
    /// <param name="metAt">When it was met, if it was.</param>
    /// <param name="now">The instant for which the state is asked; needed where <paramref name="since"/> may lie ahead.</param>
    public static Obligation WithoutUndueDelay(Owed owed, DateTimeOffset since, DateTimeOffset? metAt, DateTimeOffset? now = null) =>
        owed.Since(since, since, null, metAt, now ?? since);

    /// <summary>This obligation by a day and hour that somebody else has set.</summary>
    public static Obligation By(Owed owed, DateTimeOffset since, DateTimeOffset end, DateTimeOffset? metAt, DateTimeOffset now) => owed.Since(since, end, end, metAt, now);
}

/// <summary>What is owed, apart from when.</summary>
/// <inheritdoc cref="Obligation(Guid, string, string, DutyParty, DutyParty, DateTimeOffset, string?)"/>
public sealed record Owed(Guid RecordId, string Kind, string Provision, DutyParty Who, DutyParty ToWhom, string? Reference = null)
{
    internal Obligation Since(DateTimeOffset since, DateTimeOffset target, DateTimeOffset? limit, DateTimeOffset? metAt, DateTimeOffset now)
    {
        var (state, passed) = Standing.At(since, target, limit, metAt, now);
        return new(RecordId, Kind, Provision, Who, ToWhom, since, Reference) { Target = target, Limit = limit, State = state, TargetPassed = passed, MetAt = metAt };
    }
}

/// <summary>A record that states what is owed because of it. Whoever collects what every register owes asks its records, and keeps no books of its own.</summary>
public interface IOwes
{
    /// <summary>What is or was owed. Pure: a function of the record, the law and the instant, and of the instant only how it stands.</summary>
    /// <param name="law">The law; each obligation is pinned to the day of what triggered it.</param>
    /// <param name="now">The instant for which the states are asked.</param>
    IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now);

    /// <summary>How the record calls itself; <c>null</c> where it has no name of its own.</summary>
    ImpersonalText? Title => null;

    /// <summary>The record that this one is a part of, such as the breach of which a controller is notified: people are reminded of all its parts as one, under that record's title or reference.</summary>
    Guid? PartOf => null;

    /// <summary>The record's address below the organisation's in the interface, such as <c>breaches/{id}</c>.</summary>
    string? Path => null;
}
