using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>A controller, or the processor for which the organisation is a subprocessor, was found to be concerned by a breach, Art. 33(2).</summary>
public sealed record ControllerFoundConcerned(
    Guid Breach, Guid Agreement, BreachRole Role, CountryCode Country, DateTimeOffset DutySince, int? NoticeHours, long AgreementVersion, bool CanBeReached,
    DateTimeOffset? FoundAt = null);

/// <summary>The duty to notify it runs from another instant, or under other terms, than was on record.</summary>
public sealed record NoticeDutyRestated(DateTimeOffset DutySince, int? NoticeHours, long AgreementVersion, bool CanBeReached);

/// <summary>Notices to it were ordered, one for each way on which it is reached: they leave once this is recorded, and what becomes of them is recorded, too.</summary>
public sealed record ControllerNoticeOrdered(
    ImpersonalText Order, NoticeKind Kind, DateTimeOffset OrderedAt, NoticeLanguage Language, IReadOnlyList<AddressedNotice> Notices, ImpersonalText? Redelivery = null) : IHappened
{
    DateTimeOffset IHappened.At => OrderedAt;
}

/// <summary>There is nobody to send an ordered notice to: the agreement names no address, and no endpoint is registered for it.</summary>
public sealed record ControllerFoundUnreachable(ImpersonalText Order, NoticeKind Kind, DateTimeOffset FoundAt, ImpersonalText? Redelivery = null) : IHappened
{
    DateTimeOffset IHappened.At => FoundAt;
}

/// <summary>A notice was not taken and is tried again. Of many attempts the first, second, fourth and so on are recorded.</summary>
public sealed record ControllerNoticeDeferred(Guid Dispatch, DateTimeOffset DeferredAt, int Attempt, NoticeTrouble? Trouble, int? Code) : IHappened
{
    DateTimeOffset IHappened.At => DeferredAt;
}

/// <summary>It was decided to send it a notice again: to whom the agreement names now, or on another way.</summary>
public sealed record RedeliveryDecided(ImpersonalText Reference, ImpersonalText Order, NoticeChannel? Channel, DateTimeOffset DecidedAt) : IHappened
{
    DateTimeOffset IHappened.At => DecidedAt;
}

/// <summary>A notice was sent to it.</summary>
public sealed record ControllerNoticeSent(Guid Dispatch, DateTimeOffset SentAt, MeansOfNotice Channel, ContactPerson? To, byte[]? ContentSha256) : IHappened
{
    DateTimeOffset IHappened.At => SentAt;
}

/// <summary>The notice arrived where the agreement says.</summary>
public sealed record ControllerNoticeDelivered(Guid Dispatch, DateTimeOffset DeliveredAt) : IHappened
{
    DateTimeOffset IHappened.At => DeliveredAt;
}

/// <summary>The notice came back, or is given up: whom it was sent to is not to be reached there.</summary>
public sealed record ControllerNoticeBounced(
    Guid Dispatch, DateTimeOffset BouncedAt, ImpersonalText? Cause, NoticeTrouble? Trouble = null, int? Code = null, Guid? ReportedBy = null) : IHappened
{
    DateTimeOffset IHappened.At => BouncedAt;
}

/// <summary>The controller acknowledged that it was notified.</summary>
public sealed record ControllerNoticeAcknowledged(DateTimeOffset AcknowledgedAt, ContactPerson? By, Guid? Dispatch = null) : IHappened
{
    DateTimeOffset IHappened.At => AcknowledgedAt;
}

/// <summary>The controller stated since when it is aware itself.</summary>
public sealed record ControllerAwarenessStated(DateTimeOffset AwareAt, ContactPerson? By) : IHappened
{
    DateTimeOffset IHappened.At => AwareAt;
}

/// <summary>The authority was notified for the controller, under its mandate, Art. 33(1).</summary>
public sealed record AuthorityNotifiedForController(ImpersonalText Filing, FilingKind Kind, DateTimeOffset FiledAt, Guid Mandate) : IHappened
{
    DateTimeOffset IHappened.At => FiledAt;
}

/// <summary>It was found that the controller's data are not affected.</summary>
public sealed record ControllerFoundUnaffected(DateTimeOffset FoundAt, PersonalText Reasons) : IHappened
{
    DateTimeOffset IHappened.At => FoundAt;
}

