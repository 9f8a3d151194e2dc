using System.Diagnostics;
using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>A controller is concerned by a change of subprocessors and is informed of it, on the terms of its agreement on the day of the announcement.</summary>
public sealed record ControllerConcernedByChange(
    Guid Change, Guid Agreement, ChangeKind Kind, CountryCode Country, CountryCode Jurisdiction, long AgreementVersion, ChangeTerms? Terms, DateTimeOffset AnnouncedAt,
    DateOnly IntendedFrom, bool CanBeReached, IReadOnlyList<OrderedChangeNotice> Ordered, InformedElsewhere? Elsewhere);

/// <summary>The change is intended for another day than the controller was told.</summary>
public sealed record IntendedDayRestated(DateOnly IntendedFrom);

/// <summary>A notice of the change was sent to the controller.</summary>
public sealed record ChangeNoticeSent(Guid Dispatch, DateTimeOffset SentAt, MeansOfInforming Means, ContactPerson? To, byte[]? ContentSha256);

/// <summary>The notice arrived.</summary>
public sealed record ChangeNoticeDelivered(Guid Dispatch, DateTimeOffset DeliveredAt);

/// <summary>The notice came back, or was given up: it informed nobody.</summary>
public sealed record ChangeNoticeReturned(Guid Dispatch, DateTimeOffset ReturnedAt, ImpersonalText? Cause);

/// <summary>The controller acknowledged that it was informed.</summary>
public sealed record ChangeNoticeAcknowledged(DateTimeOffset AcknowledgedAt, ContactPerson? By);

/// <summary>The controller objected to the change, in time or late.</summary>
public sealed record ObjectionReceived(int Number, ImpersonalText Reference, DateTimeOffset ReceivedAt, PersonalText Grounds, ContactPerson? By);

/// <summary>What came of an objection.</summary>
public sealed record ObjectionResolved(int Number, ObjectionOutcome Outcome, DateTimeOffset ResolvedAt, DateOnly? TerminatedOn, PersonalText? Explanation);

/// <summary>The controller accepted the change expressly.</summary>
public sealed record ChangeAcceptedByController(DateTimeOffset AcceptedAt, ContactPerson? By, ImpersonalText? Evidence);

/// <summary>The change does not come about, or not for this controller.</summary>
public sealed record ControllerExceptedFromChange(DateTimeOffset ExceptedAt);

/// <summary>The change took effect for the controller.</summary>
public sealed record ChangeBegunForController(DateOnly EffectiveFrom);

