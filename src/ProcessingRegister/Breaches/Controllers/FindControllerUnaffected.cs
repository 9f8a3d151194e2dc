using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Records that the controller's data were found not to be affected. It is owed nothing more, and what was sent stays on record.</summary>
/// <param name="FoundAt">When it was found.</param>
/// <param name="Reasons">Why.</param>
public sealed record FindControllerUnaffected(DateTimeOffset FoundAt, PersonalText Reasons) : ICommand<ControllerNotification>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new FindControllerUnaffected(BreachExamples.Detected.AddDays(1), new("No payslip of this controller was in the archive."));

    /// <inheritdoc />
    public Decision Decide(ControllerNotification notification, Moment now) =>
        notification.UnaffectedSince is not null ? Decision.AlreadyDone
        : FoundAt > now.Instant ? Decision.Refuse(ControllerRefusals.NotYetHappened)
        : Decision.Append(new ControllerFoundUnaffected(FoundAt.ToUniversalTime(), Reasons));
}

/// <summary><c>POST /v1/{org}/controller-notifications/{id}/exoneration</c>.</summary>
public static class FindControllerUnaffectedEndpoint
{
    /// <summary>Records that the controller is not concerned.</summary>
    [WolverinePost("/v1/{org}/controller-notifications/{id}/exoneration", OperationId = "findControllerUnaffected"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, FindControllerUnaffected command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
