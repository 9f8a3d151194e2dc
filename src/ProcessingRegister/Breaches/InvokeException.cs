using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Decides that the breach need not be communicated to each data subject, since a condition of Art. 34(3) is met.</summary>
/// <param name="InvokedAt">When it was decided.</param>
/// <param name="Exception">Which condition.</param>
/// <param name="Reasons">Why it is met.</param>
/// <param name="PublicCommunication">Art. 34(3)(c): how the public was told, equally effectively.</param>
public sealed record InvokeException(DateTimeOffset InvokedAt, CommunicationException Exception, PersonalText Reasons, PersonalText? PublicCommunication = null)
    : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new InvokeException(BreachExamples.Detected.AddHours(20), CommunicationException.RiskAverted, new("All passwords were reset before they were used."));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        RegisterJson.SayTheSame(breach.CommunicationException, new InvokedException(InvokedAt.ToUniversalTime(), Exception, Reasons, PublicCommunication)) ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : InvokedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : breach.Risk?.Outcome != RiskOutcome.HighRisk ? Decision.Refuse(BreachRefusals.NoCommunicationOwed)
        : breach.Orders.Count > 0 ? Decision.Refuse(BreachRefusals.CommunicationWasOrdered)
        : Exception == CommunicationException.Unintelligible && !breach.DataAreUnintelligible ? Decision.Refuse(BreachRefusals.DataNotUnintelligible)
        : Decision.Append(new CommunicationExceptionInvoked(InvokedAt.ToUniversalTime(), Exception, Reasons, PublicCommunication));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        Exception == CommunicationException.DisproportionateEffort != PublicCommunication is not null
            ? [new("/publicCommunication", "must be given exactly when exception is disproportionateEffort (Art. 34(3)(c))")] : [];
}

/// <summary><c>POST /v1/{org}/breaches/{id}/communication-exceptions</c>.</summary>
public static class InvokeExceptionEndpoint
{
    /// <summary>Invokes an exception from communicating the breach.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/communication-exceptions", OperationId = "invokeException"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, InvokeException command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
