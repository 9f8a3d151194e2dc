using System.Diagnostics;
using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.AccessRequests;

/// <summary>A request of an authority for data, and what became of it (rule 7.8).</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Reference">The organisation's own name for it.</param>
/// <param name="ReceivedAt">When it was delivered (UTC): the quarter of this instant is its own for ever.</param>
/// <param name="Channel">By which way it came.</param>
/// <param name="Authority">Who asks.</param>
/// <param name="Official">The official who signed or can be reached.</param>
/// <param name="Instrument">By what kind of instrument.</param>
/// <param name="LegalBasis">The code of the legal basis (<see cref="LegalBases.LegalBasisBook"/>).</param>
/// <param name="LegalBasisText">The legal basis in the instrument's words.</param>
/// <param name="Proceedings">In what kind of proceedings.</param>
/// <param name="Urgency">How urgent it is.</param>
/// <param name="Sought">What is sought.</param>
/// <param name="Addressee">In which country the establishment or representative is that was addressed: by its law and its days clocks run.</param>
/// <param name="Amends">The request that this one amends; the two are counted once.</param>
public sealed partial record AccessRequest(
    Guid Id, ImpersonalText Reference, DateTimeOffset ReceivedAt, AccessChannel Channel, RequestingAuthority Authority, ContactPerson? Official, Instrument Instrument,
    ImpersonalText? LegalBasis, ImpersonalText? LegalBasisText, Proceedings Proceedings, Urgency Urgency, Sought Sought, CountryCode Addressee, Guid? Amends)
    : Record(Id), IRecord<AccessRequest>, IOwes, IConfidential
{
    /// <summary>The kind's name where it is stored.</summary>
    internal const string StoredKind = "access_request";

    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
    [
        typeof(AccessRequestReceived), typeof(AccessReceiptConfirmed), typeof(AccessScopeEstablished), typeof(AuthorityAuthenticated), typeof(AccessRequestReviewed),
        typeof(AccessNoticeOrdered), typeof(AccessNoticeSent), typeof(AccessNoticeFailed), typeof(ControllerToldOfAccess), typeof(ControllerAnsweredAccess),
        typeof(AccessRequestChallenged), typeof(AccessChallengeDecided), typeof(DataDisclosedToAuthority), typeof(AccessRequestEnded), typeof(AccessRequestReopened),
        typeof(AccessCostsClaimed), typeof(SecrecyOrdered), typeof(SecrecyProlonged), typeof(SecrecyWaiverSought), typeof(SecrecyLifted),
        typeof(EnforcingAuthorityNotified), typeof(EnforcingAuthorityConfirmed), typeof(AccessImpedimentRaised), typeof(AccessImpedimentClarified),
        typeof(ConflictOfLawsRaised), typeof(PreservationBegun), typeof(PreservationExtended), typeof(PreservationUpheld), typeof(PreservationReleased),
    ];

    static string IRecord<AccessRequest>.Kind => StoredKind;

    /// <summary>When the authority was told that it was received.</summary>
    public DateTimeOffset? ReceiptConfirmedAt { get; init; }

    /// <summary>Whom and what it concerns, once that is established.</summary>
    public RequestScope? Scope { get; init; }

    /// <summary>The checks of the authority's authenticity, the last of which holds.</summary>
    public IReadOnlyList<AuthenticityCheck> AuthenticityChecks { get; init; } = [];

    /// <summary>The legal reviews, the last of which holds.</summary>
    public IReadOnlyList<LegalReview> LegalReviews { get; init; } = [];

    /// <summary>The controllers that were told, or asked.</summary>
    public IReadOnlyList<InformedController> Controllers { get; init; } = [];

    /// <summary>The challenges.</summary>
    public IReadOnlyList<Challenge> Challenges { get; init; } = [];

    /// <summary>What was disclosed.</summary>
    public IReadOnlyList<Disclosure> Disclosures { get; init; } = [];

    /// <summary>How it ended; one that was opened again has more than one.</summary>
    public IReadOnlyList<Closure> Closures { get; init; } = [];

    /// <summary>The costs claimed from the authority.</summary>
    public IReadOnlyList<CostClaim> CostClaims { get; init; } = [];

    /// <summary>The orders of secrecy.</summary>
    public IReadOnlyList<SecrecyOrder> SecrecyOrders { get; init; } = [];

    /// <summary>When the enforcing authority was notified, and of which country it is.</summary>
    public EnforcingAuthority? Enforcing { get; init; }

    /// <summary>What the authority was told to stand in the way.</summary>
    public IReadOnlyList<Impediment> Impediments { get; init; } = [];

    /// <summary>When a conflict with the law of a third country was raised.</summary>
    public DateTimeOffset? ConflictRaisedAt { get; init; }

    /// <summary>The data preserved.</summary>
    public IReadOnlyList<Preservation> Preservations { get; init; } = [];

    /// <summary>What came of it, as it stands; absent while it is pending.</summary>
    public AccessOutcome? Outcome => Closures is [.., { ReopenedAt: null } last] ? last.Outcome : null;

    /// <summary>Whether an order of secrecy is in force. One whose time has run out stays so until counsel lifts it.</summary>
    public bool IsUnderSecrecy => SecrecyOrders.Any(o => o.LiftedAt is null);

    /// <summary>How the controllers stand informed.</summary>
    public ControllerStanding ControllersStand => StandingOfControllers();

    /// <summary>What is owed, as computed when the record is shown; never stored.</summary>
    public IReadOnlyList<ShownDeadline>? Deadlines { get; init; }

    /// <summary>What is not as it should be, as found when the record is shown; never stored.</summary>
    public IReadOnlyList<AccessFinding>? Findings { get; init; }

    /// <summary>The legal review that holds.</summary>
    [JsonIgnore]
    public LegalReview? Review => LegalReviews is [.., var last] ? last : null;

    /// <summary>Whether it is at an end.</summary>
    [JsonIgnore]
    public bool IsClosed => Outcome is not null;

    /// <summary>The agreements with controllers whose data are asked for.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> ConcernedAgreements => [.. (Scope?.Datasets ?? []).Where(d => d.Role != AccessRole.Controller).SelectMany(d => d.Agreements).Distinct()];

    /// <summary>Whether it is from outside the European Economic Area, so that Art. 48 is about it.</summary>
    [JsonIgnore]
    public bool IsFromThirdCountry => !Authority.Country.IsEea;

    static AccessRequest IRecord<AccessRequest>.Evolve(AccessRequest? request, Guid id, object @event) => (request, @event) switch
    {
        (null, AccessRequestReceived e) => new(
            id, e.Reference, e.ReceivedAt, e.Channel, e.Authority, e.Official, e.Instrument, e.LegalBasis, e.LegalBasisText, e.Proceedings, e.Urgency, e.Sought, e.Addressee, e.Amends),
        ({ } r, AccessReceiptConfirmed e) => r with { ReceiptConfirmedAt = e.ConfirmedAt },
        ({ } r, AccessScopeEstablished e) => r with { Scope = e.Scope },
        ({ } r, AuthorityAuthenticated e) => r with { AuthenticityChecks = [.. r.AuthenticityChecks, e.Check] },
        ({ } r, AccessRequestReviewed e) => r with { LegalReviews = [.. r.LegalReviews, e.Review] },
        ({ } r, AccessNoticeOrdered e) => r.With(e.Agreement, c => c with { Notices = [.. c.Notices, new(e.Notice, e.OrderedAt)] }),
        ({ } r, AccessNoticeSent e) => r.With(e.Agreement, e.Notice, n => n with { SentAt = e.SentAt, ContentSha256 = e.ContentSha256 }),
        ({ } r, AccessNoticeFailed e) => r.With(e.Agreement, e.Notice, n => n with { FailedAt = e.FailedAt }),
        ({ } r, ControllerToldOfAccess e) => r.With(e.Agreement, c => c with { ToldOtherwiseAt = e.ToldAt }),
        ({ } r, ControllerAnsweredAccess e) => r.With(e.Agreement, c => c with { Accepts = e.Accepts, AnsweredAt = e.AnsweredAt }),
        ({ } r, AccessRequestChallenged e) => r with { Challenges = [.. r.Challenges, new(e.Reference, e.ChallengedAt, e.Forum, e.Grounds, e.Suspends)] },
        ({ } r, AccessChallengeDecided e) => r with
        {
            Challenges = [.. r.Challenges.Select(c => c.Reference == e.Reference ? c with { DecidedAt = e.DecidedAt, Outcome = e.Outcome } : c)],
        },
        ({ } r, DataDisclosedToAuthority e) => r with { Disclosures = [.. r.Disclosures, e.Disclosure] },
        ({ } r, AccessRequestEnded e) => r with { Closures = [.. r.Closures, new(e.At, e.Outcome, e.Grounds, e.Reasons)] },
        ({ } r, AccessRequestReopened e) => r with { Closures = [.. r.Closures.SkipLast(1), r.Closures[^1] with { ReopenedAt = e.ReopenedAt }] },
        ({ } r, AccessCostsClaimed e) => r with { CostClaims = [.. r.CostClaims, new(e.ClaimedAt, e.MinorUnits, e.Currency)] },
        ({ } r, SecrecyOrdered e) => r with { SecrecyOrders = [.. r.SecrecyOrders, new(e.Number, e.Reference, e.Basis, e.Scope, e.From, e.Until, e.ReviewAt)] },
        ({ } r, SecrecyProlonged e) => r.With(e.Number, o => o with { Until = e.Until, ReviewAt = e.ReviewAt }),
        ({ } r, SecrecyWaiverSought e) => r.With(e.Number, o => o with { WaiverAttempts = [.. o.WaiverAttempts, new(e.At, e.Result, e.Document)] }),
        ({ } r, SecrecyLifted e) => r.With(e.Number, o => o with { LiftedAt = e.LiftedAt }),
        ({ } r, EnforcingAuthorityNotified e) => r with { Enforcing = new(e.Authority, e.NotifiedAt) },
        ({ } r, EnforcingAuthorityConfirmed e) => r with { Enforcing = r.Enforcing! with { ConfirmedAt = e.ConfirmedAt } },
        ({ } r, AccessImpedimentRaised e) => r with { Impediments = [.. r.Impediments, new(e.Reference, e.RaisedAt, e.Grounds, e.Explanation, e.IsPreserved)] },
        ({ } r, AccessImpedimentClarified e) => r with { Impediments = [.. r.Impediments.Select(i => i.Reference == e.Reference ? i with { ClarifiedAt = e.ClarifiedAt } : i)] },
        ({ } r, ConflictOfLawsRaised e) => r with { ConflictRaisedAt = e.RaisedAt },
        ({ } r, PreservationBegun e) => r with { Preservations = [.. r.Preservations, new(e.Reference, e.From, e.Agreements, e.OwnData, e.Until)] },
        ({ } r, PreservationExtended e) => r.With(e.Reference, p => p with { ExtendedAt = e.ExtendedAt, Until = e.Until }),
        ({ } r, PreservationUpheld e) => r.With(e.Reference, p => p with { ProductionConfirmedAt = e.ConfirmedAt }),
        ({ } r, PreservationReleased e) => r.With(e.Reference, p => p with { ReleasedAt = e.ReleasedAt }),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {request?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>The controller of an agreement, as far as anything was recorded of it.</summary>
    internal InformedController ControllerOf(Guid agreement) => Controllers.FirstOrDefault(c => c.Agreement == agreement) ?? new(agreement);

    /// <summary>The order of secrecy of a number.</summary>
    internal SecrecyOrder? OrderOf(int number) => SecrecyOrders.FirstOrDefault(o => o.Number == number);

    private AccessRequest With(Guid agreement, Func<InformedController, InformedController> change) =>
        this with { Controllers = [.. Controllers.Where(c => c.Agreement != agreement), change(ControllerOf(agreement))] };

    private AccessRequest With(Guid agreement, Guid notice, Func<ControllerNotice, ControllerNotice> change) =>
        With(agreement, c => c with { Notices = [.. c.Notices.Select(n => n.Id == notice ? change(n) : n)] });

    private AccessRequest With(int order, Func<SecrecyOrder, SecrecyOrder> change) =>
        this with { SecrecyOrders = [.. SecrecyOrders.Select(o => o.Number == order ? change(o) : o)] };

    private AccessRequest With(ImpersonalText preservation, Func<Preservation, Preservation> change) =>
        this with { Preservations = [.. Preservations.Select(p => p.Reference == preservation ? change(p) : p)] };

    private ControllerStanding StandingOfControllers()
    {
        var told = ConcernedAgreements.Select(a => ControllerOf(a).ToldAt).ToList();
        var disclosed = Disclosures.Count > 0 ? Disclosures.Min(d => d.DisclosedAt) : (DateTimeOffset?)null;
        return Scope is not null && told.Count == 0 ? ControllerStanding.NoUserToNotify
            : told.Count > 0 && told.TrueForAll(at => at is not null) ? told.Max() <= disclosed || disclosed is null ? ControllerStanding.NotifiedBefore : ControllerStanding.NotifiedAfter
            : MayNotTellControllers ? ControllerStanding.Gagged
            : disclosed is not null && Urgency == Urgency.Emergency ? ControllerStanding.Exigent
            : ControllerStanding.Pending;
    }
}

/// <summary>The authority that enforces a European order where the addressee is.</summary>
/// <param name="Country">Of which country it is.</param>
/// <param name="NotifiedAt">When it was notified (UTC).</param>
/// <param name="ConfirmedAt">When it confirmed that it raises no ground for refusal.</param>
public sealed record EnforcingAuthority(CountryCode Country, DateTimeOffset NotifiedAt, DateTimeOffset? ConfirmedAt = null);

/// <summary>Costs claimed.</summary>
/// <param name="ClaimedAt">When (UTC).</param>
/// <param name="MinorUnits">How much, in minor units of the currency.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record CostClaim(DateTimeOffset ClaimedAt, long MinorUnits, ImpersonalText Currency);
