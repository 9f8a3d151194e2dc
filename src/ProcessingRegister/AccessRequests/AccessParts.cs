using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.AccessRequests;

/// <summary>The authority that asks.</summary>
/// <param name="Country">Of which country it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="FileNumber">Its file number.</param>
/// <param name="ValidatedBy">The authority that validated the order, where another issued it.</param>
/// <param name="ValidationFileNumber">That authority's file number.</param>
/// <param name="Via">Through which country the request came, if through another.</param>
public sealed record RequestingAuthority(
    CountryCode Country, PersonalText Name, PersonalText? FileNumber = null, PersonalText? ValidatedBy = null, PersonalText? ValidationFileNumber = null,
    CountryCode? Via = null);

/// <summary>What is sought, as the instrument says it; it may name several kinds, of which reports count the most intrusive.</summary>
/// <param name="Kinds">Which kinds of data.</param>
/// <param name="Mode">Stored, or in real time.</param>
/// <param name="Description">In the request's words.</param>
public sealed record Sought(IReadOnlyList<DataSought> Kinds, AccessMode Mode, PersonalText? Description = null)
{
    /// <summary>The kind under which reports count the request.</summary>
    public DataSought Leading => Kinds.Count == 0 ? DataSought.Other : Kinds.Max();
}

/// <summary>Data that are asked for, and in which role the organisation holds them.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Role">The role.</param>
/// <param name="Agreements">The processing agreements with the controllers concerned; empty as controller.</param>
public sealed record RequestedDataset(ImpersonalText Name, AccessRole Role, IReadOnlyList<Guid> Agreements);

/// <summary>Whom and what the request concerns.</summary>
/// <param name="Identifiers">The identifiers that the request specifies.</param>
/// <param name="AccountsSpecified">How many accounts or identifiers it specifies; one that is named twice counts twice.</param>
/// <param name="AccountsAffected">How many accounts it concerns, each once; absent while that is not known.</param>
/// <param name="Datasets">The data, and in which role they are held.</param>
public sealed record RequestScope(IReadOnlyList<PersonalText> Identifiers, int AccountsSpecified, IReadOnlyList<RequestedDataset> Datasets, int? AccountsAffected = null);

/// <summary>Whether the authority is who it says it is.</summary>
/// <param name="CheckedAt">When that was checked (UTC).</param>
/// <param name="IsAuthentic">What was found.</param>
/// <param name="Method">How it was checked, such as a call back by a number from another source.</param>
/// <param name="Findings">What was found, in words.</param>
public sealed record AuthenticityCheck(DateTimeOffset CheckedAt, bool IsAuthentic, ImpersonalText Method, PersonalText? Findings);

/// <summary>The two steps for a request from a third country, Art. 48 and EDPB Guidelines 02/2024: first a legal basis, then a ground of Chapter V.</summary>
/// <param name="LegalBasis">Step one: the legal basis of Art. 6.</param>
/// <param name="LegalBasisReasons">Why it holds.</param>
/// <param name="Agreement">The international agreement that is relied on, if there is one; it may carry both steps.</param>
/// <param name="Ground">Step two: the ground of Chapter V where there is no agreement that supplies it.</param>
/// <param name="GroundReasons">Why it holds.</param>
public sealed record TwoSteps(LegalBasis LegalBasis, PersonalText LegalBasisReasons, ImpersonalText? Agreement, TransferMechanism? Ground, PersonalText? GroundReasons)
{
    /// <summary>Whether both steps are taken.</summary>
    public bool AreTaken => Agreement is not null || (Ground is not null && GroundReasons is not null);

    internal IEnumerable<Fault> Faults(string at) => AreTaken ? [] : [new Fault(at, "must name an international agreement, or a ground of Chapter V with groundReasons")];
}

/// <summary>The law that compels the organisation.</summary>
/// <param name="Country">Whose law.</param>
/// <param name="Provision">The provision.</param>
public sealed record Compulsion(CountryCode Country, ImpersonalText Provision);

/// <summary>What counsel found of the request's lawfulness.</summary>
/// <param name="ReviewedAt">When (UTC).</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Assessment">Why (SCC clause 15.2: the assessment is documented).</param>
/// <param name="Compulsion">The law that compels; without it only controllers' acceptance carries a disclosure.</param>
/// <param name="TwoSteps">For a request from outside the European Economic Area.</param>
/// <param name="TellingForbiddenBy">The law that forbids telling the controllers on important grounds of public interest, Art. 28(3)(a); a secrecy order is recorded as such.</param>
/// <param name="ConflictsWithThirdCountryLaw">Whether complying with a European order would break the law of a third country.</param>
public sealed record LegalReview(
    DateTimeOffset ReviewedAt, ReviewVerdict Verdict, PersonalText Assessment, Compulsion? Compulsion = null, TwoSteps? TwoSteps = null,
    ImpersonalText? TellingForbiddenBy = null, bool ConflictsWithThirdCountryLaw = false);

