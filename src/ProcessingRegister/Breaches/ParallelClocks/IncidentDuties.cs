using ProcessingRegister.Law;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Breaches.ParallelClocks;

/// <summary>
/// The clocks of an incident beside those of the breach (rule 4.12). Each has an anchor, a length and a rule of counting of its own, and is pinned to the
/// law of the day of its anchor.
/// </summary>
public static class IncidentDuties
{
    /// <summary>What is or was owed because of an incident. Pure.</summary>
    /// <param name="breach">The record of the breach.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="law">The law.</param>
    /// <param name="now">The instant for which the states are asked.</param>
    /// <exception cref="LawUnknownException">The law of a day is not known.</exception>
    public static IEnumerable<Obligation> Of(Guid breach, Incident incident, LawBook law, DateTimeOffset now) =>
        incident.Withdrawal is not null ? [] : Clocks(incident).Where(clock => clock.Anchor is not null).Select(clock => Obligation.By(
            new(breach, clock.Rule.Code, clock.Rule.Provision, incident.Entity == IncidentEntity.Keeper ? DutyParty.Keeper : DutyParty.Controller,
                DutyParty.SupervisoryAuthority, incident.Reference.Value),
            Law.Deadlines.Compute(clock.Rule, law.At(incident.Country, clock.Anchor!.Value), clock.Anchor.Value), clock.MetAt, now));

    /// <summary>Whether every clock of an incident can be computed by the law as it is known.</summary>
    internal static bool CanBeComputed(Incident incident, LawBook law)
    {
        try
        {
            return Of(Guid.Empty, incident, law, incident.AwareAt).All(_ => true);
        }
        catch (LawUnknownException)
        {
            return false;
        }
    }

    private static IEnumerable<(DeadlineRule Rule, DateTimeOffset? Anchor, DateTimeOffset? MetAt)> Clocks(Incident i) => i.Regime == IncidentRegime.Dora
        ?
        [
            (DeadlineRules.DoraInitial, i.First(IncidentStep.ClassifiedAsMajor), i.First(IncidentStep.InitialNotification)),
            (DeadlineRules.DoraInitialFromAwareness, i.AwareAt, i.First(IncidentStep.InitialNotification)),
            (DeadlineRules.DoraIntermediate, i.First(IncidentStep.InitialNotification), i.First(IncidentStep.IntermediateReport)),
            (DeadlineRules.DoraFinal, i.Last(IncidentStep.IntermediateReport), i.First(IncidentStep.FinalReport)),
        ]
        :
        [
            // A notification that comes within the first period says all that the early warning would have said.
            (DeadlineRules.Nis2EarlyWarning, i.AwareAt, Earlier(i.First(IncidentStep.EarlyWarning), i.First(IncidentStep.IncidentNotification))),
            (DeadlineRules.Nis2Notification, i.AwareAt, i.First(IncidentStep.IncidentNotification)),
            (DeadlineRules.Nis2Final, i.First(IncidentStep.IncidentNotification), i.First(IncidentStep.FinalReport)),
        ];

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
