namespace ProcessingRegister.Vocabulary;

/// <summary>How personal data cease to exist, or cease to be personal.</summary>
public enum ErasureMethod
{
    /// <summary>Removed without the possibility of retrieval.</summary>
    [Dpv("https://w3id.org/dpv#Erase")]
    Erasure,

    /// <summary>The storage was overwritten.</summary>
    Overwriting,

    /// <summary>The medium was physically destroyed.</summary>
    DestructionOfMedium,

    /// <summary>The copy expired with the rotation of the backups that held it.</summary>
    ExpiryOfBackup,

    /// <summary>
    /// The only key to encrypted data was destroyed. Regulators do not accept this alone as erasure (EDPB Guidelines 02/2025):
    /// the ciphertext has to go as well where it can.
    /// </summary>
    DestructionOfKey,

    /// <summary>Altered irreversibly so that no person can be identified, recital 26.</summary>
    [Dpv("https://w3id.org/dpv#Anonymisation")]
    Anonymisation,
}

/// <summary>The event from which an envisaged time limit for erasure runs, Art. 30(1)(f).</summary>
public enum ErasureTrigger
{
    /// <summary>The data were collected.</summary>
    Collection,

    /// <summary>The data are no longer necessary for their purposes, Art. 17(1)(a).</summary>
    [Provision("Art. 17(1)(a)")]
    PurposeFulfilled,

    /// <summary>Consent was withdrawn and there is no other basis, Art. 17(1)(b).</summary>
    [Provision("Art. 17(1)(b)")]
    ConsentWithdrawn,

    /// <summary>The data subject objected and nothing overrides it, Art. 17(1)(c).</summary>
    [Provision("Art. 17(1)(c)")]
    Objection,

    /// <summary>A law obliges the controller to erase, Art. 17(1)(e).</summary>
    [Provision("Art. 17(1)(e)")]
    LegalObligation,

    /// <summary>The contract with the data subject ended.</summary>
    EndOfContract,

    /// <summary>The services to the controller ended, Art. 28(3)(g).</summary>
    [Provision("Art. 28(3)(g)")]
    EndOfServices,

    /// <summary>The controller instructed the processor, Art. 28(3)(a).</summary>
    [Provision("Art. 28(3)(a)")]
    ControllersInstruction,

    /// <summary>The financial year to which the data belong ended: the anchor of bookkeeping law.</summary>
    EndOfFinancialYear,

    /// <summary>The data subject last used the account or was last in contact.</summary>
    LastActivity,
}

/// <summary>How far the assessment of Art. 35 has come for an activity.</summary>
public enum DpiaState
{
    /// <summary>Nobody has decided yet whether an assessment is required.</summary>
    NotDetermined,

    /// <summary>Found not to be required, Art. 35(1); the reasons belong in the record.</summary>
    [Provision("Art. 35(1)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#DPIANotRequired")]
    NotRequired,

    /// <summary>Required, Art. 35(1) or (3), and not begun.</summary>
    [Provision("Art. 35(1)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#DPIARequired")]
    Required,

    /// <summary>Begun and not finished.</summary>
    [Provision("Art. 35(7)")]
    UnderWay,

    /// <summary>Finished, with the content of Art. 35(7).</summary>
    [Provision("Art. 35(7)")]
    Completed,

    /// <summary>High risk remains, so the supervisory authority has to be consulted first, Art. 36(1).</summary>
    [Provision("Art. 36(1)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#DPIAOutcomeDPAConsultation")]
    PriorConsultation,

    /// <summary>The risk has changed and the assessment is being reviewed, Art. 35(11).</summary>
    [Provision("Art. 35(11)")]
    UnderReview,
}
