using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Records that it was looked at again since when certainty had been possible. The clock does not move by it; an earlier instant is shown as a finding.</summary>
/// <param name="Role">In which role.</param>
/// <param name="CertaintyPossibleAt">Since when certainty had been possible.</param>
/// <param name="Findings">Why.</param>
public sealed record ReviewAwareness(BreachRole Role, DateTimeOffset CertaintyPossibleAt, PersonalText Findings) : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReviewAwareness(BreachRole.Processor, BreachExamples.Detected.AddHours(2), new("The second alert named the folder of payslips."));

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        breach.AwarenessIn(Role) is not { } awareness ? Decision.Refuse(BreachRefusals.NoAwareness)
        : awareness.CertaintyPossibleAt == CertaintyPossibleAt ? Decision.AlreadyDone
        : CertaintyPossibleAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : Decision.Append(new AwarenessReviewed(Role, CertaintyPossibleAt.ToUniversalTime(), Findings));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/awareness-reviews</c>.</summary>
public static class ReviewAwarenessEndpoint
{
    /// <summary>Records a review of the awareness.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/awareness-reviews", OperationId = "reviewAwareness"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, ReviewAwareness command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
