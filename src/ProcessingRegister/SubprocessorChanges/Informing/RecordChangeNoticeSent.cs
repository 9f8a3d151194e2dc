using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Records that a notice was sent to the controller, by other means than this register's notices or once more. After one came back, another is a redelivery.</summary>
/// <param name="Dispatch">The sender's id of what was sent.</param>
/// <param name="SentAt">When.</param>
/// <param name="Means">How.</param>
/// <param name="To">To whom, where that is not as the agreement says.</param>
/// <param name="ContentSha256">The digest of what was sent.</param>
public sealed record RecordChangeNoticeSent(Guid Dispatch, DateTimeOffset SentAt, MeansOfInforming Means, ContactPerson? To = null, byte[]? ContentSha256 = null)
    : ICommand<ChangeNotice>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordChangeNoticeSent(ChangeExamples.ANotice, ChangeExamples.Announced, MeansOfInforming.Letter);

    /// <inheritdoc />
    bool ICommand<ChangeNotice>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ChangeNotice notice, Moment now) =>
        notice.DispatchOf(Dispatch) is { SentAt: not null } sent
            ? RegisterJson.SayTheSame(sent with { DeliveredAt = null, ReturnedAt = null, Cause = null }, new(Dispatch, Means, SentAt.ToUniversalTime(), To, ContentSha256))
                ? Decision.AlreadyDone : Decision.Refuse(NoticeRefusals.SentOtherwise)
        : notice.ExceptedAt is not null ? Decision.Refuse(NoticeRefusals.Excepted)
        : SentAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
        : Decision.Append(new ChangeNoticeSent(Dispatch, SentAt.ToUniversalTime(), Means, To, ContentSha256));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => ContentSha256 is null or { Length: 32 } ? [] : [new("/contentSha256", "must be 32 bytes in base64: a SHA-256 digest")];
}

/// <summary><c>POST /v1/{org}/change-notices/{id}/dispatches</c>.</summary>
public static class RecordChangeNoticeSentEndpoint
{
    /// <summary>Records that a notice of a change was sent to a controller.</summary>
    [WolverinePost("/v1/{org}/change-notices/{id}/dispatches", OperationId = "recordChangeNoticeSent"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RecordChangeNoticeSent command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
