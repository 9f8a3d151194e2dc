using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Records since when the organisation has had a reasonable degree of certainty that personal data are compromised: its clock in that role runs from then.</summary>
/// <param name="Role">In which role.</param>
/// <param name="AwareAt">Since when.</param>
/// <param name="Basis">What the certainty rests on, or why the instant stated before was wrong.</param>
public sealed record EstablishAwareness(BreachRole Role, DateTimeOffset AwareAt, PersonalText Basis) : ICommand<Breach>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EstablishAwareness(BreachRole.Processor, BreachExamples.Detected.AddHours(3), new("The copied files were found to hold payslips."));

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        breach.AwarenessIn(Role)?.AwareAt == AwareAt ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : AwareAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
        : AwareAt < breach.Facts.Occurred?.From ? Decision.Refuse(BreachRefusals.AwareBeforeItOccurred)
        : !Breach.IsUnderTheLaw(LawBook.Current, breach.Jurisdiction, AwareAt) ? Decision.Refuse(BreachRefusals.BeforeTheLaw)
        : Decision.Append(new AwarenessEstablished(Role, AwareAt.ToUniversalTime(), Basis));
}

/// <summary><c>POST /v1/{org}/breaches/{id}/awareness</c>.</summary>
public static class EstablishAwarenessEndpoint
{
    /// <summary>Records since when the organisation is aware; 202 when controllers were selected, to whom what is owed is then restated.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/awareness", OperationId = "establishAwareness"), AllowedTo(Role.Contributor, Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, EstablishAwareness command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, ControllerRuns.BeginIfSelected(RunKind.Restate, session, bus, http));
}
