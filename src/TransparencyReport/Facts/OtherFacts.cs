using TransparencyReport.Editions;

namespace TransparencyReport.Facts;

/// <summary>As whom the organisation acted.</summary>
public enum ProcessingRole
{
    /// <summary>As controller.</summary>
    Controller,

    /// <summary>As processor.</summary>
    Processor,
}

/// <summary>What a breach touched.</summary>
public enum BreachCategory
{
    /// <summary>Confidentiality.</summary>
    Confidentiality,

    /// <summary>Integrity.</summary>
    Integrity,

    /// <summary>Availability.</summary>
    Availability,
}

/// <summary>All that is known of a breach; a later one with the same id takes its place.</summary>
/// <param name="Id">The breach.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="Aware">When the organisation became aware of it; the cohort.</param>
/// <param name="Role">As whom.</param>
/// <param name="Category">What it touched, the leading value.</param>
public sealed record BreachKnown(string Id, long Position, DateTimeOffset RecordedAt, DateTimeOffset Aware, ProcessingRole Role, BreachCategory Category) : Fact(Position, RecordedAt)
{
    /// <summary>When the authority was notified (as processor: the controller).</summary>
    public DateTimeOffset? Notified { get; init; }

    /// <summary>When those affected were told, Art. 34.</summary>
    public DateTimeOffset? SubjectsTold { get; init; }

    /// <summary>How many are affected; <c>null</c> when not known.</summary>
    public long? Affected { get; init; }

    /// <summary>Whether a late notification gave its reasons, Art. 33(1).</summary>
    public bool ReasonsForDelay { get; init; }

    /// <summary>Whether it was found that there was no breach: then it is not counted at all.</summary>
    public bool Struck { get; init; }

    /// <summary>What it does to what was published.</summary>
    public RevisionKind Kind { get; init; } = RevisionKind.LateRegistration;

    /// <inheritdoc/>
    public override RevisionKind Restates => Kind;
}

/// <summary>All that is known of a data subject's request; a later one with the same id takes its place.</summary>
/// <param name="Id">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="Received">When it was received; the cohort.</param>
/// <param name="Due">When an answer is due, Art. 12(3).</param>
/// <param name="Answered">When it was answered.</param>
/// <param name="Refused">Whether it was refused, Art. 12(4) and (5).</param>
public sealed record DataSubjectRequestKnown(string Id, long Position, DateTimeOffset RecordedAt, DateTimeOffset Received, DateTimeOffset Due, DateTimeOffset? Answered, bool Refused)
    : Fact(Position, RecordedAt)
{
    /// <summary>What it does to what was published.</summary>
    public RevisionKind Kind { get; init; } = RevisionKind.LateRegistration;

    /// <inheritdoc/>
    public override RevisionKind Restates => Kind;
}

/// <summary>What changed about a subprocessor.</summary>
public enum SubprocessorChange
{
    /// <summary>It was engaged.</summary>
    Added,

    /// <summary>It is no longer engaged.</summary>
    Removed,

    /// <summary>It has another name.</summary>
    Renamed,

    /// <summary>It does something else.</summary>
    PurposeChanged,

    /// <summary>It does it elsewhere.</summary>
    LocationChanged,
}

/// <summary>A change of one subprocessor, with its three dates; a later one with the same id takes its place.</summary>
/// <param name="Id">The change.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="Change">What changed.</param>
/// <param name="Effective">When it took effect; the cohort.</param>
/// <param name="FirstRecorded">When it was put on record for the first time, whatever became known of it since.</param>
public sealed record SubprocessorChanged(
    string Id, long Position, DateTimeOffset RecordedAt, SubprocessorChange Change, DateTimeOffset Effective, DateTimeOffset FirstRecorded) : Fact(Position, RecordedAt)
{
    /// <summary>When customers were told; <c>null</c> when they were not.</summary>
    public DateTimeOffset? Announced { get; init; }

    /// <summary>Whether a customer had less notice than its agreement owes. Agreements count by months and working days too, so that only who knows them can tell.</summary>
    public bool BelowNotice { get; init; }

    /// <summary>How many customers objected.</summary>
    public int Objections { get; init; }

    /// <summary>Whether it was found that there was no such change: then it is not counted at all.</summary>
    public bool Struck { get; init; }

    /// <summary>What it does to what was published.</summary>
    public RevisionKind Kind { get; init; } = RevisionKind.LateRegistration;

    /// <inheritdoc/>
    public override RevisionKind Restates => Kind;
}

/// <summary>What happened to a processing activity in the register.</summary>
public enum ActivityChange
{
    /// <summary>It was registered.</summary>
    Registered,

    /// <summary>It was amended.</summary>
    Amended,

    /// <summary>It was withdrawn.</summary>
    Withdrawn,
}

/// <summary>A processing activity changed in the register.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="Role">In which record of Art. 30 it stands.</param>
/// <param name="Change">What happened.</param>
/// <param name="Effective">When it took effect.</param>
/// <param name="IncompleteLimbs">How many mandatory limbs of Art. 30 it lacks since.</param>
public sealed record ActivityChanged(string Id, long Position, DateTimeOffset RecordedAt, ProcessingRole Role, ActivityChange Change, DateTimeOffset Effective, int IncompleteLimbs)
    : Fact(Position, RecordedAt)
{
    /// <inheritdoc/>
    public override RevisionKind Restates => RevisionKind.LateRegistration;
}
