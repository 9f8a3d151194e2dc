namespace ProcessingRegister.Vocabulary;

/// <summary>
/// The kinds of technical and organisational measures, each under the point of Art. 32(1) it serves first. A general
/// description is all that Art. 30(1)(g) and (2)(d) ask for, hence kinds and no catalogue of controls.
/// </summary>
public enum SecurityMeasureKind
{
    /// <summary>Art. 4(5) and 32(1)(a).</summary>
    [Provision("Art. 32(1)(a)"), Dpv("https://w3id.org/dpv/legal/eu/gdpr#Pseudonymisation")]
    Pseudonymisation,

    /// <summary>At rest, in transit or in use.</summary>
    [Provision("Art. 32(1)(a)"), Dpv("https://w3id.org/dpv#Encryption")]
    Encryption,

    /// <summary>Who may see or do what, on a need-to-know basis.</summary>
    [Provision("Art. 32(1)(b)"), Dpv("https://w3id.org/dpv#AccessControlMethod")]
    AccessControl,

    /// <summary>How users and machines prove who they are.</summary>
    [Provision("Art. 32(1)(b)"), Dpv("https://w3id.org/dpv#AuthenticationProtocols")]
    Authentication,

    /// <summary>Records of access and change, and their watching.</summary>
    [Provision("Art. 32(1)(b)")]
    LoggingAndMonitoring,

    /// <summary>Segmentation, firewalls and secure protocols.</summary>
    [Provision("Art. 32(1)(b)"), Dpv("https://w3id.org/dpv#NetworkSecurityProtocols")]
    NetworkSecurity,

    /// <summary>Protection of buildings, rooms and equipment.</summary>
    [Provision("Art. 32(1)(b)"), Dpv("https://w3id.org/dpv#PhysicalMeasure")]
    PhysicalSecurity,

    /// <summary>One customer's data kept apart from another's.</summary>
    [Provision("Art. 32(1)(b)")]
    SeparationOfCustomers,

    /// <summary>Security in design, development, and change.</summary>
    [Provision("Art. 32(1)(b)")]
    SecureDevelopment,

    /// <summary>Redundancy and capacity: the resilience of systems.</summary>
    [Provision("Art. 32(1)(b)")]
    Resilience,

    /// <summary>Selection and supervision of those who process in turn.</summary>
    [Provision("Art. 28(1)")]
    SubprocessorControl,

    /// <summary>Commitment of persons to confidentiality, also Art. 28(3)(b).</summary>
    [Provision("Art. 32(1)(b)"), Dpv("https://w3id.org/dpv#ConfidentialityAgreement")]
    ConfidentialityAgreement,

    /// <summary>Training, so that persons act on instructions only, Art. 32(4).</summary>
    [Provision("Art. 32(4)"), Dpv("https://w3id.org/dpv#StaffTraining")]
    StaffTraining,

    /// <summary>Copies from which data can be restored.</summary>
    [Provision("Art. 32(1)(c)"), Dpv("https://w3id.org/dpv#DataBackupProtocols")]
    Backup,

    /// <summary>Restoring availability in a timely manner after an incident.</summary>
    [Provision("Art. 32(1)(c)"), Dpv("https://w3id.org/dpv#DisasterRecoveryProcedures")]
    DisasterRecovery,

    /// <summary>Detection and handling of incidents; the ground for Art. 33.</summary>
    [Provision("Art. 32(1)(c)"), Dpv("https://w3id.org/dpv#IncidentManagementProcedures")]
    IncidentManagement,

    /// <summary>Penetration tests, vulnerability tests and exercises.</summary>
    [Provision("Art. 32(1)(d)")]
    SecurityTesting,

    /// <summary>Regular assessment and evaluation by audit.</summary>
    [Provision("Art. 32(1)(d)"), Dpv("https://w3id.org/dpv#SecurityAudit")]
    SecurityAudit,

    /// <summary>An approved certification or code as an element of proof, Art. 32(3), 40 and 42.</summary>
    [Provision("Art. 32(3)"), Dpv("https://w3id.org/dpv#CertificationSeal")]
    Certification,
}
