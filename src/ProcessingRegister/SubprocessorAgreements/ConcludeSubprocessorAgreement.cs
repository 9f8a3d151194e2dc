using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>Records that a contract on processing was concluded with a subprocessor, Art. 28(4).</summary>
/// <param name="Reference">The organisation's own name for the contract, unique for the subprocessor and fixed.</param>
/// <param name="Content">What it says.</param>
/// <param name="EffectiveFrom">Its first day; the day on which it was signed when absent.</param>
public sealed record ConcludeSubprocessorAgreement(ImpersonalText Reference, SubprocessorAgreementContent Content, DateOnly? EffectiveFrom = null)
    : ICreation<SubprocessorAgreement>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ConcludeSubprocessorAgreement("hosting-2026", SubprocessorAgreementExamples.Hosting, new DateOnly(2026, 1, 1));

    /// <summary>With whom; the address names it.</summary>
    internal Guid Subprocessor { get; init; }

    string ICreation<SubprocessorAgreement>.Identity => $"{Subprocessor}:{Reference.Value}";

    Refusal ICreation<SubprocessorAgreement>.AlreadyExists => SubprocessorAgreementRefusals.AlreadyConcluded;

    /// <inheritdoc />
    public Decision Decide(Moment now) =>
        Content.SignedOn > now.Today ? Decision.Refuse(SubprocessorAgreementRefusals.NotYetSigned)
        : Content.RunsUntil < (EffectiveFrom ?? Content.SignedOn) ? Decision.Refuse(SubprocessorAgreementRefusals.EndsBeforeItTakesEffect)
        : Decision.Append(new SubprocessorAgreementConcluded(Reference, Subprocessor, EffectiveFrom ?? Content.SignedOn, Content));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content");
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/agreements</c>.</summary>
public static class ConcludeSubprocessorAgreementEndpoint
{
    /// <summary>Concludes a contract with a subprocessor.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/agreements", OperationId = "concludeSubprocessorAgreement"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, ConcludeSubprocessorAgreement command, RecordQueries records, IDocumentSession session, HttpContext http) =>
        session.CreateFor(id, command with { Subprocessor = id }, "subprocessor-agreements", records, http);
}
