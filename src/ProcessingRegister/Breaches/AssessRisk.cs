using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Assesses the risk to the rights and freedoms of natural persons. It supersedes the assessment before, which stays on record.</summary>
/// <param name="Outcome">The risk.</param>
/// <param name="AssessedAt">When it was assessed.</param>
/// <param name="Method">By which method.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Enisa">The factors of ENISA's score, if they were used; the score decides nothing.</param>
public sealed record AssessRisk(
    RiskOutcome Outcome, DateTimeOffset AssessedAt, ImpersonalText Method, PersonalText Reasons, EnisaFactors? Enisa = null)
    : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AssessRisk(
        RiskOutcome.Risk, BreachExamples.Detected.AddHours(5), "ENISA 2013 and the criteria of recital 76", new("Pay and account numbers may be used for fraud."),
        new EnisaFactors(3, 0.75m, 0.5m, 0, 0, 0.5m));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        RegisterJson.SayTheSame(breach.Risk, new RiskAssessment(Outcome, AssessedAt.ToUniversalTime(), Method, Reasons, Enisa)) ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : AssessedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : AssessedAt < breach.Risk?.AssessedAt ? Decision.Refuse(BreachRefusals.AssessedBeforeTheLast)
        : Decision.Append(new RiskAssessed(Outcome, AssessedAt.ToUniversalTime(), Method, Reasons, Enisa));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        Enisa?.Faults("/enisa") ?? [];
}

/// <summary><c>POST /v1/{org}/breaches/{id}/risk-assessments</c>.</summary>
public static class AssessRiskEndpoint
{
    /// <summary>Assesses the risk of a breach.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/risk-assessments", OperationId = "assessRisk"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, AssessRisk command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
