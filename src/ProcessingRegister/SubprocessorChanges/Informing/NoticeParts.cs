using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>A notice that was ordered.</summary>
/// <param name="Id">Its id in the outbox.</param>
/// <param name="Means">How it travels.</param>
/// <param name="Language">In which language.</param>
public sealed record OrderedChangeNotice(Guid Id, MeansOfInforming Means, NoticeLanguage Language);

/// <summary>A notice on its way.</summary>
/// <param name="Id">The sender's id of it.</param>
/// <param name="Means">How it travels.</param>
/// <param name="SentAt">When it was sent (UTC); <c>null</c> while it waits.</param>
/// <param name="To">To whom, where that is not as the agreement says.</param>
/// <param name="ContentSha256">The digest of what was sent.</param>
public sealed record ChangeDispatch(Guid Id, MeansOfInforming Means, DateTimeOffset? SentAt = null, ContactPerson? To = null, byte[]? ContentSha256 = null)
{
    /// <summary>When it arrived.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it came back, or was given up.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Why.</summary>
    public ImpersonalText? Cause { get; init; }
}

/// <summary>How far the notice to one controller has come.</summary>
public enum NoticeProgress
{
    /// <summary>None was ordered: the agreement names no address.</summary>
    Due,

    /// <summary>It is ordered and has not left.</summary>
    Ordered,

    /// <summary>It was sent, and nothing is known of its arrival.</summary>
    Sent,

    /// <summary>It came back, and nothing was sent since.</summary>
    Returned,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It was acknowledged.</summary>
    Acknowledged,
}

/// <summary>What came of an objection.</summary>
public enum ObjectionOutcome
{
    /// <summary>The controller is served otherwise: the change does not concern it.</summary>
    [Provision("Art. 28(2)")]
    AlternativeOffered,

    /// <summary>The agreement ends because of it.</summary>
    [Provision("Art. 28(2)")]
    AgreementTerminated,

    /// <summary>The controller took it back.</summary>
    [Provision("Art. 28(2)")]
    ObjectionWithdrawn,

    /// <summary>The change is given up for this controller.</summary>
    [Provision("Art. 28(2)")]
    ChangeDropped,
}

/// <summary>An objection of the controller, Art. 28(2).</summary>
/// <param name="Number">From 1, in the order in which they were recorded.</param>
/// <param name="Reference">What it is called.</param>
/// <param name="ReceivedAt">When it was received (UTC).</param>
/// <param name="Grounds">Why it objects.</param>
/// <param name="By">Who objected for it.</param>
public sealed record Objection(int Number, ImpersonalText Reference, DateTimeOffset ReceivedAt, PersonalText Grounds, ContactPerson? By)
{
    /// <summary>What came of it; <c>null</c> while it is open.</summary>
    public ObjectionResolution? Resolution { get; init; }

    /// <summary>Whether it came in time, as judged when the record is shown; never stored.</summary>
    public bool? InTime { get; init; }
}

/// <summary>What came of an objection.</summary>
/// <param name="Outcome">What.</param>
/// <param name="ResolvedAt">When (UTC).</param>
/// <param name="TerminatedOn">Where the agreement ends: the first day without it.</param>
/// <param name="Explanation">What was agreed.</param>
public sealed record ObjectionResolution(ObjectionOutcome Outcome, DateTimeOffset ResolvedAt, DateOnly? TerminatedOn, PersonalText? Explanation);

/// <summary>How a controller stands to the change on a day.</summary>
public enum ControllerStanding
{
    /// <summary>It was not informed yet, as its agreement counts it.</summary>
    NotInformed,

    /// <summary>Its agreement says nothing of other processors, or its periods cannot be computed: it has to accept expressly.</summary>
    TermsNotKnown,

    /// <summary>It objected in time, and that is not resolved.</summary>
    ObjectionOpen,

    /// <summary>Its period runs, or the announced day has not come: it is too early.</summary>
    TooEarly,

    /// <summary>Its period is over, and silence is no acceptance under its agreement: it has to accept expressly.</summary>
    NotAccepted,

    /// <summary>The change is lawful for it.</summary>
    Lawful,

    /// <summary>The change does not concern it any more.</summary>
    Excepted,
}

/// <summary>What is not as it should be with a change for one controller.</summary>
public enum ChangeFindingCode
{
    /// <summary>The day for which the change is intended comes before the earliest lawful one.</summary>
    IntendedTooEarly,

    /// <summary>The change took effect for a controller that was not informed.</summary>
    BegunWithoutNotice,

    /// <summary>It took effect before the earliest lawful day.</summary>
    BegunTooEarly,

    /// <summary>It took effect although an objection was open.</summary>
    BegunDespiteObjection,

    /// <summary>It took effect without the acceptance that the agreement asks for.</summary>
    BegunWithoutAcceptance,

    /// <summary>A notice came back.</summary>
    ContactPointInvalid,

    /// <summary>The agreement names nobody to be reached.</summary>
    ContactPointMissing,

    /// <summary>The agreement says nothing of other processors, or a calendar that it counts by is not known.</summary>
    TermsNotKnown,

    /// <summary>Zone and holidays of the controller's country are not known here: its days are taken for the organisation's.</summary>
    CalendarOfControllerNotKnown,
}

/// <summary>A finding.</summary>
/// <param name="Code">What.</param>
/// <param name="Provision">The provision that it is about.</param>
public sealed record ChangeFinding(ChangeFindingCode Code, string Provision);

/// <summary>How a controller stands to the change, as computed when it is shown.</summary>
/// <param name="Standing">How it stands; of a change in effect, how it stood on the first day.</param>
/// <param name="InformedAt">When it was informed; absent while it is not, and the dates then are those if it were informed now.</param>
/// <param name="NoticeEnds">The end of the period of notice.</param>
/// <param name="ObjectionEnds">The end of the period for objections: what comes by then is in time.</param>
/// <param name="EarliestFrom">The earliest lawful day.</param>
/// <param name="Explanation">How the dates were computed, as codes with parameters: first the notice, then the objection.</param>
/// <param name="InWords">The steps as sentences in English.</param>
/// <param name="Findings">What is not as it should be.</param>
/// <param name="Deadlines">What is owed.</param>
public sealed record ShownStanding(
    ControllerStanding Standing, DateTimeOffset? InformedAt, EndOfPeriod? NoticeEnds, EndOfPeriod? ObjectionEnds, DateOnly? EarliestFrom,
    IReadOnlyList<ExplanationStep> Explanation, IReadOnlyList<string> InWords, IReadOnlyList<ChangeFinding> Findings, IReadOnlyList<ShownDeadline> Deadlines);
