using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>Withdraws a change that has not taken effect. Nothing is owed for it any more, and what was told stays on record.</summary>
/// <param name="Reason">Why.</param>
/// <param name="WithdrawnAt">When; now when absent.</param>
public sealed record WithdrawSubprocessorChange(PersonalText? Reason = null, DateTimeOffset? WithdrawnAt = null) : ICommand<SubprocessorChange>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new WithdrawSubprocessorChange(new PersonalText("The contract was not concluded."));

    /// <inheritdoc />
    public Decision Decide(SubprocessorChange change, Moment now) =>
        change.WithdrawnAt is { } withdrawn ? (WithdrawnAt ?? withdrawn) == withdrawn ? Decision.AlreadyDone : Decision.Refuse(ChangeRefusals.Withdrawn)
        : change.State == ChangeState.InEffect ? Decision.Refuse(ChangeRefusals.InEffect)
        : WithdrawnAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
        : Decision.Append(new SubprocessorChangeWithdrawn((WithdrawnAt ?? now.Instant).ToUniversalTime(), Reason));
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/withdrawal</c>.</summary>
public static class WithdrawSubprocessorChangeEndpoint
{
    /// <summary>Withdraws a change.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/withdrawal", OperationId = "withdrawSubprocessorChange"), AllowedTo(Role.Contributor, Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, WithdrawSubprocessorChange command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, BatchedRuns.Begin(Informing.TellingNotices.WorkName, id, session, bus, http));
}
