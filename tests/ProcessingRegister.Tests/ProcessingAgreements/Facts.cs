using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.ProcessingAgreements;

/// <summary>What the sentences about agreements are made of.</summary>
internal static class Facts
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    public static readonly CountryCode Norway = CountryCode.Parse("NO");

    public static readonly PersonalText Number = new("987654321");

    public static readonly PersonalText Reason = new("Kari Nordmann noticed it.");

    public static AgreementContent Content(string name, params string[] services) => new()
    {
        ControllerName = new(name),
        Contact = new ContactPerson { Name = new("Ola Nordmann"), Email = new("ola@example.no") },
        DataProtectionOfficer = new(StatedAs.NotApplicable, Reason: new("None is designated.")),
        Services = [.. services.Select(s => new ImpersonalText(s))],
        Items = [new(Article28Item.Security, "annex 2")],
    };

    public static ProcessingAgreementConcluded Concluded(string name = "Bakeri", DateOnly? from = null) => new(Norway, Number, from ?? Start, Content(name));

    public static ProcessingAgreementAmended Amended(string name, DateOnly from) => new(from, Content(name), null);

    public static ProcessingAgreementCorrected Corrected(int index, string name, DateOnly from) => new(IdOf(index), from, Content(name), Reason);

    public static InstructionDocumented Instructed(string reference, string text = "Keep the payslips.", DateOnly? on = null) =>
        new(reference, on ?? Start, new(text), null);

    public static ProcessingAgreementEnded Ended(DateOnly on, DeletionOrReturn choice = DeletionOrReturn.Delete) => new(on, choice, null);
}
