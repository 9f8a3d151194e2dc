using ProcessingRegister.Breaches;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class Notifying_the_authority
{
    /// <summary>V01, V13 and V14: aware at 12:17, the target at 12:17, the limit at 13:00.</summary>
    [Theory]
    [InlineData(12, 17, 0, false)]
    [InlineData(12, 30, 0, true)]
    [InlineData(13, 0, 0, true)]
    public void By_the_limit_needs_no_reasons(int hour, int minute, int second, bool afterTheTarget)
    {
        var filed = InOslo(2, 13, hour, minute, second);
        var breach = Given<Breach>(AwareOnTheTenth()).When(new NotifyAuthority("first", Norway, FilingKind.Complete, filed))
            .Then(Filed(FilingKind.Complete, filed.ToUniversalTime()));

        var owed = breach.Owed("breach.sa", Now.Instant)!;
        Assert.Equal((ObligationState.Met, afterTheTarget), (owed.State, owed.TargetPassed));
    }

    [Fact]
    public void After_the_limit_needs_the_reasons_for_the_delay()
    {
        var late = InOslo(2, 13, 13, 0, 1);

        Given<Breach>(AwareOnTheTenth()).When(new NotifyAuthority("first", Norway, FilingKind.Complete, late)).ThenRefused(BreachRefusals.ReasonsForDelayRequired);
        var breach = Given<Breach>(AwareOnTheTenth()).When(new NotifyAuthority("first", Norway, FilingKind.Complete, late, ReasonsForDelay: Why)).ThenAppended<AuthorityNotified>();
        Assert.Equal(ObligationState.MetLate, breach.Owed("breach.sa", Now.Instant)!.State);
    }

    [Fact]
    public void Without_awareness_on_record_is_refused() =>
        Given<Breach>(Recorded()).When(new NotifyAuthority("first", Norway, FilingKind.Complete, Aware)).ThenRefused(BreachRefusals.FiledWithoutAwareness);

    [Fact]
    public void Of_tomorrow_is_refused() =>
        Given<Breach>(AwareOnTheTenth()).When(new NotifyAuthority("first", Norway, FilingKind.Complete, Now.Instant.AddSeconds(1))).ThenRefused(BreachRefusals.NotYetHappened);

    [Fact]
    public void In_phases_says_what_is_missing_and_owes_it()
    {
        var initial = Filed(FilingKind.Initial, Aware.AddHours(5), "first", FilingFor.Self, NotificationPoint.Records);
        var given = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk), initial);

        Assert.Equal((ObligationState.Open, "Art. 33(4)"), (given.Record.Owed("breach.phases", Now.Instant)!.State, given.Record.Owed("breach.phases", Now.Instant)!.Provision));
        var breach = given.When(new NotifyAuthority("second", Norway, FilingKind.FollowUp, Aware.AddDays(3))).ThenAppended<AuthorityNotified>();
        Assert.Equal((ObligationState.Met, Aware.AddDays(3)), (breach.Owed("breach.phases", Now.Instant)!.State, breach.Owed("breach.phases", Now.Instant)!.MetAt));
    }

    [Fact]
    public void Happens_once_and_goes_on_by_follow_ups()
    {
        var given = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Filed(FilingKind.Complete, Aware.AddHours(5)));

        given.When(new NotifyAuthority("first", Norway, FilingKind.Complete, Aware.AddHours(5))).ThenAlreadyDone();
        given.When(new NotifyAuthority("first", Norway, FilingKind.Complete, Aware.AddHours(6))).ThenRefused(BreachRefusals.FilingRecordedOtherwise);
        given.When(new NotifyAuthority("again", Norway, FilingKind.Complete, Aware.AddHours(6))).ThenRefused(BreachRefusals.AlreadyNotified);
        Given<Breach>(Recorded(), AwareAs(BreachRole.Controller)).When(new NotifyAuthority("second", Norway, FilingKind.FollowUp, Aware.AddHours(6))).ThenRefused(BreachRefusals.NothingFiled);
    }

    [Fact]
    public void Can_be_withdrawn_when_there_was_no_breach_and_until_then_is_a_finding()
    {
        var given = Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Filed(FilingKind.Complete, Aware.AddHours(5)), new BreachFoundNotToExist(Aware.AddDays(1), Why));
        Assert.Contains(given.Record.FindingsUnder(LawBook.Current), f => f is { Code: BreachFindingCode.FilingNotWithdrawn, Reference: "first" });

        var breach = given.When(new NotifyAuthority("end", Norway, FilingKind.Withdrawal, Aware.AddDays(2), ReasonForWithdrawal: Why)).ThenAppended<AuthorityNotified>();

        Assert.Empty(breach.FindingsUnder(LawBook.Current));
        given.When(new NotifyAuthority("more", Norway, FilingKind.FollowUp, Aware.AddDays(2))).ThenRefused(BreachRefusals.Settled);
    }

    [Fact]
    public void For_controllers_needs_controllers() =>
        Given<Breach>(Recorded(), AwareAs(BreachRole.Processor)).When(new NotifyAuthority("first", Norway, FilingKind.Complete, Aware, For: FilingFor.Controllers))
            .ThenRefused(BreachRefusals.NoControllersSelected);

    [Theory]
    [InlineData(FilingKind.Initial, false, "/stillMissing")]
    [InlineData(FilingKind.Complete, true, "/stillMissing")]
    [InlineData(FilingKind.Withdrawal, false, "/reasonForWithdrawal")]
    public void Is_told_where_its_form_is_wrong(FilingKind kind, bool isMissingSomething, string pointer) =>
        Assert.Equal(pointer, Assert.Single(new NotifyAuthority("first", Norway, kind, Aware, isMissingSomething ? [NotificationPoint.Nature] : []).Faults()).Pointer);

    private static object[] AwareOnTheTenth() => [new BreachRecorded("v01", Norway, InOslo(2, 10, 9), new()), AwareAs(BreachRole.Controller, InOslo(2, 10, 12, 17)), Assessed(RiskOutcome.Risk, InOslo(2, 10, 14))];
}

