using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Begins the record of a suspected breach, Art. 33(5). Whether it is one is found out later.</summary>
/// <param name="Reference">A name of the organisation's own, unique among its breaches.</param>
/// <param name="Jurisdiction">Under whose law the organisation is; it must be one that the register knows.</param>
/// <param name="DetectedAt">The first alert. It starts no clock.</param>
/// <param name="Facts">What is known so far.</param>
public sealed record RecordBreach(ImpersonalText Reference, CountryCode Jurisdiction, DateTimeOffset DetectedAt, BreachFacts? Facts = null)
    : ICreation<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordBreach("2026-07", CountryCode.Parse("NO"), BreachExamples.Detected, BreachExamples.Facts);

    /// <inheritdoc />
    public Decision Decide(Moment now) => DetectedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : Decision.Append(new BreachRecorded(Reference, Jurisdiction, DetectedAt.ToUniversalTime(), Facts ?? new()));

    string ICreation<Breach>.Identity => Reference.Value.Trim().Normalize().ToUpperInvariant();

    Refusal ICreation<Breach>.AlreadyExists => BreachRefusals.AlreadyRecorded;

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. LawBook.Current.Jurisdictions.Any(j => j.Code == Territory.Of(Jurisdiction)) ? Array.Empty<Fault>() : [new Fault("/jurisdiction", "must be one whose law the register knows")],
        .. Facts?.Faults("/facts") ?? [],
    ];
}

/// <summary><c>POST /v1/{org}/breaches</c>.</summary>
public static class RecordBreachEndpoint
{
    /// <summary>Begins the record of a suspected breach.</summary>
    [WolverinePost("/v1/{org}/breaches", OperationId = "recordBreach"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(RecordBreach command, IDocumentSession session, HttpContext http) => session.Create(command, http);
}
