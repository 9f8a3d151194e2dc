using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>In which role the organisation holds data that are affected.</summary>
public enum BreachRole
{
    /// <summary>As controller: Art. 33(1) and 34.</summary>
    [Provision("Art. 33(1)")]
    Controller,

    /// <summary>As processor: each controller is notified, Art. 33(2).</summary>
    [Provision("Art. 33(2)")]
    Processor,

    /// <summary>As another processor's processor: that one is notified, Art. 28(4) with 33(2).</summary>
    [Provision("Art. 28(4), 33(2)")]
    Subprocessor,
}

/// <summary>What was breached, Art. 4(12).</summary>
public enum BreachKind
{
    /// <summary>Unauthorised disclosure of, or access to, personal data.</summary>
    Confidentiality,

    /// <summary>Accidental or unlawful alteration.</summary>
    Integrity,

    /// <summary>Accidental or unlawful destruction or loss, be it for a time.</summary>
    Availability,
}

/// <summary>How confidentiality was lost.</summary>
public enum ConfidentialityLoss
{
    /// <summary>Sent or shown to somebody who was not to have them.</summary>
    DisclosedToWrongRecipient,

    /// <summary>Somebody saw them who was not to.</summary>
    SeenWithoutAuthority,

    /// <summary>Somebody took a copy.</summary>
    Copied,

    /// <summary>Anybody could have them.</summary>
    Published,

    /// <summary>They lay open, and whether somebody looked is not known.</summary>
    LaidOpen,
}

/// <summary>How integrity was lost.</summary>
public enum IntegrityLoss
{
    /// <summary>Changed, and put right from elsewhere.</summary>
    AlteredAndRestored,

    /// <summary>Changed, and what they were can be found out.</summary>
    AlteredRestorable,

    /// <summary>Changed for good.</summary>
    AlteredForGood,
}

/// <summary>How availability was lost.</summary>
public enum AvailabilityLoss
{
    /// <summary>Out of reach for a time.</summary>
    OutOfReachForATime,

    /// <summary>Lost or destroyed, with a copy elsewhere.</summary>
    LostWithCopy,

    /// <summary>Lost or destroyed for good.</summary>
    LostForGood,
}

/// <summary>What happened, by kinds of incident.</summary>
public enum IncidentType
{
    /// <summary>Programs that lock data up for ransom.</summary>
    Ransomware,

    /// <summary>Other malicious programs.</summary>
    Malware,

    /// <summary>Somebody was deceived into giving access.</summary>
    Phishing,

    /// <summary>Sign-in with credentials from elsewhere or by trial.</summary>
    CredentialAttack,

    /// <summary>Entry by a weakness of a program.</summary>
    ExploitedVulnerability,

    /// <summary>Data taken out after entry.</summary>
    Exfiltration,

    /// <summary>A service was overwhelmed.</summary>
    DenialOfService,

    /// <summary>Somebody used access that they had for what it was not given for.</summary>
    MisuseOfAccess,

    /// <summary>Somebody could see another's data by the fault of a program.</summary>
    SoftwareError,

    /// <summary>A system was set up so that data lay open.</summary>
    Misconfiguration,

    /// <summary>A message went to the wrong recipient.</summary>
    MisdirectedMessage,

    /// <summary>Recipients saw one another's addresses.</summary>
    OpenRecipientList,

    /// <summary>Paper went to the wrong recipient or was left behind.</summary>
    MisdirectedOrLostPaper,

    /// <summary>Data were published by mistake.</summary>
    UnintendedPublication,

    /// <summary>Somebody spoke of what was confidential.</summary>
    VerbalDisclosure,

    /// <summary>A device was lost.</summary>
    LostDevice,

    /// <summary>A device was stolen.</summary>
    StolenDevice,

    /// <summary>Paper or devices were thrown away with data on them.</summary>
    ImproperDisposal,

    /// <summary>Data were deleted or overwritten by mistake.</summary>
    UnintendedDeletion,

    /// <summary>Equipment or a supplier failed.</summary>
    TechnicalFailure,

    /// <summary>Fire, water, power.</summary>
    PhysicalEvent,

    /// <summary>Somebody pretended to be another.</summary>
    IdentityDeception,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>From where it came, and whether it was meant.</summary>
public enum BreachCause
{
    /// <summary>From within, on purpose.</summary>
    InternalMalicious,

    /// <summary>From within, not on purpose.</summary>
    InternalNonMalicious,

    /// <summary>From outside, on purpose.</summary>
    ExternalMalicious,

    /// <summary>From outside, not on purpose.</summary>
    ExternalNonMalicious,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>An answer that may not be known yet.</summary>
public enum Answer
{
    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>How sure a number is: Art. 33(3)(a) asks for approximate ones.</summary>
public enum Qualifier
{
    /// <summary>Counted.</summary>
    Exact,

    /// <summary>About so many.</summary>
    Approximate,

    /// <summary>So many or more.</summary>
    AtLeast,

    /// <summary>So many or fewer.</summary>
    AtMost,

    /// <summary>Not known; there is no number.</summary>
    Unknown,
}

/// <summary>How severe the consequences are for those affected.</summary>
public enum ConsequenceSeverity
{
    /// <summary>An inconvenience that is soon over.</summary>
    Limited,

    /// <summary>Serious, and to be overcome.</summary>
    Significant,

    /// <summary>Serious, and perhaps not to be overcome.</summary>
    Maximal,
}

/// <summary>What another party is to the breach.</summary>
public enum PartyQualification
{
    /// <summary>A processor.</summary>
    Processor,

    /// <summary>A joint controller, Art. 26.</summary>
    JointController,

    /// <summary>A processor's processor.</summary>
    Subprocessor,

    /// <summary>Another controller.</summary>
    Controller,
}
