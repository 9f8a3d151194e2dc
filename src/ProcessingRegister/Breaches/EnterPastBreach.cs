using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>
/// Enters a breach of the past as a list of breaches has it: recorded, aware, assessed, notified or not, communicated, closed. It says what the requests
/// for these would say one after the other, by the same rules: what is late without reasons is refused, and a breach that is on record is added to.
/// What the list does not state is recorded as not stated; what it states without an instant is dated by what came before it, and the record says so.
/// </summary>
/// <param name="Reference">A name of the organisation's own, unique among its breaches.</param>
/// <param name="Jurisdiction">Under whose law the organisation is; it must be one that the register knows.</param>
/// <param name="AwareAt">Since when the organisation was aware as controller.</param>
/// <param name="DetectedAt">The first alert; the awareness when absent.</param>
/// <param name="OccurredFrom">When the breach began.</param>
/// <param name="OccurredTo">When it ended.</param>
/// <param name="NotifiedAt">When the authority was notified; absent when it was not.</param>
/// <param name="Authority">Whose authority; that of the jurisdiction when absent.</param>
/// <param name="ReasonsForDelay">Art. 33(1): demanded after the limit.</param>
/// <param name="Kinds">What was lost.</param>
/// <param name="NumberAffected">The approximate number of data subjects.</param>
/// <param name="Description">What happened.</param>
/// <param name="Risk">The risk as it was assessed; when absent it was not, and counts as one to be notified of.</param>
/// <param name="RiskAssessedAt">When it was assessed; the awareness when absent, so that the duty of Art. 34(1) runs from then.</param>
/// <param name="RiskReasons">Why the risk was found to be that.</param>
/// <param name="ReasonsForNotNotifying">Art. 33(1) and (5): why it was decided not to notify the authority; without them there is no such decision on record.</param>
/// <param name="DecidedAt">When it was decided not to notify; the assessment when absent.</param>
/// <param name="CommunicatedAt">When the breach was communicated to data subjects, Art. 34(1).</param>
/// <param name="NumberInformed">The approximate number of those who were told.</param>
/// <param name="MeansOfInforming">How they were told.</param>
/// <param name="Effects">Art. 33(5): the effects that it had.</param>
/// <param name="RemedialAction">Art. 33(5): what was done about it.</param>
/// <param name="ClosedAt">When the record was closed, which takes effects and remedial action.</param>
public sealed record EnterPastBreach(
    ImpersonalText Reference, CountryCode Jurisdiction, DateTimeOffset AwareAt, DateTimeOffset? DetectedAt = null, DateTimeOffset? OccurredFrom = null,
    DateTimeOffset? OccurredTo = null, DateTimeOffset? NotifiedAt = null, CountryCode? Authority = null, PersonalText? ReasonsForDelay = null,
    IReadOnlyList<BreachKind>? Kinds = null, int? NumberAffected = null, PersonalText? Description = null, RiskOutcome? Risk = null,
    DateTimeOffset? RiskAssessedAt = null, PersonalText? RiskReasons = null, PersonalText? ReasonsForNotNotifying = null, DateTimeOffset? DecidedAt = null,
    DateTimeOffset? CommunicatedAt = null, int? NumberInformed = null, IReadOnlyList<CommunicationMeans>? MeansOfInforming = null, PersonalText? Effects = null,
    PersonalText? RemedialAction = null, DateTimeOffset? ClosedAt = null)
    : ICreation<Breach>, IChecked, IExemplified
{
    private const string Listed = "as stated in a list of past breaches";

    private const string Undated = "as stated in a list of past breaches, which does not say when";

    // One for each place: a personal text is sealed under the place where it stands.
    private static PersonalText NotStated => new("Not stated in a list of past breaches.");

    /// <inheritdoc />
    public static object Example => new EnterPastBreach(
        "2025-03", CountryCode.Parse("NO"), BreachExamples.Detected.AddHours(3), BreachExamples.Detected, NotifiedAt: BreachExamples.Detected.AddHours(50),
        Kinds: [BreachKind.Confidentiality], NumberAffected: 40, Risk: RiskOutcome.Risk);

    /// <inheritdoc />
    public Decision Decide(Moment now) => Beginning.Decide(now) is Decision.Appended begun ? Continue(After(null, begun, now), begun.Events, now) : Beginning.Decide(now);

    /// <summary>Decides what the list adds to a breach that is on record. Pure.</summary>
    public Decision Decide(Breach breach, Moment now) =>
        breach.Jurisdiction != Jurisdiction || breach.DetectedAt != Beginning.DetectedAt ? Decision.Refuse(BreachRefusals.RecordedOtherwise) : Continue(breach, [], now);

    string ICreation<Breach>.Identity => ((ICreation<Breach>)Beginning).Identity;

    Refusal ICreation<Breach>.AlreadyExists => BreachRefusals.AlreadyRecorded;

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Beginning.Faults().Select(f => f.Pointer switch
        {
            "/facts/occurred/to" => new Fault("/occurredTo", "must not be before occurredFrom"),
            "/facts/numberOfDataSubjects/inAll/value" => new Fault("/numberAffected", "must not be negative"),
            _ => f.Pointer.StartsWith("/facts", StringComparison.Ordinal) ? f with { Pointer = f.Pointer["/facts".Length..] } : f,
        }),
        .. DetectedAt > AwareAt ? [new Fault("/detectedAt", "must not be after awareAt")] : Array.Empty<Fault>(),
        .. NotifiedAt < AwareAt ? [new Fault("/notifiedAt", "must not be before awareAt")] : Array.Empty<Fault>(),
        .. Unless(NotifiedAt is not null, "notifiedAt", ("/reasonsForDelay", ReasonsForDelay)),
        .. Unless(Risk is not null, "risk", ("/riskAssessedAt", RiskAssessedAt), ("/riskReasons", RiskReasons), ("/reasonsForNotNotifying", ReasonsForNotNotifying)),
        .. Unless(ReasonsForNotNotifying is not null, "reasonsForNotNotifying", ("/decidedAt", DecidedAt)),
        .. Unless(CommunicatedAt is not null, "communicatedAt", ("/numberInformed", NumberInformed), ("/meansOfInforming", MeansOfInforming)),
        .. NotifiedAt is not null && ReasonsForNotNotifying is not null ? [new Fault("/reasonsForNotNotifying", "must not be given with notifiedAt")] : Array.Empty<Fault>(),
        .. Before(DetectedAt ?? AwareAt, DetectedAt is null ? "awareAt" : "detectedAt", ("/riskAssessedAt", RiskAssessedAt), ("/communicatedAt", CommunicatedAt)),
        .. Before(RiskAssessedAt ?? AwareAt, RiskAssessedAt is null ? "awareAt" : "riskAssessedAt", ("/decidedAt", DecidedAt)),
        .. Before(AwareAt, "awareAt", ("/closedAt", ClosedAt)),
        .. NumberInformed < 0 ? [new Fault("/numberInformed", "must not be negative")] : Array.Empty<Fault>(),
        .. MeansOfInforming is { } means ? Again.NotEmpty("/meansOfInforming", means) : [],
        .. Unless(ClosedAt is not null, "closedAt", ("/effects", Effects), ("/remedialAction", RemedialAction)),
        .. ClosedAt is not null && Effects is null ? [new Fault("/effects", "must be given when closedAt is (Art. 33(5))")] : Array.Empty<Fault>(),
        .. ClosedAt is not null && RemedialAction is null ? [new Fault("/remedialAction", "must be given when closedAt is (Art. 33(5))")] : Array.Empty<Fault>(),
    ];

    private static IEnumerable<Fault> Unless(bool isGiven, string member, params (string Place, object? Value)[] others) =>
        isGiven ? [] : others.Where(o => o.Value is not null).Select(o => new Fault(o.Place, $"must not be given without {member}"));

    private static IEnumerable<Fault> Before(DateTimeOffset first, string member, params (string Place, DateTimeOffset? At)[] others) =>
        others.Where(o => o.At < first).Select(o => new Fault(o.Place, $"must not be before {member}"));

    private RecordBreach Beginning => new(Reference, Jurisdiction, DetectedAt ?? AwareAt, Facts);

    private BreachFacts Facts => new()
    {
        Occurred = OccurredFrom is null && OccurredTo is null ? null : new(OccurredFrom?.ToUniversalTime(), OccurredTo?.ToUniversalTime()),
        Kinds = Kinds,
        NumberOfDataSubjects = NumberAffected is { } number ? new(new(Qualifier.Approximate, number)) : null,
        Description = Description,
    };

    private IEnumerable<ICommand<Breach>> Following()
    {
        yield return new EstablishFacts(Facts);
        yield return new EstablishAwareness(BreachRole.Controller, AwareAt, new("As stated in a list of past breaches."));
        var assessedAt = RiskAssessedAt ?? AwareAt;
        if (Risk is { } risk)
            yield return new AssessRisk(risk, assessedAt, RiskAssessedAt is null ? Undated : Listed, RiskReasons ?? NotStated);
        if (NotifiedAt is { } notified)
            yield return new NotifyAuthority("past", Authority ?? Jurisdiction, FilingKind.Complete, notified, ReasonsForDelay: ReasonsForDelay);
        if (ReasonsForNotNotifying is { } reasons)
            yield return new DecideNotToNotify(DecidedAt ?? assessedAt, reasons, [DecidedAt is null ? Undated : Listed]);
        if (CommunicatedAt is { } told)
        {
            yield return new InformDataSubjects(
                "past", told, NumberInformed is { } informed ? new(Qualifier.Approximate, informed) : new(Qualifier.Unknown), MeansOfInforming ?? [], NotStated);
        }

        if (ClosedAt is { } closed)
            yield return new CloseBreach(closed, Effects!, RemedialAction!);
    }

    private Decision Continue(Breach breach, IReadOnlyList<object> events, Moment now)
    {
        foreach (var command in Following())
        {
            switch (command.Decide(breach, now))
            {
                case Decision.Refused refused:
                    return refused;
                // Whether the controllers concerned were told stands in records of their own, which a list does not look into.
                case Decision.Appended when command is CloseBreach && breach.ControllerSelections.Count > 0:
                    return Decision.Refuse(BreachRefusals.ControllersNotTold);
                case Decision.Appended appended:
                    (breach, events) = (After(breach, appended, now), [.. events, .. appended.Events]);
                    break;
            }
        }

        return events.Count == 0 ? Decision.AlreadyDone : Decision.Append([.. events]);
    }

    private static Breach After(Breach? breach, Decision.Appended appended, Moment now) =>
        appended.Events.Aggregate(breach, (b, e) => Fold.Next(b, b?.Id ?? Guid.Empty, new RecordedEvent(Guid.Empty, now.Instant, e)))!;
}

