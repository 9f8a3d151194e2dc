using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.ParallelClocks;

/// <summary>Withdraws the statement that the breach is an incident under another act, as when it is found not to be major. What was sent stays on record.</summary>
/// <param name="Incident">The incident's reference.</param>
/// <param name="WithdrawnAt">When it was found.</param>
/// <param name="Reasons">Why.</param>
public sealed record WithdrawIncident(ImpersonalText Incident, DateTimeOffset WithdrawnAt, PersonalText Reasons) : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new WithdrawIncident("bank", BreachExamples.Detected.AddDays(2), new("No critical service was affected; the incident is not major."));

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        breach.Incidents.FirstOrDefault(i => i.Reference == Incident) is not { } incident ? Decision.Refuse(IncidentRefusals.NotOnRecord)
        : incident.Withdrawal is not null ? Decision.AlreadyDone
        : breach.Status == BreachStatus.Closed ? Decision.Refuse(BreachRefusals.Settled)
        : WithdrawnAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : WithdrawnAt < incident.AwareAt ? Decision.Refuse(IncidentRefusals.BeforeAwareness)
        : Decision.Append(new IncidentStatementWithdrawn(Incident, WithdrawnAt.ToUniversalTime(), Reasons));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/incident-withdrawals</c>.</summary>
public static class WithdrawIncidentEndpoint
{
    /// <summary>Withdraws the statement that a breach is an incident under another act.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/incident-withdrawals", OperationId = "withdrawIncident"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, WithdrawIncident command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
