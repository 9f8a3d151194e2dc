using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.ParallelClocks;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class Closing_a_breach
{
    private static readonly PersonalText Effects = new("None became known.");

    private static CloseBreach Close => new(Aware.AddDays(9), Effects, Why);

    [Fact]
    public void Says_its_effects_and_the_remedial_action()
    {
        var breach = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk), Filed(FilingKind.Complete, Aware.AddHours(7))).When(Close)
            .Then(new BreachClosed(Aware.AddDays(9), Effects, Why));

        Assert.Equal((BreachStatus.Closed, Effects), (breach.Status, breach.End!.Effects));
    }

    public static TheoryData<object[]> WithSomethingOwed => new()
    {
        { [Recorded(), AwareAs(BreachRole.Controller)] },
        { [Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk)] },
        { [Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk), Filed(FilingKind.Initial, Aware.AddHours(7), "first", FilingFor.Self, NotificationPoint.Records)] },
        { [Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.HighRisk), Filed(FilingKind.Complete, Aware.AddHours(7))] },
        { [Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor)] },
    };

    [Theory]
    [MemberData(nameof(WithSomethingOwed))]
    public void Waits_for_what_is_owed(object[] events) => Given<Breach>(events).When(Close).ThenRefused(BreachRefusals.DutiesAreOpen);

    [Fact]
    public void Does_not_wait_for_what_a_controller_owes_its_own_authority() =>
        Given<Breach>(
            Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk), Filed(FilingKind.Complete, Aware.AddHours(7)),
            new IncidentStated("bank", IncidentRegime.Dora, IncidentEntity.Controller, CountryCode.Parse("DK"), Aware)).When(Close).ThenAppended<BreachClosed>();

    [Fact]
    public void That_was_not_notified_needs_the_reasons_on_record()
    {
        object[] unlikely = [Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Unlikely)];

        Given<Breach>(unlikely).When(Close).ThenRefused(BreachRefusals.NotNotifyingWithoutReasons);
        Given<Breach>([.. unlikely, new NotNotifyingDecided(Aware.AddHours(2), 1, Why, ["a test"])]).When(Close).ThenAppended<BreachClosed>();
    }

    [Fact]
    public void Of_own_data_needs_the_awareness_on_record() =>
        Given<Breach>(Recorded(), Affected(BreachRole.Controller)).When(Close).ThenRefused(BreachRefusals.NoAwareness);

    /// <summary>V22: no breach after all.</summary>
    [Fact]
    public void That_was_none_leaves_no_duty_and_stays_on_record_with_the_reasons()
    {
        var breach = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk)).When(new FindNoBreach(Aware.AddHours(20), Why))
            .Then(new BreachFoundNotToExist(Aware.AddHours(20), Why));

        Assert.Empty(breach.Obligations(LawBook.Current, Now.Instant));
        Assert.Equal(Why, BreachEntry.Of(breach).WhyAuthorityNotNotified);
        Given<Breach>(Recorded(), new BreachFoundNotToExist(Aware, Why)).When(Close).ThenRefused(BreachRefusals.Settled);
    }

    [Fact]
    public void Is_not_for_ever()
    {
        var closed = new BreachClosed(Aware.AddDays(3), Effects, Why);
        var breach = Given<Breach>(Recorded(), closed).When(new ReopenBreach(Aware.AddDays(8), Why)).Then(new BreachReopened(Aware.AddDays(8), Why));

        Assert.Equal((BreachStatus.Open, (BreachEnd?)null), (breach.Status, breach.End));
        Given<Breach>(Recorded()).When(new ReopenBreach(Aware, Why)).ThenAlreadyDone();
    }

    public static TheoryData<ICommand<Breach>> DecidedOnlyWhileOpen =>
    [
        new StateAffectedDataset(new("payroll", BreachRole.Processor)), new BeginInvestigation(Aware), new EstablishAwareness(BreachRole.Controller, Aware, Why),
        new ReceiveNotice("n", BreachRole.Processor, PartyQualification.Subprocessor, Aware, Why), new AssessRisk(RiskOutcome.Risk, Aware, "m", Why),
        new DecideNotToNotify(Aware, Why, ["i"]), new InformDataSubjects("l", Aware, new(Qualifier.Unknown), [CommunicationMeans.Letter], Why),
        new InvokeException(Aware, CommunicationException.RiskAverted, Why), new RecordOrder("o", Aware, Why), new NotifyControllers("c", "payroll"),
        new NotifyAuthority("f", Norway, FilingKind.Complete, Aware), new FindNoBreach(Aware, Why),
    ];

    [Theory]
    [MemberData(nameof(DecidedOnlyWhileOpen))]
    public void Ends_what_is_decided(ICommand<Breach> command) =>
        Given<Breach>(Recorded(), new BreachClosed(Aware.AddDays(3), Effects, Why)).When(command).ThenRefused(BreachRefusals.Settled);

    public static TheoryData<ICommand<Breach>> OfTomorrow
    {
        get
        {
            var later = Now.Instant.AddSeconds(1);
            return
            [
                new BeginInvestigation(later), new ReceiveNotice("n", BreachRole.Processor, PartyQualification.Subprocessor, later, Why),
                new AssessRisk(RiskOutcome.Risk, later, "m", Why), new DecideNotToNotify(later, Why, ["i"]), new ReviewAwareness(BreachRole.Controller, later, Why),
                new InformDataSubjects("l", later, new(Qualifier.Unknown), [CommunicationMeans.Letter], Why), new InvokeException(later, CommunicationException.RiskAverted, Why),
                new RecordOrder("o", later, Why), new EnterCorrespondence("l", CorrespondenceDirection.Sent, later, Why), new FindNoBreach(later, Why),
                new CloseBreach(later, Why, Why),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(OfTomorrow))]
    public void Or_anything_else_has_happened_by_now(ICommand<Breach> command) =>
        Given<Breach>(Recorded(), AwareAs(BreachRole.Controller)).When(command).ThenRefused(BreachRefusals.NotYetHappened);
}
