using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Adds what became known. Nothing is overwritten: what was said before stays in the history.</summary>
/// <param name="Facts">The points that are spoken of; each takes the place of what was said of it before.</param>
/// <param name="Reason">From where it is known, or why what was said before was wrong.</param>
public sealed record EstablishFacts(BreachFacts Facts, PersonalText? Reason = null) : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EstablishFacts(BreachExamples.LaterFacts, new("The log files were evaluated."));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        RegisterJson.SayTheSame(breach.Facts, breach.Facts.With(Facts)) ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : Decision.Append(new BreachFactsEstablished(Facts, Reason));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        Facts.Faults("/facts");
}

/// <summary><c>POST /v1/{org}/breaches/{id}/facts</c>.</summary>
public static class EstablishFactsEndpoint
{
    /// <summary>Adds facts to a breach.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/facts", OperationId = "establishFacts"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, EstablishFacts command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