/// <summary>There was no breach after all: nothing is owed any more, and what was sent stays on record.</summary>
public sealed record NoticeDutyLifted(DateTimeOffset LiftedAt) : IHappened
{
    DateTimeOffset IHappened.At => LiftedAt;
}

/// <summary>
/// The notification of one controller of one breach, Art. 33(2): a record of its own, so that neither a breach nor its versions grow with the thousands
/// that it may concern. Its id follows from breach and agreement, and those of one breach lie side by side.
/// </summary>
/// <param name="Id">The record's id.</param>
/// <param name="Breach">The breach.</param>
/// <param name="Agreement">The processing agreement with the controller.</param>
/// <param name="Role">Whether the organisation is its processor or its subprocessor; then the one notified is a processor itself.</param>
/// <param name="Country">Where the controller is established: whose law its own clock is under.</param>
public sealed partial record ControllerNotification(Guid Id, Guid Breach, Guid Agreement, BreachRole Role, CountryCode Country)
    : Record(Id), IRecord<ControllerNotification>, IOwes
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
    [
        typeof(ControllerFoundConcerned), typeof(NoticeDutyRestated), typeof(ControllerNoticeOrdered), typeof(ControllerFoundUnreachable),
        typeof(ControllerNoticeSent), typeof(ControllerNoticeDeferred), typeof(ControllerNoticeDelivered), typeof(ControllerNoticeBounced), typeof(RedeliveryDecided),
        typeof(ControllerNoticeAcknowledged), typeof(ControllerAwarenessStated), typeof(AuthorityNotifiedForController), typeof(ControllerFoundUnaffected),
        typeof(NoticeDutyLifted),
    ];

    static string IRecord<ControllerNotification>.Kind => "controller_notification";

    Guid? IOwes.PartOf => Breach;

    string? IOwes.Path => $"controller-notifications/{Id}";

    /// <summary>Since when the controller is to be notified: the organisation's own awareness, or its subprocessor's notice.</summary>
    public DateTimeOffset DutySince { get; init; }

    /// <summary>The hours that the agreement promised on that day; the law itself says "without undue delay".</summary>
    public int? NoticeHours { get; init; }

    /// <summary>The version of the agreement that was read.</summary>
    public long AgreementVersion { get; init; }

    /// <summary>Whether the agreement names somebody to be reached.</summary>
    public bool CanBeReached { get; init; }

    /// <summary>When it was found to be concerned.</summary>
    public DateTimeOffset? FoundAt { get; init; }

    /// <summary>The notices that were ordered for it.</summary>
    public IReadOnlyList<OrderedNotice> Ordered { get; init; } = [];

    /// <summary>The orders for which there was nobody to send to.</summary>
    public IReadOnlyList<UnreachedOrder> Unreached { get; init; } = [];

    /// <summary>The decisions to send again.</summary>
    public IReadOnlyList<Redelivery> Redeliveries { get; init; } = [];

    /// <summary>What was sent, by the program or otherwise.</summary>
    public IReadOnlyList<Dispatch> Dispatches { get; init; } = [];

    /// <summary>When the controller acknowledged.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Since when the controller says that it is aware.</summary>
    public DateTimeOffset? StatedAwareAt { get; init; }

    /// <summary>The filings that cover it.</summary>
    public IReadOnlyList<CoveringFiling> Filings { get; init; } = [];

    /// <summary>Since when it is known that the controller is not concerned.</summary>
    public DateTimeOffset? UnaffectedSince { get; init; }

    /// <summary>Since when nothing is owed any more, since there was no breach.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>What is owed, as computed when the record is shown; never stored.</summary>
    public IReadOnlyList<ShownDeadline>? Deadlines { get; init; }

    /// <summary>
    /// The end of the controller's own period if it was aware already when the first notice was sent, as computed when the record is shown: the cautious
    /// reading, where that is not settled (rule 4.2).
    /// </summary>
    public EndOfPeriod? CautiousTarget { get; init; }

    /// <summary>What is not as it should be, as found when the record is shown; never stored.</summary>
    public IReadOnlyList<NoticeFinding>? Findings { get; init; }

    static ControllerNotification IRecord<ControllerNotification>.Evolve(ControllerNotification? notification, Guid id, object @event) => (notification, @event) switch
    {
        (null, ControllerFoundConcerned e) => new(id, e.Breach, e.Agreement, e.Role, e.Country)
        {
            DutySince = e.DutySince,
            NoticeHours = e.NoticeHours,
            AgreementVersion = e.AgreementVersion,
            CanBeReached = e.CanBeReached,
            FoundAt = e.FoundAt,
        },
        ({ } n, NoticeDutyRestated e) => n with
        {
            DutySince = e.DutySince,
            NoticeHours = e.NoticeHours,
            AgreementVersion = e.AgreementVersion,
            CanBeReached = e.CanBeReached,
            LiftedAt = null,
        },
        ({ } n, ControllerNoticeOrdered e) => n with
        {
            Ordered = [.. n.Ordered, .. e.Notices.Select(a => new OrderedNotice(a.Notice, e.Order, e.Kind, e.OrderedAt, e.Language, a.Channel, a.Recipient, e.Redelivery))],
        },
        ({ } n, ControllerFoundUnreachable e) => n with { Unreached = [.. n.Unreached, new(e.Order, e.Kind, e.FoundAt, e.Redelivery)] },
        ({ } n, RedeliveryDecided e) => n with { Redeliveries = [.. n.Redeliveries, RedeliveryOf(e)] },
        ({ } n, ControllerNoticeSent e) => n with { Dispatches = [.. n.Dispatches, new(e.Dispatch, e.SentAt, e.Channel, e.To, e.ContentSha256)] },
        ({ } n, ControllerNoticeDeferred e) => n.WhereOrdered(e.Dispatch, o => o with { Attempts = e.Attempt, Trouble = e.Trouble, Code = e.Code }),
        ({ } n, ControllerNoticeDelivered e) => n.Where(e.Dispatch, d => d with { DeliveredAt = e.DeliveredAt }),
        ({ } n, ControllerNoticeBounced e) => n.Where(e.Dispatch, d => d with { BouncedAt = e.BouncedAt, Cause = e.Cause })
            .WhereOrdered(e.Dispatch, o => o with { FailedAt = e.BouncedAt, Trouble = e.Trouble, Code = e.Code }),
        ({ } n, ControllerNoticeAcknowledged e) => n.WhereOrdered(e.Dispatch, o => o with { AcknowledgedAt = e.AcknowledgedAt }) with
        {
            AcknowledgedAt = n.TellsOfTheBreach(e.Dispatch) ? n.AcknowledgedAt ?? e.AcknowledgedAt : n.AcknowledgedAt,
        },
        ({ } n, ControllerAwarenessStated e) => n with { StatedAwareAt = e.AwareAt },
        ({ } n, AuthorityNotifiedForController e) => n with { Filings = [.. n.Filings, new(e.Filing, e.Kind, e.FiledAt, e.Mandate)] },
        ({ } n, ControllerFoundUnaffected e) => n with { UnaffectedSince = e.FoundAt },
        ({ } n, NoticeDutyLifted e) => n with { LiftedAt = e.LiftedAt },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {notification?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>The id of the notification of a breach under an agreement.</summary>
    public static Guid IdOf(Guid breach, Guid agreement) => ControllersOfBreach.IdOf(breach, agreement);

    /// <summary>The range in which the ids of one breach lie: after the one, and up to the other.</summary>
    public static (Guid After, Guid UpTo) RangeOf(Guid breach) => ControllersOfBreach.RangeOf(breach);

    /// <summary>The decision to send again that an event tells of.</summary>
    /// <exception cref="InvalidCastException">It tells of none.</exception>
    internal static Redelivery RedeliveryIn(object @event) => RedeliveryOf((RedeliveryDecided)@event);

    private static Redelivery RedeliveryOf(RedeliveryDecided e) => new(e.Reference, e.Order, e.Channel, e.DecidedAt);

    private ControllerNotification Where(Guid dispatch, Func<Dispatch, Dispatch> change) =>
        this with { Dispatches = [.. Dispatches.Select(d => d.Id == dispatch ? change(d) : d)] };

    private ControllerNotification WhereOrdered(Guid? notice, Func<OrderedNotice, OrderedNotice> change) =>
        this with { Ordered = [.. Ordered.Select(o => o.Id == notice ? change(o) : o)] };
}
