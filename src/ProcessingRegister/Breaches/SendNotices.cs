using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>
/// Sends a notice to every controller that was selected as concerned, Art. 33(2): to each where its agreement says that it is reached, in its language, and
/// to each that is selected later as well. An update goes to those who are still concerned, Art. 33(4); that it is over goes to all who were told of it.
/// </summary>
/// <param name="Notice">What is sent.</param>
public sealed record SendNotices(NoticeToSend Notice) : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new SendNotices(new NoticeToSend("first notice", Wording: [
        new(NoticeLanguage.Nb, new("En kopi av lønnsslipper ble hentet av en ukjent.")), new(NoticeLanguage.En, new("A copy of payslips was taken by somebody unknown."))]));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) => Notice.Again(breach)
        ?? (Notice.Kind == NoticeKind.BreachAllClear && !breach.IsSettled ? Decision.Refuse(BreachRefusals.NotOver)
            : Notice.Kind != NoticeKind.BreachAllClear && breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
            : breach.ControllerSelections.Count == 0 ? Decision.Refuse(BreachRefusals.NoControllersSelected)
            : Decision.Append(Notice.OrderedAt(breach, now)));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Notice.Faults("/notice");
}

/// <summary><c>POST /v1/{org}/breaches/{id}/controller-notices</c>.</summary>
public static class SendNoticesEndpoint
{
    /// <summary>Begins to send a notice to each controller concerned.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/controller-notices", OperationId = "sendNotices"), AllowedTo(Role.Contributor, Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, SendNotices command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, ControllerRuns.Begin(RunKind.Notify, id, session, bus, http));
}
