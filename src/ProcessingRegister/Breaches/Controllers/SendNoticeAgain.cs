using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Sends the controller a notice again, to whom its agreement names now; also after its contact was corrected, or when a mailbox works again.</summary>
/// <param name="Reference">What the redelivery is called, unique for this controller.</param>
/// <param name="Order">Which of the breach's notices, by its reference.</param>
/// <param name="Channel">On which way; as for a first attempt when absent.</param>
public sealed record SendNoticeAgain(ImpersonalText Reference, ImpersonalText Order, NoticeChannel? Channel = null) : ICommand<ControllerNotification>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new SendNoticeAgain("after the call", "first notice", NoticeChannel.Mail);

    /// <inheritdoc />
    public Decision Decide(ControllerNotification notification, Moment now) =>
        notification.Redeliveries.FirstOrDefault(r => r.Reference == Reference) is { } earlier
            ? (earlier.Order, earlier.Channel) == (Order, Channel) ? Decision.AlreadyDone : Decision.Refuse(ControllerRefusals.RedeliveryDecidedOtherwise)
        : !notification.IsConcerned ? Decision.Refuse(ControllerRefusals.Unaffected)
        : !notification.Ordered.Any(o => o.Order == Order) && !notification.Unreached.Any(u => u.Order == Order) ? Decision.Refuse(ControllerRefusals.NothingToSendAgain)
        : Decision.Append(new RedeliveryDecided(Reference, Order, Channel, now.Instant));
}

/// <summary><c>POST /v1/{org}/controller-notifications/{id}/redeliveries</c>.</summary>
public static class SendNoticeAgainEndpoint
{
    /// <summary>Begins to send a notice again.</summary>
    [WolverinePost("/v1/{org}/controller-notifications/{id}/redeliveries", OperationId = "sendNoticeAgain"), AllowedTo(Role.Contributor, Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, SendNoticeAgain command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, notification => ControllerRuns.Begin(RunKind.Redeliver, notification.Breach, session, bus, http));
}
