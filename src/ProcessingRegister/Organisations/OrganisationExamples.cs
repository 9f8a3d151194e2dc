using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Organisations;

/// <summary>What the description of the interface shows as an example.</summary>
internal static class OrganisationExamples
{
    /// <summary>A Norwegian company with a data protection officer, which needs no representative in the Union.</summary>
    public static OrganisationProfile Profile { get; } = new()
    {
        LegalName = "Example Vendor AS",
        OrganisationNumber = new PersonalText("999999999"),
        Country = CountryCode.Parse("NO"),
        Jurisdiction = CountryCode.Parse("NO"),
        Contact = new ContactPerson { Name = new PersonalText("Privacy desk"), Email = new PersonalText("privacy@example.org") },
        DataProtectionOfficer = new(StatedAs.Provided, new ContactPerson { Name = new PersonalText("Data protection officer"), Email = new PersonalText("dpo@example.org") }),
        Representative = new(StatedAs.NotApplicable, Reason: new PersonalText("Established in the EEA.")),
    };
}
