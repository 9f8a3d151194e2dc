using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>How requests to this register are meant. The parties are invented.</summary>
internal static class SubprocessorAgreementExamples
{
    public static readonly Guid Subprocessor = new("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b61");

    public static SubprocessorAgreementContent Hosting => new()
    {
        DocumentSha256 = new byte[32],
        Document = "DPA-2026-0007",
        SignedOn = new DateOnly(2025, 12, 10),
        RunsUntil = new DateOnly(2027, 12, 31),
        NoticeOfTermination = new(6, AgreedUnit.Months),
        Items = [.. Enum.GetValues<Article28Item>().Select(item => new AgreedClause(item, new(StatedAs.Provided, new ClauseEvidence($"clause {(int)item + 1}"))))],
        Promises = new(
            Audits: true, BreachNoticeHours: 12, FurtherProcessors: SubprocessorAuthorisation.General, StoredIn: [CountryCode.Parse("NO")],
            AccessedFrom: [Territory.EuropeanEconomicArea], Certificates: ["ISO/IEC 27001:2022"]),
        Transfers =
        [
            new(CountryCode.Parse("US"), TransferMechanism.AdequacyDecision, AdequacyDecision: "(EU) 2023/1795", ListedFrom: new DateOnly(2024, 2, 1)),
            new(CountryCode.Parse("IN"), TransferMechanism.StandardClausesModule3, "Decision (EU) 2021/914", "annex 4"),
        ],
    };

    public static ImpactAssessment Assessment => new(
        "india-2026", CountryCode.Parse("IN"), new DateOnly(2026, 2, 1), "data protection officer", ImpactConclusion.EquivalentWithSupplementaryMeasures,
        new DateOnly(2027, 1, 31), ["the keys stay with the organisation"]);
}
