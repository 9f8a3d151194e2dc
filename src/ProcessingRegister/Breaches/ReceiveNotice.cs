using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Records that another party told the organisation of the breach: a processor or subprocessor under Art. 33(2). The duty in that role runs from then at the latest.</summary>
/// <param name="Reference">What the notice is called, unique within the breach.</param>
/// <param name="Role">In which role the organisation was told.</param>
/// <param name="From">What the sender is to the breach.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Contents">What it says.</param>
public sealed record ReceiveNotice(
    ImpersonalText Reference, BreachRole Role, PartyQualification From, DateTimeOffset ReceivedAt, PersonalText Sender, PersonalText? Contents = null)
    : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReceiveNotice(
        "INC-4711", BreachRole.Processor, PartyQualification.Subprocessor, BreachExamples.Detected, new("Eksempel Drift AS"), new("Unknown access to a storage account."));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        Again.Of(breach.NoticesReceived.FirstOrDefault(n => n.Reference == Reference),
            new ReceivedNotice(Reference, Role, From, ReceivedAt.ToUniversalTime(), Sender, Contents), BreachRefusals.NoticeRecordedOtherwise)
        ?? (breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
            : ReceivedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
            : !Breach.IsUnderTheLaw(LawBook.Current, breach.Jurisdiction, ReceivedAt) ? Decision.Refuse(BreachRefusals.BeforeTheLaw)
            : Decision.Append(new BreachNoticeReceived(Reference, Role, From, ReceivedAt.ToUniversalTime(), Sender, Contents)));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/received-notices</c>.</summary>
public static class ReceiveNoticeEndpoint
{
    /// <summary>Records another party's notice of the breach; 202 when controllers were selected, to whom what is owed is then restated.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/received-notices", OperationId = "receiveNoticeOfBreach"), AllowedTo(Role.Contributor, Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, ReceiveNotice command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, ControllerRuns.BeginIfSelected(RunKind.Restate, session, bus, http));
}
