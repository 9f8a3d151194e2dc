using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.AccessRequests;

/// <summary>Facts that more than one command brings about.</summary>
internal static class AccessFact
{
    /// <summary>The request came to an end.</summary>
    public static object Ended(Closure end) => new AccessRequestEnded(end.At, end.Outcome, end.Grounds, end.Reasons);

    /// <summary>A notice came back, was given up, or was stopped before it left.</summary>
    public static object NoticeFailed(Guid agreement, Guid notice, DateTimeOffset at) => new AccessNoticeFailed(agreement, notice, at);
}

/// <summary>An event by which a notice is ordered: whoever records it hands it to the outbox in the same transaction.</summary>
public interface IOrdersNotice
{
    /// <summary>The agreement with the controller that is told.</summary>
    Guid Agreement { get; }

    /// <summary>The notice.</summary>
    Guid Notice { get; }
}

/// <summary>An authority asked for data.</summary>
public sealed record AccessRequestReceived(
    ImpersonalText Reference, DateTimeOffset ReceivedAt, AccessChannel Channel, RequestingAuthority Authority, ContactPerson? Official, Instrument Instrument,
    ImpersonalText? LegalBasis, ImpersonalText? LegalBasisText, Proceedings Proceedings, Urgency Urgency, Sought Sought, CountryCode Addressee, Guid? Amends) : IConfidentialFact;

/// <summary>The authority was told that its request was received.</summary>
public sealed record AccessReceiptConfirmed(DateTimeOffset ConfirmedAt) : IConfidentialFact;

/// <summary>It was established whom and what the request concerns; it takes the place of what was said before.</summary>
public sealed record AccessScopeEstablished(RequestScope Scope) : IConfidentialFact;

/// <summary>It was checked whether the authority is who it says it is.</summary>
public sealed record AuthorityAuthenticated(AuthenticityCheck Check) : IConfidentialFact;

/// <summary>The request was reviewed for its lawfulness. It supersedes what was found before.</summary>
public sealed record AccessRequestReviewed(LegalReview Review) : IConfidentialFact;

/// <summary>A notice to a controller was ordered, Art. 28(3)(a).</summary>
public sealed record AccessNoticeOrdered(Guid Agreement, Guid Notice, DateTimeOffset OrderedAt) : IConfidentialFact, IOrdersNotice;

/// <summary>The notice left.</summary>
public sealed record AccessNoticeSent(Guid Agreement, Guid Notice, DateTimeOffset SentAt, byte[]? ContentSha256) : IConfidentialFact;

/// <summary>The notice came back, or was given up: the controller was not told by it.</summary>
public sealed record AccessNoticeFailed(Guid Agreement, Guid Notice, DateTimeOffset FailedAt) : IConfidentialFact;

/// <summary>A controller was told by other means than the register's own.</summary>
public sealed record ControllerToldOfAccess(Guid Agreement, DateTimeOffset ToldAt, AccessChannel Channel, PersonalText? Contents) : IConfidentialFact;

/// <summary>A controller accepted the disclosure, or did not.</summary>
public sealed record ControllerAnsweredAccess(Guid Agreement, DateTimeOffset AnsweredAt, bool Accepts, ImpersonalText? Document) : IConfidentialFact;

/// <summary>The request was challenged.</summary>
public sealed record AccessRequestChallenged(ImpersonalText Reference, DateTimeOffset ChallengedAt, ImpersonalText Forum, PersonalText Grounds, bool Suspends) : IConfidentialFact;

/// <summary>A challenge was decided.</summary>
public sealed record AccessChallengeDecided(ImpersonalText Reference, DateTimeOffset DecidedAt, ChallengeOutcome Outcome) : IConfidentialFact;

/// <summary>Data were handed to the authority.</summary>
public sealed record DataDisclosedToAuthority(Disclosure Disclosure) : IConfidentialFact;

