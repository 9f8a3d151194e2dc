using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>An event that tells when, by the clock of the law, what it says came about; the others came about when they were recorded.</summary>
public interface IHappened
{
    /// <summary>When (UTC).</summary>
    DateTimeOffset At { get; }
}

/// <summary>An event that tells what became known.</summary>
public interface IEstablishesFacts
{
    /// <summary>The points that it speaks of.</summary>
    BreachFacts Facts { get; }
}

/// <summary>What is to be known of a selection of controllers by whoever carries it out.</summary>
public interface IControllersToFind
{
    /// <summary>In which role the organisation holds their data.</summary>
    BreachRole Role { get; }

    /// <summary>Since when they are to be notified (UTC).</summary>
    DateTimeOffset DutySince { get; }

    /// <summary>The day on which the breach began; who had left by then is concerned only if listed.</summary>
    DateOnly BegunOn { get; }

    /// <summary>The day whose agreements are read.</summary>
    DateOnly TermsOn { get; }

    /// <summary>The services whose takers are concerned.</summary>
    IReadOnlyList<ImpersonalText> Services { get; }

    /// <summary>The agreements listed.</summary>
    IReadOnlyList<Guid> Agreements { get; }
}

/// <summary>A suspected breach was detected, and its record begun, Art. 33(5).</summary>
public sealed record BreachRecorded(ImpersonalText Reference, CountryCode Jurisdiction, DateTimeOffset DetectedAt, BreachFacts Facts) : IHappened, IEstablishesFacts
{
    DateTimeOffset IHappened.At => DetectedAt;
}

/// <summary>More became known: each point takes the place of what was said of it before.</summary>
public sealed record BreachFactsEstablished(BreachFacts Facts, PersonalText? Reason) : IEstablishesFacts;

/// <summary>Data were found to be affected, and in which role the organisation holds them.</summary>
public sealed record DatasetAffected(AffectedDataset Dataset);

/// <summary>An investigation began whether personal data are concerned.</summary>
public sealed record InvestigationBegun(DateTimeOffset BegunAt) : IHappened
{
    DateTimeOffset IHappened.At => BegunAt;
}

/// <summary>The organisation had a reasonable degree of certainty that personal data are compromised: it was aware.</summary>
public sealed record AwarenessEstablished(BreachRole Role, DateTimeOffset AwareAt, PersonalText Basis) : IHappened
{
    DateTimeOffset IHappened.At => AwareAt;
}

/// <summary>It was looked at again since when certainty had been possible. The clock is not moved by it.</summary>
public sealed record AwarenessReviewed(BreachRole Role, DateTimeOffset CertaintyPossibleAt, PersonalText Findings) : IHappened
{
    DateTimeOffset IHappened.At => CertaintyPossibleAt;
}

/// <summary>Another party told the organisation of the breach, Art. 33(2).</summary>
public sealed record BreachNoticeReceived(
    ImpersonalText Reference, BreachRole Role, PartyQualification From, DateTimeOffset ReceivedAt, PersonalText Sender, PersonalText? Contents) : IHappened
{
    DateTimeOffset IHappened.At => ReceivedAt;
}

/// <summary>The risk to the rights and freedoms of natural persons was assessed. It supersedes what was assessed before.</summary>
public sealed record RiskAssessed(RiskOutcome Outcome, DateTimeOffset AssessedAt, ImpersonalText Method, PersonalText Reasons, EnisaFactors? Enisa) : IHappened
{
    DateTimeOffset IHappened.At => AssessedAt;
}

/// <summary>It was decided not to notify the authority, with the reasons and what they rest on, Art. 33(1) and (5).</summary>
public sealed record NotNotifyingDecided(DateTimeOffset DecidedAt, int Assessment, PersonalText Reasons, IReadOnlyList<ImpersonalText> Inputs) : IHappened
{
    DateTimeOffset IHappened.At => DecidedAt;
}

/// <summary>The supervisory authority was notified, Art. 33(1), or told more, Art. 33(4).</summary>
public sealed record AuthorityNotified(
    ImpersonalText Reference, CountryCode Authority, FilingFor For, FilingKind Kind, DateTimeOffset FiledAt, IReadOnlyList<NotificationPoint> StillMissing,
    PersonalText? ReasonsForDelay, PersonalText? ReasonForWithdrawal, ImpersonalText? CaseNumber, byte[]? ContentSha256) : IHappened
{
    DateTimeOffset IHappened.At => FiledAt;
}

/// <summary>It was found out for how many of the controllers concerned a mandate covers a filing; the others must notify by themselves.</summary>
public sealed record FilingCoverageEstablished(ImpersonalText Filing, int Covered, int Uncovered);

/// <summary>The controllers concerned were selected, each to be notified under its own agreement, Art. 33(2).</summary>
public sealed record ControllersSelected(
    ImpersonalText Reference, ImpersonalText Dataset, BreachRole Role, DateTimeOffset DutySince, DateTimeOffset SelectedAt, DateOnly BegunOn, DateOnly TermsOn,
    IReadOnlyList<ImpersonalText> Services, IReadOnlyList<Guid> Agreements) : IHappened, IControllersToFind
{
    DateTimeOffset IHappened.At => SelectedAt;
}

