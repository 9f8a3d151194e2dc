using ProcessingRegister.Breaches;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class Assessing_the_risk
{
    [Fact]
    public void Supersedes_the_assessment_before_which_stays()
    {
        var breach = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Unlikely))
            .When(new AssessRisk(RiskOutcome.HighRisk, Aware.AddHours(3), "recital 76", Why)).Then(Assessed(RiskOutcome.HighRisk, Aware.AddHours(3)));

        Assert.Equal([RiskOutcome.Unlikely, RiskOutcome.HighRisk], breach.RiskAssessments.Select(a => a.Outcome));
        Assert.Equal(RiskOutcome.HighRisk, breach.Risk!.Outcome);
    }

    [Fact]
    public void Comes_in_order() =>
        Given<Breach>(Recorded(), Assessed(RiskOutcome.Risk)).When(new AssessRisk(RiskOutcome.Unlikely, Aware, "recital 76", Why)).ThenRefused(BreachRefusals.AssessedBeforeTheLast);

    /// <summary>V50 and V49: the score stands beside the verdict and does not make it.</summary>
    [Theory]
    [InlineData(3, 0.75, 0.5, 0.25, 0, 3.0, SeverityBand.High)]
    [InlineData(1, 1, 0.5, 0, 0.5, 2.0, SeverityBand.Medium)]
    public void Shows_the_score_of_enisa_and_keeps_the_verdict(double dpc, double ei, double c, double i, double malicious, double score, SeverityBand band)
    {
        var factors = new EnisaFactors((decimal)dpc, (decimal)ei, (decimal)c, (decimal)i, 0, (decimal)malicious);

        var breach = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller)).When(new AssessRisk(RiskOutcome.Unlikely, Aware.AddHours(1), "ENISA", Why, factors))
            .ThenAppended<RiskAssessed>();

        Assert.Equal(((decimal?)score, band, RiskOutcome.Unlikely), (breach.Risk!.EnisaScore, breach.Risk.EnisaBand, breach.Risk.Outcome));
    }

    [Fact]
    public void Takes_only_factors_that_the_method_knows() =>
        Assert.Equal(["/enisa/confidentiality", "/enisa/dataProcessingContext", "/enisa/easeOfIdentification", "/enisa/maliciousIntent"],
            new AssessRisk(RiskOutcome.Risk, Aware, "ENISA", Why, new EnisaFactors(5, 0.3m, 1, 0, 0, 0.25m)).Faults().Select(f => f.Pointer).Order());

    [Fact]
    public void That_was_not_done_counts_as_a_risk()
    {
        var breach = Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller));

        Assert.True(breach.MustNotifyAuthority(LawBook.Current));
        Assert.Contains(breach.FindingsUnder(LawBook.Current), f => f.Code == BreachFindingCode.RiskNotAssessed);
        Given<Breach>(Recorded(), AwareAs(BreachRole.Controller)).When(new DecideNotToNotify(Aware, Why, ["a test"])).ThenRefused(BreachRefusals.NoAssessment);
    }

    [Theory]
    [InlineData(RiskOutcome.Unlikely, false, false)]
    [InlineData(RiskOutcome.Risk, true, false)]
    [InlineData(RiskOutcome.HighRisk, true, true)]
    public void Decides_what_is_owed(RiskOutcome outcome, bool authority, bool subjects)
    {
        var breach = Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(outcome));

        Assert.Equal((authority, subjects), (breach.Owed("breach.sa", Aware) is not null, breach.Owed("breach.communication", Aware) is not null));
    }

    [Fact]
    public void As_unlikely_lets_the_authority_go_unnotified_with_reasons_and_inputs()
    {
        Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Unlikely)).When(new DecideNotToNotify(Aware.AddHours(2), Why, ["state of the keys"]))
            .Then(new NotNotifyingDecided(Aware.AddHours(2), 1, Why, ["state of the keys"]));
        Assert.Equal("/inputs", Assert.Single(new DecideNotToNotify(Aware, Why, []).Faults()).Pointer);
    }

    [Fact]
    public void As_a_risk_does_not() =>
        Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk)).When(new DecideNotToNotify(Aware.AddHours(2), Why, ["a test"]))
            .ThenRefused(BreachRefusals.RiskMustBeNotified);

    [Fact]
    public void Again_takes_the_decision_not_to_notify_away()
    {
        var breach = Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Unlikely), new NotNotifyingDecided(Aware, 1, Why, ["a test"]),
            Assessed(RiskOutcome.Unlikely, Aware.AddDays(2)));

        Assert.Null(breach.NonNotification);
        Assert.Contains(breach.FindingsUnder(LawBook.Current), f => f.Code == BreachFindingCode.NotNotifyingWithoutReasons);
    }

    /// <summary>While the period from the awareness runs, its end is what to work to, whatever was assessed in between.</summary>
    [Fact]
    public void As_a_risk_within_the_period_leaves_the_end_of_the_period()
    {
        var later = Aware.AddHours(10);
        var owed = Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Unlikely), Assessed(RiskOutcome.Risk, later)).Owed("breach.sa", later.AddHours(1))!;

        Assert.Equal((Aware.AddHours(72), ObligationState.Open, Confidence.D), (owed.Target, owed.State, owed.Deadline!.TargetConfidence));
        Assert.True(owed.Limit >= later.AddHours(72));
    }

    /// <summary>V23: the target is at once, reasons are asked for, and nothing is called overdue that is not settled.</summary>
    [Fact]
    public void As_a_risk_on_the_tenth_day_makes_the_duty_immediate()
    {
        var later = Aware.AddDays(10);
        var given = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Unlikely), Assessed(RiskOutcome.Risk, later));

        var owed = given.Record.Owed("breach.sa", later.AddHours(1))!;
        Assert.Equal((later, Confidence.D, ObligationState.Open, true), (owed.Target, owed.Deadline!.TargetConfidence, owed.State, owed.TargetPassed));
        Assert.Contains(given.Record.FindingsUnder(LawBook.Current), f => f.Code == BreachFindingCode.RiskFoundLater);
        given.When(new NotifyAuthority("first", Norway, FilingKind.Complete, later.AddHours(2))).ThenRefused(BreachRefusals.ReasonsForDelayRequired);
        given.When(new NotifyAuthority("first", Norway, FilingKind.Complete, later.AddHours(2), ReasonsForDelay: Why)).ThenAppended<AuthorityNotified>();
    }
}
