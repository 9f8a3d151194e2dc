using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Records that a notice arrived where the agreement says: the controller's own clock runs from then at the latest.</summary>
/// <param name="Dispatch">Which one.</param>
/// <param name="DeliveredAt">When it arrived.</param>
public sealed record RecordDelivery(Guid Dispatch, DateTimeOffset DeliveredAt) : ICommand<ControllerNotification>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordDelivery(new Guid("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b60"), BreachExamples.Detected.AddHours(4).AddMinutes(1));

    /// <inheritdoc />
    public Decision Decide(ControllerNotification notification, Moment now) =>
        notification.DispatchOf(Dispatch) is not { } sent ? Decision.Refuse(ControllerRefusals.NoSuchDispatch)
        : sent.DeliveredAt == DeliveredAt ? Decision.AlreadyDone
        : sent.DeliveredAt is not null || sent.BouncedAt is not null ? Decision.Refuse(ControllerRefusals.DispatchSettled)
        : DeliveredAt < sent.SentAt ? Decision.Refuse(ControllerRefusals.ArrivedBeforeSent)
        : DeliveredAt > now.Instant ? Decision.Refuse(ControllerRefusals.NotYetHappened)
        : Decision.Append(new ControllerNoticeDelivered(Dispatch, DeliveredAt.ToUniversalTime()));
}

/// <summary><c>POST /v1/{org}/controller-notifications/{id}/deliveries</c>.</summary>
public static class RecordDeliveryEndpoint
{
    /// <summary>Records that a notice arrived.</summary>
    [WolverinePost("/v1/{org}/controller-notifications/{id}/deliveries", OperationId = "recordDelivery"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RecordDelivery command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
