using System.Numerics;
using Marten;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>What outcomes of notices say of a controller's notification. Pure.</summary>
internal static class OutcomeFacts
{
    /// <summary>
    /// The facts that an outcome brings, once however often it is told: what is on record already brings none. Of many failures in a row the first,
    /// second, fourth and so on are recorded, each with its number.
    /// </summary>
    public static IEnumerable<object> Of(ControllerNotification notification, NoticeOutcome outcome)
    {
        if (notification.OrderedOf(outcome.Notice) is not { } ordered)
            yield break;
        var sent = notification.DispatchOf(ordered.Id);
        if (outcome.Result is NoticeResult.Dispatched or NoticeResult.Delivered && sent is null)
            yield return new ControllerNoticeSent(ordered.Id, outcome.At, ordered.Channel, null, outcome.ContentDigest);
        if (outcome.Result == NoticeResult.Delivered && sent?.DeliveredAt is null)
            yield return new ControllerNoticeDelivered(ordered.Id, outcome.At);
        if (outcome.Result == NoticeResult.Acknowledged && ordered.AcknowledgedAt is null)
            yield return new ControllerNoticeAcknowledged(outcome.At, null, ordered.Id);
        if (outcome.Result == NoticeResult.Deferred && outcome.Attempt > ordered.Attempts && BitOperations.IsPow2(outcome.Attempt))
            yield return new ControllerNoticeDeferred(ordered.Id, outcome.At, outcome.Attempt, outcome.Trouble, outcome.Code);
        if (outcome.Result is NoticeResult.Bounced or NoticeResult.Failed && ordered.FailedAt is null)
            yield return new ControllerNoticeBounced(ordered.Id, outcome.At, null, outcome.Trouble, outcome.Code, outcome.ReportedBy);
    }
}

/// <summary>
/// Turns what became of notices to controllers into events of their records, many records at a time; and where one came back, orders it for the next whom
/// the agreement names, in the same transaction.
/// </summary>
internal sealed class ControllerOutcomes(NoticeOrdering ordering, TimeProvider clock) : INoticeOutcomes
{
    /// <inheritdoc />
    public string RecordKind => NoticeOrdering.RecordKind;

    /// <inheritdoc />
    public async Task RecordAsync(IDocumentSession session, IReadOnlyList<OutcomesOfRecord> outcomes, CancellationToken ct)
    {
        var notifications = (await session.LoadManyAsync<ControllerNotification>(ct, [.. outcomes.Select(o => o.Record)])).ToDictionary(n => n.Id);
        var facts = new Dictionary<Guid, List<object>>();
        var failed = new List<(ControllerNotification After, OrderedNotice Notice)>();
        foreach (var of in outcomes)
        {
            var notification = notifications.GetValueOrDefault(of.Record) ?? throw new InvalidOperationException($"There is no controller's notification {of.Record}.");
            var (after, recorded) = (notification, facts[of.Record] = []);
            foreach (var outcome in of.Outcomes)
            {
                foreach (var fact in OutcomeFacts.Of(after, outcome).ToList())
                {
                    recorded.Add(fact);
                    after = Evolved(after, fact);
                }
            }

            failed.AddRange(after.Ordered.Where(o => o.FailedAt is not null && notification.OrderedOf(o.Id)?.FailedAt is null).Select(o => (after, o)));
        }

        await RedeliverAsync(session, failed, facts, ct);
        foreach (var (id, recorded) in facts)
            ControllerPages.Append(session, notifications[id], clock.GetUtcNow(), recorded);
    }

    private static ControllerNotification Evolved<T>(T record, object fact) where T : Record, IRecord<T> =>
        (ControllerNotification)(Record)T.Evolve(record, record.Id, fact);

    // Nobody need decide that a notice which came back goes to the next whom the agreement names: minutes count.
    private async Task RedeliverAsync(
        IDocumentSession session, List<(ControllerNotification After, OrderedNotice Notice)> failed, Dictionary<Guid, List<object>> facts, CancellationToken ct)
    {
        var open = failed.Where(f => MustGoOn(f.After, f.Notice)).DistinctBy(f => (f.After.Id, f.Notice.Order, f.Notice.Kind)).ToList();
        if (open.Count == 0)
            return;
        var (agreements, withEndpoint) = await ordering.ReachableAsync(session.TenantId, [.. open.Select(f => f.After.Agreement).Distinct()], ct);
        foreach (var breach in await session.LoadManyAsync<Breach>(ct, [.. open.Select(f => f.After.Breach).Distinct()]))
        {
            List<NoticeToOrder> notices =
            [
                .. from f in open
                   where f.After.Breach == breach.Id && agreements.ContainsKey(f.After.Agreement)
                   let tried = f.After.Ordered.Where(o => (o.Order, o.Kind) == (f.Notice.Order, f.Notice.Kind)).ToList()
                   let ways = Reaching.Next(agreements[f.After.Agreement].Content, withEndpoint.Contains(f.After.Agreement), tried)
                   where ways.Count > 0
                   select new NoticeToOrder(f.After.Id, f.After.Country, f.After.Agreement, breach.NoticeOrders.First(o => o.Reference == f.Notice.Order), ways),
            ];
            foreach (var (notice, fact) in notices.Zip(await ordering.OrderAsync(session, breach, notices, ct)))
                facts[notice.Notification].Add(fact);
        }
    }

    // Not where another notice of the same order has arrived, or may still; and a reminder that came back is not worth another.
    private static bool MustGoOn(ControllerNotification notification, OrderedNotice failed) =>
        failed.Kind != NoticeKind.AcknowledgementReminder && (notification.IsConcerned || failed.Kind == NoticeKind.BreachAllClear)
        && !notification.Ordered.Any(o => o.Order == failed.Order && o.IsUnderway && notification.DispatchOf(o.Id) is not null);
}