/// <summary>How breaches of the past take part in imports.</summary>
public static class BreachImport
{
    /// <summary>The section <c>breaches</c>: each item is an <see cref="EnterPastBreach"/>. What it decides is for the officer to decide.</summary>
    public static IImportable Section { get; } = Importable.Of<Breach, EnterPastBreach>("breaches", item => item.Reference.Value, (item, breach, now) => item.Decide(breach, now)) with
    {
        AllowedTo = [Role.Dpo],
        Columns =
        [
            new("reference", "/reference"), new("jurisdiction", "/jurisdiction"), new("detectedAt", "/detectedAt"), new("awareAt", "/awareAt"),
            new("occurredFrom", "/occurredFrom"), new("occurredTo", "/occurredTo"), new("notifiedAt", "/notifiedAt"), new("authority", "/authority"),
            new("reasonsForDelay", "/reasonsForDelay"), new("kinds", "/kinds/*"), new("numberAffected", "/numberAffected"), new("description", "/description"),
            new("risk", "/risk"), new("riskAssessedAt", "/riskAssessedAt"), new("riskReasons", "/riskReasons"),
            new("reasonsForNotNotifying", "/reasonsForNotNotifying"), new("decidedAt", "/decidedAt"), new("communicatedAt", "/communicatedAt"),
            new("numberInformed", "/numberInformed"), new("meansOfInforming", "/meansOfInforming/*"), new("effects", "/effects"),
            new("remedialAction", "/remedialAction"), new("closedAt", "/closedAt"),
        ],
    };
}

/// <summary><c>POST /v1/{org}/past-breaches</c>.</summary>
public static class EnterPastBreachEndpoint
{
    /// <summary>Enters a breach of the past, from the awareness to the closure in one.</summary>
    [WolverinePost("/v1/{org}/past-breaches", OperationId = "enterPastBreach"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(EnterPastBreach command, IDocumentSession session, HttpContext http) =>
        session.Create(command, http, $"/v1/{http.Caller().Slug}/breaches");
}
