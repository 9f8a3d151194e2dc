using Marten;

namespace ProcessingRegister.Breaches.Controllers.Work;

/// <summary>Sends one controller a notice again, as it was decided.</summary>
internal sealed class Redelivering(NoticeOrdering ordering) : IControllerWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Redeliver;

    /// <inheritdoc />
    public async Task<RunBatch> DoAsync(BatchOfRun batch, CancellationToken ct)
    {
        var breach = await ControllerPages.BreachAsync(batch, ct);
        var notification = await batch.Session.LoadAsync<ControllerNotification>(batch.Asked.StreamId, ct)
            ?? throw new InvalidOperationException($"There is no controller's notification {batch.Asked.StreamId}.");
        var decided = ControllerNotification.RedeliveryIn(batch.Asked.Data);
        var order = breach.NoticeOrders.First(o => o.Reference == decided.Order);
        if (notification.Has(order.Reference, order.Kind, decided.Reference))
            return new RunBatch(null, 1);
        var (agreements, withEndpoint) = await ordering.ReachableAsync(batch.Session.TenantId, [notification.Agreement], ct);
        var ways = agreements.GetValueOrDefault(notification.Agreement) is { } agreement
            ? Reaching.Chosen(agreement.Content, withEndpoint.Contains(agreement.Id), decided.Channel) : [];
        var facts = await ordering.OrderAsync(
            batch.Session, breach, [new(notification.Id, notification.Country, notification.Agreement, order, ways, null, decided.Reference)], ct);
        ControllerPages.Append(batch.Session, notification, batch.Now, facts);
        return new RunBatch(null, 1);
    }
}
