using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Records that a controller accepted the change expressly. It needs to wait for no period then.</summary>
/// <param name="Agreement">The agreement with the controller.</param>
/// <param name="AcceptedAt">When.</param>
/// <param name="By">Who accepted for it.</param>
/// <param name="Evidence">By what that is shown.</param>
public sealed record AcceptChange(Guid Agreement, DateTimeOffset AcceptedAt, ContactPerson? By = null, ImpersonalText? Evidence = null) : ICommand<ChangeNotice>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AcceptChange(ChangeExamples.AnAgreement, ChangeExamples.Announced.AddDays(2), Evidence: "signed form of 3 april");

    /// <inheritdoc />
    public Decision Decide(ChangeNotice notice, Moment now) =>
        notice.AcceptedAt == AcceptedAt ? Decision.AlreadyDone
        : notice.AcceptedAt is not null ? Decision.Refuse(NoticeRefusals.AcceptedOtherwise)
        : !notice.Kind.CanBeObjectedTo() ? Decision.Refuse(NoticeRefusals.Information)
        : notice.ExceptedAt is not null ? Decision.Refuse(NoticeRefusals.Excepted)
        : notice.Objections.Any(o => o.Resolution is null) ? Decision.Refuse(NoticeRefusals.ObjectionStandsInTheWay)
        : AcceptedAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
        : Decision.Append(new ChangeAcceptedByController(AcceptedAt.ToUniversalTime(), By, Evidence));
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/acceptances</c>.</summary>
public static class AcceptChangeEndpoint
{
    /// <summary>Records that a controller accepted a change expressly.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/acceptances", OperationId = "acceptChange"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, AcceptChange command, IDocumentSession session, HttpContext http) =>
        session.Decide(NoticeIds.Of(id, command.Agreement), command, http);
}
