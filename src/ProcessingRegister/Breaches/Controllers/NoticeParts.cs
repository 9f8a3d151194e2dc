using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>How a notice was sent.</summary>
public enum MeansOfNotice
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>By letter.</summary>
    Letter,

    /// <summary>Within the service.</summary>
    WithinService,

    /// <summary>By telephone.</summary>
    Telephone,

    /// <summary>By a signed request to the controller's own system.</summary>
    Webhook,
}

/// <summary>How far the notification of one controller has come.</summary>
public enum NoticeState
{
    /// <summary>Nothing was sent.</summary>
    Due,

    /// <summary>It is on its way out.</summary>
    Ordered,

    /// <summary>It was to be sent, and there is nobody to send it to.</summary>
    Unreachable,

    /// <summary>It was sent, and nothing is known of its arrival.</summary>
    Sent,

    /// <summary>It came back, and nothing was sent since.</summary>
    Bounced,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It was acknowledged.</summary>
    Acknowledged,

    /// <summary>The controller is not concerned after all.</summary>
    Unaffected,
}

/// <summary>A notice on its way.</summary>
/// <param name="Notice">Its id in the outbox.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="Recipient">The random reference to the person whose address it goes to; absent for an endpoint.</param>
public sealed record AddressedNotice(Guid Notice, MeansOfNotice Channel, Guid? Recipient = null);

/// <summary>A notice that was ordered for the controller.</summary>
/// <param name="Id">Its id in the outbox, which becomes that of the dispatch.</param>
/// <param name="Order">The breach's order that it carries out.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="OrderedAt">When it was ordered (UTC).</param>
/// <param name="Language">Its language.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="Recipient">The random reference to the person whose address it goes to; absent for an endpoint.</param>
/// <param name="Redelivery">The decision to send again that it carries out.</param>
public sealed record OrderedNotice(
    Guid Id, ImpersonalText Order, NoticeKind Kind, DateTimeOffset OrderedAt, NoticeLanguage Language, MeansOfNotice Channel, Guid? Recipient, ImpersonalText? Redelivery)
{
    /// <summary>How often it was tried in vain, as last recorded.</summary>
    public int Attempts { get; init; }

    /// <summary>What stood in its way last.</summary>
    public NoticeTrouble? Trouble { get; init; }

    /// <summary>The receiver's code: an SMTP reply (RFC 5321 section 4.2) or an HTTP status.</summary>
    public int? Code { get; init; }

    /// <summary>When it came back, or was given up.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>When it was acknowledged.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Whether it may still arrive.</summary>
    [JsonIgnore]
    public bool IsUnderway => FailedAt is null;
}

/// <summary>An order for which there was nobody to send to.</summary>
public sealed record UnreachedOrder(ImpersonalText Order, NoticeKind Kind, DateTimeOffset FoundAt, ImpersonalText? Redelivery);

/// <summary>A decision to send a notice again.</summary>
public sealed record Redelivery(ImpersonalText Reference, ImpersonalText Order, NoticeChannel? Channel, DateTimeOffset DecidedAt);

/// <summary>One notice that was sent.</summary>
/// <param name="Id">The sender's id of it.</param>
/// <param name="SentAt">When (UTC).</param>
/// <param name="Channel">How.</param>
/// <param name="To">To whom.</param>
/// <param name="ContentSha256">The digest of what was sent.</param>
public sealed record Dispatch(Guid Id, DateTimeOffset SentAt, MeansOfNotice Channel, ContactPerson? To, byte[]? ContentSha256)
{
    /// <summary>When it arrived.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it came back.</summary>
    public DateTimeOffset? BouncedAt { get; init; }

    /// <summary>Why it came back.</summary>
    public ImpersonalText? Cause { get; init; }
}

/// <summary>A filing that covers the controller.</summary>
public sealed record CoveringFiling(ImpersonalText Filing, FilingKind Kind, DateTimeOffset FiledAt, Guid Mandate);
