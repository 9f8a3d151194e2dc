using System.Text.Json.Serialization;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>How a record stands.</summary>
public enum BreachStatus
{
    /// <summary>It is worked on.</summary>
    Open,

    /// <summary>It is closed, Art. 33(5).</summary>
    Closed,

    /// <summary>There was no breach after all.</summary>
    NoBreach,
}

/// <summary>The risk to the rights and freedoms of natural persons.</summary>
public enum RiskOutcome
{
    /// <summary>The breach is unlikely to result in a risk, Art. 33(1).</summary>
    [Provision("Art. 33(1)")]
    Unlikely,

    /// <summary>It may result in a risk.</summary>
    [Provision("Art. 33(1)")]
    Risk,

    /// <summary>It is likely to result in a high risk, Art. 34(1).</summary>
    [Provision("Art. 34(1)")]
    HighRisk,
}

/// <summary>For whom a filing is made.</summary>
public enum FilingFor
{
    /// <summary>For the organisation as controller.</summary>
    Self,

    /// <summary>For controllers who gave a mandate.</summary>
    Controllers,
}

/// <summary>Which of several filings it is, Art. 33(4).</summary>
public enum FilingKind
{
    /// <summary>The first of several: it names what is still missing.</summary>
    Initial,

    /// <summary>The first, and all there is to say.</summary>
    Complete,

    /// <summary>More information, in a later phase.</summary>
    FollowUp,

    /// <summary>There was nothing to notify.</summary>
    Withdrawal,
}

/// <summary>What a notification contains, Art. 33(3).</summary>
public enum NotificationPoint
{
    /// <summary>The nature of the breach.</summary>
    [Provision("Art. 33(3)(a)")]
    Nature,

    /// <summary>Categories and approximate number of data subjects.</summary>
    [Provision("Art. 33(3)(a)")]
    DataSubjects,

    /// <summary>Categories and approximate number of records.</summary>
    [Provision("Art. 33(3)(a)")]
    Records,

    /// <summary>The data protection officer or another contact point.</summary>
    [Provision("Art. 33(3)(b)")]
    ContactPoint,

    /// <summary>The likely consequences.</summary>
    [Provision("Art. 33(3)(c)")]
    Consequences,

    /// <summary>The measures taken or proposed.</summary>
    [Provision("Art. 33(3)(d)")]
    Measures,
}

/// <summary>How data subjects were told.</summary>
public enum CommunicationMeans
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>By letter.</summary>
    Letter,

    /// <summary>By telephone.</summary>
    Telephone,

    /// <summary>By text message.</summary>
    TextMessage,

    /// <summary>Within the service.</summary>
    WithinService,

    /// <summary>In person.</summary>
    InPerson,

    /// <summary>To the public.</summary>
    PublicNotice,
}

/// <summary>Why a breach need not be communicated to each data subject, Art. 34(3).</summary>
public enum CommunicationException
{
    /// <summary>The data are unintelligible to whoever has them.</summary>
    [Provision("Art. 34(3)(a)")]
    Unintelligible,

    /// <summary>Because of what was done since, the high risk is no longer likely to materialise.</summary>
    [Provision("Art. 34(3)(b)")]
    RiskAverted,

    /// <summary>It would involve disproportionate effort; the public is told instead.</summary>
    [Provision("Art. 34(3)(c)")]
    DisproportionateEffort,
}

/// <summary>Which way a letter went.</summary>
public enum CorrespondenceDirection
{
    /// <summary>From the authority.</summary>
    Received,

    /// <summary>To the authority.</summary>
    Sent,
}

/// <summary>Since when the organisation is aware in a role, by its own account.</summary>
/// <param name="Role">The role.</param>
/// <param name="AwareAt">Since when (UTC).</param>
/// <param name="EarliestStated">The earliest instant that was ever stated: an awareness that moved to later is seen by it.</param>
/// <param name="Basis">What the certainty rested on.</param>
/// <param name="CertaintyPossibleAt">Since when, as a later review found, certainty had been possible.</param>
public sealed record Awareness(BreachRole Role, DateTimeOffset AwareAt, DateTimeOffset EarliestStated, PersonalText Basis, DateTimeOffset? CertaintyPossibleAt = null);

