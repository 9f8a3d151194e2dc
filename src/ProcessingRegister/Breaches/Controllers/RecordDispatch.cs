using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Records that a notice was sent to the controller. After one has come back, another dispatch is a redelivery.</summary>
/// <param name="Dispatch">The sender's id of what was sent.</param>
/// <param name="SentAt">When.</param>
/// <param name="Channel">How.</param>
/// <param name="To">To whom.</param>
/// <param name="ContentSha256">The digest of what was sent.</param>
public sealed record RecordDispatch(Guid Dispatch, DateTimeOffset SentAt, MeansOfNotice Channel, ContactPerson? To = null, byte[]? ContentSha256 = null)
    : ICommand<ControllerNotification>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordDispatch(
        new Guid("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b60"), BreachExamples.Detected.AddHours(4), MeansOfNotice.Email,
        new ContactPerson { Name = new("Daglig leder"), Email = new("post@eksempel-bakeri.example") });

    /// <inheritdoc />
    bool ICommand<ControllerNotification>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ControllerNotification notification, Moment now) =>
        Again.Of(notification.DispatchOf(Dispatch) is { } sent ? sent with { DeliveredAt = null, BouncedAt = null, Cause = null } : null,
            new Dispatch(Dispatch, SentAt.ToUniversalTime(), Channel, To, ContentSha256), ControllerRefusals.DispatchRecordedOtherwise)
        ?? (!notification.IsConcerned ? Decision.Refuse(ControllerRefusals.Unaffected)
            : SentAt > now.Instant ? Decision.Refuse(ControllerRefusals.NotYetHappened)
            : Decision.Append(new ControllerNoticeSent(Dispatch, SentAt.ToUniversalTime(), Channel, To, ContentSha256)));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        Digest.Faults("/contentSha256", ContentSha256);
}

/// <summary><c>POST /v1/{org}/controller-notifications/{id}/dispatches</c>.</summary>
public static class RecordDispatchEndpoint
{
    /// <summary>Records that a notice was sent.</summary>
    [WolverinePost("/v1/{org}/controller-notifications/{id}/dispatches", OperationId = "recordDispatch"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RecordDispatch command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
