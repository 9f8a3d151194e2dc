using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors;

/// <summary>How requests to this register are meant. The parties are invented.</summary>
internal static class SubprocessorExamples
{
    public static readonly Guid Another = new("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b61");

    public static SubprocessorContent Hosting => new()
    {
        Kind = SubprocessorKind.Hosting,
        Country = CountryCode.Parse("NO"),
        RegistrationNumber = "923 456 783",
        PostalAddress = new("Eksempelveien 2, 0001 Oslo"),
        Contact = new ContactPerson { Name = new("Personvernkontakt"), Email = new("personvern@eksempel-drift.example") },
        Services =
        [
            new("operation of servers and storage", "payroll", ["payslips", "bank accounts"], [CountryCode.Parse("NO")], [Territory.EuropeanEconomicArea]),
            new("operation of servers and storage", "accounting", ["vouchers"], [CountryCode.Parse("NO")], [Territory.EuropeanEconomicArea]),
        ],
    };

    public static Certificate Certificate => new(
        "ISO/IEC 27001:2022", "operation of data centres", "Eksempel Sertifisering AS", new DateOnly(2025, 3, 1), new DateOnly(2028, 2, 29),
        StatementOfApplicability: "4.1", NextSurveillanceOn: new DateOnly(2027, 2, 15), Document: "CERT-2025-17");
}
