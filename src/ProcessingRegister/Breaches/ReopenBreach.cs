using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Opens the record again because of what became known.</summary>
/// <param name="ReopenedAt">When.</param>
/// <param name="Reason">Why.</param>
public sealed record ReopenBreach(DateTimeOffset ReopenedAt, PersonalText Reason) : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReopenBreach(BreachExamples.Detected.AddDays(40), new("The data were found offered for sale."));

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        !breach.IsSettled ? Decision.AlreadyDone
        : ReopenedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : Decision.Append(new BreachReopened(ReopenedAt.ToUniversalTime(), Reason));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/reopening</c>.</summary>
public static class ReopenBreachEndpoint
{
    /// <summary>Opens the record of a breach again.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/reopening", OperationId = "reopenBreach"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, ReopenBreach command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
