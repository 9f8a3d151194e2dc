using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>Records that the activity is no longer carried out. It stays in the register, as ended.</summary>
/// <param name="EndedOn">The first day on which it was no longer carried out; today when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record EndProcessingActivity(DateOnly? EndedOn = null, PersonalText? Reason = null) : ICommand<ProcessingActivity>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EndProcessingActivity(new DateOnly(2026, 6, 30), new PersonalText("The chat was closed."));

    /// <inheritdoc />
    public Decision Decide(ProcessingActivity activity, Moment now) =>
        activity.EndedOn is not null ? (EndedOn ?? activity.EndedOn) == activity.EndedOn ? Decision.AlreadyDone : Decision.Refuse(ActivityRefusals.Ended)
        : (EndedOn ?? now.Today) < activity.EffectiveFrom ? Decision.Refuse(ActivityRefusals.EndsBeforeItTakesEffect)
        : Decision.Append(new ProcessingActivityEnded(EndedOn ?? now.Today, Reason));
}

/// <summary><c>POST /v1/{org}/processing-activities/{id}/end</c>.</summary>
public static class EndProcessingActivityEndpoint
{
    /// <summary>Ends a processing activity.</summary>
    [WolverinePost("/v1/{org}/processing-activities/{id}/end", OperationId = "endProcessingActivity"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, EndProcessingActivity command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
