using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Closes the record, with the effects of the breach and the remedial action taken, Art. 33(5).</summary>
/// <param name="ClosedAt">When.</param>
/// <param name="Effects">The effects that it had.</param>
/// <param name="RemedialAction">What was done about it.</param>
public sealed record CloseBreach(DateTimeOffset ClosedAt, PersonalText Effects, PersonalText RemedialAction) : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new CloseBreach(BreachExamples.Detected.AddDays(30), new("No misuse has become known."), new("The account was closed, keys were changed, access is reviewed monthly."));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        RegisterJson.SayTheSame(breach.End, new BreachEnd(ClosedAt.ToUniversalTime(), Effects, RemedialAction, null)) ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : ClosedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : breach.Obligations(LawBook.Current, now.Instant).Any(o => o.IsOpen) ? Decision.Refuse(BreachRefusals.DutiesAreOpen)
        : breach.FindingsUnder(LawBook.Current).Any(f => f.Code == BreachFindingCode.NotNotifyingWithoutReasons) ? Decision.Refuse(BreachRefusals.NotNotifyingWithoutReasons)
        : breach.FindingsUnder(LawBook.Current).Any(f => f.Code == BreachFindingCode.AwarenessMissing) ? Decision.Refuse(BreachRefusals.NoAwareness)
        : Decision.Append(new BreachClosed(ClosedAt.ToUniversalTime(), Effects, RemedialAction));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/closure</c>.</summary>
public static class CloseBreachEndpoint
{
    /// <summary>Closes the record of a breach.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/closure", OperationId = "closeBreach"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, CloseBreach command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
