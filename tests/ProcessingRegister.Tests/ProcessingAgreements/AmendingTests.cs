using ProcessingRegister.ProcessingAgreements;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingAgreements.Facts;

namespace ProcessingRegister.Tests.ProcessingAgreements;

public class Amending_an_agreement
{
    private static readonly DateOnly June = new(2026, 6, 1);

    [Fact]
    public void Holds_from_its_day_on_and_leaves_the_start_as_it_was()
    {
        var record = Given<ProcessingAgreement>(Concluded()).When(new AmendProcessingAgreement(Content("Konditori"), June)).Then(Amended("Konditori", June));

        Assert.Equal((June, Start), (record.EffectiveFrom, record.StartedOn));
    }

    [Fact]
    public void Shows_a_controller_renamed_in_June_by_its_old_name_in_March()
    {
        var given = Given<ProcessingAgreement>(Concluded(), Amended("Konditori", June));

        Assert.Equal("Bakeri", given.InEffectOn(new(2026, 3, 31))!.Content.ControllerName.Value);
        Assert.Equal("Konditori", given.InEffectOn(June)!.Content.ControllerName.Value);
    }

    [Fact]
    public void Cannot_take_effect_before_the_statement_that_it_follows() =>
        Given<ProcessingAgreement>(Concluded()).When(new AmendProcessingAgreement(Content("Konditori"), Start.AddDays(-1)))
            .ThenRefused(AgreementRefusals.TakesEffectBeforeLatest);

    [Fact]
    public void With_what_it_says_already_records_nothing() =>
        Given<ProcessingAgreement>(Concluded()).When(new AmendProcessingAgreement(Content("Bakeri"))).ThenAlreadyDone();

    [Fact]
    public void After_the_end_is_refused() =>
        Given<ProcessingAgreement>(Concluded(), Ended(Today)).When(new AmendProcessingAgreement(Content("Konditori"))).ThenRefused(AgreementRefusals.Ended);
}
