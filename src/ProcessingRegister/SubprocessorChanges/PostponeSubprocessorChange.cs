using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>Intends an announced change for a later day, as when the announced one turns out to be too early for some.</summary>
/// <param name="IntendedFrom">The day from which it is intended now.</param>
/// <param name="Reason">Why.</param>
public sealed record PostponeSubprocessorChange(DateOnly IntendedFrom, PersonalText? Reason = null) : ICommand<SubprocessorChange>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new PostponeSubprocessorChange(new DateOnly(2026, 7, 1), new("Some agreements owe two months."));

    /// <inheritdoc />
    public Decision Decide(SubprocessorChange change, Moment now) =>
        change.IntendedFrom == IntendedFrom ? Decision.AlreadyDone
        : change.State == ChangeState.Withdrawn ? Decision.Refuse(ChangeRefusals.Withdrawn)
        : change.State == ChangeState.InEffect ? Decision.Refuse(ChangeRefusals.InEffect)
        : change.State == ChangeState.Intended ? Decision.Refuse(ChangeRefusals.NotAnnounced)
        : IntendedFrom < change.IntendedFrom ? Decision.Refuse(ChangeRefusals.NotLater)
        : Decision.Append(new SubprocessorChangePostponed(IntendedFrom, Reason));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => DayOfEffect.Faults("/intendedFrom", IntendedFrom);
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/postponement</c>.</summary>
public static class PostponeSubprocessorChangeEndpoint
{
    /// <summary>Intends an announced change for a later day.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/postponement", OperationId = "postponeSubprocessorChange"), AllowedTo(Role.Contributor, Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, PostponeSubprocessorChange command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, BatchedRuns.Begin(Informing.TellingNotices.WorkName, id, session, bus, http));
}
