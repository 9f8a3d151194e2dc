using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Records that the legal entity bears another name. It stays the same one: nobody is added, and nobody replaced.</summary>
/// <param name="Name">The new name.</param>
/// <param name="EffectiveFrom">The first day of the new name; today when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record RenameSubprocessor(ImpersonalText Name, DateOnly? EffectiveFrom = null, PersonalText? Reason = null) : ICommand<Subprocessor>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RenameSubprocessor("Eksempel Drift Norge AS", new DateOnly(2026, 6, 1));

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now) =>
        subprocessor.Name == Name && (EffectiveFrom ?? subprocessor.NamedFrom) == subprocessor.NamedFrom ? Decision.AlreadyDone
        : subprocessor.MergedInto is not null ? Decision.Refuse(SubprocessorRefusals.Merged)
        : (EffectiveFrom ?? now.Today) < subprocessor.NamedFrom ? Decision.Refuse(SubprocessorRefusals.TakesEffectBeforeLatest)
        : Decision.Append(new SubprocessorRenamed(EffectiveFrom ?? now.Today, Name, Reason));
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/renames</c>.</summary>
public static class RenameSubprocessorEndpoint
{
    /// <summary>Records another name of the legal entity.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/renames", OperationId = "renameSubprocessor"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, RenameSubprocessor command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
