namespace ProcessingRegister.Vocabulary;

/// <summary>What makes processing lawful, Art. 6(1).</summary>
public enum LegalBasis
{
    /// <summary>The data subject has consented, Art. 6(1)(a).</summary>
    [Provision("Art. 6(1)(a)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A6-1-a")]
    Consent,

    /// <summary>Necessary for a contract with the data subject, or for steps before one at their request, Art. 6(1)(b).</summary>
    [Provision("Art. 6(1)(b)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A6-1-b")]
    Contract,

    /// <summary>Necessary for a legal obligation of the controller, Art. 6(1)(c).</summary>
    [Provision("Art. 6(1)(c)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A6-1-c")]
    LegalObligation,

    /// <summary>Necessary to protect the vital interests of a natural person, Art. 6(1)(d).</summary>
    [Provision("Art. 6(1)(d)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A6-1-d")]
    VitalInterests,

    /// <summary>Necessary for a task in the public interest or in the exercise of official authority, Art. 6(1)(e).</summary>
    [Provision("Art. 6(1)(e)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A6-1-e")]
    PublicTask,

    /// <summary>Necessary for legitimate interests that the data subject's do not override, Art. 6(1)(f).</summary>
    [Provision("Art. 6(1)(f)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A6-1-f")]
    LegitimateInterests,
}

/// <summary>The kinds of data that need a condition beyond a legal basis.</summary>
public enum SpecialCategory
{
    /// <summary>Data revealing racial or ethnic origin, Art. 9(1).</summary>
    [Provision("Art. 9(1)")]
    RacialOrEthnicOrigin,

    /// <summary>Data revealing political opinions, Art. 9(1).</summary>
    [Provision("Art. 9(1)"), Dpv("https://w3id.org/dpv/pd#PoliticalOpinion")]
    PoliticalOpinions,

    /// <summary>Data revealing religious or philosophical beliefs, Art. 9(1).</summary>
    [Provision("Art. 9(1)")]
    ReligiousOrPhilosophicalBeliefs,

    /// <summary>Data revealing trade-union membership, Art. 9(1); payroll holds it as a deducted fee.</summary>
    [Provision("Art. 9(1)"), Dpv("https://w3id.org/dpv/pd#TradeUnionMembership")]
    TradeUnionMembership,

    /// <summary>Genetic data, Art. 4(13) and 9(1).</summary>
    [Provision("Art. 9(1)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#GeneticData")]
    GeneticData,

    /// <summary>Biometric data processed to identify a person uniquely, Art. 9(1); narrower than Art. 4(14).</summary>
    [Provision("Art. 9(1)")]
    BiometricIdentification,

    /// <summary>Data concerning health, Art. 4(15) and 9(1); payroll holds it as sick pay.</summary>
    [Provision("Art. 9(1)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#HealthData")]
    Health,

    /// <summary>Data concerning sex life or sexual orientation, Art. 9(1).</summary>
    [Provision("Art. 9(1)")]
    SexLifeOrSexualOrientation,

    /// <summary>
    /// Criminal convictions and offences or related security measures. Not a category of Art. 9 but of Art. 10, under
    /// conditions of its own: <see cref="CriminalOffenceCondition"/>.
    /// </summary>
    [Provision("Art. 10")]
    CriminalConvictionsAndOffences,
}

/// <summary>What lifts the prohibition on processing special categories, Art. 9(2).</summary>
public enum SpecialCategoryCondition
{
    /// <summary>Explicit consent, Art. 9(2)(a).</summary>
    [Provision("Art. 9(2)(a)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-a")]
    ExplicitConsent,

    /// <summary>Employment, social security and social protection law, Art. 9(2)(b).</summary>
    [Provision("Art. 9(2)(b)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-b")]
    EmploymentAndSocialProtection,

    /// <summary>Vital interests where the data subject cannot consent, Art. 9(2)(c).</summary>
    [Provision("Art. 9(2)(c)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-c")]
    VitalInterests,

    /// <summary>Legitimate activities of a political, philosophical, religious or trade-union body, Art. 9(2)(d).</summary>
    [Provision("Art. 9(2)(d)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-d")]
    NotForProfitBody,

    /// <summary>Data the data subject has manifestly made public, Art. 9(2)(e).</summary>
    [Provision("Art. 9(2)(e)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-e")]
    ManifestlyMadePublic,

    /// <summary>Legal claims, or courts in their judicial capacity, Art. 9(2)(f).</summary>
    [Provision("Art. 9(2)(f)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-f")]
    LegalClaims,

    /// <summary>Substantial public interest on the basis of law, Art. 9(2)(g).</summary>
    [Provision("Art. 9(2)(g)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-g")]
    SubstantialPublicInterest,

    /// <summary>Preventive or occupational medicine and the provision of care, Art. 9(2)(h).</summary>
    [Provision("Art. 9(2)(h)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-h")]
    HealthOrSocialCare,

    /// <summary>Public interest in public health, Art. 9(2)(i).</summary>
    [Provision("Art. 9(2)(i)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-i")]
    PublicHealth,

    /// <summary>Archiving in the public interest, research or statistics, Art. 9(2)(j).</summary>
    [Provision("Art. 9(2)(j)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A9-2-j")]
    ArchivingResearchOrStatistics,
}

/// <summary>The two ways in which Art. 10 allows data on criminal convictions and offences to be processed.</summary>
public enum CriminalOffenceCondition
{
    /// <summary>Under the control of official authority; a comprehensive register may be kept in no other way.</summary>
    [Provision("Art. 10")]
    UnderControlOfOfficialAuthority,

    /// <summary>Authorised by Union or Member State law that provides appropriate safeguards.</summary>
    [Provision("Art. 10")]
    AuthorisedByLaw,
}
