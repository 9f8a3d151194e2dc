using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>That an importer belonged to what a decision covers, for example the Data Privacy Framework list.</summary>
/// <param name="Scope">What it belonged to.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, or null while it lasts.</param>
public sealed record ScopeMembership(AdequacyScope Scope, DateOnly From, DateOnly? To = null);

/// <summary>
/// Personal data sent to, or seen from, a destination: the facts that Chapter V asks about. A fact that is not stated is taken
/// as not so, since it is the exporter who has to demonstrate it.
/// </summary>
/// <param name="Destination">Where the data are stored or from where they are seen; remote access is a transfer too.</param>
/// <param name="Mechanism">What the exporter relies on, or null if nothing was recorded.</param>
/// <param name="Exporter">The exporter's role in the processing.</param>
/// <param name="Importer">The importer's role in the processing.</param>
public sealed record Transfer(TransferDestination Destination, TransferMechanism? Mechanism, ProcessingRole Exporter, ProcessingRole Importer)
{
    /// <summary>What the importer belonged to, and when.</summary>
    public IReadOnlyList<ScopeMembership> ImporterMemberships { get; init; } = [];

    /// <summary>The safeguard is at hand as a document: the clauses signed, the rules approved, the assessment of Art. 49(6).</summary>
    public bool SafeguardDocumented { get; init; }

    /// <summary>The laws and practices of the destination were assessed, and the assessment is at hand.</summary>
    public bool ImpactAssessed { get; init; }

    /// <summary>The supervisory authority authorised the clauses or arrangement.</summary>
    public bool AuthorisedByAuthority { get; init; }

    /// <summary>That the conditions of the derogation are met is documented.</summary>
    public bool DerogationDocumented { get; init; }

    /// <summary>The transfer is not repetitive.</summary>
    public bool NotRepetitive { get; init; }

    /// <summary>It concerns only a limited number of data subjects.</summary>
    public bool LimitedNumberOfDataSubjects { get; init; }

    /// <summary>The supervisory authority was informed of it.</summary>
    public bool AuthorityInformed { get; init; }

    /// <summary>The data subjects were informed of it and of the interests pursued.</summary>
    public bool DataSubjectsInformed { get; init; }
}

/// <summary>What the law asks of a transfer.</summary>
public enum TransferCondition
{
    /// <summary>There is a mechanism of Chapter V at all, Art. 44.</summary>
    MechanismRecorded,

    /// <summary>The mechanism may be relied on at that day in that jurisdiction.</summary>
    MechanismInForce,

    /// <summary>An adequacy decision for the destination is in force.</summary>
    AdequacyDecisionInForce,

    /// <summary>The importer is one of those the decision covers.</summary>
    ImporterWithinScope,

    /// <summary>The module of the standard clauses, or the kind of corporate rules, is the one for these roles.</summary>
    RolesMatchMechanism,

    /// <summary>The safeguard is at hand as a document.</summary>
    SafeguardDocumented,

    /// <summary>The laws and practices of the destination were assessed.</summary>
    ImpactAssessed,

    /// <summary>The supervisory authority authorised the clauses or arrangement.</summary>
    AuthorisedByAuthority,

    /// <summary>That the conditions of the derogation are met is documented.</summary>
    DerogationDocumented,

    /// <summary>The transfer is not repetitive.</summary>
    NotRepetitive,

    /// <summary>It concerns only a limited number of data subjects.</summary>
    LimitedNumberOfDataSubjects,

    /// <summary>The supervisory authority was informed.</summary>
    AuthorityInformed,

    /// <summary>The data subjects were informed.</summary>
    DataSubjectsInformed,
}

/// <summary>Whether a condition holds.</summary>
public enum ConditionState
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It does not hold.</summary>
    Fails,

    /// <summary>The law in this jurisdiction is not certain enough to say.</summary>
    Unconfirmed,
}

/// <summary>What was found of one condition.</summary>
/// <param name="Condition">The condition; its name is the reason code.</param>
/// <param name="State">Whether it holds.</param>
/// <param name="Source">The provision, decision or clause that asks for it.</param>
public sealed record TransferFinding(TransferCondition Condition, ConditionState State, string Source);

/// <summary>What the law of a day says of a transfer.</summary>
public enum TransferVerdict
{
    /// <summary>The destination is inside the area in which data move freely: Chapter V does not apply.</summary>
    NotATransfer,

    /// <summary>Every condition holds.</summary>
    Valid,

    /// <summary>A condition does not hold.</summary>
    Invalid,

    /// <summary>No condition fails, but of one the law is not certain enough to say that it holds.</summary>
    Unconfirmed,
}

/// <summary>A verdict with everything it rests on.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">Each condition that applied; empty if it is no transfer.</param>
/// <param name="Adequacy">What the law says of the destination, whatever mechanism is relied on.</param>
public sealed record TransferAssessment(TransferVerdict Verdict, IReadOnlyList<TransferFinding> Findings, AdequacyFinding Adequacy)
{
    /// <summary>Whether the data may go, without a doubt.</summary>
    public bool IsValid => Verdict is TransferVerdict.NotATransfer or TransferVerdict.Valid;
}
