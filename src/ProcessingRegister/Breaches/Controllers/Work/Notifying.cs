using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches.Controllers.Work;

/// <summary>Sends an ordered notice to every controller that it is for, if it has not been ordered for it before.</summary>
internal sealed class Notifying(ControllerPages pages, NoticeOrdering ordering, AcknowledgementReminders reminders) : IControllerWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Notify;

    /// <inheritdoc />
    public async Task<RunBatch> DoAsync(BatchOfRun batch, CancellationToken ct)
    {
        var (breach, order) = (await ControllerPages.BreachAsync(batch, ct), Breach.OrderIn(batch.Asked.Data));
        var (page, next) = await pages.NextAsync(batch, ct);
        await TellAsync(batch, breach, page, [order], ct);
        if (next is null)
            await reminders.PlanAsync(batch, ct);
        return new RunBatch(next, page.Count);
    }

    /// <summary>Orders what the next controllers lack.</summary>
    /// <returns>Where to go on; <c>null</c> at the end.</returns>
    public async Task<RunPlace?> TellAsync(BatchOfRun batch, Breach breach, IReadOnlyList<OrderedNotices> orders, CancellationToken ct)
    {
        var (page, next) = await pages.NextAsync(batch, ct);
        await TellAsync(batch, breach, page, orders, ct);
        return next;
    }

    private async Task TellAsync(BatchOfRun batch, Breach breach, IReadOnlyList<ControllerNotification> page, IReadOnlyList<OrderedNotices> orders, CancellationToken ct)
    {
        var lacking = (from notification in page
                       from order in orders
                       where IsFor(order.Kind, notification) && !notification.Has(order.Reference, order.Kind)
                       select (notification, order)).ToList();
        if (lacking.Count == 0)
            return;
        var (agreements, withEndpoint) = await ordering.ReachableAsync(batch.Session.TenantId, [.. lacking.Select(l => l.notification.Agreement).Distinct()], ct);
        List<NoticeToOrder> notices = [.. lacking.Select(l => new NoticeToOrder(
            l.notification.Id, l.notification.Country, l.notification.Agreement, l.order,
            agreements.GetValueOrDefault(l.notification.Agreement) is { } agreement ? Reaching.First(agreement.Content, withEndpoint.Contains(agreement.Id)) : []))];
        var facts = await ordering.OrderAsync(batch.Session, breach, notices, ct);
        foreach (var of in lacking.Zip(facts).GroupBy(l => l.First.notification))
            ControllerPages.Append(batch.Session, of.Key, batch.Now, [.. of.Select(l => l.Second)]);
    }

    // That it is over concerns all who were told of it, also those who were found not to be concerned.
    private static bool IsFor(NoticeKind kind, ControllerNotification notification) =>
        kind == NoticeKind.BreachAllClear ? notification.WasTold : notification.IsConcerned;
}
