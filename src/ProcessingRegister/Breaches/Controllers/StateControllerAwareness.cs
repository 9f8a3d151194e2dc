using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Records since when the controller says that it is aware itself. The earliest of this and of the notice starts its own clock; a later statement supersedes this one.</summary>
/// <param name="AwareAt">Since when.</param>
/// <param name="By">Who says so.</param>
public sealed record StateControllerAwareness(DateTimeOffset AwareAt, ContactPerson? By = null) : ICommand<ControllerNotification>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new StateControllerAwareness(BreachExamples.Detected.AddHours(2));

    /// <inheritdoc />
    public Decision Decide(ControllerNotification notification, Moment now) =>
        notification.StatedAwareAt == AwareAt ? Decision.AlreadyDone
        : AwareAt > now.Instant ? Decision.Refuse(ControllerRefusals.NotYetHappened)
        : Decision.Append(new ControllerAwarenessStated(AwareAt.ToUniversalTime(), By));
}

/// <summary><c>POST /v1/{org}/controller-notifications/{id}/awareness</c>.</summary>
public static class StateControllerAwarenessEndpoint
{
    /// <summary>Records since when the controller says that it is aware.</summary>
    [WolverinePost("/v1/{org}/controller-notifications/{id}/awareness", OperationId = "stateControllerAwareness"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, StateControllerAwareness command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
