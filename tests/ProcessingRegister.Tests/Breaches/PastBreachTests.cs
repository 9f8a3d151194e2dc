using ProcessingRegister.Breaches;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class A_past_breach
{
    private static readonly EnterPastBreach Row = new("2026-02", Norway, Aware, Detected, NotifiedAt: Aware.AddHours(50), Kinds: [BreachKind.Integrity], NumberAffected: 40);

    private static readonly EnterPastBreach Whole = Row with
    {
        Risk = RiskOutcome.HighRisk,
        RiskAssessedAt = Aware.AddHours(2),
        RiskReasons = Why,
        CommunicatedAt = Aware.AddHours(60),
        NumberInformed = 38,
        MeansOfInforming = [CommunicationMeans.Letter],
        Effects = Why,
        RemedialAction = Why,
        ClosedAt = Aware.AddDays(8),
    };

    [Fact]
    public void Is_recorded_aware_and_notified_as_by_single_requests()
    {
        var breach = Entered(Row);

        Assert.Equal((Aware, ObligationState.Met), (breach.DutySince(BreachRole.Controller), breach.Owed("breach.sa", Now.Instant)!.State));
        Assert.Equal((Detected, 40, FilingKind.Complete), (breach.DetectedAt, breach.Facts.NumberOfDataSubjects!.InAll.Value, Assert.Single(breach.Filings).Kind));
    }

    [Fact]
    public void That_was_not_notified_is_overdue() =>
        Assert.Equal(ObligationState.Overdue, Entered(Row with { NotifiedAt = null }).Owed("breach.sa", Now.Instant)!.State);

    [Fact]
    public void That_was_notified_late_has_reasons()
    {
        Creating(Row with { NotifiedAt = Aware.AddHours(80) }).ThenRefused(BreachRefusals.ReasonsForDelayRequired);
        var late = Entered(Row with { NotifiedAt = Aware.AddHours(80), ReasonsForDelay = Why });
        Assert.Equal(ObligationState.MetLate, late.Owed("breach.sa", Now.Instant)!.State);
    }

    [Fact]
    public void Follows_the_rules_of_the_single_requests()
    {
        Creating(Row with { NotifiedAt = Now.Instant.AddHours(1) }).ThenRefused(BreachRefusals.NotYetHappened);
        Creating(Row with { AwareAt = Now.Instant.AddHours(1), NotifiedAt = null }).ThenRefused(BreachRefusals.NotYetHappened);
        Creating(Row with { OccurredFrom = Aware.AddHours(1) }).ThenRefused(BreachRefusals.AwareBeforeItOccurred);
        Creating(Row with { DetectedAt = null, AwareAt = new(2018, 7, 19, 12, 0, 0, TimeSpan.Zero), NotifiedAt = null }).ThenRefused(BreachRefusals.BeforeTheLaw);
    }

    [Fact]
    public void That_is_on_record_is_added_to_and_not_rewritten()
    {
        var known = Given<Breach>(Recorded(new() { Kinds = [BreachKind.Integrity] }), AwareAs(BreachRole.Controller));
        var added = Assert.IsType<Decision.Appended>(Row.Decide(known.Record, Now));
        Assert.Equal([typeof(BreachFactsEstablished), typeof(AuthorityNotified)], added.Events.Select(e => e.GetType()));

        var whole = Given<Breach>([Recorded(new() { Kinds = [BreachKind.Integrity] }), AwareAs(BreachRole.Controller), .. added.Events]);
        Assert.IsType<Decision.Done>(Row.Decide(whole.Record, Now));
        Assert.Equal(BreachRefusals.RecordedOtherwise, Assert.IsType<Decision.Refused>((Row with { DetectedAt = Detected.AddHours(1) }).Decide(whole.Record, Now)).Refusal);
        Assert.Equal(BreachRefusals.FilingRecordedOtherwise, Assert.IsType<Decision.Refused>((Row with { NotifiedAt = Aware.AddHours(51) }).Decide(whole.Record, Now)).Refusal);
    }

    [Fact]
    public void Has_its_instants_in_order()
    {
        Assert.Equal("/notifiedAt", Assert.Single((Row with { NotifiedAt = Aware.AddSeconds(-1) }).Faults()).Pointer);
        Assert.Equal("/detectedAt", Assert.Single((Row with { DetectedAt = Aware.AddSeconds(1) }).Faults()).Pointer);
        Assert.Equal("/occurredTo", Assert.Single((Row with { OccurredFrom = Detected, OccurredTo = Detected.AddSeconds(-1) }).Faults()).Pointer);
        Assert.Equal("/reasonsForDelay", Assert.Single((Row with { NotifiedAt = null, ReasonsForDelay = Why }).Faults()).Pointer);
        Assert.Equal("/numberAffected", Assert.Single((Row with { NumberAffected = -1 }).Faults()).Pointer);
        Assert.Equal("/jurisdiction", Assert.Single((Row with { Jurisdiction = CountryCode.Parse("JP") }).Faults()).Pointer);
        Assert.Empty(Row.Faults());
    }

    [Fact]
    public void Is_assessed_told_of_and_closed_as_the_list_says()
    {
        var breach = Entered(Whole);

        Assert.Equal((ObligationState.Met, ObligationState.Met), (breach.Owed("breach.sa", Now.Instant)!.State, breach.Owed("breach.communication", Now.Instant)!.State));
        Assert.Equal((Aware.AddHours(2), Aware.AddHours(60)), (breach.Owed("breach.communication", Now.Instant)!.Since, breach.Owed("breach.communication", Now.Instant)!.MetAt));
        Assert.Equal((BreachStatus.Closed, Aware.AddDays(8)), (breach.Status, breach.End!.At));
        Assert.IsType<Decision.Done>(Whole.Decide(breach, Now));
    }

    [Fact]
    public void Says_of_what_the_list_does_not_state_that_it_is_not_stated()
    {
        var breach = Entered(Row with { Risk = RiskOutcome.HighRisk, CommunicatedAt = Aware.AddHours(60) });

        Assert.Equal((Aware, "Not stated in a list of past breaches."), (breach.Risk!.AssessedAt, breach.Risk.Reasons.Value));
        Assert.Contains("does not say when", breach.Risk.Method.Value, StringComparison.Ordinal);
        var told = Assert.Single(breach.Communications);
        Assert.Equal((Qualifier.Unknown, (long?)null, 0), (told.Number.Qualifier, told.Number.Value, told.Means.Count));
        Assert.Equal(Aware, breach.Owed("breach.communication", Now.Instant)!.Since);
        Assert.Empty(Entered(Row).RiskAssessments);
    }

    [Fact]
    public void Whose_risk_was_unlikely_owes_no_notification_and_has_the_reasons()
    {
        var unlikely = Row with { NotifiedAt = null, Risk = RiskOutcome.Unlikely };
        Assert.Null(Entered(unlikely).Owed("breach.sa", Now.Instant));
        Creating(unlikely with { ClosedAt = Aware.AddDays(8), Effects = Why, RemedialAction = Why }).ThenRefused(BreachRefusals.NotNotifyingWithoutReasons);

        var decided = Entered(unlikely with { ReasonsForNotNotifying = Why, ClosedAt = Aware.AddDays(8), Effects = Why, RemedialAction = Why });
        Assert.Equal((Why, Aware, BreachStatus.Closed), (decided.NonNotification!.Reasons, decided.NonNotification.DecidedAt, decided.Status));
        Creating(unlikely with { Risk = RiskOutcome.Risk, ReasonsForNotNotifying = Why }).ThenRefused(BreachRefusals.RiskMustBeNotified);
    }

    [Fact]
    public void That_still_owes_something_is_not_closed()
    {
        Creating(Whole with { CommunicatedAt = null }).ThenRefused(BreachRefusals.DutiesAreOpen);
        Creating(Whole with { NotifiedAt = null }).ThenRefused(BreachRefusals.DutiesAreOpen);
        Creating(Whole with { ClosedAt = Now.Instant.AddHours(1) }).ThenRefused(BreachRefusals.NotYetHappened);

        // A list says nothing of the controllers whom the record knows to be concerned.
        var concerning = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor), Selected());
        Assert.Equal(BreachRefusals.ControllersNotTold, Assert.IsType<Decision.Refused>(Whole.Decide(concerning.Record, Now)).Refusal);
        Assert.IsType<Decision.Appended>((Whole with { ClosedAt = null, Effects = null, RemedialAction = null }).Decide(concerning.Record, Now));
    }

    [Fact]
    public void Says_nothing_of_what_did_not_happen()
    {
        Faulty(Row with { RiskReasons = Why, RiskAssessedAt = Aware }, "/riskAssessedAt", "/riskReasons");
        Faulty(Row with { NotifiedAt = null, ReasonsForNotNotifying = Why }, "/reasonsForNotNotifying");
        Faulty(Row with { Risk = RiskOutcome.Unlikely, ReasonsForNotNotifying = Why }, "/reasonsForNotNotifying");
        Faulty(Row with { Risk = RiskOutcome.Unlikely, DecidedAt = Aware }, "/decidedAt");
        Faulty(Row with { NumberInformed = 3, MeansOfInforming = [CommunicationMeans.Letter] }, "/numberInformed", "/meansOfInforming");
        Faulty(Row with { Effects = Why }, "/effects");
        Faulty(Row with { ClosedAt = Aware.AddDays(8) }, "/effects", "/remedialAction");
        Faulty(Whole with { RiskAssessedAt = Detected.AddSeconds(-1) }, "/riskAssessedAt");
        Faulty(Whole with { CommunicatedAt = Detected.AddSeconds(-1) }, "/communicatedAt");
        Faulty(Whole with { ClosedAt = Aware.AddSeconds(-1) }, "/closedAt");
        Faulty(Whole with { NumberInformed = -1 }, "/numberInformed");
        Faulty(Whole with { MeansOfInforming = [] }, "/meansOfInforming");
        Faulty(Row with { NotifiedAt = null, Risk = RiskOutcome.Unlikely, RiskAssessedAt = Aware, ReasonsForNotNotifying = Why, DecidedAt = Aware.AddSeconds(-1) }, "/decidedAt");
        Faulty(Whole);
    }

    private static void Faulty(EnterPastBreach row, params string[] places) => Assert.Equal(places, row.Faults().Select(f => f.Pointer));

    private static Breach Entered(EnterPastBreach row) => Folded<Breach>([.. Assert.IsType<Decision.Appended>(row.Decide(Now)).Events]);
}
