using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Records that a notice came back: it informed nobody, and no period runs from it.</summary>
/// <param name="Dispatch">Which one.</param>
/// <param name="ReturnedAt">When it came back.</param>
/// <param name="Cause">Why, as whoever returned it says.</param>
public sealed record RecordChangeNoticeReturned(Guid Dispatch, DateTimeOffset ReturnedAt, ImpersonalText? Cause = null) : ICommand<ChangeNotice>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordChangeNoticeReturned(ChangeExamples.ANotice, ChangeExamples.Announced.AddMinutes(3), "5.1.1 no such mailbox");

    /// <inheritdoc />
    public Decision Decide(ChangeNotice notice, Moment now) =>
        notice.DispatchOf(Dispatch) is not { SentAt: not null } sent ? Decision.Refuse(NoticeRefusals.NotSent)
        : sent.ReturnedAt == ReturnedAt ? Decision.AlreadyDone
        : sent.DeliveredAt is not null || sent.ReturnedAt is not null ? Decision.Refuse(NoticeRefusals.Settled)
        : ReturnedAt < sent.SentAt ? Decision.Refuse(NoticeRefusals.BeforeSent)
        : ReturnedAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
        : Decision.Append(new ChangeNoticeReturned(Dispatch, ReturnedAt.ToUniversalTime(), Cause));
}

/// <summary><c>POST /v1/{org}/change-notices/{id}/bounces</c>.</summary>
public static class RecordChangeNoticeReturnedEndpoint
{
    /// <summary>Records that a notice of a change came back.</summary>
    [WolverinePost("/v1/{org}/change-notices/{id}/bounces", OperationId = "recordChangeNoticeReturned"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RecordChangeNoticeReturned command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
