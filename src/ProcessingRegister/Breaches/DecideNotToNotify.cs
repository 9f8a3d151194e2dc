using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Decides not to notify the authority, Art. 33(1), with the reasons and what they rest on, which the authority may ask for, Art. 33(5).</summary>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Inputs">What the decision rests on: findings, tests, documents.</param>
public sealed record DecideNotToNotify(DateTimeOffset DecidedAt, PersonalText Reasons, IReadOnlyList<ImpersonalText> Inputs)
    : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new DecideNotToNotify(BreachExamples.Detected.AddHours(6), new("The device was encrypted and is back."), ["report of the device management", "state of the keys"]);

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        RegisterJson.SayTheSame(breach.NonNotification, new NonNotification(DecidedAt.ToUniversalTime(), breach.RiskAssessments.Count, Reasons, Inputs)) ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : DecidedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : breach.Risk is null ? Decision.Refuse(BreachRefusals.NoAssessment)
        : breach.DutySince(BreachRole.Controller) is null ? Decision.Refuse(BreachRefusals.NoAwareness)
        : breach.MustNotifyAuthority(LawBook.Current) ? Decision.Refuse(BreachRefusals.RiskMustBeNotified)
        : Decision.Append(new NotNotifyingDecided(DecidedAt.ToUniversalTime(), breach.RiskAssessments.Count, Reasons, Inputs));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        Again.NotEmpty("/inputs", Inputs);
}

/// <summary><c>POST /v1/{org}/breaches/{id}/non-notification</c>.</summary>
public static class DecideNotToNotifyEndpoint
{
    /// <summary>Decides not to notify the authority.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/non-notification", OperationId = "decideNotToNotify"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, DecideNotToNotify command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
