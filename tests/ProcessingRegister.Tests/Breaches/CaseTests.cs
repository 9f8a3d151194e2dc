using ProcessingRegister.Breaches;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class A_case
{
    private static readonly DateTimeOffset Start = InOslo(3, 27, 8);

    /// <summary>V08: the clocks go forward within the period, and each hour says how the duty stands.</summary>
    [Fact]
    public void Is_followed_hour_by_hour_over_a_change_of_clocks()
    {
        var aware = InOslo(3, 27, 16, 30);
        var (target, limit) = (InOslo(3, 30, 17, 30), InOslo(3, 30, 18));
        var clock = Start;
        var breach = Folded<Breach>(new BreachRecorded("v08", Norway, Start, new()));
        Assert.Null(breach.Owed("breach.sa", clock));
        breach = Next(breach, new EstablishAwareness(BreachRole.Controller, aware, Why), aware.AddMinutes(5));

        for (clock = aware; clock <= aware.AddHours(80); clock = clock.AddMinutes(30))
        {
            var owed = breach.Owed("breach.sa", clock)!;
            Assert.Equal((clock <= limit ? ObligationState.Open : ObligationState.Overdue, clock > target && clock <= limit), (owed.State, owed.TargetPassed));
            if (clock == aware.AddHours(20))
                breach = Next(breach, new AssessRisk(RiskOutcome.HighRisk, clock, "recital 76", Why), clock);
            Assert.Equal(clock < aware.AddHours(20) ? null : ObligationState.Open, breach.Owed("breach.communication", clock)?.State);
        }

        breach = Next(breach, new NotifyAuthority("first", Norway, FilingKind.Initial, clock, [NotificationPoint.Records], Why), clock);
        Assert.Equal(ObligationState.MetLate, breach.Owed("breach.sa", clock)!.State);
        Assert.Equal(ObligationState.Open, breach.Owed("breach.phases", clock)!.State);
        breach = Next(breach, new InformDataSubjects("letter", clock, new(Qualifier.Exact, 3), [CommunicationMeans.Letter], Why), clock.AddHours(1));
        breach = Next(breach, new NotifyAuthority("second", Norway, FilingKind.FollowUp, clock.AddHours(2)), clock.AddHours(2));
        breach = Next(breach, new CloseBreach(clock.AddHours(3), Why, Why), clock.AddHours(3));
        Assert.Equal(BreachStatus.Closed, breach.Status);
        Assert.DoesNotContain(breach.Obligations(LawBook.Current, clock.AddYears(1)), o => o.IsOpen);
    }

    /// <summary>V15 and V16: 96 hours are law from 10 February; who was aware the day before keeps 72.</summary>
    [Fact]
    public void Keeps_the_law_of_the_day_of_awareness_when_the_law_changes()
    {
        var changed = LawBook.Current.With(Row("breach.sa.hours", "96")).With(Row("breach.sa.threshold", "\"highRisk\""));
        var (before, after) = (InOslo(2, 9, 23, 59), InOslo(2, 10, 12, 17));

        var old = Folded<Breach>(new BreachRecorded("old", Norway, before, new()), AwareAs(BreachRole.Controller, before), Assessed(RiskOutcome.Risk, before));
        Assert.Equal(before.AddHours(72), old.Owed("breach.sa", before.AddDays(30), changed)!.Target);

        var recent = Folded<Breach>(new BreachRecorded("new", Norway, after, new()), AwareAs(BreachRole.Controller, after));
        Assert.Equal(InOslo(2, 14, 12, 17), recent.Owed("breach.sa", after, changed)!.Target);
        Assert.Equal(InOslo(2, 13, 12, 17), recent.Owed("breach.sa", after)!.Target);

        var risk = Folded<Breach>(new BreachRecorded("new", Norway, after, new()), AwareAs(BreachRole.Controller, after), Assessed(RiskOutcome.Risk, after));
        Assert.Equal((false, true), (risk.MustNotifyAuthority(changed), old.MustNotifyAuthority(changed)));
    }

    [Fact]
    public void Explains_its_deadline()
    {
        var shown = ShownDeadline.Of(Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller)).Owed("breach.sa", Aware)!);

        Assert.Equal(("breach.sa", "breach.sa", Confidence.A), (shown.Obligation, shown.Rule, shown.TargetConfidence));
        Assert.Contains(shown.InWords, sentence => sentence.Contains("72 hours", StringComparison.Ordinal));
    }

    private static Breach Next(Breach breach, ICommand<Breach> command, DateTimeOffset now)
    {
        var appended = Assert.IsType<Decision.Appended>(command.Decide(breach, new Moment(now.ToUniversalTime(), Oslo)));
        return appended.Events.Aggregate(breach, (b, e) => Fold.Next(b, RecordId, new RecordedEvent(Guid.NewGuid(), now, e)));
    }

    private static LawParameter Row(string key, string value) => new(
        Norway, key, System.Text.Json.JsonDocument.Parse(value).RootElement, new DateOnly(2026, 2, 10), null, LawStatus.InForce, "a change that was tried out", Confidence.D);
}