/// <summary>A notice to the controllers concerned was ordered, Art. 33(2), or one that tells them more, Art. 33(4).</summary>
public sealed record ControllerNoticesOrdered(
    ImpersonalText Reference, NoticeKind Kind, DateTimeOffset OrderedAt, NoticeLanguage? Language, IReadOnlyList<NoticeWording> Wording) : IHappened
{
    DateTimeOffset IHappened.At => OrderedAt;
}

/// <summary>What is owed to the controllers concerned was found to run from another instant, since the awareness was another; each one's record says so.</summary>
public sealed record ControllerDutiesRestated(BreachRole Role, DateTimeOffset DutySince);

/// <summary>The breach was communicated to data subjects, Art. 34(1) and (2).</summary>
public sealed record BreachCommunicated(
    ImpersonalText Reference, DateTimeOffset InformedAt, Quantity Number, IReadOnlyList<CommunicationMeans> Means, PersonalText Contents, byte[]? ContentSha256,
    PersonalText? WhyNotAll) : IHappened
{
    DateTimeOffset IHappened.At => InformedAt;
}

/// <summary>It was decided that a condition of Art. 34(3) is met, so that the breach need not be communicated to each data subject.</summary>
public sealed record CommunicationExceptionInvoked(
    DateTimeOffset InvokedAt, CommunicationException Exception, PersonalText Reasons, PersonalText? PublicCommunication) : IHappened
{
    DateTimeOffset IHappened.At => InvokedAt;
}

/// <summary>The supervisory authority required that the breach be communicated, Art. 34(4).</summary>
public sealed record CommunicationOrdered(ImpersonalText Reference, DateTimeOffset OrderedAt, DateTimeOffset? CommunicateBy, PersonalText Text) : IHappened
{
    DateTimeOffset IHappened.At => OrderedAt;
}

/// <summary>A letter to or from the supervisory authority was entered.</summary>
public sealed record CorrespondenceEntered(
    ImpersonalText Reference, CorrespondenceDirection Direction, DateTimeOffset ExchangedAt, PersonalText Summary, DateTimeOffset? AnswerBy, ImpersonalText? Answers,
    Attachment? Document) : IHappened
{
    DateTimeOffset IHappened.At => ExchangedAt;
}

/// <summary>A document was attached, by its digest.</summary>
public sealed record DocumentAttached(Attachment Document);

/// <summary>It was found that no personal data are affected: there is no breach, and the record stays.</summary>
public sealed record BreachFoundNotToExist(DateTimeOffset FoundAt, PersonalText Reasons) : IHappened
{
    DateTimeOffset IHappened.At => FoundAt;
}

/// <summary>The breach was closed, with its effects and the remedial action taken, Art. 33(5).</summary>
public sealed record BreachClosed(
    DateTimeOffset ClosedAt, PersonalText Effects, PersonalText RemedialAction, int ControllersNotTold = 0, PersonalText? WhyControllersNotTold = null) : IHappened
{
    DateTimeOffset IHappened.At => ClosedAt;
}

/// <summary>The record was opened again because of what became known.</summary>
public sealed record BreachReopened(DateTimeOffset ReopenedAt, PersonalText Reason) : IHappened
{
    DateTimeOffset IHappened.At => ReopenedAt;
}

/// <summary>The factors of ENISA's severity score, which helps and decides nothing: the law asks for the risk to rights and freedoms.</summary>
/// <param name="DataProcessingContext">DPC, from 1 to 4, as adjusted for the context.</param>
/// <param name="EaseOfIdentification">EI: 0.25, 0.5, 0.75 or 1.</param>
/// <param name="Confidentiality">Of the circumstances: 0, 0.25 or 0.5.</param>
/// <param name="Integrity">Of the circumstances: 0, 0.25 or 0.5.</param>
/// <param name="Availability">Of the circumstances: 0, 0.25 or 0.5.</param>
/// <param name="MaliciousIntent">Of the circumstances: 0 or 0.5.</param>
public sealed record EnisaFactors(
    decimal DataProcessingContext, decimal EaseOfIdentification, decimal Confidentiality, decimal Integrity, decimal Availability, decimal MaliciousIntent)
{
    private static readonly decimal[] Losses = [0, 0.25m, 0.5m];

    /// <summary>The severity by these factors.</summary>
    internal EnisaSeverity Severity() => new(DataProcessingContext, EaseOfIdentification, Confidentiality + Integrity + Availability + MaliciousIntent);

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. DataProcessingContext is < 1 or > 4 ? [new Fault($"{at}/dataProcessingContext", "must be from 1 to 4")] : Array.Empty<Fault>(),
        .. EaseOfIdentification is 0.25m or 0.5m or 0.75m or 1m ? Array.Empty<Fault>() : [new Fault($"{at}/easeOfIdentification", "must be 0.25, 0.5, 0.75 or 1")],
        .. new[] { ("confidentiality", Confidentiality), ("integrity", Integrity), ("availability", Availability) }
            .Where(loss => !Losses.Contains(loss.Item2)).Select(loss => new Fault($"{at}/{loss.Item1}", "must be 0, 0.25 or 0.5")),
        .. MaliciousIntent is 0 or 0.5m ? Array.Empty<Fault>() : [new Fault($"{at}/maliciousIntent", "must be 0 or 0.5")],
    ];
}
