using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.AccessRequests;

/// <summary>In which role the organisation holds data that are asked for.</summary>
public enum AccessRole
{
    /// <summary>As controller.</summary>
    [Provision("Art. 4(7)")]
    Controller,

    /// <summary>As processor: the controller is told before compliance.</summary>
    [Provision("Art. 28(3)(a)")]
    Processor,

    /// <summary>As another processor's processor.</summary>
    [Provision("Art. 28(4)")]
    Subprocessor,
}

/// <summary>What kind of instrument a request is made by.</summary>
public enum Instrument
{
    /// <summary>An order of a court.</summary>
    CourtOrder,

    /// <summary>A warrant.</summary>
    Warrant,

    /// <summary>A subpoena or production order of another authority than a court.</summary>
    ProductionOrder,

    /// <summary>A European Production Order, received as its certificate (EPOC).</summary>
    [Provision("Regulation (EU) 2023/1543 Art. 5")]
    EuropeanProductionOrder,

    /// <summary>A European Preservation Order, received as its certificate (EPOC-PR).</summary>
    [Provision("Regulation (EU) 2023/1543 Art. 6")]
    EuropeanPreservationOrder,

    /// <summary>An order to provide information.</summary>
    [Provision("Regulation (EU) 2022/2065 Art. 10")]
    DsaInformationOrder,

    /// <summary>A demand of an administrative authority, such as one for taxes.</summary>
    AdministrativeDemand,

    /// <summary>A request that came by mutual legal assistance.</summary>
    MutualLegalAssistance,

    /// <summary>A request without an instrument that binds.</summary>
    Informal,

    /// <summary>A demand in civil proceedings, or of a trustee in bankruptcy.</summary>
    Civil,

    /// <summary>A national security letter.</summary>
    NationalSecurityLetter,

    /// <summary>A request to preserve that is no European Preservation Order.</summary>
    PreservationRequest,
}

/// <summary>In what kind of proceedings.</summary>
public enum Proceedings
{
    /// <summary>Criminal.</summary>
    Criminal,

    /// <summary>Administrative.</summary>
    Administrative,

    /// <summary>Civil.</summary>
    Civil,

    /// <summary>National security.</summary>
    NationalSecurity,
}

/// <summary>How urgent a request is.</summary>
public enum Urgency
{
    /// <summary>Not more than others.</summary>
    Normal,

    /// <summary>Life, limb or critical infrastructure is in imminent danger, as the authority says.</summary>
    Emergency,
}

/// <summary>What kind of data are sought, the most intrusive last.</summary>
public enum DataSought
{
    /// <summary>Data of another kind.</summary>
    Other,

    /// <summary>Data that are not personal.</summary>
    NonPersonal,

    /// <summary>Data on the subscriber.</summary>
    Subscriber,

    /// <summary>Data sought only to identify a user.</summary>
    Identification,

    /// <summary>Traffic data and other metadata.</summary>
    Traffic,

    /// <summary>Content.</summary>
    Content,
}

/// <summary>Whether data that lie there are sought, or data as they arise.</summary>
public enum AccessMode
{
    /// <summary>Stored data.</summary>
    Stored,

    /// <summary>Data in real time.</summary>
    RealTime,
}

/// <summary>By which way a request came, or data went.</summary>
public enum AccessChannel
{
    /// <summary>By letter.</summary>
    Letter,

    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>By a portal.</summary>
    Portal,

    /// <summary>By the decentralised IT system of Regulation (EU) 2023/1543 Art. 19.</summary>
    DecentralisedSystem,

    /// <summary>By telephone.</summary>
    Telephone,

    /// <summary>In person.</summary>
    InPerson,

    /// <summary>Through another company of the group.</summary>
    GroupCompany,

    /// <summary>Through a processor or subprocessor.</summary>
    Processor,

    /// <summary>On a medium that was handed over, encrypted.</summary>
    EncryptedMedium,
}

/// <summary>What came of a request.</summary>
public enum AccessOutcome
{
    /// <summary>All that was sought was disclosed.</summary>
    DisclosedFull,

    /// <summary>Some of what was sought was disclosed.</summary>
    DisclosedPartial,

    /// <summary>The organisation holds no such data.</summary>
    NoDataHeld,

    /// <summary>It was refused.</summary>
    Rejected,

    /// <summary>The authority was sent to the controller.</summary>
    RedirectedToCustomer,

    /// <summary>The authority withdrew it.</summary>
    Withdrawn,

    /// <summary>Data were preserved, and nothing more was asked for.</summary>
    Preserved,
}

/// <summary>Why a request is refused: the grounds of Annex III of Regulation (EU) 2023/1543, and no others.</summary>
public enum RefusalGround
{
    /// <summary>The order is incomplete.</summary>
    Incomplete,

    /// <summary>It contains manifest errors.</summary>
    ManifestError,

    /// <summary>It does not contain sufficient information.</summary>
    InsufficientInformation,

    /// <summary>The data are not stored by or for the organisation.</summary>
    NotStored,

    /// <summary>The data are not held any more, or never were.</summary>
    NotHeld,

    /// <summary>It is impossible in fact.</summary>
    DeFactoImpossible,

    /// <summary>It was not issued or validated by an authority that may.</summary>
    InvalidIssuingAuthority,

    /// <summary>The offence is not covered.</summary>
    OffenceNotCovered,

    /// <summary>The service is not covered.</summary>
    ServiceNotCovered,

    /// <summary>Immunities or privileges protect the data.</summary>
    ImmunityOrPrivilege,

    /// <summary>Compliance would conflict with the law of another country; of a third country's order, also that no international agreement carries it, Art. 48.</summary>
    ConflictOfLaws,
}

/// <summary>How the controllers stand informed.</summary>
public enum ControllerStanding
{
    /// <summary>They were told before anything was disclosed.</summary>
    NotifiedBefore,

    /// <summary>They were told after data were disclosed.</summary>
    NotifiedAfter,

    /// <summary>A secrecy order, or law, forbids telling them.</summary>
    Gagged,

    /// <summary>Data were disclosed in an emergency and they have not been told yet.</summary>
    Exigent,

    /// <summary>There is none to tell.</summary>
    NoUserToNotify,

    /// <summary>They have not been told yet.</summary>
    Pending,
}

/// <summary>What the legal review found.</summary>
public enum ReviewVerdict
{
    /// <summary>The request is lawful.</summary>
    Lawful,

    /// <summary>Part of it is lawful, and that part only may be complied with.</summary>
    PartlyLawful,

    /// <summary>It is not lawful.</summary>
    Unlawful,
}

/// <summary>How a challenge ended.</summary>
public enum ChallengeOutcome
{
    /// <summary>It succeeded.</summary>
    Upheld,

    /// <summary>It succeeded in part.</summary>
    PartlyUpheld,

    /// <summary>It failed.</summary>
    Dismissed,

    /// <summary>It was given up.</summary>
    GivenUp,
}

/// <summary>Whom a secrecy order forbids to tell. Whatever it names, the file is for counsel only while it is in force.</summary>
public enum SecrecyScope
{
    /// <summary>The controllers.</summary>
    Controllers,

    /// <summary>The persons concerned.</summary>
    DataSubjects,

    /// <summary>The public.</summary>
    Public,
}

/// <summary>What came of an attempt to have secrecy waived (SCC clause 15.1(b)).</summary>
public enum WaiverResult
{
    /// <summary>It was asked for.</summary>
    Sought,

    /// <summary>It was granted.</summary>
    Granted,

    /// <summary>It was denied.</summary>
    Denied,
}
