using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors;

/// <summary>What another party does with the data of the organisation's customers, and at whose choice.</summary>
public enum SubprocessorKind
{
    /// <summary>Runs the servers on which the data lie: operation, storage, maintenance.</summary>
    [Provision("Art. 28(4)")]
    Hosting,

    /// <summary>Develops or maintains software, and may meet the data in doing so.</summary>
    [Provision("Art. 28(4)")]
    Development,

    /// <summary>Carries out a task and keeps nothing of the data.</summary>
    [Provision("Art. 28(4)")]
    ProcessingWithoutStorage,

    /// <summary>Carries out a task for which it keeps data, such as a help desk.</summary>
    [Provision("Art. 28(4)")]
    ProcessingWithStorage,

    /// <summary>A third party that the organisation invoices and the customer chose: the customer's processor, and no subprocessor.</summary>
    [Provision("Art. 28(1)")]
    ThirdPartyChosenByCustomer,

    /// <summary>An integration that the customer brought along itself: no subprocessor either.</summary>
    [Provision("Art. 28(1)")]
    CustomersOwnIntegration,
}

/// <summary>What a subprocessor does for one service, with which data, and where (rule 6.4: by subprocessor and service, storage and access).</summary>
/// <param name="Purpose">What it does.</param>
/// <param name="Service">For which service, as the agreements call it; for every service when absent.</param>
/// <param name="DataCategories">The categories of personal data.</param>
/// <param name="StoredIn">Where the data lie.</param>
/// <param name="AccessedFrom">From where they can be seen; being seen from a third country is a transfer.</param>
public sealed record ServedService(
    ImpersonalText? Purpose = null, ImpersonalText? Service = null, IReadOnlyList<ImpersonalText>? DataCategories = null, IReadOnlyList<Territory>? StoredIn = null,
    IReadOnlyList<Territory>? AccessedFrom = null)
{
    /// <summary>Whether this is for a service, or for every one.</summary>
    public bool IsFor(ImpersonalText service) => Service is null || Service == service;

    /// <summary>Every place in which the data lie or from which they can be seen, once.</summary>
    [JsonIgnore]
    public IEnumerable<Territory> Places => (StoredIn ?? []).Concat(AccessedFrom ?? []).Distinct();

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Form.Size($"{at}/dataCategories", DataCategories as System.Collections.ICollection),
        .. Form.Size($"{at}/storedIn", StoredIn as System.Collections.ICollection),
        .. Form.Size($"{at}/accessedFrom", AccessedFrom as System.Collections.ICollection),
    ];
}

/// <summary>A certificate or an adherence by which sufficient guarantees can be shown, Art. 28(1) and (5).</summary>
/// <param name="Standard">What it certifies conformity with, such as <c>ISO/IEC 27001:2022</c>; a later certificate of the same standard renews it.</param>
/// <param name="Scope">What it covers.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="ValidUntil">Its last day.</param>
/// <param name="UnderArticle42">Whether it is a certification under Art. 42, which is issued for three years at most.</param>
/// <param name="StatementOfApplicability">The version of the statement of applicability that goes with it.</param>
/// <param name="NextSurveillanceOn">When the issuer looks again.</param>
/// <param name="Document">Reference of the document.</param>
public sealed record Certificate(
    ImpersonalText Standard, ImpersonalText Scope, ImpersonalText Issuer, DateOnly ValidFrom, DateOnly ValidUntil, bool UnderArticle42 = false,
    ImpersonalText? StatementOfApplicability = null, DateOnly? NextSurveillanceOn = null, ImpersonalText? Document = null)
{
    /// <summary>Art. 42(7): the longest period of a certification, in years.</summary>
    public const int MaxYearsUnderArticle42 = 3;

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Form.Period($"{at}/validUntil", ValidFrom, ValidUntil),
        .. ValidUntil == DateOnly.MaxValue ? [new Fault($"{at}/validUntil", "must be before 9999-12-31")] : Array.Empty<Fault>(),
        .. UnderArticle42 && ValidFrom.Year <= DateOnly.MaxValue.Year - MaxYearsUnderArticle42 && ValidUntil > ValidFrom.AddYears(MaxYearsUnderArticle42)
            ? [new Fault($"{at}/validUntil", $"must not be more than {MaxYearsUnderArticle42} years after validFrom: a certification under Art. 42 is issued for no longer (Art. 42(7))")]
            : Array.Empty<Fault>(),
    ];
}

/// <summary>A certificate as it was recorded.</summary>
/// <param name="Reference">What it is called, unique within the record.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="ReceivedOn">When it was at hand.</param>
public sealed record HeldCertificate(ImpersonalText Reference, Certificate Certificate, DateOnly ReceivedOn);

/// <summary>A period in which a subprocessor is in use.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The first day on which it is in use no longer; <c>null</c> while it lasts.</param>
public sealed record Engagement(DateOnly From, DateOnly? To = null)
{
    /// <summary>Whether a day lies in it.</summary>
    public bool Covers(DateOnly day) => From <= day && !(To <= day);
}

/// <summary>That a subprocessor engages another, Art. 28(4).</summary>
/// <param name="Subprocessor">The record of the one that is engaged.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The first day on which it is engaged no longer; <c>null</c> while it lasts.</param>
public sealed record OwnSubprocessor(Guid Subprocessor, DateOnly From, DateOnly? To = null)
{
    /// <summary>Whether a day lies in it.</summary>
    public bool Covers(DateOnly day) => From <= day && !(To <= day);
}

/// <summary>A name that a legal entity bore.</summary>
/// <param name="Name">The name.</param>
/// <param name="Until">The first day of the name that followed.</param>
public sealed record FormerName(ImpersonalText Name, DateOnly Until);

/// <summary>That two legal entities became one: the one that went on bears the other's duties.</summary>
/// <param name="Other">The record of the other.</param>
/// <param name="On">The first day on which they were one.</param>
public sealed record Merger(Guid Other, DateOnly On);

/// <summary>What a statement is about; of each of these the statements are in the order of their effect.</summary>
public enum StatedAspect
{
    /// <summary>The first statement, of name and content.</summary>
    Registration,

    /// <summary>What it does, with which data and where.</summary>
    Content,

    /// <summary>What it is called.</summary>
    Name,

    /// <summary>That it is in use.</summary>
    Engagement,

    /// <summary>That it is in use no longer.</summary>
    EndOfEngagement,

    /// <summary>That it became one with another.</summary>
    Merger,

    /// <summary>Whom it engages itself.</summary>
    OwnSubprocessors,
}

/// <summary>What a statement should have said, by its last correction.</summary>
/// <param name="EventId">The statement.</param>
/// <param name="EffectiveFrom">From when on it holds.</param>
/// <param name="Name">The name, where the statement is about it.</param>
/// <param name="Content">The content, where the statement is about it.</param>
public sealed record CorrectedStatement(Guid EventId, DateOnly EffectiveFrom, ImpersonalText? Name, SubprocessorContent? Content);
