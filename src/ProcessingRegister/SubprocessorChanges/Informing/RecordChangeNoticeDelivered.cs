using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Records that a notice arrived.</summary>
/// <param name="Dispatch">Which one.</param>
/// <param name="DeliveredAt">When it arrived.</param>
public sealed record RecordChangeNoticeDelivered(Guid Dispatch, DateTimeOffset DeliveredAt) : ICommand<ChangeNotice>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordChangeNoticeDelivered(ChangeExamples.ANotice, ChangeExamples.Announced.AddHours(1));

    /// <inheritdoc />
    public Decision Decide(ChangeNotice notice, Moment now) =>
        notice.DispatchOf(Dispatch) is not { SentAt: not null } sent ? Decision.Refuse(NoticeRefusals.NotSent)
        : sent.DeliveredAt == DeliveredAt ? Decision.AlreadyDone
        : sent.DeliveredAt is not null || sent.ReturnedAt is not null ? Decision.Refuse(NoticeRefusals.Settled)
        : DeliveredAt < sent.SentAt ? Decision.Refuse(NoticeRefusals.BeforeSent)
        : DeliveredAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
        : Decision.Append(new ChangeNoticeDelivered(Dispatch, DeliveredAt.ToUniversalTime()));
}

/// <summary><c>POST /v1/{org}/change-notices/{id}/deliveries</c>.</summary>
public static class RecordChangeNoticeDeliveredEndpoint
{
    /// <summary>Records that a notice of a change arrived.</summary>
    [WolverinePost("/v1/{org}/change-notices/{id}/deliveries", OperationId = "recordChangeNoticeDelivered"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RecordChangeNoticeDelivered command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
