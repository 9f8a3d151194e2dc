using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace Benchmarks;

/// <summary>Invented agreements with invented controllers, each with a contact and a data protection officer of its own: eight personal texts.</summary>
internal static class SampleAgreements
{
    /// <summary>How many services there are; activity n is carried out in service n modulo this.</summary>
    public const int Services = 12;

    /// <summary>The name of a service.</summary>
    public static ImpersonalText Service(int number) => new($"service-{number % Services:00}");

    /// <summary>An agreement's only event.</summary>
    public static ProcessingAgreementConcluded Concluded(int number, DateOnly day, ImpersonalText? common = null) =>
        new(CountryCode.Parse(number % 4 == 0 ? "SE" : "NO"), new PersonalText($"{900_000_000 + number}"), day, Content(number, common));

    private static AgreementContent Content(int number, ImpersonalText? common) => new()
    {
        ControllerName = new PersonalText($"Invented Controller {number:00000} AS"),
        Contact = Person(number, "contact"),
        DataProtectionOfficer = new Stated<ContactPerson>(StatedAs.Provided, Person(number, "officer")),
        Services = [Service(number), Service(number / Services), .. common is { } service ? [service] : Array.Empty<ImpersonalText>()],
        AgreementVersion = "4.1",
        Document = new ImpersonalText($"DPA-{number:00000}"),
        Items = [.. Enum.GetValues<Article28Item>().Select(item => new AgreedItem(item, new ImpersonalText($"Clause {(int)item + 3}")))],
        Subprocessors = new SubprocessorTerms(SubprocessorAuthorisation.General, NoticeDays: 30, ObjectionDays: 14),
        BreachNoticeHours = 24,
        Residency = [new ResidencyCommitment("All data of the service", [Territory.EuropeanEconomicArea])],
    };

    private static ContactPerson Person(int number, string office) => new()
    {
        Name = new PersonalText($"Invented {office} {number:00000}"),
        Function = new PersonalText(office),
        Email = new PersonalText($"{office}{number:00000}@controller.example"),
    };
}
