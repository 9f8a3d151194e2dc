using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.ParallelClocks;

/// <summary>States that the breach is an incident under another act, too, for the organisation itself or for a controller. The clocks of that act run beside those of the breach.</summary>
/// <param name="Reference">What the incident is called, unique within the breach.</param>
/// <param name="Regime">Under which act.</param>
/// <param name="Country">Under whose law the entity is.</param>
/// <param name="AwareAt">Since when the entity is aware of the incident.</param>
/// <param name="Entity">Whose incident it is.</param>
public sealed record StateIncident(
    ImpersonalText Reference, IncidentRegime Regime, CountryCode Country, DateTimeOffset AwareAt, IncidentEntity Entity = IncidentEntity.Keeper)
    : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new StateIncident("bank", IncidentRegime.Dora, CountryCode.Parse("SE"), BreachExamples.Detected.AddHours(6), IncidentEntity.Controller);

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now)
    {
        var incident = new Incident(Reference, Regime, Entity, Country, AwareAt.ToUniversalTime());
        var earlier = breach.Incidents.FirstOrDefault(i => i.Reference == Reference);
        return Again.Of(earlier is null ? null : earlier with { Steps = [], Withdrawal = null }, incident, IncidentRefusals.RecordedOtherwise)
            ?? (breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
                : AwareAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
                : AwareAt < breach.Facts.Occurred?.From ? Decision.Refuse(BreachRefusals.AwareBeforeItOccurred)
                : !IncidentDuties.CanBeComputed(incident, LawBook.Current) ? Decision.Refuse(IncidentRefusals.LawNotKnown)
                : Decision.Append(new IncidentStated(Reference, Regime, Entity, Country, incident.AwareAt)));
    }
}

/// <summary><c>POST /v1/{org}/breaches/{id}/incidents</c>.</summary>
public static class StateIncidentEndpoint
{
    /// <summary>States that a breach is an incident under DORA or NIS2.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/incidents", OperationId = "stateIncident"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, StateIncident command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
