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

    private static Breach Entered(EnterPastBreach row) => Folded<Breach>([.. Assert.IsType<Decision.Appended>(row.Decide(Now)).Events]);
}
