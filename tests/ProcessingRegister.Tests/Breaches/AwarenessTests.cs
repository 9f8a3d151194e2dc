using ProcessingRegister.Breaches;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class The_awareness_of_a_breach
{
    [Fact]
    public void Starts_the_clock_and_the_alert_does_not()
    {
        var breach = Given<Breach>(Recorded(), new InvestigationBegun(Detected.AddMinutes(5))).When(new EstablishAwareness(BreachRole.Controller, Aware, Why))
            .Then(AwareAs(BreachRole.Controller));

        var owed = breach.Owed("breach.sa", Aware)!;
        Assert.Equal((Aware.AddHours(72), new DateTimeOffset(2026, 2, 19, 12, 0, 0, TimeSpan.Zero)), (owed.Target, owed.Limit));
    }

    [Fact]
    public void Is_recorded_in_utc() =>
        Given<Breach>(Recorded()).When(new EstablishAwareness(BreachRole.Controller, Aware.ToOffset(TimeSpan.FromHours(1)), Why)).Then(AwareAs(BreachRole.Controller));

    [Fact]
    public void Comes_after_the_breach_and_before_now()
    {
        var known = Recorded(new() { Occurred = new(Detected.AddHours(-2)) });

        Given<Breach>(known).When(new EstablishAwareness(BreachRole.Processor, Detected.AddHours(-3), Why)).ThenRefused(BreachRefusals.AwareBeforeItOccurred);
        Given<Breach>(known).When(new EstablishAwareness(BreachRole.Processor, Now.Instant.AddHours(1), Why)).ThenRefused(BreachRefusals.NotYetHappened);
    }

    [Fact]
    public void Is_under_the_law_of_its_day()
    {
        var before = new DateTimeOffset(2018, 7, 19, 12, 0, 0, TimeSpan.Zero);

        Given<Breach>(Recorded()).When(new EstablishAwareness(BreachRole.Controller, before, Why)).ThenRefused(BreachRefusals.BeforeTheLaw);
        Given<Breach>(Recorded()).When(new ReceiveNotice("n", BreachRole.Processor, PartyQualification.Subprocessor, before, Why)).ThenRefused(BreachRefusals.BeforeTheLaw);
        Given<Breach>(Recorded()).When(new EstablishAwareness(BreachRole.Controller, before.AddDays(1), Why)).ThenAppended<AwarenessEstablished>();
    }

    /// <summary>V21: the alert is kept, the clock runs from the end of the investigation, and a review is a finding and moves nothing.</summary>
    [Fact]
    public void Is_not_moved_by_a_review_that_finds_it_could_have_come_earlier()
    {
        var (alert, possible, confirmed) = (InOslo(2, 9, 8), InOslo(2, 9, 12), InOslo(2, 10, 10));
        var breach = Given<Breach>(new BreachRecorded("v21", Norway, alert, new()), new InvestigationBegun(alert), AwareAs(BreachRole.Controller, confirmed))
            .When(new ReviewAwareness(BreachRole.Controller, possible, Why)).Then(new AwarenessReviewed(BreachRole.Controller, possible.ToUniversalTime(), Why));

        Assert.Equal(alert, breach.DetectedAt);
        Assert.Equal(confirmed.AddHours(72), breach.Owed("breach.sa", confirmed)!.Target);
        Assert.Contains(breach.FindingsUnder(LawBook.Current), f => f is { Code: BreachFindingCode.AwarenessPossibleEarlier, Reference: "controller" });
    }

    [Fact]
    public void Can_be_reviewed_only_where_it_is_on_record() =>
        Given<Breach>(Recorded()).When(new ReviewAwareness(BreachRole.Controller, Aware, Why)).ThenRefused(BreachRefusals.NoAwareness);

    [Fact]
    public void That_moves_to_later_is_seen()
    {
        var breach = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller)).When(new EstablishAwareness(BreachRole.Controller, Aware.AddHours(9), Why))
            .ThenAppended<AwarenessEstablished>();

        Assert.Equal(Aware.AddHours(81), breach.Owed("breach.sa", Aware)!.Target);
        Assert.Contains(breach.FindingsUnder(LawBook.Current), f => f.Code == BreachFindingCode.AwarenessMovedToLater);
    }

    [Fact]
    public void Begins_at_the_latest_with_a_subprocessors_notice()
    {
        var notice = new ReceiveNotice("INC-1", BreachRole.Processor, PartyQualification.Subprocessor, Detected, new("Drift AS"));

        var breach = Given<Breach>(Recorded(), AwareAs(BreachRole.Processor)).When(notice).ThenAppended<BreachNoticeReceived>();

        Assert.Equal(Detected, breach.DutySince(BreachRole.Processor));
        Assert.Null(breach.DutySince(BreachRole.Controller));
        Given<Breach>(Recorded(), new BreachNoticeReceived("INC-1", BreachRole.Processor, PartyQualification.Subprocessor, Detected, new("Another AS"), null))
            .When(notice).ThenRefused(BreachRefusals.NoticeRecordedOtherwise);
    }

    [Fact]
    public void As_controller_begins_with_the_processors_notice()
    {
        var breach = Folded<Breach>(Recorded(), new BreachNoticeReceived("P-1", BreachRole.Controller, PartyQualification.Processor, Aware, new("Drift AS"), null));

        Assert.Equal(ObligationState.Open, breach.Owed("breach.sa", Aware)!.State);
    }

    [Fact]
    public void As_processor_owes_the_authority_nothing_and_the_controllers_a_notice()
    {
        var breach = Folded<Breach>(Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor));

        var owed = Assert.Single(breach.Obligations(LawBook.Current, Aware));
        Assert.Equal(("breach.controllers", "Art. 33(2)", Aware, (DateTimeOffset?)null), (owed.Kind, owed.Provision, owed.Target, owed.Limit));
    }

    [Fact]
    public void Follows_an_investigation_that_is_on_record() =>
        Given<Breach>(Recorded()).When(new BeginInvestigation(Detected.AddMinutes(1))).Then(new InvestigationBegun(Detected.AddMinutes(1)));
}
