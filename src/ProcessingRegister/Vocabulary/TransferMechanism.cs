namespace ProcessingRegister.Vocabulary;

/// <summary>What allows personal data to be sent to, or seen from, a third country or international organisation: Chapter V.</summary>
public enum TransferMechanism
{
    /// <summary>A decision of the Commission that protection is adequate, Art. 45(3).</summary>
    [Provision("Art. 45(3)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A45-3")]
    AdequacyDecision,

    /// <summary>A binding and enforceable instrument between public bodies, Art. 46(2)(a).</summary>
    [Provision("Art. 46(2)(a)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-a")]
    PublicBodyInstrument,

    /// <summary>Binding corporate rules of a group that is the controller, Art. 46(2)(b) and 47.</summary>
    [Provision("Art. 46(2)(b)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-b")]
    BindingCorporateRulesForControllers,

    /// <summary>Binding corporate rules of a group that is the processor, Art. 46(2)(b) and 47.</summary>
    [Provision("Art. 46(2)(b)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-b")]
    BindingCorporateRulesForProcessors,

    /// <summary>Standard contractual clauses of Decision (EU) 2021/914, Module One: controller to controller.</summary>
    [Provision("Art. 46(2)(c)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-c")]
    StandardClausesModule1,

    /// <summary>Standard contractual clauses of Decision (EU) 2021/914, Module Two: controller to processor.</summary>
    [Provision("Art. 46(2)(c)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-c")]
    StandardClausesModule2,

    /// <summary>Standard contractual clauses of Decision (EU) 2021/914, Module Three: processor to processor.</summary>
    [Provision("Art. 46(2)(c)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-c")]
    StandardClausesModule3,

    /// <summary>Standard contractual clauses of Decision (EU) 2021/914, Module Four: processor to controller.</summary>
    [Provision("Art. 46(2)(c)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-c")]
    StandardClausesModule4,

    /// <summary>Standard clauses adopted by a supervisory authority and approved by the Commission, Art. 46(2)(d).</summary>
    [Provision("Art. 46(2)(d)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-d")]
    AuthorityStandardClauses,

    /// <summary>An approved code of conduct with binding commitments of the importer, Art. 46(2)(e).</summary>
    [Provision("Art. 46(2)(e)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-e")]
    CodeOfConduct,

    /// <summary>An approved certification with binding commitments of the importer, Art. 46(2)(f).</summary>
    [Provision("Art. 46(2)(f)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-2-f")]
    Certification,

    /// <summary>Contractual clauses authorised by the supervisory authority, Art. 46(3)(a).</summary>
    [Provision("Art. 46(3)(a)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-3-a")]
    AuthorisedContractualClauses,

    /// <summary>Provisions in an administrative arrangement between public bodies, authorised, Art. 46(3)(b).</summary>
    [Provision("Art. 46(3)(b)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A46-3-b")]
    AdministrativeArrangement,

    /// <summary>Explicit consent after information on the risks, Art. 49(1)(a).</summary>
    [Provision("Art. 49(1)(a)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A49-1-a")]
    ExplicitConsent,

    /// <summary>Necessary for a contract with the data subject, Art. 49(1)(b).</summary>
    [Provision("Art. 49(1)(b)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A49-1-b")]
    ContractWithDataSubject,

    /// <summary>Necessary for a contract in the interest of the data subject, Art. 49(1)(c).</summary>
    [Provision("Art. 49(1)(c)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A49-1-c")]
    ContractInInterestOfDataSubject,

    /// <summary>Important reasons of public interest, Art. 49(1)(d).</summary>
    [Provision("Art. 49(1)(d)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A49-1-d")]
    ImportantPublicInterest,

    /// <summary>Legal claims, Art. 49(1)(e).</summary>
    [Provision("Art. 49(1)(e)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A49-1-e")]
    LegalClaims,

    /// <summary>Vital interests where the data subject cannot consent, Art. 49(1)(f).</summary>
    [Provision("Art. 49(1)(f)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A49-1-f")]
    VitalInterests,

    /// <summary>A register meant to inform the public, Art. 49(1)(g).</summary>
    [Provision("Art. 49(1)(g)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A49-1-g")]
    PublicRegister,

    /// <summary>
    /// Compelling legitimate interests, Art. 49(1) second subparagraph: the last resort, and the only mechanism whose
    /// safeguards Art. 30 itself requires to be documented in the record. DPV calls it A49-2.
    /// </summary>
    [Provision("Art. 49(1) second subparagraph"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#A49-2")]
    CompellingLegitimateInterests,
}
