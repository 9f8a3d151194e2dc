using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>What one version of a contract with a subprocessor says.</summary>
public sealed record SubprocessorAgreementContent
{
    /// <summary>The SHA-256 digest of the signed document, 32 bytes. The document is kept elsewhere; whoever holds it can show that it is the one.</summary>
    public required byte[] DocumentSha256 { get; init; }

    /// <summary>Reference of the signed document.</summary>
    public ImpersonalText? Document { get; init; }

    /// <summary>When it was signed by the last of the parties, Art. 28(9): no contract is in force before.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>Until when, this day included, it was agreed to run; open-ended when absent.</summary>
    public DateOnly? RunsUntil { get; init; }

    /// <summary>The notice by which either party can end it.</summary>
    public AgreedPeriod? NoticeOfTermination { get; init; }

    /// <summary>Art. 28(3): what the contract sets out, each with the clause that does so. What is not named here is missing.</summary>
    public IReadOnlyList<AgreedClause> Items { get; init; } = [];

    /// <summary>What it promises of that which the controllers demand, Art. 28(4).</summary>
    public FlowDownPromises Promises { get; init; } = new();

    /// <summary>On what ground data go to each third country, Chapter V.</summary>
    public IReadOnlyList<AgreedTransfer> Transfers { get; init; } = [];

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Digests.Faults($"{at}/documentSha256", DocumentSha256),
        .. Form.Period($"{at}/runsUntil", SignedOn, RunsUntil),
        .. RunsUntil == DateOnly.MaxValue ? [new Fault($"{at}/runsUntil", "must be before 9999-12-31")] : Array.Empty<Fault>(),
        .. NoticeOfTermination is { Length: < 0 or > AgreedPeriod.MaxLength }
            ? [new Fault($"{at}/noticeOfTermination/length", $"must be from 0 to {AgreedPeriod.MaxLength}")] : Array.Empty<Fault>(),
        .. Form.Each($"{at}/items", Items, (item, pointer) =>
        [
            .. item.Clause.Faults($"{pointer}/clause"),
            .. Digests.Faults($"{pointer}/clause/value/documentSha256", item.Clause.Value?.DocumentSha256),
            .. Items.Count(i => i.Item == item.Item) > 1 ? [new Fault($"{pointer}/item", "must not be named twice; name all its clauses in one evidence")] : Array.Empty<Fault>(),
        ]),
        .. Promises.Faults($"{at}/promises"),
        .. Form.Each($"{at}/transfers", Transfers, (transfer, pointer) =>
        [
            .. transfer.Faults(pointer),
            .. Transfers.Count(t => (t.Place, t.Mechanism, t.ValidFrom) == (transfer.Place, transfer.Mechanism, transfer.ValidFrom)) > 1
                ? [new Fault($"{pointer}/mechanism", "must not be named twice for the same place and first day")] : Array.Empty<Fault>(),
        ]),
    ];
}

/// <summary>One of the things that Art. 28(3) demands, and where the contract sets it out.</summary>
/// <param name="Item">Which.</param>
/// <param name="Clause">Where; or why it does not apply, or cannot be shown yet.</param>
public sealed record AgreedClause(Article28Item Item, Stated<ClauseEvidence> Clause);

/// <summary>Evidence that a contract sets something out.</summary>
/// <param name="Clause">The clause or annex.</param>
/// <param name="DocumentSha256">The SHA-256 digest of the document in which it stands, where that is another than the contract.</param>
public sealed record ClauseEvidence(ImpersonalText Clause, byte[]? DocumentSha256 = null);

/// <summary>What a subprocessor promises of that which has to be passed down to it, Art. 28(4). What is not stated is not promised.</summary>
/// <param name="Audits">Whether it can be audited, also on behalf of the controllers, Art. 28(3)(h).</param>
/// <param name="BreachNoticeHours">Hours from becoming aware of a breach within which it gives notice.</param>
/// <param name="FurtherProcessors">Whether it needs leave for each further processor, or may engage them on information and objection, Art. 28(2).</param>
/// <param name="StoredIn">Where the data may lie.</param>
/// <param name="AccessedFrom">From where they may be seen.</param>
/// <param name="Certificates">The standards by which it stays certified.</param>
public sealed record FlowDownPromises(
    bool Audits = false, int? BreachNoticeHours = null, SubprocessorAuthorisation? FurtherProcessors = null, IReadOnlyList<Territory>? StoredIn = null,
    IReadOnlyList<Territory>? AccessedFrom = null, IReadOnlyList<ImpersonalText>? Certificates = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. BreachNoticeHours is < 0 or > AgreementContent.MaxBreachNoticeHours
            ? [new Fault($"{at}/breachNoticeHours", $"must be from 0 to {AgreementContent.MaxBreachNoticeHours}")] : Array.Empty<Fault>(),
        .. Form.Size($"{at}/storedIn", StoredIn as System.Collections.ICollection),
        .. Form.Size($"{at}/accessedFrom", AccessedFrom as System.Collections.ICollection),
        .. Form.Size($"{at}/certificates", Certificates as System.Collections.ICollection),
    ];
}

/// <summary>Digests by SHA-256.</summary>
internal static class Digests
{
    internal static IEnumerable<Fault> Faults(string at, byte[]? sha256) =>
        sha256 is { Length: not 32 } ? [new Fault(at, "must be the 32 bytes of a SHA-256 digest in base64")] : [];
}