public class Corresponding_with_the_authority
{
    private static readonly DateTimeOffset Asked = Aware.AddDays(3);

    [Fact]
    public void Owes_an_answer_by_the_day_that_it_sets()
    {
        var question = new EnterCorrespondence("20/1-2", CorrespondenceDirection.Received, Asked, Why, Asked.AddDays(14));
        var breach = Given<Breach>(Recorded()).When(question).ThenAppended<CorrespondenceEntered>();

        Assert.Equal(ObligationState.Open, breach.Owed("breach.answer", Asked)!.State);
        Assert.Equal(ObligationState.Overdue, breach.Owed("breach.answer", Asked.AddDays(15))!.State);
    }

    [Fact]
    public void Is_answered_by_a_letter_that_names_the_other()
    {
        var asked = new CorrespondenceEntered("20/1-2", CorrespondenceDirection.Received, Asked, Why, Asked.AddDays(14), null, null);
        var answer = new EnterCorrespondence("20/1-3", CorrespondenceDirection.Sent, Asked.AddDays(2), Why, Answers: "20/1-2");

        var breach = Given<Breach>(Recorded(), asked).When(answer).ThenAppended<CorrespondenceEntered>();

        Assert.Equal(ObligationState.Met, breach.Owed("breach.answer", Now.Instant)!.State);
        Given<Breach>(Recorded()).When(answer).ThenRefused(BreachRefusals.NothingToAnswer);
        Given<Breach>(Recorded(), asked).When(new EnterCorrespondence("20/1-2", CorrespondenceDirection.Received, Asked.AddDays(1), Why))
            .ThenRefused(BreachRefusals.CorrespondenceRecordedOtherwise);
    }
}
