using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>Approves the record as the version named by If-Match stands. A later revision makes it unapproved.</summary>
/// <param name="Note">A remark.</param>
public sealed record ApproveProcessingActivity(PersonalText? Note = null) : ICommand<ProcessingActivity>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ApproveProcessingActivity(new PersonalText("Discussed with the head of support."));

    /// <inheritdoc />
    public Decision Decide(ProcessingActivity activity, Moment now) =>
        activity.EndedOn is not null ? Decision.Refuse(ActivityRefusals.Ended)
        : activity.Approval is not null ? Decision.AlreadyDone
        : Decision.Append(new ProcessingActivityApproved(activity.Version, now.Today, Note));
}

/// <summary><c>POST /v1/{org}/processing-activities/{id}/approvals</c>.</summary>
public static class ApproveProcessingActivityEndpoint
{
    /// <summary>Approves a processing activity.</summary>
    [WolverinePost("/v1/{org}/processing-activities/{id}/approvals", OperationId = "approveProcessingActivity"), AllowedTo(Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, ApproveProcessingActivity command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
