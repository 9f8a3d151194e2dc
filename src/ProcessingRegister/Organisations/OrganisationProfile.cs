using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Organisations;

/// <summary>Who keeps the register: name and contact details as Art. 30(1)(a) and 30(2)(a) ask for them.</summary>
public sealed record OrganisationProfile
{
    /// <summary>The registered name.</summary>
    public required ImpersonalText LegalName { get; init; }

    /// <summary>The number in the business register. Of a sole trader it may be the person's own identity number, so it is kept in the vault.</summary>
    public PersonalText? OrganisationNumber { get; init; }

    /// <summary>Where the organisation is registered.</summary>
    public required CountryCode Country { get; init; }

    /// <summary>The postal address.</summary>
    public PersonalText? PostalAddress { get; init; }

    /// <summary>Who answers for the organisation.</summary>
    public ContactPerson? Contact { get; init; }

    /// <summary>The data protection officer, Art. 37(7).</summary>
    public Stated<ContactPerson> DataProtectionOfficer { get; init; } = Stated<ContactPerson>.Missing;

    /// <summary>The representative of an organisation that is not established in the Union or the Area, Art. 27.</summary>
    public Stated<Representative> Representative { get; init; } = Stated<Representative>.Missing;

    /// <summary>Whose law applies and whose clock counts: that of the main establishment, Art. 4(16), or of the representative.</summary>
    public required CountryCode Jurisdiction { get; init; }

    /// <summary>Establishments, Art. 3(1), where there are several.</summary>
    public IReadOnlyList<Establishment> Establishments { get; init; } = [];

    /// <summary>Persons employed, Art. 30(5). For information only: the register is kept all the same.</summary>
    public int? Employees { get; init; }

    /// <summary>The IANA zone of the jurisdiction, in which days begin and hours are read.</summary>
    [JsonIgnore]
    public string Zone => LawOf(Jurisdiction)?.TimeZone ?? throw new LawUnknownException("jurisdiction", Jurisdiction, default);

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. LawOf(Jurisdiction) is null ? [new Fault($"{at}/jurisdiction", $"must be one whose law the register knows: {string.Join(", ", KnownJurisdictions)}")] : Array.Empty<Fault>(),
        .. DataProtectionOfficer.Faults($"{at}/dataProtectionOfficer"),
        .. Representative.Faults($"{at}/representative"),
        .. Form.Size($"{at}/establishments", Establishments as System.Collections.ICollection),
        .. Employees < 0 ? [new Fault($"{at}/employees", "must not be negative")] : Array.Empty<Fault>(),
    ];

    private static IEnumerable<string> KnownJurisdictions => LawBook.Current.Jurisdictions.Where(j => j.Code.Country is not null).Select(j => j.Code.Code).Order();

    private static Jurisdiction? LawOf(CountryCode country) => LawBook.Current.Jurisdictions.FirstOrDefault(j => j.Code == Territory.Of(country));
}

/// <summary>A representative in the Union or the Area, Art. 27 and 4(17).</summary>
/// <param name="Name">The representative's name.</param>
/// <param name="Country">Where it is established; one of those where the data subjects are, Art. 27(3).</param>
/// <param name="PostalAddress">Its postal address.</param>
/// <param name="Contact">Who is to be addressed there.</param>
public sealed record Representative(PersonalText Name, CountryCode Country, PersonalText? PostalAddress = null, ContactPerson? Contact = null);

/// <summary>An establishment: the effective and real exercise of activity through stable arrangements (recital 22).</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Country">Where it is.</param>
/// <param name="PostalAddress">Its postal address.</param>
public sealed record Establishment(ImpersonalText Name, CountryCode Country, PersonalText? PostalAddress = null);
