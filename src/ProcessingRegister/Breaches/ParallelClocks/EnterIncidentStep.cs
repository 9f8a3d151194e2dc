using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.ParallelClocks;

/// <summary>Enters a step about an incident: its classification, or a report that was sent. The clock that waited for it stops, and the next begins.</summary>
/// <param name="Incident">The incident's reference.</param>
/// <param name="Step">Which step.</param>
/// <param name="TakenAt">When it was taken.</param>
public sealed record EnterIncidentStep(ImpersonalText Incident, IncidentStep Step, DateTimeOffset TakenAt) : ICommand<Breach>, IExemplified
{
    // In the order of each act. An early warning may be left out, since a notification within its period says all of it.
    private static readonly IncidentStep[] OfDora = [IncidentStep.ClassifiedAsMajor, IncidentStep.InitialNotification, IncidentStep.IntermediateReport, IncidentStep.FinalReport];

    private static readonly IncidentStep[] OfNis2 = [IncidentStep.EarlyWarning, IncidentStep.IncidentNotification, IncidentStep.FinalReport];

    /// <inheritdoc />
    public static object Example => new EnterIncidentStep("bank", IncidentStep.ClassifiedAsMajor, BreachExamples.Detected.AddHours(9));

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        breach.Incidents.FirstOrDefault(i => i.Reference == Incident) is not { Withdrawal: null } incident ? Decision.Refuse(IncidentRefusals.NotOnRecord)
        : incident.Steps.Any(s => s.Step == Step && s.At == TakenAt) ? Decision.AlreadyDone
        : breach.Status == BreachStatus.Closed ? Decision.Refuse(BreachRefusals.Settled)
        : TakenAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : Forbidden(incident) is { } refusal ? Decision.Refuse(refusal)
        : Decision.Append(new IncidentStepTaken(Incident, Step, TakenAt.ToUniversalTime()));

    private Refusal? Forbidden(Incident incident)
    {
        var order = incident.Regime == IncidentRegime.Dora ? OfDora : OfNis2;
        var place = Array.IndexOf(order, Step);
        if (place < 0)
            return IncidentRefusals.StepOfAnotherAct;
        if (TakenAt < incident.AwareAt)
            return IncidentRefusals.BeforeAwareness;
        if (Step != IncidentStep.IntermediateReport && incident.First(Step) is not null)
            return IncidentRefusals.StepRecordedOtherwise;
        if (place > 0 && order[place - 1] != IncidentStep.EarlyWarning && incident.First(order[place - 1]) is null)
            return IncidentRefusals.StepMissing;
        if (order[..place].Any(before => incident.Last(before) > TakenAt) || order[(place + 1)..].Any(after => incident.First(after) < TakenAt))
            return IncidentRefusals.OutOfOrder;
        var then = incident with { Steps = [.. incident.Steps, new(Step, TakenAt.ToUniversalTime())] };
        return IncidentDuties.CanBeComputed(then, LawBook.Current) ? null : IncidentRefusals.LawNotKnown;
    }
}

/// <summary><c>POST /v1/{org}/breaches/{id}/incident-steps</c>.</summary>
public static class EnterIncidentStepEndpoint
{
    /// <summary>Enters the classification of an incident, or a report that was sent.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/incident-steps", OperationId = "enterIncidentStep"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, EnterIncidentStep command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
