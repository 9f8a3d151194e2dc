using ProcessingRegister.Breaches.ParallelClocks;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>
/// What a breach makes the organisation owe. Nothing of it is stored: the triggers and the jurisdiction are, and each duty is pinned to the law of the
/// day on which its trigger fell.
/// </summary>
public sealed partial record Breach
{
    /// <inheritdoc />
    public IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now) =>
        Status == BreachStatus.NoBreach ? [.. OfIncidents(law, now), .. Answers(now)]
        : [.. ToNotifyAuthority(law, now), .. ToTellMore(), .. ToNotifyControllers(), .. ToCommunicate(), .. ToObey(now), .. OfIncidents(law, now), .. Answers(now)];

    /// <summary>
    /// The period of Art. 33(1), or <c>null</c> where the organisation is not aware as controller. Where an assessment found the risk unlikely and a later
    /// one did not, it is not settled whether a new period runs from then (rule book, V23): the target is the end of the first period, or at once where that has
    /// passed, and the limit that of a new period.
    /// </summary>
    /// <exception cref="LawUnknownException">The law of the day is not known.</exception>
    public Deadline? AuthorityDeadline(LawBook law)
    {
        if (DutySince(BreachRole.Controller) is not { } since)
            return null;
        var first = PeriodFrom(law, since);
        if (RiskFoundLater(law) is not { } found || found <= since)
            return first;
        return PeriodFrom(law, found) with { Target = found > first.Target.At ? new(found) : first.Target, TargetConfidence = Confidence.D, LimitConfidence = Confidence.D };
    }

    /// <summary>Whether the risk, as assessed, makes the organisation notify; risk that was not assessed is not an unlikely one (rule 4.4).</summary>
    /// <exception cref="LawUnknownException">The law of the day is not known.</exception>
    public bool MustNotifyAuthority(LawBook law) => DutySince(BreachRole.Controller) is { } since && Reaches(Threshold(law, since), Risk);

    /// <summary>Whether an act at an instant needs the reasons for the delay, Art. 33(1): it comes after every reading of the period from the first awareness.</summary>
    internal bool NeedsReasonsForDelay(LawBook law, DateTimeOffset filedAt) =>
        DutySince(BreachRole.Controller) is { } since && PeriodFrom(law, since).Judge(filedAt) == Timeliness.OutOfTime;

    /// <summary>Whether the Regulation applied in a jurisdiction at an instant; not where its law is not known here.</summary>
    internal static bool IsUnderTheLaw(LawBook law, CountryCode jurisdiction, DateTimeOffset instant) =>
        law.Jurisdictions.FirstOrDefault(j => j.Code == Territory.Of(jurisdiction)) is { } known && PlaceOfAction.In(known).DayOf(instant) >= known.GdprInForceFrom;

    /// <summary>Where the organisation acts: in the zone of the breach's jurisdiction, or in UTC where that law is not known.</summary>
    internal PlaceOfAction Place(LawBook law) =>
        law.Jurisdictions.FirstOrDefault(j => j.Code == Territory.Of(Jurisdiction)) is { } known ? PlaceOfAction.In(known) : new(Jurisdiction, "UTC");

    private Deadline PeriodFrom(LawBook law, DateTimeOffset trigger) => Law.Deadlines.Compute(DeadlineRules.NotifyAuthority, law.At(Jurisdiction, trigger), trigger);

    private BreachThreshold Threshold(LawBook law, DateTimeOffset trigger) => law.At(Jurisdiction, trigger).Get(LawKeys.BreachAuthorityThreshold).Value;

    private static bool Reaches(BreachThreshold threshold, RiskAssessment? risk) =>
        risk is null || risk.Outcome >= (threshold == BreachThreshold.HighRisk ? RiskOutcome.HighRisk : RiskOutcome.Risk);

    // When the risk was first assessed as one to be notified of, after it had been assessed as none.
    private DateTimeOffset? RiskFoundLater(LawBook law)
    {
        var threshold = Threshold(law, DutySince(BreachRole.Controller)!.Value);
        var unlikely = RiskAssessments.ToList().FindLastIndex(a => !Reaches(threshold, a));
        return unlikely >= 0 && unlikely + 1 < RiskAssessments.Count ? RiskAssessments[unlikely + 1].AssessedAt : null;
    }

    private IEnumerable<Obligation> ToNotifyAuthority(LawBook law, DateTimeOffset now) =>
        MustNotifyAuthority(law) && AuthorityDeadline(law) is { } deadline
            ? [Obligation.By(new(Id, deadline.Rule, "Art. 33(1)", DutyParty.Keeper, DutyParty.SupervisoryAuthority), deadline, FirstOwnFiling()?.FiledAt, now)]
            : [];

    private Filing? FirstOwnFiling() => Filings.FirstOrDefault(f => f is { For: FilingFor.Self, Opens: true });

    // Art. 33(4): what the latest filing says is missing is told without undue further delay.
    private IEnumerable<Obligation> ToTellMore() => Filings.Where(f => f.Kind != FilingKind.Withdrawal).GroupBy(f => (f.For, f.Authority)).Select(g => g.ToList())
        .Where(filed => filed.Exists(f => f.StillMissing.Count > 0) && !Filings.Any(f => f.Kind == FilingKind.Withdrawal && (f.For, f.Authority) == (filed[0].For, filed[0].Authority)))
        .Select(filed => Obligation.WithoutUndueDelay(
            new(Id, "breach.phases", "Art. 33(4)", DutyParty.Keeper, DutyParty.SupervisoryAuthority, filed[0].Reference.Value),
            filed.First(f => f.StillMissing.Count > 0).FiledAt, filed[^1].StillMissing.Count == 0 ? filed[^1].FiledAt : null));

    // Each controller is owed its own notice, which its own record states; here it is owed that they be found.
    private IEnumerable<Obligation> ToNotifyControllers() => Datasets.Where(d => d.Role != BreachRole.Controller && DutySince(d.Role) is not null)
        .Select(d => Obligation.WithoutUndueDelay(
            new(Id, "breach.controllers", "Art. 33(2)", DutyParty.Keeper, d.Role == BreachRole.Processor ? DutyParty.Controller : DutyParty.Processor, d.Name.Value),
            DutySince(d.Role)!.Value, ControllerSelections.FirstOrDefault(s => s.Dataset == d.Name)?.SelectedAt));

    private IEnumerable<Obligation> ToCommunicate()
    {
        if (Risk?.Outcome != RiskOutcome.HighRisk || DutySince(BreachRole.Controller) is null)
            return [];
        var before = RiskAssessments.ToList().FindLastIndex(a => a.Outcome != RiskOutcome.HighRisk);
        return [Obligation.WithoutUndueDelay(
            new(Id, "breach.communication", "Art. 34(1)", DutyParty.Keeper, DutyParty.DataSubjects), RiskAssessments[before + 1].AssessedAt,
            Communications.Count > 0 ? Communications.Min(c => c.InformedAt) : ExceptionHolds ? CommunicationException!.InvokedAt : null)];
    }

    /// <summary>Whether the exception that is relied on is still to be had, by what is known now, Art. 34(3) and (4).</summary>
    internal bool ExceptionHolds => CommunicationException is { } e && Orders.Count == 0 && (e.Exception != Breaches.CommunicationException.Unintelligible || DataAreUnintelligible);

    /// <summary>Whether the data are unintelligible and the means of reading them are safe, Art. 34(3)(a).</summary>
    internal bool DataAreUnintelligible => Facts.Protection is { Unintelligible: Answer.Yes, KeysCompromised: Answer.No };

    private IEnumerable<Obligation> ToObey(DateTimeOffset now) => Orders.Select(order =>
    {
        var owed = new Owed(Id, "breach.order", "Art. 34(4)", DutyParty.Keeper, DutyParty.DataSubjects, order.Reference.Value);
        var met = Communications.Where(c => c.InformedAt >= order.OrderedAt).Select(c => (DateTimeOffset?)c.InformedAt).Min();
        return order.CommunicateBy is { } by ? Obligation.By(owed, order.OrderedAt, by, met, now) : Obligation.WithoutUndueDelay(owed, order.OrderedAt, met);
    });

    // What other acts demand does not depend on personal data having been breached.
    private IEnumerable<Obligation> OfIncidents(LawBook law, DateTimeOffset now) => Incidents.SelectMany(i => IncidentDuties.Of(Id, i, law, now));

    private IEnumerable<Obligation> Answers(DateTimeOffset now) => Correspondence.Where(c => c is { Direction: CorrespondenceDirection.Received, AnswerBy: not null })
        .Select(asked => Obligation.By(
            new(Id, "breach.answer", "Art. 31", DutyParty.Keeper, DutyParty.SupervisoryAuthority, asked.Reference.Value), asked.ExchangedAt, asked.AnswerBy!.Value,
            Correspondence.FirstOrDefault(c => c.Direction == CorrespondenceDirection.Sent && c.Answers == asked.Reference)?.ExchangedAt, now));
}