/// <summary>A notice that was received.</summary>
public sealed record ReceivedNotice(
    ImpersonalText Reference, BreachRole Role, PartyQualification From, DateTimeOffset ReceivedAt, PersonalText Sender, PersonalText? Contents);

/// <summary>An assessment of the risk; the last one holds.</summary>
public sealed record RiskAssessment(RiskOutcome Outcome, DateTimeOffset AssessedAt, ImpersonalText Method, PersonalText Reasons, EnisaFactors? Enisa)
{
    /// <summary>ENISA's score, as help.</summary>
    public decimal? EnisaScore => Enisa?.Severity().Score;

    /// <summary>The band of the score, which is no verdict.</summary>
    public SeverityBand? EnisaBand => Enisa?.Severity().Band;
}

/// <summary>The decision not to notify the authority.</summary>
public sealed record NonNotification(DateTimeOffset DecidedAt, int Assessment, PersonalText Reasons, IReadOnlyList<ImpersonalText> Inputs);

/// <summary>What was filed with an authority.</summary>
public sealed record Filing(
    ImpersonalText Reference, CountryCode Authority, FilingFor For, FilingKind Kind, DateTimeOffset FiledAt, IReadOnlyList<NotificationPoint> StillMissing,
    PersonalText? ReasonsForDelay, PersonalText? ReasonForWithdrawal, ImpersonalText? CaseNumber, byte[]? ContentSha256)
{
    /// <summary>For how many controllers a mandate covers it, once that was found out.</summary>
    public int? Covered { get; init; }

    /// <summary>How many of the controllers concerned it does not cover: they must notify by themselves.</summary>
    public int? Uncovered { get; init; }

    /// <summary>How many selections of controllers had been made before: who was selected later is not covered by it.</summary>
    public int AfterSelections { get; init; }

    /// <summary>Whether it opens a case with the authority.</summary>
    [JsonIgnore]
    public bool Opens => Kind is FilingKind.Initial or FilingKind.Complete;
}

/// <summary>That the controllers concerned by a dataset were selected. Who they are stands in their own records; here is only the digest of a list.</summary>
public sealed record ControllerSelection(
    ImpersonalText Reference, ImpersonalText Dataset, BreachRole Role, DateTimeOffset DutySince, DateTimeOffset SelectedAt, IReadOnlyList<ImpersonalText> Services,
    int AgreementsListed, byte[] AgreementsSha256);

/// <summary>A communication to data subjects.</summary>
public sealed record Communication(
    ImpersonalText Reference, DateTimeOffset InformedAt, Quantity Number, IReadOnlyList<CommunicationMeans> Means, PersonalText Contents, byte[]? ContentSha256,
    PersonalText? WhyNotAll);

/// <summary>The exception that is relied on.</summary>
public sealed record InvokedException(DateTimeOffset InvokedAt, CommunicationException Exception, PersonalText Reasons, PersonalText? PublicCommunication);

/// <summary>An order of the authority, Art. 34(4).</summary>
public sealed record CommunicationOrder(ImpersonalText Reference, DateTimeOffset OrderedAt, DateTimeOffset? CommunicateBy, PersonalText Text);

/// <summary>A letter to or from the authority.</summary>
public sealed record Correspondence(
    ImpersonalText Reference, CorrespondenceDirection Direction, DateTimeOffset ExchangedAt, PersonalText Summary, DateTimeOffset? AnswerBy, ImpersonalText? Answers,
    Attachment? Document);

/// <summary>How the record came to its end.</summary>
/// <param name="At">When.</param>
/// <param name="Effects">The effects of the breach; absent where there was none.</param>
/// <param name="RemedialAction">What was done about them; absent where there was none.</param>
/// <param name="WhyNoBreach">Why there was no breach; absent where there was one.</param>
/// <param name="WhyControllersNotTold">Why it was closed although some controllers could not be told; absent where all were.</param>
public sealed record BreachEnd(
    DateTimeOffset At, PersonalText? Effects, PersonalText? RemedialAction, PersonalText? WhyNoBreach, PersonalText? WhyControllersNotTold = null);
