using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Records that a notice came back. The controller is not notified by it, and where it was to be reached is not right.</summary>
/// <param name="Dispatch">Which one.</param>
/// <param name="BouncedAt">When it came back.</param>
/// <param name="Cause">Why, as the carrier says it, without addresses.</param>
public sealed record RecordBounce(Guid Dispatch, DateTimeOffset BouncedAt, ImpersonalText? Cause = null)
    : ICommand<ControllerNotification>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordBounce(new Guid("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b60"), BreachExamples.Detected.AddHours(4).AddMinutes(3), "5.1.1 no such mailbox");

    /// <inheritdoc />
    public Decision Decide(ControllerNotification notification, Moment now) =>
        notification.DispatchOf(Dispatch) is not { } sent ? Decision.Refuse(ControllerRefusals.NoSuchDispatch)
        : sent.BouncedAt == BouncedAt ? Decision.AlreadyDone
        : sent.DeliveredAt is not null || sent.BouncedAt is not null ? Decision.Refuse(ControllerRefusals.DispatchSettled)
        : BouncedAt < sent.SentAt ? Decision.Refuse(ControllerRefusals.ArrivedBeforeSent)
        : BouncedAt > now.Instant ? Decision.Refuse(ControllerRefusals.NotYetHappened)
        : Decision.Append(new ControllerNoticeBounced(Dispatch, BouncedAt.ToUniversalTime(), Cause));
}

/// <summary><c>POST /v1/{org}/controller-notifications/{id}/bounces</c>.</summary>
public static class RecordBounceEndpoint
{
    /// <summary>Records that a notice came back.</summary>
    [WolverinePost("/v1/{org}/controller-notifications/{id}/bounces", OperationId = "recordBounce"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RecordBounce command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
