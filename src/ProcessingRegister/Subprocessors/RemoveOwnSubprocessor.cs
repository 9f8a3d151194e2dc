using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Records that a subprocessor engages one of its own no longer.</summary>
/// <param name="Subprocessor">The record of the one that was engaged.</param>
/// <param name="RemovedOn">The first day without it; today when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record RemoveOwnSubprocessor(Guid Subprocessor, DateOnly? RemovedOn = null, PersonalText? Reason = null) : ICommand<Subprocessor>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RemoveOwnSubprocessor(SubprocessorExamples.Another, new DateOnly(2026, 9, 1));

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now) => subprocessor.OwnSubprocessors.LastOrDefault(o => o.Subprocessor == Subprocessor) switch
    {
        { To: { } gone } when (RemovedOn ?? gone) == gone => Decision.AlreadyDone,
        { To: null } present => (RemovedOn ?? now.Today) < present.From ? Decision.Refuse(SubprocessorRefusals.EndsBeforeItBegins)
            : Decision.Append(new OwnSubprocessorRemoved(RemovedOn ?? now.Today, Subprocessor, Reason)),
        _ => Decision.Refuse(SubprocessorRefusals.NotItsOwn),
    };
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/own-subprocessors/removal</c>.</summary>
public static class RemoveOwnSubprocessorEndpoint
{
    /// <summary>Records that a subprocessor engages one of its own no longer.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/own-subprocessors/removal", OperationId = "removeOwnSubprocessor"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RemoveOwnSubprocessor command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
