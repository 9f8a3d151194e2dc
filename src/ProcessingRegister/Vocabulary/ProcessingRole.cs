namespace ProcessingRegister.Vocabulary;

/// <summary>
/// Which of the two records of Art. 30 an activity belongs to. A joint controller keeps a controller's record and is named in
/// it as a party (<see cref="PartyRole.JointController"/>), so it is no third role.
/// </summary>
public enum ProcessingRole
{
    /// <summary>Determines the purposes and means, alone or jointly, Art. 4(7); keeps the record of Art. 30(1).</summary>
    [Provision("Art. 4(7)"), Dpv("https://w3id.org/dpv#DataController")]
    Controller,

    /// <summary>Processes on behalf of a controller, Art. 4(8); keeps the record of Art. 30(2).</summary>
    [Provision("Art. 4(8)"), Dpv("https://w3id.org/dpv#DataProcessor")]
    Processor,
}

/// <summary>What a person or body is to a record.</summary>
public enum PartyRole
{
    /// <summary>Art. 4(7).</summary>
    [Provision("Art. 4(7)"), Dpv("https://w3id.org/dpv#DataController")]
    DataController,

    /// <summary>Determines purposes and means together with another controller, Art. 26.</summary>
    [Provision("Art. 26")]
    JointController,

    /// <summary>Art. 4(8).</summary>
    [Provision("Art. 4(8)"), Dpv("https://w3id.org/dpv#DataProcessor")]
    DataProcessor,

    /// <summary>Another processor engaged by a processor, Art. 28(2) and (4).</summary>
    [Provision("Art. 28(4)"), Dpv("https://w3id.org/dpv#DataSubProcessor")]
    Subprocessor,

    /// <summary>Represents, in the Union, a controller or processor not established there, Art. 4(17) and 27.</summary>
    [Provision("Art. 27"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#Representative")]
    Representative,

    /// <summary>Art. 37 to 39.</summary>
    [Provision("Art. 37"), Dpv("https://w3id.org/dpv#DataProtectionOfficer")]
    DataProtectionOfficer,

    /// <summary>To whom personal data are disclosed, Art. 4(9).</summary>
    [Provision("Art. 4(9)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#Recipient")]
    Recipient,

    /// <summary>The independent public authority of Art. 51.</summary>
    [Provision("Art. 4(21)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#DataProtectionAuthority")]
    SupervisoryAuthority,
}
