using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>Who keeps the records, as Art. 30(1)(a) and 30(2)(a) ask for it.</summary>
/// <param name="Party">Name and contact details.</param>
/// <param name="DataProtectionOfficer">Art. 37.</param>
/// <param name="Representative">Art. 27.</param>
/// <param name="Jurisdiction">Whose law the keeper is under; <c>null</c> when that is not on record, and then the law is not asked.</param>
/// <param name="Employees">Persons employed, where that is on record.</param>
public sealed record Keeper(
    Party? Party, Stated<ContactPerson> DataProtectionOfficer, Stated<Party> Representative, Territory? Jurisdiction, int? Employees = null)
{
    /// <summary>Of the keeper nothing is on record.</summary>
    public static Keeper Unknown { get; } = new(null, Stated<ContactPerson>.Missing, Stated<Party>.Missing, null);

    /// <summary>The keeper as a view shows it: the one organisation whose id is the tenant's.</summary>
    public static async Task<Keeper> OfAsync(RecordQueries records, string tenantId, View view, CancellationToken ct) =>
        await records.FindAsync<Organisation>(tenantId, Guid.Parse(tenantId), view, ct) is { } organisation ? Of(organisation.Profile) : Unknown;

    /// <summary>The keeper that a profile describes.</summary>
    public static Keeper Of(OrganisationProfile profile) => new(
        new Party(new(profile.LegalName.Value), profile.OrganisationNumber, profile.Country, profile.PostalAddress, profile.Contact),
        profile.DataProtectionOfficer,
        new(profile.Representative.State, profile.Representative.Value is { } r ? new Party(r.Name, null, r.Country, r.PostalAddress, r.Contact) : null,
            profile.Representative.Reason, profile.Representative.ReviewBy),
        profile.Jurisdiction, profile.Employees);

    /// <summary>The keeper's points in the record of one role.</summary>
    public IReadOnlyList<Point> Points(ProcessingRole role) => role == ProcessingRole.Controller
        ?
        [
            Point.OfParty(ArticleThirtyPoint.Controller, Party),
            Point.Of(ArticleThirtyPoint.ControllersRepresentative, Representative, party => party.InWords),
            Point.Of(ArticleThirtyPoint.ControllersDataProtectionOfficer, DataProtectionOfficer, Words.Of),
        ]
        :
        [
            Point.OfParty(ArticleThirtyPoint.Processor, Party),
            Point.Of(ArticleThirtyPoint.ControllersOrProcessorsRepresentative, Representative, party => party.InWords),
            Point.Of(ArticleThirtyPoint.ProcessorsDataProtectionOfficer, DataProtectionOfficer, Words.Of),
        ];
}

/// <summary>A controller, processor or representative by name and contact details.</summary>
/// <param name="Name">The name.</param>
/// <param name="OrganisationNumber">The number in the country's register of companies.</param>
/// <param name="Country">Where it is established.</param>
/// <param name="PostalAddress">The postal address.</param>
/// <param name="Contact">Whom to reach.</param>
public sealed record Party(
    PersonalText Name, PersonalText? OrganisationNumber = null, CountryCode? Country = null, PersonalText? PostalAddress = null, ContactPerson? Contact = null)
{
    /// <summary>Whether there are contact details, without which the point is incomplete.</summary>
    [JsonIgnore]
    public bool CanBeReached => PostalAddress is not null || Contact is not null;

    /// <summary>The party as a table's cell.</summary>
    [JsonIgnore]
    public string InWords => Words.Phrase(
        Words.Of(Name), Words.Of(OrganisationNumber), Country?.Code, Words.Of(PostalAddress), Contact is { } contact ? $"contact: {Words.Of(contact)}" : null);
}
