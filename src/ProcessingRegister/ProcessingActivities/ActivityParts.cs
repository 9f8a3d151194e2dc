using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>A party with whom purposes and means are determined jointly, Art. 26.</summary>
/// <param name="Name">The party's name.</param>
/// <param name="Contact">Its contact person.</param>
/// <param name="Arrangement">Reference of the arrangement of Art. 26(1).</param>
public sealed record JointController(PersonalText Name, ContactPerson? Contact = null, ImpersonalText? Arrangement = null);

/// <summary>Why data are processed, and on which legal basis.</summary>
/// <param name="Text">The purpose, Art. 5(1)(b).</param>
/// <param name="LegalBases">Art. 6(1). A processor need not know them.</param>
/// <param name="LegitimateInterest">The interest pursued, Art. 6(1)(f).</param>
/// <param name="SpecialCategoryCondition">Art. 9(2), when special categories are processed.</param>
/// <param name="CriminalOffenceCondition">Art. 10, when data on convictions and offences are processed.</param>
public sealed record Purpose(
    ImpersonalText Text,
    Stated<IReadOnlyList<LegalBasis>>? LegalBases = null,
    ImpersonalText? LegitimateInterest = null,
    SpecialCategoryCondition? SpecialCategoryCondition = null,
    CriminalOffenceCondition? CriminalOffenceCondition = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. LegalBases?.Faults($"{at}/legalBases") ?? [],
        .. LegitimateInterest is null != (LegalBases?.Value?.Contains(LegalBasis.LegitimateInterests) is not true)
            ? [new Fault($"{at}/legitimateInterest", "must be given exactly when a legal basis is legitimateInterests (Art. 6(1)(f))")] : Array.Empty<Fault>(),
    ];
}

/// <summary>A category of personal data.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it holds.</param>
/// <param name="DataSubjects">Whose data they are; of all the activity's data subjects when empty.</param>
/// <param name="SpecialCategory">Art. 9(1), when it is one.</param>
/// <param name="CriminalOffences">Whether it relates to criminal convictions and offences, Art. 10.</param>
public sealed record DataCategory(
    ImpersonalText Name,
    ImpersonalText? Description = null,
    IReadOnlyList<ImpersonalText>? DataSubjects = null,
    SpecialCategory? SpecialCategory = null,
    bool CriminalOffences = false)
{
    /// <summary>Art. 30(1)(f): the envisaged time limit for erasure of this category.</summary>
    public Stated<TimeLimitForErasure> TimeLimitForErasure { get; init; } = Stated<TimeLimitForErasure>.Missing;
}

/// <summary>Until when a category of data is kept, and how it goes.</summary>
/// <param name="Text">The limit in words.</param>
/// <param name="Years">Whole years after the trigger.</param>
/// <param name="Months">Whole months after the trigger, beside the years.</param>
/// <param name="Days">Whole days after the trigger, beside years and months.</param>
/// <param name="Trigger">What starts the period.</param>
/// <param name="Method">How the data are erased.</param>
/// <param name="LegalObligation">The provision that demands the data be kept, if one does.</param>
public sealed record TimeLimitForErasure(
    ImpersonalText Text, int? Years = null, int? Months = null, int? Days = null, ErasureTrigger? Trigger = null, ErasureMethod? Method = null,
    ImpersonalText? LegalObligation = null);

/// <summary>To whom data are disclosed, Art. 4(9), 30(1)(d).</summary>
/// <param name="Kind">What kind of recipient. A public authority in a particular inquiry is recorded as such and is no recipient by law.</param>
/// <param name="Name">The recipient, or the category of recipients.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Country">Where it is established.</param>
/// <param name="From">First day of disclosure.</param>
/// <param name="To">Last day of disclosure.</param>
public sealed record Recipient(
    RecipientKind Kind, ImpersonalText Name, ImpersonalText? Purpose = null, CountryCode? Country = null, DateOnly? From = null, DateOnly? To = null)
{
    internal IEnumerable<Fault> Faults(string at) => Form.Period($"{at}/to", From, To);
}

/// <summary>A transfer to a third country or an international organisation, Art. 44-49.</summary>
/// <param name="Country">The third country; exactly one of this and <paramref name="InternationalOrganisation"/>.</param>
/// <param name="InternationalOrganisation">The international organisation.</param>
/// <param name="Importer">Who receives the data.</param>
/// <param name="Mechanism">On what ground.</param>
/// <param name="SafeguardDocument">Reference of the document of suitable safeguards.</param>
/// <param name="ImpactAssessment">Reference of the transfer impact assessment (SCC clause 14).</param>
/// <param name="ImporterListedUnderFramework">Whether the importer is on the list that a sectoral adequacy decision requires.</param>
/// <param name="ValidFrom">First day of the transfer.</param>
/// <param name="ValidTo">Last day of the transfer.</param>
public sealed record DataTransfer(
    CountryCode? Country = null,
    ImpersonalText? InternationalOrganisation = null,
    ImpersonalText? Importer = null,
    TransferMechanism? Mechanism = null,
    ImpersonalText? SafeguardDocument = null,
    ImpersonalText? ImpactAssessment = null,
    bool ImporterListedUnderFramework = false,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Country is null == InternationalOrganisation is null
            ? [new Fault($"{at}/country", "exactly one of country and internationalOrganisation must be given")] : Array.Empty<Fault>(),
        .. Form.Period($"{at}/validTo", ValidFrom, ValidTo),
        .. Mechanism == TransferMechanism.CompellingLegitimateInterests && SafeguardDocument is null
            ? [new Fault($"{at}/safeguardDocument", "must be given: Art. 30 asks for the documentation of suitable safeguards for transfers under Art. 49(1) second subparagraph")]
            : Array.Empty<Fault>(),
    ];
}

/// <summary>A technical or organisational measure, Art. 32(1).</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Description">In general terms.</param>
/// <param name="Certificate">The standard or certificate that it conforms to.</param>
public sealed record SecurityMeasure(SecurityMeasureKind Kind, ImpersonalText Description, ImpersonalText? Certificate = null);

/// <summary>A system in which the data are processed.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="StoredIn">Where the data lie.</param>
/// <param name="AccessedFrom">From where they can be seen; access from a third country is a transfer (rule 6.4).</param>
public sealed record InformationSystem(ImpersonalText Name, IReadOnlyList<Territory>? StoredIn = null, IReadOnlyList<Territory>? AccessedFrom = null);

/// <summary>From where data come.</summary>
/// <param name="Name">The source: the data subject, a party, a tool.</param>
/// <param name="Description">What it collects, and how.</param>
public sealed record DataSource(ImpersonalText Name, ImpersonalText? Description = null);

/// <summary>Decisions based solely on automated processing, Art. 22.</summary>
/// <param name="Logic">The logic involved.</param>
/// <param name="Consequences">Significance and envisaged consequences for the data subject.</param>
public sealed record AutomatedDecisions(ImpersonalText Logic, ImpersonalText? Consequences = null);

/// <summary>The state of the data protection impact assessment, Art. 35.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Document">Reference of the assessment, or of the reasons why none is required.</param>
/// <param name="On">When it was concluded.</param>
public sealed record Dpia(DpiaState State, ImpersonalText? Document = null, DateOnly? On = null);

/// <summary>Who answers for the activity.</summary>
/// <param name="Unit">The department.</param>
/// <param name="Person">The person.</param>
public sealed record Owner(ImpersonalText? Unit = null, ContactPerson? Person = null);
