using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Records that the authority required the breach to be communicated to the data subjects, Art. 34(4).</summary>
/// <param name="Reference">What the order is called, unique within the breach.</param>
/// <param name="OrderedAt">When it was received.</param>
/// <param name="Text">What it requires.</param>
/// <param name="CommunicateBy">By when, if it says so.</param>
public sealed record RecordOrder(ImpersonalText Reference, DateTimeOffset OrderedAt, PersonalText Text, DateTimeOffset? CommunicateBy = null)
    : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordOrder("20/01234-7", BreachExamples.Detected.AddDays(6), new("All employees concerned are to be told."), BreachExamples.Detected.AddDays(9));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        Again.Of(breach.Orders.FirstOrDefault(o => o.Reference == Reference),
            new CommunicationOrder(Reference, OrderedAt.ToUniversalTime(), CommunicateBy?.ToUniversalTime(), Text), BreachRefusals.OrderRecordedOtherwise)
        ?? (breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
            : OrderedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
            : Decision.Append(new CommunicationOrdered(Reference, OrderedAt.ToUniversalTime(), CommunicateBy?.ToUniversalTime(), Text)));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        CommunicateBy < OrderedAt ? [new("/communicateBy", "must not be before orderedAt")] : [];
}

/// <summary><c>POST /v1/{org}/breaches/{id}/orders</c>.</summary>
public static class RecordOrderEndpoint
{
    /// <summary>Records an order of the authority.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/orders", OperationId = "recordOrder"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RecordOrder command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
