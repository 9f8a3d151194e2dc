using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>On what ground data go to one third country under a contract, Chapter V.</summary>
/// <param name="Place">The third country in which they are stored, or from which they are seen.</param>
/// <param name="Mechanism">The ground.</param>
/// <param name="Version">The version of standard clauses or corporate rules, such as <c>Decision (EU) 2021/914</c>.</param>
/// <param name="Evidence">The annex or document in which it stands.</param>
/// <param name="DocumentSha256">The SHA-256 digest of that document, 32 bytes.</param>
/// <param name="AdequacyDecision">The decision relied on, as the law data name it, such as <c>(EU) 2023/1795</c>.</param>
/// <param name="ListedFrom">Since when the importer is one of those that the decision covers, for example on the list of the Data Privacy Framework.</param>
/// <param name="ListedUntil">The last day of that; <c>null</c> while it lasts.</param>
/// <param name="Reasons">Why the conditions of a derogation of Art. 49 are met.</param>
/// <param name="AuthorisedByAuthority">Whether the supervisory authority authorised it, Art. 46(3).</param>
/// <param name="ValidFrom">The first day on which it is relied on; as long as the contract when absent.</param>
/// <param name="ValidUntil">The last day.</param>
public sealed record AgreedTransfer(
    Territory Place, TransferMechanism Mechanism, ImpersonalText? Version = null, ImpersonalText? Evidence = null, byte[]? DocumentSha256 = null,
    ImpersonalText? AdequacyDecision = null, DateOnly? ListedFrom = null, DateOnly? ListedUntil = null, PersonalText? Reasons = null,
    bool AuthorisedByAuthority = false, DateOnly? ValidFrom = null, DateOnly? ValidUntil = null)
{
    /// <summary>Whether it is a derogation of Art. 49, which is the exception and needs reasons.</summary>
    [JsonIgnore]
    public bool IsDerogation => Mechanism >= TransferMechanism.ExplicitConsent;

    /// <summary>Whether it is relied on on a day.</summary>
    public bool Covers(DateOnly day) => !(ValidFrom > day) && !(ValidUntil < day);

    private bool HasVersion => Mechanism is TransferMechanism.StandardClausesModule1 or TransferMechanism.StandardClausesModule2
        or TransferMechanism.StandardClausesModule3 or TransferMechanism.StandardClausesModule4;

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Place.IsEea ? [new Fault($"{at}/place", "must be a country outside the European Economic Area: within it nothing is transferred")] : Array.Empty<Fault>(),
        .. HasVersion && Version is null ? [new Fault($"{at}/version", "must be given for standard contractual clauses")] : Array.Empty<Fault>(),
        .. (Mechanism == TransferMechanism.AdequacyDecision) != (AdequacyDecision is not null)
            ? [new Fault($"{at}/adequacyDecision", "must be given exactly when mechanism is adequacyDecision")] : Array.Empty<Fault>(),
        .. AdequacyDecision is { } id && !LawBook.Current.Adequacy.Any(d => d.Id == id.Value && d.Country == Place.Country)
            ? [new Fault($"{at}/adequacyDecision", $"must be one of the decisions for that country that the law data name: {Known}")] : Array.Empty<Fault>(),
        .. ListedFrom is not null && Mechanism != TransferMechanism.AdequacyDecision
            ? [new Fault($"{at}/listedFrom", "must not be given unless mechanism is adequacyDecision")] : Array.Empty<Fault>(),
        .. ListedUntil is not null && ListedFrom is null ? [new Fault($"{at}/listedFrom", "must be given when listedUntil is")] : Array.Empty<Fault>(),
        .. IsDerogation && Reasons is null ? [new Fault($"{at}/reasons", "must be given for a derogation: its conditions are to be shown (Art. 49, 5(2))")] : Array.Empty<Fault>(),
        .. Digests.Faults($"{at}/documentSha256", DocumentSha256),
        .. Form.Period($"{at}/listedUntil", ListedFrom, ListedUntil),
        .. Form.Period($"{at}/validUntil", ValidFrom, ValidUntil),
    ];

    private string Known => string.Join(", ", LawBook.Current.Adequacy.Where(d => d.Country == Place.Country).Select(d => d.Id).DefaultIfEmpty("none"));
}

/// <summary>What an assessment of a third country's laws and practices comes to, EDPB Recommendations 01/2020.</summary>
public enum ImpactConclusion
{
    /// <summary>Protection is essentially equivalent as it is.</summary>
    EssentiallyEquivalent,

    /// <summary>It is by supplementary measures.</summary>
    EquivalentWithSupplementaryMeasures,

    /// <summary>It is not: nothing may be transferred by this ground.</summary>
    NotEquivalent,
}

/// <summary>An assessment of the laws and practices of a third country for transfers there, Decision (EU) 2021/914 clause 14 (rule 6.3).</summary>
/// <param name="Reference">What it is called, unique within the contract; a retry is recognised by it.</param>
/// <param name="Place">The third country.</param>
/// <param name="AssessedOn">When.</param>
/// <param name="AssessedBy">In which role: a function, and no person.</param>
/// <param name="Conclusion">What it comes to.</param>
/// <param name="ReviewDueOn">The last day on which it can be relied on without being looked at again.</param>
/// <param name="SupplementaryMeasures">The measures that it asks for.</param>
/// <param name="DocumentSha256">The SHA-256 digest of the assessment, 32 bytes.</param>
public sealed record ImpactAssessment(
    ImpersonalText Reference, Territory Place, DateOnly AssessedOn, ImpersonalText AssessedBy, ImpactConclusion Conclusion, DateOnly ReviewDueOn,
    IReadOnlyList<ImpersonalText>? SupplementaryMeasures = null, byte[]? DocumentSha256 = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Place.IsEea ? [new Fault($"{at}/place", "must be a country outside the European Economic Area")] : Array.Empty<Fault>(),
        .. Form.Period($"{at}/reviewDueOn", AssessedOn, ReviewDueOn),
        .. ReviewDueOn == DateOnly.MaxValue ? [new Fault($"{at}/reviewDueOn", "must be before 9999-12-31")] : Array.Empty<Fault>(),
        .. Form.Size($"{at}/supplementaryMeasures", SupplementaryMeasures as System.Collections.ICollection),
        .. Conclusion == ImpactConclusion.EquivalentWithSupplementaryMeasures && SupplementaryMeasures is not { Count: > 0 }
            ? [new Fault($"{at}/supplementaryMeasures", "must not be empty when conclusion is equivalentWithSupplementaryMeasures")] : Array.Empty<Fault>(),
        .. Digests.Faults($"{at}/documentSha256", DocumentSha256),
    ];
}
