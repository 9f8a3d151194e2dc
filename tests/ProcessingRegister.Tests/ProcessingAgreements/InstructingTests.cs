using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingAgreements.Facts;

namespace ProcessingRegister.Tests.ProcessingAgreements;

public class Documenting_an_instruction
{
    private static DocumentInstruction Instruct(string reference, string text = "Keep the payslips.", DateOnly? on = null) => new(reference, new(text), on);

    [Fact]
    public void Was_given_today_unless_a_day_is_named()
    {
        Given<ProcessingAgreement>(Concluded()).When(Instruct("1")).Then(Instructed("1", on: Today));
        Given<ProcessingAgreement>(Concluded()).When(Instruct("1", on: Start)).Then(Instructed("1"));
    }

    [Fact]
    public void Keeps_every_instruction_in_its_order() =>
        Assert.Equal(
            ["1", "2"],
            Given<ProcessingAgreement>(Concluded(), Instructed("1")).When(Instruct("2")).ThenAppended<InstructionDocumented>().Instructions.Select(i => i.Reference.Value));

    [Fact]
    public void Leaves_what_can_be_corrected_as_it_was() =>
        Given<ProcessingAgreement>(Concluded(), Instructed("1")).When(new CorrectProcessingAgreement(IdOf(0), Content("Bakst"), Reason))
            .Then(Corrected(0, "Bakst", Start));

    [Fact]
    public void Names_who_gave_it() =>
        Given<ProcessingAgreement>(Concluded()).When(Instruct("1") with { GivenBy = new ContactPerson { Name = new("Kari Nordmann") } })
            .ThenAppended<InstructionDocumented>(e => Assert.Equal("Kari Nordmann", e.GivenBy?.Name.Value));

    [Fact]
    public void Again_another_day_records_nothing() =>
        Given<ProcessingAgreement>(Concluded(), Instructed("1")).When(Instruct("1")).ThenAlreadyDone();

    [Fact]
    public void With_another_text_under_the_same_reference_is_refused() =>
        Given<ProcessingAgreement>(Concluded(), Instructed("1")).When(Instruct("1", "Delete the payslips.")).ThenRefused(AgreementRefusals.InstructionDocumentedOtherwise);

    [Fact]
    public void Before_it_was_given_is_refused() =>
        Given<ProcessingAgreement>(Concluded()).When(Instruct("1", on: Today.AddDays(1))).ThenRefused(AgreementRefusals.InstructionNotYetGiven);

    [Fact]
    public void Is_possible_after_the_end_of_the_services() =>
        Given<ProcessingAgreement>(Concluded(), Ended(Start)).When(Instruct("archive")).Then(Instructed("archive", on: Today));
}
