using System.Diagnostics;
using System.Text.Json.Serialization;
using ProcessingRegister.Breaches.ParallelClocks;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>
/// A personal data breach, documented as Art. 33(5) demands: what is known of it, what was decided and why. Of the controllers concerned each has a
/// record of its own, so that this one does not grow with their number.
/// </summary>
/// <param name="Id">The record's id.</param>
/// <param name="Reference">The organisation's own name for it.</param>
/// <param name="Jurisdiction">Under whose law the organisation's own duties are, and before whose authority.</param>
/// <param name="DetectedAt">The first alert (UTC). It starts no clock.</param>
/// <param name="Facts">What is known.</param>
public sealed partial record Breach(Guid Id, ImpersonalText Reference, CountryCode Jurisdiction, DateTimeOffset DetectedAt, BreachFacts Facts)
    : Record(Id), IRecord<Breach>, IOwes
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
    [
        typeof(BreachRecorded), typeof(BreachFactsEstablished), typeof(DatasetAffected), typeof(InvestigationBegun), typeof(AwarenessEstablished),
        typeof(AwarenessReviewed), typeof(BreachNoticeReceived), typeof(RiskAssessed), typeof(NotNotifyingDecided), typeof(AuthorityNotified),
        typeof(FilingCoverageEstablished), typeof(ControllersSelected), typeof(ControllerNoticesOrdered), typeof(ControllerDutiesRestated), typeof(BreachCommunicated), typeof(CommunicationExceptionInvoked),
        typeof(CommunicationOrdered), typeof(CorrespondenceEntered), typeof(DocumentAttached), typeof(BreachFoundNotToExist), typeof(BreachClosed),
        typeof(BreachReopened), typeof(IncidentStated), typeof(IncidentStepTaken), typeof(IncidentStatementWithdrawn),
    ];

    static string IRecord<Breach>.Kind => "breach";

    ImpersonalText? IOwes.Title => Reference;

    string? IOwes.Path => $"breaches/{Id}";

    /// <summary>How the record stands.</summary>
    public BreachStatus Status { get; init; }

    /// <summary>Which data are affected, and in which role they are held.</summary>
    public IReadOnlyList<AffectedDataset> Datasets { get; init; } = [];

    /// <summary>When the investigation began.</summary>
    public DateTimeOffset? InvestigationBegunAt { get; init; }

    /// <summary>Since when the organisation is aware, in each role.</summary>
    public IReadOnlyList<Awareness> Awareness { get; init; } = [];

    /// <summary>The notices of other parties.</summary>
    public IReadOnlyList<ReceivedNotice> NoticesReceived { get; init; } = [];

    /// <summary>The assessments of the risk, the last of which holds.</summary>
    public IReadOnlyList<RiskAssessment> RiskAssessments { get; init; } = [];

    /// <summary>The decision not to notify, while it stands: a later assessment takes it away.</summary>
    public NonNotification? NonNotification { get; init; }

    /// <summary>What was filed with authorities.</summary>
    public IReadOnlyList<Filing> Filings { get; init; } = [];

    /// <summary>How the controllers concerned were selected.</summary>
    public IReadOnlyList<ControllerSelection> ControllerSelections { get; init; } = [];

    /// <summary>The notices that were ordered for the controllers concerned.</summary>
    public IReadOnlyList<OrderedNotices> NoticeOrders { get; init; } = [];

    /// <summary>The communications to data subjects.</summary>
    public IReadOnlyList<Communication> Communications { get; init; } = [];

    /// <summary>The exception of Art. 34(3) that is relied on.</summary>
    public InvokedException? CommunicationException { get; init; }

    /// <summary>The orders of the authority.</summary>
    public IReadOnlyList<CommunicationOrder> Orders { get; init; } = [];

    /// <summary>The letters to and from the authority.</summary>
    public IReadOnlyList<Correspondence> Correspondence { get; init; } = [];

    /// <summary>Documents, by their digests.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>Under which other acts it is an incident, and for whom.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>How it ended.</summary>
    public BreachEnd? End { get; init; }

    /// <summary>What is owed, as computed when the record is shown; never stored.</summary>
    public IReadOnlyList<ShownDeadline>? Deadlines { get; init; }

    /// <summary>What is not as it should be, as found when the record is shown; never stored.</summary>
    public IReadOnlyList<BreachFinding>? Findings { get; init; }

    /// <summary>The assessment that holds.</summary>
    [JsonIgnore]
    public RiskAssessment? Risk => RiskAssessments is [.., var last] ? last : null;

    /// <summary>Whether nothing more is to be decided about it unless it is opened again.</summary>
    [JsonIgnore]
    public bool IsSettled => Status != BreachStatus.Open;

    static Breach IRecord<Breach>.Evolve(Breach? breach, Guid id, object @event) => (breach, @event) switch
    {
        (null, BreachRecorded e) => new(id, e.Reference, e.Jurisdiction, e.DetectedAt, e.Facts),
        ({ } b, BreachFactsEstablished e) => b with { Facts = b.Facts.With(e.Facts) },
        ({ } b, DatasetAffected e) => b with { Datasets = [.. b.Datasets.Where(d => d.Name != e.Dataset.Name), e.Dataset] },
        ({ } b, InvestigationBegun e) => b with { InvestigationBegunAt = e.BegunAt },
        ({ } b, AwarenessEstablished e) => b with { Awareness = [.. b.Awareness.Where(a => a.Role != e.Role), b.Aware(e)] },
        ({ } b, AwarenessReviewed e) => b with
        {
            Awareness = [.. b.Awareness.Select(a => a.Role == e.Role ? a with { CertaintyPossibleAt = e.CertaintyPossibleAt } : a)],
        },
        ({ } b, BreachNoticeReceived e) => b with { NoticesReceived = [.. b.NoticesReceived, new(e.Reference, e.Role, e.From, e.ReceivedAt, e.Sender, e.Contents)] },
        ({ } b, RiskAssessed e) => b with
        {
            RiskAssessments = [.. b.RiskAssessments, new(e.Outcome, e.AssessedAt, e.Method, e.Reasons, e.Enisa)],
            NonNotification = null,
        },
        ({ } b, NotNotifyingDecided e) => b with { NonNotification = new(e.DecidedAt, e.Assessment, e.Reasons, e.Inputs) },
        ({ } b, AuthorityNotified e) => b with { Filings = [.. b.Filings, FilingOf(e) with { AfterSelections = b.ControllerSelections.Count }], NonNotification = e.For == FilingFor.Self ? null : b.NonNotification },
        ({ } b, FilingCoverageEstablished e) => b with
        {
            Filings = [.. b.Filings.Select(f => f.Reference == e.Filing ? f with { Covered = e.Covered, Uncovered = e.Uncovered } : f)],
        },
        ({ } b, ControllersSelected e) => b with { ControllerSelections = [.. b.ControllerSelections, SelectionOf(e)] },
        ({ } b, ControllerNoticesOrdered e) => b with { NoticeOrders = [.. b.NoticeOrders, OrderOf(e)] },
        ({ } b, ControllerDutiesRestated e) => b with
        {
            ControllerSelections = [.. b.ControllerSelections.Select(s => s.Role == e.Role ? s with { DutySince = e.DutySince } : s)],
        },
        ({ } b, BreachCommunicated e) => b with
        {
            Communications = [.. b.Communications, new(e.Reference, e.InformedAt, e.Number, e.Means, e.Contents, e.ContentSha256, e.WhyNotAll)],
        },
        ({ } b, CommunicationExceptionInvoked e) => b with { CommunicationException = new(e.InvokedAt, e.Exception, e.Reasons, e.PublicCommunication) },
        ({ } b, CommunicationOrdered e) => b with { Orders = [.. b.Orders, new(e.Reference, e.OrderedAt, e.CommunicateBy, e.Text)] },
        ({ } b, CorrespondenceEntered e) => b with
        {
            Correspondence = [.. b.Correspondence, new(e.Reference, e.Direction, e.ExchangedAt, e.Summary, e.AnswerBy, e.Answers, e.Document)],
        },
        ({ } b, DocumentAttached e) => b with { Attachments = [.. b.Attachments, e.Document] },
        ({ } b, BreachFoundNotToExist e) => b with { Status = BreachStatus.NoBreach, End = new(e.FoundAt, null, null, e.Reasons) },
        ({ } b, BreachClosed e) => b with { Status = BreachStatus.Closed, End = new(e.ClosedAt, e.Effects, e.RemedialAction, null, e.WhyControllersNotTold) },
        ({ } b, BreachReopened) => b with { Status = BreachStatus.Open, End = null },
        ({ } b, IncidentStated e) => b with { Incidents = [.. b.Incidents, new(e.Reference, e.Regime, e.Entity, e.Country, e.AwareAt)] },
        ({ } b, IncidentStepTaken e) => b.WithIncident(e.Incident, i => i with { Steps = [.. i.Steps, new(e.Step, e.TakenAt)] }),
        ({ } b, IncidentStatementWithdrawn e) => b.WithIncident(e.Incident, i => i with { Withdrawal = new(e.WithdrawnAt, e.Reasons) }),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {breach?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>The organisation's awareness in a role.</summary>
    internal Awareness? AwarenessIn(BreachRole role) => Awareness.FirstOrDefault(a => a.Role == role);

    /// <summary>
    /// Since when the organisation's duty in a role runs: the earliest of its own awareness and of another party's notice to it in that role. A controller
    /// is aware once its processor told it, and a processor need not be told twice by its subprocessor (rule 4.2).
    /// </summary>
    public DateTimeOffset? DutySince(BreachRole role) =>
        NoticesReceived.Where(n => n.Role == role).Select(n => (DateTimeOffset?)n.ReceivedAt).Append(AwarenessIn(role)?.AwareAt).Min();

    /// <summary>The filing that an event tells of.</summary>
    /// <exception cref="InvalidCastException">It tells of none.</exception>
    internal static Filing FilingIn(object @event) => FilingOf((AuthorityNotified)@event);

    /// <summary>The order of notices that an event tells of.</summary>
    /// <exception cref="InvalidCastException">It tells of none.</exception>
    internal static OrderedNotices OrderIn(object @event) => OrderOf((ControllerNoticesOrdered)@event);

    /// <summary>Whether an event orders notices of a kind.</summary>
    internal static bool IsOrderOf(object @event, NoticeKind kind) => @event is ControllerNoticesOrdered e && e.Kind == kind;

    private static OrderedNotices OrderOf(ControllerNoticesOrdered e) => new(e.Reference, e.Kind, e.OrderedAt, e.Language, e.Wording);

    private Awareness Aware(AwarenessEstablished e) => AwarenessIn(e.Role) is { } before
        ? before with { AwareAt = e.AwareAt, Basis = e.Basis, EarliestStated = e.AwareAt < before.EarliestStated ? e.AwareAt : before.EarliestStated }
        : new(e.Role, e.AwareAt, e.AwareAt, e.Basis);

    private Breach WithIncident(ImpersonalText reference, Func<Incident, Incident> then) =>
        this with { Incidents = [.. Incidents.Select(i => i.Reference == reference ? then(i) : i)] };

    private static Filing FilingOf(AuthorityNotified e) => new(
        e.Reference, e.Authority, e.For, e.Kind, e.FiledAt, e.StillMissing, e.ReasonsForDelay, e.ReasonForWithdrawal, e.CaseNumber, e.ContentSha256);

    private static ControllerSelection SelectionOf(ControllersSelected e) =>
        new(e.Reference, e.Dataset, e.Role, e.DutySince, e.SelectedAt, e.Services, e.Agreements.Count, Digest.Of(e.Agreements));
}
