using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Records that it is being investigated whether personal data are affected; for that short time there may be no awareness yet (rule 4.1).</summary>
/// <param name="BegunAt">When it began.</param>
public sealed record BeginInvestigation(DateTimeOffset BegunAt) : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new BeginInvestigation(BreachExamples.Detected.AddMinutes(40));

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        breach.InvestigationBegunAt == BegunAt ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : BegunAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : Decision.Append(new InvestigationBegun(BegunAt.ToUniversalTime()));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/investigation</c>.</summary>
public static class BeginInvestigationEndpoint
{
    /// <summary>Records the beginning of the investigation.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/investigation", OperationId = "beginInvestigation"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, BeginInvestigation command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
