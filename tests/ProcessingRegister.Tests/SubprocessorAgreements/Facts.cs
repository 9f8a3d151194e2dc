using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.SubprocessorAgreements.Commitments;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

/// <summary>What the sentences about contracts with subprocessors are made of.</summary>
internal static class Facts
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    /// <summary>The days on either side of the first and of the last day of the first half of 2026.</summary>
    public static readonly DateOnly[] AroundTheFirstHalf = [new(2025, 12, 31), Start, new(2026, 6, 30), new(2026, 7, 1)];

    public static readonly Guid Provider = new("0198c1f0-0000-7000-8000-0000000000a1");

    public static readonly Guid Backup = new("0198c1f0-0000-7000-8000-0000000000a2");

    public static readonly Guid Controller = new("0198c1f0-0000-7000-8000-0000000000b1");

    public static readonly PersonalText Reason = new("Kari Nordmann decided it.");

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Territory In(string place) => Territory.Parse(place);

    public static SubprocessorAgreementContent Content(DateOnly? runsUntil = null, params AgreedTransfer[] transfers) => new()
    {
        DocumentSha256 = Enumerable.Repeat((byte)7, 32).ToArray(),
        SignedOn = new DateOnly(2025, 12, 1),
        RunsUntil = runsUntil,
        Items = [new(Article28Item.Security, new(StatedAs.Provided, new ClauseEvidence("annex 2")))],
        Transfers = transfers,
    };

    public static SubprocessorAgreementConcluded Concluded(SubprocessorAgreementContent? content = null, DateOnly? from = null) =>
        new("hosting", Provider, from ?? Start, content ?? Content());

    public static SubprocessorAgreementAmended Amended(SubprocessorAgreementContent content, DateOnly from) => new(from, content, null);

    public static SubprocessorAgreementTerminated Terminated(DateOnly on) => new(on, TerminatingParty.Organisation, Start, null);

    public static ImpactAssessment Assessment(string reference = "india", string on = "2026-02-01", string review = "2027-01-31", ImpactConclusion conclusion = ImpactConclusion.EssentiallyEquivalent) =>
        new(reference, In("IN"), Day(on), "data protection officer", conclusion, Day(review));

    /// <summary>A contract with these facts, as it stands.</summary>
    public static SubprocessorAgreement Contract(params object[] events) =>
        Fold.All<SubprocessorAgreement>(RecordId, events.Select((e, i) => new RecordedEvent(IdOf(i), Now.Instant, e)))!;

    /// <summary>A contract that is of old, with these grounds for transfers.</summary>
    public static SubprocessorAgreement Carrying(params AgreedTransfer[] transfers) =>
        Contract(Concluded(Content(null, transfers) with { SignedOn = new DateOnly(2010, 1, 1) }, new DateOnly(2010, 1, 1)));

    /// <summary>A subprocessor in use since the start, serving these.</summary>
    public static Subprocessor Serving(Guid id, IReadOnlyList<ServedService> services, params object[] more) =>
        Fold.All<Subprocessor>(id, new object[] { new SubprocessorRegistered("drift", "Drift AS", Start, new() { Kind = SubprocessorKind.Hosting, Services = services }) }.Concat(more)
            .Select((e, i) => new RecordedEvent(IdOf(1000 + i), Now.Instant, e)))!;

    public static ServedService Served(string? service, string[] storedIn, string[]? accessedFrom = null, params string[] categories) => new(
        "hosting", service is null ? default(ImpersonalText?) : new ImpersonalText(service), categories.Length == 0 ? null : [.. categories.Select(c => new ImpersonalText(c))],
        [.. storedIn.Select(In)], accessedFrom is null ? null : [.. accessedFrom.Select(In)]);

    public static AgreementGroup Group(int agreements, string[] services, params ResidencyCommitment[] residency) => new(
        new DemandedTerms { Services = [.. services.Select(s => new ImpersonalText(s))], Residency = residency }, agreements, Controller);

    public static ResidencyCommitment Committed(string storedIn, string? service = null, string? accessedFrom = null, string[]? categories = null) => new(
        "personal data", [In(storedIn)], accessedFrom is null ? null : [In(accessedFrom)], service is null ? default(ImpersonalText?) : new ImpersonalText(service),
        categories is null ? null : [.. categories.Select(c => new ImpersonalText(c))]);

    public static ResidencyOverrideGiven Overridden(params string[] places) => new("backup", Provider, [.. places.Select(In)], Reason, Start, null);
}