/// <summary>The request came to an end.</summary>
public sealed record AccessRequestEnded(DateTimeOffset At, AccessOutcome Outcome, IReadOnlyList<RefusalGround> Grounds, PersonalText? Reasons) : IConfidentialFact;

/// <summary>The request was opened again.</summary>
public sealed record AccessRequestReopened(DateTimeOffset ReopenedAt, PersonalText Reason) : IConfidentialFact;

/// <summary>Costs were claimed from the authority.</summary>
public sealed record AccessCostsClaimed(DateTimeOffset ClaimedAt, long MinorUnits, ImpersonalText Currency) : IConfidentialFact;

/// <summary>Secrecy was ordered.</summary>
public sealed record SecrecyOrdered(
    int Number, ImpersonalText Reference, ImpersonalText Basis, IReadOnlyList<SecrecyScope> Scope, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? ReviewAt) : IConfidentialFact;

/// <summary>Secrecy was prolonged, or its review was put on another day.</summary>
public sealed record SecrecyProlonged(int Number, DateTimeOffset? Until, DateTimeOffset? ReviewAt, PersonalText Reason) : IConfidentialFact;

/// <summary>It was tried to have secrecy waived, SCC clause 15.1(b).</summary>
public sealed record SecrecyWaiverSought(int Number, DateTimeOffset At, WaiverResult Result, PersonalText? Document) : IConfidentialFact;

/// <summary>Secrecy was lifted: what it forbade is due.</summary>
public sealed record SecrecyLifted(int Number, DateTimeOffset LiftedAt, PersonalText? Reason) : IConfidentialFact;

/// <summary>The enforcing authority was notified of a European order, Regulation (EU) 2023/1543 Art. 8.</summary>
public sealed record EnforcingAuthorityNotified(CountryCode Authority, DateTimeOffset NotifiedAt) : IConfidentialFact;

/// <summary>The enforcing authority confirmed that it raises no ground for refusal, Art. 10(2).</summary>
public sealed record EnforcingAuthorityConfirmed(DateTimeOffset ConfirmedAt) : IConfidentialFact;

/// <summary>The authority was told what stands in the way, by the form of Annex III, Art. 10(6) to (8).</summary>
public sealed record AccessImpedimentRaised(
    ImpersonalText Reference, DateTimeOffset RaisedAt, IReadOnlyList<RefusalGround> Grounds, PersonalText Explanation, bool IsPreserved) : IConfidentialFact;

/// <summary>The authority answered what stood in the way.</summary>
public sealed record AccessImpedimentClarified(ImpersonalText Reference, DateTimeOffset ClarifiedAt) : IConfidentialFact;

/// <summary>It was objected that compliance would break the law of a third country, Art. 17, Annex III section E.</summary>
public sealed record ConflictOfLawsRaised(DateTimeOffset RaisedAt, CountryCode Country, ImpersonalText Law, PersonalText Reasons) : IConfidentialFact;

/// <summary>Data were preserved: a hold on their erasure.</summary>
public sealed record PreservationBegun(ImpersonalText Reference, DateTimeOffset From, IReadOnlyList<Guid> Agreements, bool OwnData, DateTimeOffset? Until) : IConfidentialFact;

/// <summary>The preservation was prolonged, Art. 11(1), Annex VI.</summary>
public sealed record PreservationExtended(ImpersonalText Reference, DateTimeOffset ExtendedAt, DateTimeOffset? Until) : IConfidentialFact;

/// <summary>It was confirmed that production was asked for, Art. 11(2), Annex V: data are kept without an end.</summary>
public sealed record PreservationUpheld(ImpersonalText Reference, DateTimeOffset ConfirmedAt) : IConfidentialFact;

/// <summary>The preserved data were released: the hold is gone.</summary>
public sealed record PreservationReleased(ImpersonalText Reference, DateTimeOffset ReleasedAt, PersonalText Reason) : IConfidentialFact;
