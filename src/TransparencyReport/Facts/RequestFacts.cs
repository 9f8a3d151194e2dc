using System.Collections.Immutable;
using TransparencyReport.Editions;

namespace TransparencyReport.Facts;

/// <summary>A fact about one request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
public abstract record RequestFact(string Request, long Position, DateTimeOffset RecordedAt) : Fact(Position, RecordedAt)
{
    /// <inheritdoc/>
    public override RevisionKind Restates => RevisionKind.Maturation;
}

/// <summary>A request was received; it belongs for ever to the quarter of that instant.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="Received">When it was delivered.</param>
/// <param name="Classification">What it is counted under.</param>
public sealed record RequestReceived(string Request, long Position, DateTimeOffset RecordedAt, DateTimeOffset Received, Classification Classification)
    : RequestFact(Request, Position, RecordedAt)
{
    /// <summary>Which series it belongs to.</summary>
    public Series Series { get; init; }

    /// <summary>How many accounts or other identifiers it names; one that is named twice counts twice.</summary>
    public int AccountsSpecified { get; init; }

    /// <summary>The customers (tenants) concerned.</summary>
    public ImmutableArray<Guid> Customers { get; init; } = [];

    /// <summary>From when it was secret, if it was before anything was published of it: then it never was counted openly.</summary>
    public DateTimeOffset? SecretFrom { get; init; }

    /// <summary>Until when, as the order says.</summary>
    public DateTimeOffset? SecretUntil { get; init; }

    /// <inheritdoc/>
    public override RevisionKind Restates => RevisionKind.LateRegistration;
}

/// <summary>The authority was told that its request had arrived.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="At">When it was told.</param>
public sealed record ReceiptConfirmed(string Request, long Position, DateTimeOffset RecordedAt, DateTimeOffset At) : RequestFact(Request, Position, RecordedAt);

/// <summary>A request was closed with an outcome.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="At">When effect was given, or it was closed otherwise.</param>
/// <param name="Outcome">The outcome, not <see cref="Outcome.Pending"/>.</param>
public sealed record RequestClosed(string Request, long Position, DateTimeOffset RecordedAt, DateTimeOffset At, Outcome Outcome) : RequestFact(Request, Position, RecordedAt)
{
    /// <summary>Whether content was among what was disclosed.</summary>
    public bool ContentDisclosed { get; init; }

    /// <summary>Why it was rejected.</summary>
    public RefusalGround? Ground { get; init; }

    /// <summary>The accounts of which something was disclosed, by keys that mean nothing elsewhere; each counts once in a quarter.</summary>
    public ImmutableArray<Guid> AccountsAffected { get; init; } = [];
}

/// <summary>A closed request is open again.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="At">When it was reopened.</param>
public sealed record RequestReopened(string Request, long Position, DateTimeOffset RecordedAt, DateTimeOffset At) : RequestFact(Request, Position, RecordedAt);

/// <summary>Those concerned were told, or it was settled that they are not.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="Notice">Which of it.</param>
public sealed record NoticeSettled(string Request, long Position, DateTimeOffset RecordedAt, NoticeKind Notice) : RequestFact(Request, Position, RecordedAt);

/// <summary>Secrecy was ordered of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; <c>null</c> when the order names no end.</param>
public sealed record SecrecyOrdered(string Request, long Position, DateTimeOffset RecordedAt, DateTimeOffset From, DateTimeOffset? Until) : RequestFact(Request, Position, RecordedAt);

/// <summary>A request's secrecy ended; from then on it may be disclosed that it exists.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="At">When it ended.</param>
public sealed record SecrecyLifted(string Request, long Position, DateTimeOffset RecordedAt, DateTimeOffset At) : RequestFact(Request, Position, RecordedAt)
{
    /// <inheritdoc/>
    public override RevisionKind Restates => RevisionKind.GagLift;
}

/// <summary>A request belongs under another heading.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
/// <param name="Classification">What it is counted under from now on.</param>
public sealed record RequestReclassified(string Request, long Position, DateTimeOffset RecordedAt, Classification Classification) : RequestFact(Request, Position, RecordedAt)
{
    /// <inheritdoc/>
    public override RevisionKind Restates => RevisionKind.Reclassification;
}

/// <summary>What had been recorded of a request was wrong; <c>null</c> leaves a value as it is.</summary>
/// <param name="Request">The request.</param>
/// <param name="Position">Its position in the event store.</param>
/// <param name="RecordedAt">When it was appended.</param>
public sealed record RequestCorrected(string Request, long Position, DateTimeOffset RecordedAt) : RequestFact(Request, Position, RecordedAt)
{
    /// <summary>When it was received in truth.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>The outcome of its last closure in truth.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>How many accounts it names in truth.</summary>
    public int? AccountsSpecified { get; init; }

    /// <summary>The customers concerned in truth.</summary>
    public ImmutableArray<Guid>? Customers { get; init; }

    /// <summary>The accounts affected in truth.</summary>
    public ImmutableArray<Guid>? AccountsAffected { get; init; }

    /// <summary>Whether it was never a request, or was recorded twice: then it is not counted at all.</summary>
    public bool? Struck { get; init; }

    /// <summary>What it does to what was published: what had not been known before was not wrong, but has matured.</summary>
    public RevisionKind Kind { get; init; } = RevisionKind.Correction;

    /// <inheritdoc/>
    public override RevisionKind Restates => Kind;
}
