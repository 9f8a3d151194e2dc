namespace ProcessingRegister.Vocabulary;

/// <summary>
/// What a contract between controller and processor has to set out, Art. 28(3): the seven items of its first sentence, the
/// eight clauses (a)-(h), and the duty to warn of an infringing instruction in the last subparagraph.
/// </summary>
public enum Article28Item
{
    /// <summary>The subject-matter of the processing.</summary>
    [Provision("Art. 28(3)")]
    SubjectMatter,

    /// <summary>The duration of the processing.</summary>
    [Provision("Art. 28(3)")]
    Duration,

    /// <summary>The nature of the processing.</summary>
    [Provision("Art. 28(3)")]
    Nature,

    /// <summary>The purpose of the processing.</summary>
    [Provision("Art. 28(3)")]
    Purpose,

    /// <summary>The type of personal data.</summary>
    [Provision("Art. 28(3)")]
    TypeOfPersonalData,

    /// <summary>The categories of data subjects.</summary>
    [Provision("Art. 28(3)")]
    CategoriesOfDataSubjects,

    /// <summary>The obligations and rights of the controller.</summary>
    [Provision("Art. 28(3)")]
    ObligationsAndRightsOfController,

    /// <summary>Processing on documented instructions only, also as regards transfers.</summary>
    [Provision("Art. 28(3)(a)")]
    DocumentedInstructions,

    /// <summary>Persons authorised to process are bound to confidentiality.</summary>
    [Provision("Art. 28(3)(b)")]
    Confidentiality,

    /// <summary>All measures required by Art. 32.</summary>
    [Provision("Art. 28(3)(c)")]
    Security,

    /// <summary>The conditions of Art. 28(2) and (4) for engaging another processor.</summary>
    [Provision("Art. 28(3)(d)")]
    Subprocessors,

    /// <summary>Assistance with requests of data subjects.</summary>
    [Provision("Art. 28(3)(e)")]
    AssistanceWithRequests,

    /// <summary>Assistance with Art. 32 to 36.</summary>
    [Provision("Art. 28(3)(f)")]
    AssistanceWithSecurityAndBreaches,

    /// <summary>Deletion or return at the controller's choice after the end of the services.</summary>
    [Provision("Art. 28(3)(g)")]
    DeletionOrReturn,

    /// <summary>Information that demonstrates compliance, and audits.</summary>
    [Provision("Art. 28(3)(h)")]
    InformationAndAudits,

    /// <summary>The processor informs the controller immediately if an instruction infringes the law.</summary>
    [Provision("Art. 28(3) last subparagraph")]
    WarningOfInfringingInstruction,
}
