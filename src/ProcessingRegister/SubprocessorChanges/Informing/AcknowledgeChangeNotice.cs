using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Records that the controller acknowledged that it was informed. It is no acceptance.</summary>
/// <param name="AcknowledgedAt">When.</param>
/// <param name="By">Who did.</param>
public sealed record AcknowledgeChangeNotice(DateTimeOffset AcknowledgedAt, ContactPerson? By = null) : ICommand<ChangeNotice>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AcknowledgeChangeNotice(ChangeExamples.Announced.AddHours(5));

    /// <inheritdoc />
    public Decision Decide(ChangeNotice notice, Moment now) =>
        notice.AcknowledgedAt == AcknowledgedAt ? Decision.AlreadyDone
        : notice.AcknowledgedAt is not null ? Decision.Refuse(NoticeRefusals.AcknowledgedOtherwise)
        : notice.Dispatches.All(d => d.SentAt is null) ? Decision.Refuse(NoticeRefusals.NotSent)
        : AcknowledgedAt < notice.Dispatches.Min(d => d.SentAt) ? Decision.Refuse(NoticeRefusals.BeforeSent)
        : AcknowledgedAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
        : Decision.Append(new ChangeNoticeAcknowledged(AcknowledgedAt.ToUniversalTime(), By));
}

/// <summary><c>POST /v1/{org}/change-notices/{id}/acknowledgements</c>.</summary>
public static class AcknowledgeChangeNoticeEndpoint
{
    /// <summary>Records that a controller acknowledged the notice of a change.</summary>
    [WolverinePost("/v1/{org}/change-notices/{id}/acknowledgements", OperationId = "acknowledgeChangeNotice"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, AcknowledgeChangeNotice command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
