using ProcessingRegister.ProcessingAgreements;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingAgreements.Facts;

namespace ProcessingRegister.Tests.ProcessingAgreements;

public class Ending_an_agreement
{
    [Fact]
    public void Records_the_day_and_the_controllers_choice()
    {
        var record = Given<ProcessingAgreement>(Concluded()).When(new EndProcessingAgreement(DeletionOrReturn.Both, Reason: Reason))
            .Then(new ProcessingAgreementEnded(Today, DeletionOrReturn.Both, Reason));

        Assert.Equal((Today, DeletionOrReturn.Both), (record.EndedOn, record.Choice));
    }

    [Fact]
    public void Cannot_come_before_the_latest_amendment_takes_effect() =>
        Given<ProcessingAgreement>(Concluded(), Amended("Konditori", Today.AddDays(7))).When(new EndProcessingAgreement(DeletionOrReturn.Return, Today.AddDays(6)))
            .ThenRefused(AgreementRefusals.EndsBeforeItTakesEffect);

    [Fact]
    public void Again_with_the_same_choice_is_done_already()
    {
        Given<ProcessingAgreement>(Concluded(), Ended(Start)).When(new EndProcessingAgreement(DeletionOrReturn.Delete)).ThenAlreadyDone();
        Given<ProcessingAgreement>(Concluded(), Ended(Start)).When(new EndProcessingAgreement(DeletionOrReturn.Delete, Start)).ThenAlreadyDone();
    }

    [Fact]
    public void On_another_day_or_with_another_choice_is_refused()
    {
        Given<ProcessingAgreement>(Concluded(), Ended(Start)).When(new EndProcessingAgreement(DeletionOrReturn.Return)).ThenRefused(AgreementRefusals.Ended);
        Given<ProcessingAgreement>(Concluded(), Ended(Start)).When(new EndProcessingAgreement(DeletionOrReturn.Delete, Today)).ThenRefused(AgreementRefusals.Ended);
    }

    [Fact]
    public void Is_not_seen_from_a_day_before_it() =>
        Assert.Null(Given<ProcessingAgreement>(Concluded(), Ended(Today)).InEffectOn(Today.AddDays(-1))!.EndedOn);
}
