using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Records that no personal data are affected after all. The record stays, with the reasons; what was filed is to be withdrawn.</summary>
/// <param name="FoundAt">When it was found.</param>
/// <param name="Reasons">Why.</param>
public sealed record FindNoBreach(DateTimeOffset FoundAt, PersonalText Reasons) : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new FindNoBreach(BreachExamples.Detected.AddDays(2), new("The copied files were found to hold test data only."));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        RegisterJson.SayTheSame(breach.End, new BreachEnd(FoundAt.ToUniversalTime(), null, null, Reasons)) ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : FoundAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : Decision.Append(new BreachFoundNotToExist(FoundAt.ToUniversalTime(), Reasons));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/withdrawal</c>.</summary>
public static class FindNoBreachEndpoint
{
    /// <summary>Records that there was no breach after all, and begins to lift what is owed to each controller.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/withdrawal", OperationId = "findNoBreach"), AllowedTo(Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, FindNoBreach command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, ControllerRuns.Begin(RunKind.Lift, id, session, bus, http));
}
