using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Records that the controller acknowledged the notice: it was notified by then at the latest.</summary>
/// <param name="AcknowledgedAt">When.</param>
/// <param name="By">Who did.</param>
public sealed record RecordAcknowledgement(DateTimeOffset AcknowledgedAt, ContactPerson? By = null) : ICommand<ControllerNotification>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordAcknowledgement(BreachExamples.Detected.AddHours(15));

    /// <inheritdoc />
    public Decision Decide(ControllerNotification notification, Moment now) =>
        notification.AcknowledgedAt == AcknowledgedAt ? Decision.AlreadyDone
        : notification.AcknowledgedAt is not null ? Decision.Refuse(ControllerRefusals.AlreadyAcknowledged)
        : notification.Dispatches.Count == 0 ? Decision.Refuse(ControllerRefusals.NothingToAcknowledge)
        : AcknowledgedAt < notification.Dispatches[0].SentAt ? Decision.Refuse(ControllerRefusals.ArrivedBeforeSent)
        : AcknowledgedAt > now.Instant ? Decision.Refuse(ControllerRefusals.NotYetHappened)
        : Decision.Append(new ControllerNoticeAcknowledged(AcknowledgedAt.ToUniversalTime(), By));
}

/// <summary><c>POST /v1/{org}/controller-notifications/{id}/acknowledgements</c>.</summary>
public static class RecordAcknowledgementEndpoint
{
    /// <summary>Records the controller's acknowledgement.</summary>
    [WolverinePost("/v1/{org}/controller-notifications/{id}/acknowledgements", OperationId = "recordAcknowledgement"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RecordAcknowledgement command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
