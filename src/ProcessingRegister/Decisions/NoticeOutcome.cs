using Marten;

namespace ProcessingRegister.Decisions;

/// <summary>What became of a notice.</summary>
public enum NoticeResult
{
    /// <summary>A mail server has taken it over (RFC 5321 section 4.2.5): sent, and not known to have arrived.</summary>
    Dispatched,

    /// <summary>It arrived: the recipient's endpoint answered 2xx.</summary>
    Delivered,

    /// <summary>The recipient confirmed receipt.</summary>
    Acknowledged,

    /// <summary>It was not taken this time and is tried again.</summary>
    Deferred,

    /// <summary>It was rejected for good, at once or later.</summary>
    Bounced,

    /// <summary>It is given up.</summary>
    Failed,
}

/// <summary>Why a notice was deferred, bounced or given up.</summary>
public enum NoticeTrouble
{
    /// <summary>The receiver said so; the code tells more.</summary>
    Rejected,

    /// <summary>The receiver could not be reached, or did not answer in time.</summary>
    Unreachable,

    /// <summary>The address is none that mail can be sent to.</summary>
    AddressInvalid,

    /// <summary>The address, or what was to be said, has been erased.</summary>
    Erased,

    /// <summary>No endpoint is registered for the recipient, or it was disabled.</summary>
    NoEndpoint,

    /// <summary>The endpoint lies in a network that nothing is sent to.</summary>
    AddressForbidden,

    /// <summary>It was tried for as long as notices are tried.</summary>
    Expired,

    /// <summary>Somebody reported that it came back.</summary>
    ReportedBack,
}

/// <summary>One thing that became of a notice.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Agreement">The agreement with its recipient.</param>
/// <param name="Result">What.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Attempt">Of which attempt to send it, from 1; the last one for what comes later.</param>
/// <param name="ContentDigest">SHA-256 of what was sent: subject, an empty line and text in UTF-8, without the link to acknowledge.</param>
/// <param name="Trouble">Why it did not arrive.</param>
/// <param name="Code">The receiver's code: an SMTP reply (RFC 5321 section 4.2) or an HTTP status.</param>
/// <param name="ReportedBy">Who of the organisation's people told it; <c>null</c> for what the program saw itself, or the recipient did.</param>
public sealed record NoticeOutcome(
    Guid Notice, Guid? Agreement, NoticeResult Result, DateTimeOffset At, int Attempt, byte[]? ContentDigest = null, NoticeTrouble? Trouble = null, int? Code = null,
    Guid? ReportedBy = null);

/// <summary>What became of the notices of one record.</summary>
/// <param name="Record">The record.</param>
/// <param name="Outcomes">The outcomes, in their order.</param>
public sealed record OutcomesOfRecord(Guid Record, IReadOnlyList<NoticeOutcome> Outcomes);

/// <summary>Somebody who orders notices and turns what becomes of them into events of the record that they are about.</summary>
public interface INoticeOutcomes
{
    /// <summary>The kind of record, as in <see cref="NoticeOrder.RecordKind"/>.</summary>
    string RecordKind { get; }

    /// <summary>
    /// Records outcomes, of each record in their order, in the session that is then committed together with the note that they were recorded: so each
    /// outcome comes to an event once, whatever breaks off. A failure here is tried again, record by record, and never sends a notice again.
    /// </summary>
    Task RecordAsync(IDocumentSession session, IReadOnlyList<OutcomesOfRecord> outcomes, CancellationToken ct);
}
