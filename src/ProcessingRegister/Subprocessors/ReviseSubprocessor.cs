using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Says from a day on something else of what it does, with which data or where.</summary>
/// <param name="Content">All that is said from then on.</param>
/// <param name="EffectiveFrom">From when on it holds; today when absent.</param>
/// <param name="Reason">Why it changed.</param>
public sealed record ReviseSubprocessor(SubprocessorContent Content, DateOnly? EffectiveFrom = null, PersonalText? Reason = null)
    : ICommand<Subprocessor>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReviseSubprocessor(SubprocessorExamples.Hosting, new DateOnly(2026, 6, 1), new("Backups are kept in a second place."));

    /// <inheritdoc />
    bool ICommand<Subprocessor>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now) =>
        RegisterJson.SayTheSame(subprocessor.Content, Content) && (EffectiveFrom ?? subprocessor.EffectiveFrom) == subprocessor.EffectiveFrom ? Decision.AlreadyDone
        : subprocessor.MergedInto is not null ? Decision.Refuse(SubprocessorRefusals.Merged)
        : (EffectiveFrom ?? now.Today) < subprocessor.EffectiveFrom ? Decision.Refuse(SubprocessorRefusals.TakesEffectBeforeLatest)
        : Decision.Append(new SubprocessorRevised(EffectiveFrom ?? now.Today, Content, Reason));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content");
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/revisions</c>.</summary>
public static class ReviseSubprocessorEndpoint
{
    /// <summary>Revises what is said of a subprocessor.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/revisions", OperationId = "reviseSubprocessor"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, ReviseSubprocessor command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
