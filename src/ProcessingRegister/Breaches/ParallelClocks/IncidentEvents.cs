using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches.ParallelClocks;

/// <summary>The breach was stated to be an incident under another act, too, for one entity.</summary>
public sealed record IncidentStated(ImpersonalText Reference, IncidentRegime Regime, IncidentEntity Entity, CountryCode Country, DateTimeOffset AwareAt) : IHappened
{
    DateTimeOffset IHappened.At => AwareAt;
}

/// <summary>A step was taken that sets or stops a clock of an incident.</summary>
public sealed record IncidentStepTaken(ImpersonalText Incident, IncidentStep Step, DateTimeOffset TakenAt) : IHappened
{
    DateTimeOffset IHappened.At => TakenAt;
}

/// <summary>It was found that the breach is no incident under that act, or no longer one: nothing more is owed because of it.</summary>
public sealed record IncidentStatementWithdrawn(ImpersonalText Incident, DateTimeOffset WithdrawnAt, PersonalText Reasons) : IHappened
{
    DateTimeOffset IHappened.At => WithdrawnAt;
}
