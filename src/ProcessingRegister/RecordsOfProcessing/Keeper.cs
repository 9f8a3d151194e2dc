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
public sealed record Keeper(Party? Party, Stated<ContactPerson> DataProtectionOfficer, Stated<ContactPerson> Representative, Territory? Jurisdiction)
{
    /// <summary>How many it employs, for Art. 30(5); <c>null</c> when that is not on record.</summary>
    public int? Employees { get; init; }

    /// <summary>Of the keeper nothing is on record.</summary>
    public static Keeper Unknown { get; } = new(null, Stated<ContactPerson>.Missing, Stated<ContactPerson>.Missing, null);

    /// <summary>The keeper as a view shows it: the organisation's own record stands under its tenant's id.</summary>
    public static async Task<Keeper> OfAsync(RecordQueries records, string tenantId, View view, CancellationToken ct) =>
        await records.FindAsync<Organisation>(tenantId, Guid.Parse(tenantId), view, ct) is { Profile: var p }
            ? new Keeper(
                new Party(new PersonalText(p.LegalName.Value), p.OrganisationNumber, p.Country, p.Contact),
                p.DataProtectionOfficer,
                new(p.Representative.State, p.Representative.Value is { } r ? r.Contact ?? new ContactPerson { Name = r.Name, PostalAddress = r.PostalAddress } : null,
                    p.Representative.Reason, p.Representative.ReviewBy),
                p.Jurisdiction)
            { Employees = p.Employees }
            : Unknown;

    /// <summary>The keeper's points in the record of one role.</summary>
    public IReadOnlyList<Point> Points(ProcessingRole role) => role == ProcessingRole.Controller
        ?
        [
            Point.OfParty(ArticleThirtyPoint.Controller, Party),
            Point.Of(ArticleThirtyPoint.ControllersRepresentative, Representative, Words.Of),
            Point.Of(ArticleThirtyPoint.ControllersDataProtectionOfficer, DataProtectionOfficer, Words.Of),
        ]
        :
        [
            Point.OfParty(ArticleThirtyPoint.Processor, Party),
            Point.Of(ArticleThirtyPoint.ControllersOrProcessorsRepresentative, Representative, Words.Of),
            Point.Of(ArticleThirtyPoint.ProcessorsDataProtectionOfficer, DataProtectionOfficer, Words.Of),
        ];
}

/// <summary>A controller or processor by name and contact details.</summary>
/// <param name="Name">The name.</param>
/// <param name="OrganisationNumber">The number in the country's register of companies.</param>
/// <param name="Country">Where it is established.</param>
/// <param name="Contact">How it is reached; without it the point is incomplete.</param>
public sealed record Party(PersonalText Name, PersonalText? OrganisationNumber, CountryCode? Country, ContactPerson? Contact);
