using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches.Controllers.Work;

/// <summary>Reminds those to whom a notice was sent, and who have not acknowledged any.</summary>
internal sealed class RemindingControllers(ControllerPages pages, NoticeOrdering ordering) : IControllerWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Remind;

    /// <inheritdoc />
    public async Task<RunBatch> DoAsync(BatchOfRun batch, CancellationToken ct)
    {
        var (breach, order) = (await ControllerPages.BreachAsync(batch, ct), Breach.OrderIn(batch.Asked.Data));
        var (page, next) = await pages.NextAsync(batch, ct);
        var silent = page.Where(n => n is { IsConcerned: true, AcknowledgedAt: null } && !n.Has(order.Reference, NoticeKind.AcknowledgementReminder)
            && n.Ordered.Any(o => o.Order == order.Reference && n.DispatchOf(o.Id) is { BouncedAt: null })).ToList();
        var (agreements, withEndpoint) = await ordering.ReachableAsync(batch.Session.TenantId, [.. silent.Select(n => n.Agreement)], ct);
        List<NoticeToOrder> notices = [.. silent.Where(n => agreements.ContainsKey(n.Agreement)).Select(n => new NoticeToOrder(
            n.Id, n.Country, n.Agreement, order, Reaching.First(agreements[n.Agreement].Content, withEndpoint.Contains(n.Agreement)), NoticeKind.AcknowledgementReminder))
            .Where(n => n.Ways.Count > 0)];
        var facts = notices.Select(n => n.Notification).Zip(await ordering.OrderAsync(batch.Session, breach, notices, ct)).ToDictionary(f => f.First, f => f.Second);
        foreach (var notification in silent.Where(n => facts.ContainsKey(n.Id)))
            ControllerPages.Append(batch.Session, notification, batch.Now, facts[notification.Id]);
        return new RunBatch(next, page.Count);
    }
}
