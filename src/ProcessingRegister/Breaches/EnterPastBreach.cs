using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>
/// Enters a breach of the past as a list of breaches has it: recorded, aware, notified. It says what the requests for these would say one after the
/// other, by the same rules: what is late without reasons is refused, and a breach that is on record is added to.
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
public sealed record EnterPastBreach(
    ImpersonalText Reference, CountryCode Jurisdiction, DateTimeOffset AwareAt, DateTimeOffset? DetectedAt = null, DateTimeOffset? OccurredFrom = null,
    DateTimeOffset? OccurredTo = null, DateTimeOffset? NotifiedAt = null, CountryCode? Authority = null, PersonalText? ReasonsForDelay = null,
    IReadOnlyList<BreachKind>? Kinds = null, int? NumberAffected = null, PersonalText? Description = null)
    : ICreation<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EnterPastBreach(
        "2025-03", CountryCode.Parse("NO"), BreachExamples.Detected.AddHours(3), BreachExamples.Detected, NotifiedAt: BreachExamples.Detected.AddHours(50),
        Kinds: [BreachKind.Confidentiality], NumberAffected: 40);

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
        .. NotifiedAt is null && ReasonsForDelay is not null ? [new Fault("/reasonsForDelay", "must not be given without notifiedAt")] : Array.Empty<Fault>(),
    ];

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
        if (NotifiedAt is { } at)
            yield return new NotifyAuthority("past", Authority ?? Jurisdiction, FilingKind.Complete, at, ReasonsForDelay: ReasonsForDelay);
    }

    private Decision Continue(Breach breach, IReadOnlyList<object> events, Moment now)
    {
        foreach (var command in Following())
        {
            switch (command.Decide(breach, now))
            {
                case Decision.Refused refused:
                    return refused;
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
        ],
    };
}

/// <summary><c>POST /v1/{org}/past-breaches</c>.</summary>
public static class EnterPastBreachEndpoint
{
    /// <summary>Enters a breach of the past, with awareness and notification in one.</summary>
    [WolverinePost("/v1/{org}/past-breaches", OperationId = "enterPastBreach"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(EnterPastBreach command, IDocumentSession session, HttpContext http) =>
        session.Create(command, http, $"/v1/{http.Caller().Slug}/breaches");
}
