using ProcessingRegister.ProcessingAgreements;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingAgreements.Facts;

namespace ProcessingRegister.Tests.ProcessingAgreements;

public class Correcting_an_agreement
{
    private static readonly DateOnly June = new(2026, 6, 1);

    private static CorrectProcessingAgreement Correct(int index, string name, DateOnly? from = null) => new(IdOf(index), Content(name), Reason, from);

    [Fact]
    public void Puts_the_latest_statement_right_and_keeps_its_day()
    {
        var record = Given<ProcessingAgreement>(Concluded()).When(Correct(0, "Bakst")).Then(Corrected(0, "Bakst", Start));

        Assert.Equal(("Bakst", Start), (record.Content.ControllerName.Value, record.EffectiveFrom));
    }

    [Fact]
    public void Of_the_first_day_moves_the_start() =>
        Assert.Equal(
            Start.AddDays(9),
            Given<ProcessingAgreement>(Concluded()).When(Correct(0, "Bakeri", Start.AddDays(9))).Then(Corrected(0, "Bakeri", Start.AddDays(9))).StartedOn);

    [Fact]
    public void Of_an_earlier_statement_leaves_the_present_as_it_is()
    {
        var given = Given<ProcessingAgreement>(Concluded(), Amended("Konditori", June), Corrected(0, "Bakst", Start));

        Assert.Equal("Konditori", given.Record.Content.ControllerName.Value);
        Assert.Equal("Bakst", given.InEffectOn(June.AddDays(-1))!.Content.ControllerName.Value);
    }

    [Fact]
    public void Twice_records_nothing_the_second_time()
    {
        Given<ProcessingAgreement>(Concluded(), Corrected(0, "Bakst", Start)).When(Correct(0, "Bakst")).ThenAlreadyDone();
        Given<ProcessingAgreement>(Concluded(), Corrected(0, "Bakst", Start), Amended("Konditori", June)).When(Correct(0, "Bakst")).ThenAlreadyDone();
    }

    [Fact]
    public void Of_an_instruction_or_an_end_is_refused()
    {
        var given = Given<ProcessingAgreement>(Concluded(), Instructed("1"), Ended(Today));

        given.When(Correct(1, "Bakst")).ThenRefused(AgreementRefusals.NothingToCorrect);
        given.When(Correct(2, "Bakst")).ThenRefused(AgreementRefusals.NothingToCorrect);
        given.When(Correct(0, "Bakst")).Then(Corrected(0, "Bakst", Start));
    }

    [Fact]
    public void Keeps_a_statement_between_its_neighbours()
    {
        var given = Given<ProcessingAgreement>(Concluded(), Amended("Konditori", June), Ended(June.AddDays(10)));

        given.When(Correct(0, "Bakeri", June.AddDays(1))).ThenRefused(AgreementRefusals.CorrectionOutOfOrder);
        given.When(Correct(1, "Konditori", Start.AddDays(-1))).ThenRefused(AgreementRefusals.CorrectionOutOfOrder);
        given.When(Correct(1, "Konditori", June.AddDays(11))).ThenRefused(AgreementRefusals.CorrectionOutOfOrder);
    }
}
