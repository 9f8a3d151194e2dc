namespace ProcessingRegister.Vocabulary;

/// <summary>The categories of those to whom personal data are disclosed, Art. 4(9) and 30(1)(d).</summary>
public enum RecipientKind
{
    /// <summary>Art. 4(8).</summary>
    [Provision("Art. 4(8)"), Dpv("https://w3id.org/dpv#DataProcessor")]
    Processor,

    /// <summary>A processor engaged by a processor, Art. 28(4).</summary>
    [Provision("Art. 28(4)"), Dpv("https://w3id.org/dpv#DataSubProcessor")]
    Subprocessor,

    /// <summary>Another controller, which decides for itself what it does with the data, Art. 4(7).</summary>
    [Provision("Art. 4(7)"), Dpv("https://w3id.org/dpv#DataController")]
    Controller,

    /// <summary>A controller that shares the decision with the one whose record this is, Art. 26.</summary>
    [Provision("Art. 26")]
    JointController,

    /// <summary>A public authority that receives data other than in a particular inquiry, Art. 4(9) first sentence.</summary>
    [Provision("Art. 4(9)")]
    PublicAuthority,

    /// <summary>
    /// A public authority that receives data in a particular inquiry under law. It is by definition not a recipient, so
    /// a record need not name it; the disclosure itself still has to be lawful and is worth recording.
    /// </summary>
    [Provision("Art. 4(9)")]
    AuthorityUnderInquiry,

    /// <summary>Another company of the same group of undertakings, Art. 4(19).</summary>
    [Provision("Art. 4(19)")]
    GroupCompany,

    /// <summary>A reseller, accountant or other partner that receives data of the customers it brings or serves.</summary>
    BusinessPartner,

    /// <summary>A unit of the same legal person. No recipient in law, but useful to an access review.</summary>
    [Dpv("https://w3id.org/dpv#OrganisationalUnit")]
    InternalDepartment,

    /// <summary>An international organisation, Art. 4(26) and 30(1)(d).</summary>
    [Provision("Art. 4(26)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#InternationalOrganisation")]
    InternationalOrganisation,

    /// <summary>The data subjects themselves, Art. 4(1).</summary>
    [Provision("Art. 4(1)"), Dpv("https://w3id.org/dpv#DataSubject")]
    DataSubjects,

    /// <summary>Anyone: the data are published.</summary>
    Public,
}
