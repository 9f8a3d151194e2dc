using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Records that a controller objects to the change, Art. 28(2). One that came late is recorded too, and judged when it is shown.</summary>
/// <param name="Agreement">The agreement with the controller.</param>
/// <param name="Reference">What the objection is called, unique for this controller; a retry is recognised by it.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Grounds">Why the controller objects.</param>
/// <param name="By">Who objected for it.</param>
public sealed record ReceiveObjection(Guid Agreement, ImpersonalText Reference, DateTimeOffset ReceivedAt, PersonalText Grounds, ContactPerson? By = null)
    : ICommand<ChangeNotice>, IExemplified
{
    /// <inheritdoc />
    public static object Example =>
        new ReceiveObjection(ChangeExamples.AnAgreement, "mail of 28 april", ChangeExamples.Announced.AddDays(27), new("Help desk staff abroad would see pay slips."));

    /// <inheritdoc />
    bool ICommand<ChangeNotice>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ChangeNotice notice, Moment now) =>
        notice.Objections.FirstOrDefault(o => o.Reference == Reference) is { } earlier
            ? RegisterJson.SayTheSame(earlier with { Resolution = null }, new(earlier.Number, Reference, ReceivedAt.ToUniversalTime(), Grounds, By))
                ? Decision.AlreadyDone : Decision.Refuse(NoticeRefusals.ObjectionOtherwise)
        : !notice.Kind.CanBeObjectedTo() ? Decision.Refuse(NoticeRefusals.Information)
        : ReceivedAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
        : Decision.Append(new ObjectionReceived(notice.Objections.Count + 1, Reference, ReceivedAt.ToUniversalTime(), Grounds, By));
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/objections</c>.</summary>
public static class ReceiveObjectionEndpoint
{
    /// <summary>Records a controller's objection to a change.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/objections", OperationId = "receiveObjection"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, ReceiveObjection command, IDocumentSession session, HttpContext http) =>
        session.Decide(NoticeIds.Of(id, command.Agreement), command, http);
}
