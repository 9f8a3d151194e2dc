using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Closes the record, with the effects of the breach and the remedial action taken, Art. 33(5), once every controller concerned was told, Art. 33(2).</summary>
/// <param name="ClosedAt">When.</param>
/// <param name="Effects">The effects that it had.</param>
/// <param name="RemedialAction">What was done about it.</param>
/// <param name="WhyControllersNotTold">Why it is closed although some of the controllers concerned cannot be told; their number is recorded with it.</param>
public sealed record CloseBreach(DateTimeOffset ClosedAt, PersonalText Effects, PersonalText RemedialAction, PersonalText? WhyControllersNotTold = null)
    : ICommand<Breach>, IExemplified
{
    /// <summary>How many controllers concerned have not been told, as counted when this is decided.</summary>
    internal int ControllersNotTold { get; init; }

    /// <inheritdoc />
    public static object Example => new CloseBreach(BreachExamples.Detected.AddDays(30), new("No misuse has become known."), new("The account was closed, keys were changed, access is reviewed monthly."));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        RegisterJson.SayTheSame(breach.End, new BreachEnd(ClosedAt.ToUniversalTime(), Effects, RemedialAction, null, WhyControllersNotTold)) ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : ClosedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : breach.Obligations(LawBook.Current, now.Instant).Any(o => o.IsOpen && o.Who == DutyParty.Keeper) ? Decision.Refuse(BreachRefusals.DutiesAreOpen)
        : breach.FindingsUnder(LawBook.Current).Any(f => f.Code == BreachFindingCode.NotNotifyingWithoutReasons) ? Decision.Refuse(BreachRefusals.NotNotifyingWithoutReasons)
        : breach.FindingsUnder(LawBook.Current).Any(f => f.Code == BreachFindingCode.AwarenessMissing) ? Decision.Refuse(BreachRefusals.NoAwareness)
        : ControllersNotTold > 0 && WhyControllersNotTold is null ? Decision.Refuse(BreachRefusals.ControllersNotTold)
        : Decision.Append(new BreachClosed(ClosedAt.ToUniversalTime(), Effects, RemedialAction, ControllersNotTold, WhyControllersNotTold));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/closure</c>.</summary>
public static class CloseBreachEndpoint
{
    /// <summary>Closes the record of a breach.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/closure", OperationId = "closeBreach"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, CloseBreach command, IDocumentSession session, HttpContext http) => session.DecideToClose(id, command, http);
}