/// <summary>A notice to one controller through the outbox, and what became of it.</summary>
/// <param name="Id">The notice.</param>
/// <param name="OrderedAt">When it was ordered (UTC).</param>
/// <param name="SentAt">When it left.</param>
/// <param name="FailedAt">When it came back or was given up.</param>
/// <param name="ContentSha256">The digest of what was sent.</param>
public sealed record ControllerNotice(Guid Id, DateTimeOffset OrderedAt, DateTimeOffset? SentAt = null, DateTimeOffset? FailedAt = null, byte[]? ContentSha256 = null);

/// <summary>One controller, and how far it was told.</summary>
/// <param name="Agreement">The processing agreement with it.</param>
public sealed record InformedController(Guid Agreement)
{
    /// <summary>The notices ordered.</summary>
    public IReadOnlyList<ControllerNotice> Notices { get; init; } = [];

    /// <summary>When it was told by other means.</summary>
    public DateTimeOffset? ToldOtherwiseAt { get; init; }

    /// <summary>Whether it accepts that its data are disclosed; absent while it has not answered.</summary>
    public bool? Accepts { get; init; }

    /// <summary>When it answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When it was told: by the first notice that left and did not come back, or otherwise.</summary>
    public DateTimeOffset? ToldAt => Notices.Where(n => n.FailedAt is null).Select(n => n.SentAt).Append(ToldOtherwiseAt).Min();
}

/// <summary>A challenge of the request.</summary>
public sealed record Challenge(ImpersonalText Reference, DateTimeOffset ChallengedAt, ImpersonalText Forum, PersonalText Grounds, bool Suspends)
{
    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>How.</summary>
    public ChallengeOutcome? Outcome { get; init; }
}

/// <summary>Data that were handed over.</summary>
/// <param name="Reference">What the disclosure is called, unique within the request.</param>
/// <param name="DisclosedAt">When (UTC).</param>
/// <param name="Kinds">Which kinds of data.</param>
/// <param name="Accounts">Of how many accounts.</param>
/// <param name="Items">How many items.</param>
/// <param name="ContentSha256">SHA-256 of what was handed over.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Minimisation">Why this is the least that satisfies the request.</param>
public sealed record Disclosure(
    ImpersonalText Reference, DateTimeOffset DisclosedAt, IReadOnlyList<DataSought> Kinds, int Accounts, long Items, byte[] ContentSha256, AccessChannel Channel,
    PersonalText Minimisation);

/// <summary>That the request came to an end; one that is opened again and ended once more has two.</summary>
/// <param name="At">When effect was given, or nothing more was to be done (UTC).</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Grounds">Why it was refused; empty where it was not.</param>
/// <param name="Reasons">In words.</param>
/// <param name="ReopenedAt">When it was opened again.</param>
public sealed record Closure(
    DateTimeOffset At, AccessOutcome Outcome, IReadOnlyList<RefusalGround> Grounds, PersonalText? Reasons = null, DateTimeOffset? ReopenedAt = null);

/// <summary>An attempt to have secrecy waived.</summary>
public sealed record WaiverAttempt(DateTimeOffset At, WaiverResult Result, PersonalText? Document);

/// <summary>An order of secrecy.</summary>
public sealed record SecrecyOrder(int Number, ImpersonalText Reference, ImpersonalText Basis, IReadOnlyList<SecrecyScope> Scope, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? ReviewAt)
{
    /// <summary>The attempts to have it waived.</summary>
    public IReadOnlyList<WaiverAttempt> WaiverAttempts { get; init; } = [];

    /// <summary>When it was lifted; that its time has run out lifts nothing until counsel says so.</summary>
    public DateTimeOffset? LiftedAt { get; init; }
}

/// <summary>That the authority was told of what stands in the way, by the form of Annex III.</summary>
public sealed record Impediment(ImpersonalText Reference, DateTimeOffset RaisedAt, IReadOnlyList<RefusalGround> Grounds, PersonalText Explanation, bool IsPreserved)
{
    /// <summary>When the authority answered.</summary>
    public DateTimeOffset? ClarifiedAt { get; init; }
}

/// <summary>Data that are preserved, and may not be erased meanwhile.</summary>
public sealed record Preservation(ImpersonalText Reference, DateTimeOffset From, IReadOnlyList<Guid> Agreements, bool OwnData, DateTimeOffset? Until)
{
    /// <summary>When the order was prolonged.</summary>
    public DateTimeOffset? ExtendedAt { get; init; }

    /// <summary>When the authority confirmed that production was asked for: there is no end from then on.</summary>
    public DateTimeOffset? ProductionConfirmedAt { get; init; }

    /// <summary>When it was released.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }
}
