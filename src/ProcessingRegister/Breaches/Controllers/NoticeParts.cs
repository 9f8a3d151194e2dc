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
