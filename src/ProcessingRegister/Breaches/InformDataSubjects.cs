using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Records that the breach was communicated to data subjects, Art. 34(1), in clear and plain language, Art. 34(2).</summary>
/// <param name="Reference">What the communication is called, unique within the breach.</param>
/// <param name="InformedAt">When.</param>
/// <param name="Number">How many were told.</param>
/// <param name="Means">How.</param>
/// <param name="Contents">What they were told.</param>
/// <param name="ContentSha256">The digest of the text as it was sent.</param>
/// <param name="WhyNotAll">Why others were not told, if that is so.</param>
public sealed record InformDataSubjects(
    ImpersonalText Reference, DateTimeOffset InformedAt, Quantity Number, IReadOnlyList<CommunicationMeans> Means, PersonalText Contents, byte[]? ContentSha256 = null,
    PersonalText? WhyNotAll = null)
    : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new InformDataSubjects(
        "letter-1", BreachExamples.Detected.AddDays(1), new(Qualifier.Exact, 1204), [CommunicationMeans.Email], new("What happened, what may follow, what to do, whom to ask."));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        Again.Of(breach.Communications.FirstOrDefault(c => c.Reference == Reference),
            new Communication(Reference, InformedAt.ToUniversalTime(), Number, Means, Contents, ContentSha256, WhyNotAll), BreachRefusals.CommunicationRecordedOtherwise)
        ?? (breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
            : InformedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
            : Decision.Append(new BreachCommunicated(Reference, InformedAt.ToUniversalTime(), Number, Means, Contents, ContentSha256, WhyNotAll)));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Number.Faults("/number"),
        .. Again.NotEmpty("/means", Means),
        .. Digest.Faults("/contentSha256", ContentSha256),
    ];
}

/// <summary><c>POST /v1/{org}/breaches/{id}/communications</c>.</summary>
public static class InformDataSubjectsEndpoint
{
    /// <summary>Records a communication to data subjects.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/communications", OperationId = "informDataSubjects"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, InformDataSubjects command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
