using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingAgreements.AgreementFacts;

namespace ProcessingRegister.Tests.ProcessingAgreements;

/// <summary>What the sentences about agreements are made of.</summary>
internal static class AgreementFacts
{
    public static readonly DateOnly Start = new(2026, 1, 1);
    public static readonly DateOnly Spring = new(2026, 4, 1);
    public static readonly CountryCode Norway = CountryCode.Parse("NO");
    public static readonly PersonalText Reason = new("It was mistyped.");

    public static AgreementContent Content(string controller) => new()
    {
        ControllerName = new(controller),
        Contact = new ContactPerson { Name = new("Ola Nordmann"), Email = new("ola@example.no") },
        Services = ["Support"],
    };

    public static ProcessingAgreementConcluded Concluded(string controller = "Blåbær AS") => new(Norway, new("987654321"), Start, Content(controller));

    public static ProcessingAgreementAmended Amended(string controller, DateOnly from) => new(from, Content(controller), null);

    public static ProcessingAgreementCorrected Corrected(int index, string controller, DateOnly from) => new(IdOf(index), from, Content(controller), Reason);

    public static ProcessingAgreementEnded Ended(DateOnly on) => new(on, Enum.GetValues<DeletionOrReturn>()[0], null);
}

public class Concluding_an_agreement
{
    [Fact]
    public void Takes_effect_on_the_day_named_or_today()
    {
        Creating(new ConcludeProcessingAgreement(Norway, new("987654321"), Content("Blåbær AS"), Start)).Then(Concluded());
        Creating(new ConcludeProcessingAgreement(Norway, new("987654321"), Content("Blåbær AS"))).Then(Concluded() with { EffectiveFrom = Today });
    }
}

public class Amending_an_agreement
{
    [Fact]
    public void Says_something_else_from_then_on() =>
        Given<ProcessingAgreement>(Concluded()).When(new AmendProcessingAgreement(Content("Bringebær AS"), Spring)).Then(Amended("Bringebær AS", Spring));

    [Fact]
    public void With_what_is_said_already_records_nothing() =>
        Given<ProcessingAgreement>(Concluded()).When(new AmendProcessingAgreement(Content("Blåbær AS"))).ThenAlreadyDone();

    [Fact]
    public void Before_what_it_follows_or_after_the_end_is_refused()
    {
        Given<ProcessingAgreement>(Concluded()).When(new AmendProcessingAgreement(Content("Bringebær AS"), Start.AddDays(-1)))
            .ThenRefused(AgreementRefusals.TakesEffectBeforeLatest);
        Given<ProcessingAgreement>(Concluded(), Ended(Spring)).When(new AmendProcessingAgreement(Content("Bringebær AS"))).ThenRefused(AgreementRefusals.Ended);
    }
}

public class Correcting_an_agreement
{
    private static CorrectProcessingAgreement Correct(int index, string controller, DateOnly? from = null) => new(IdOf(index), Content(controller), Reason, from);

    [Fact]
    public void Puts_the_present_or_an_earlier_statement_right()
    {
        Given<ProcessingAgreement>(Concluded()).When(Correct(0, "Bringebær AS")).Then(Corrected(0, "Bringebær AS", Start));

        var record = Given<ProcessingAgreement>(Concluded(), Amended("Multe AS", Spring)).When(Correct(0, "Bringebær AS")).Then(Corrected(0, "Bringebær AS", Start));
        Assert.Equal("Multe AS", record.Content.ControllerName.Value);
    }

    [Fact]
    public void Twice_records_nothing_the_second_time_though_an_amendment_came_between() =>
        Given<ProcessingAgreement>(Concluded(), Corrected(0, "Bringebær AS", Start), Amended("Multe AS", Spring)).When(Correct(0, "Bringebær AS")).ThenAlreadyDone();

    [Fact]
    public void Keeps_its_place_and_names_a_statement()
    {
        var given = Given<ProcessingAgreement>(Concluded(), Amended("Multe AS", Spring));

        given.When(Correct(0, "Bringebær AS", Spring.AddDays(1))).ThenRefused(AgreementRefusals.CorrectionOutOfOrder);
        given.When(Correct(2, "Bringebær AS")).ThenRefused(AgreementRefusals.NothingToCorrect);
    }
}

public class Documenting_an_instruction
{
    private static readonly InstructionDocumented First = new("2026-1", Start, new("Delete the old backups."), null);

    private static DocumentInstruction Document(string text, DateOnly? on = null) => new("2026-1", new(text), on);

    [Fact]
    public void Says_when_it_was_given() =>
        Given<ProcessingAgreement>(Concluded()).When(Document("Delete the old backups.", Start)).Then(First);

    [Fact]
    public void Twice_records_nothing_but_otherwise_is_refused()
    {
        Given<ProcessingAgreement>(Concluded(), First).When(Document("Delete the old backups.")).ThenAlreadyDone();
        Given<ProcessingAgreement>(Concluded(), First).When(Document("Keep the old backups.")).ThenRefused(AgreementRefusals.InstructionDocumentedOtherwise);
    }

    [Fact]
    public void Before_it_is_given_is_refused() =>
        Given<ProcessingAgreement>(Concluded()).When(Document("Delete.", Today.AddDays(1))).ThenRefused(AgreementRefusals.InstructionNotYetGiven);
}

public class Ending_an_agreement
{
    private static readonly DeletionOrReturn[] Choices = Enum.GetValues<DeletionOrReturn>();

    [Fact]
    public void Records_what_becomes_of_the_data() =>
        Given<ProcessingAgreement>(Concluded()).When(new EndProcessingAgreement(Choices[0], Spring)).Then(Ended(Spring));

    [Fact]
    public void Twice_records_nothing_but_otherwise_is_refused()
    {
        Given<ProcessingAgreement>(Concluded(), Ended(Spring)).When(new EndProcessingAgreement(Choices[0])).ThenAlreadyDone();
        Given<ProcessingAgreement>(Concluded(), Ended(Spring)).When(new EndProcessingAgreement(Choices[1])).ThenRefused(AgreementRefusals.Ended);
    }

    [Fact]
    public void Before_it_begins_is_refused() =>
        Given<ProcessingAgreement>(Concluded()).When(new EndProcessingAgreement(Choices[0], Start.AddDays(-1))).ThenRefused(AgreementRefusals.EndsBeforeItTakesEffect);
}