/// <summary>
/// What one controller was told of a change, and what it answered, Art. 28(2): a record of its own, so that neither a change nor its versions grow with the
/// thousands that it concerns. Its id follows from change and agreement, and those of one change lie side by side.
/// </summary>
/// <param name="Id">The record's id.</param>
/// <param name="Change">The change.</param>
/// <param name="Agreement">The processing agreement with the controller.</param>
/// <param name="Kind">What changes.</param>
/// <param name="Country">Where the controller is established: its days and holidays count.</param>
/// <param name="Jurisdiction">Under whose law the organisation is.</param>
/// <param name="AgreementVersion">The version of the agreement that was read.</param>
/// <param name="Terms">The terms; <c>null</c> where the agreement says nothing of other processors.</param>
public sealed partial record ChangeNotice(
    Guid Id, Guid Change, Guid Agreement, ChangeKind Kind, CountryCode Country, CountryCode Jurisdiction, long AgreementVersion, ChangeTerms? Terms)
    : Record(Id), IRecord<ChangeNotice>, IOwes
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
    [
        typeof(ControllerConcernedByChange), typeof(IntendedDayRestated), typeof(ChangeNoticeSent), typeof(ChangeNoticeDelivered), typeof(ChangeNoticeReturned),
        typeof(ChangeNoticeAcknowledged), typeof(ObjectionReceived), typeof(ObjectionResolved), typeof(ChangeAcceptedByController),
        typeof(ControllerExceptedFromChange), typeof(ChangeBegunForController),
    ];

    static string IRecord<ChangeNotice>.Kind => "change_notice";

    Guid? IOwes.PartOf => Change;

    string? IOwes.Path => $"change-notices/{Id}";

    /// <summary>When the change was announced to it.</summary>
    public DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>The day of which it is told.</summary>
    public DateOnly ToldFrom { get; init; }

    /// <summary>The day for which the change is intended.</summary>
    public DateOnly IntendedFrom { get; init; }

    /// <summary>The first day on which the change was in effect for it.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Whether the agreement names where it is reached.</summary>
    public bool CanBeReached { get; init; }

    /// <summary>The notices, those included that were ordered and are not sent yet.</summary>
    public IReadOnlyList<ChangeDispatch> Dispatches { get; init; } = [];

    /// <summary>When the controller acknowledged.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Its objections.</summary>
    public IReadOnlyList<Objection> Objections { get; init; } = [];

    /// <summary>When it accepted expressly.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>By what its acceptance is shown.</summary>
    public ImpersonalText? Acceptance { get; init; }

    /// <summary>Since when the change does not concern it.</summary>
    public DateTimeOffset? ExceptedAt { get; init; }

    /// <summary>How far the notice has come.</summary>
    public NoticeProgress Progress => AcknowledgedAt is not null ? NoticeProgress.Acknowledged
        : Dispatches.Any(d => d.DeliveredAt is not null) ? NoticeProgress.Delivered
        : Dispatches.Any(d => d is { SentAt: not null, ReturnedAt: null }) ? NoticeProgress.Sent
        : Dispatches.Any(d => d.ReturnedAt is null) ? NoticeProgress.Ordered
        : Dispatches.Count > 0 ? NoticeProgress.Returned
        : NoticeProgress.Due;

    /// <summary>How the controller stands to the change, its dates and what is owed, as computed when the record is shown; never stored.</summary>
    public ShownStanding? Shown { get; init; }

    /// <summary>When the controller was informed, as its agreement counts it.</summary>
    [JsonIgnore]
    public DateTimeOffset? InformedAt => Terms?.From == NoticeCountsFrom.Delivery
        ? Dispatches.Select(d => d.DeliveredAt).Append(AcknowledgedAt).Min()
        : Dispatches.Where(d => d.ReturnedAt is null).Select(d => d.SentAt).Append(AcknowledgedAt).Min();

    static ChangeNotice IRecord<ChangeNotice>.Evolve(ChangeNotice? notice, Guid id, object @event) => (notice, @event) switch
    {
        (null, ControllerConcernedByChange e) => new(id, e.Change, e.Agreement, e.Kind, e.Country, e.Jurisdiction, e.AgreementVersion, e.Terms)
        {
            AnnouncedAt = e.AnnouncedAt,
            ToldFrom = e.IntendedFrom,
            IntendedFrom = e.IntendedFrom,
            CanBeReached = e.CanBeReached,
            Dispatches = e.Elsewhere is { } told ? [new(NoticeIds.Elsewhere(id), told.Means, told.SentAt)] : [.. e.Ordered.Select(o => new ChangeDispatch(o.Id, o.Means))],
        },
        ({ } n, IntendedDayRestated e) => n with { IntendedFrom = e.IntendedFrom },
        ({ } n, ChangeNoticeSent e) => n with
        {
            Dispatches = [.. n.Dispatches.Where(d => d.Id != e.Dispatch), new(e.Dispatch, e.Means, e.SentAt, e.To, e.ContentSha256)],
        },
        ({ } n, ChangeNoticeDelivered e) => n.Where(e.Dispatch, d => d with { DeliveredAt = e.DeliveredAt }),
        ({ } n, ChangeNoticeReturned e) => n.Where(e.Dispatch, d => d with { ReturnedAt = e.ReturnedAt, Cause = e.Cause }),
        ({ } n, ChangeNoticeAcknowledged e) => n with { AcknowledgedAt = e.AcknowledgedAt },
        ({ } n, ObjectionReceived e) => n with { Objections = [.. n.Objections, new(e.Number, e.Reference, e.ReceivedAt, e.Grounds, e.By)] },
        ({ } n, ObjectionResolved e) => n with
        {
            Objections = [.. n.Objections.Select(o => o.Number == e.Number ? o with { Resolution = new(e.Outcome, e.ResolvedAt, e.TerminatedOn, e.Explanation) } : o)],
        },
        ({ } n, ChangeAcceptedByController e) => n with { AcceptedAt = e.AcceptedAt, Acceptance = e.Evidence },
        ({ } n, ControllerExceptedFromChange e) => n with { ExceptedAt = e.ExceptedAt },
        ({ } n, ChangeBegunForController e) => n with { EffectiveFrom = e.EffectiveFrom },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {notice?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>The dispatch of an id.</summary>
    internal ChangeDispatch? DispatchOf(Guid dispatch) => Dispatches.FirstOrDefault(d => d.Id == dispatch);

    private ChangeNotice Where(Guid dispatch, Func<ChangeDispatch, ChangeDispatch> change) =>
        this with { Dispatches = [.. Dispatches.Select(d => d.Id == dispatch ? change(d) : d)] };
}
