using JasperFx.Events;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>What every work on the controllers of a breach does: goes through them by id, and appends to their records.</summary>
internal sealed class ControllerPages(RecordQueries records)
{
    /// <summary>The next controllers of the run's breach, their personal texts closed, and where to go on; <c>null</c> after the last.</summary>
    public async Task<(IReadOnlyList<ControllerNotification> Page, RunPlace? Next)> NextAsync(BatchOfRun batch, CancellationToken ct)
    {
        var (range, place) = (ControllersOfBreach.RangeOf(batch.Run.Breach), batch.Run.Place);
        var after = place.After == Guid.Empty ? range.After : place.After;
        var (page, next) = await records.WithinAsync<ControllerNotification>(
            batch.Session.TenantId, View.Now, (after, range.UpTo), ControllerRuns.BatchSize, null, ct, open: false);
        return (page, next is { } last ? place with { After = last } : null);
    }

    /// <summary>Appends facts to a controller's record, if nobody else did since it was read.</summary>
    public static void Append(IDocumentSession session, ControllerNotification notification, DateTimeOffset now, params IReadOnlyList<object> facts)
    {
        if (facts.Count > 0)
            session.Events.Append(notification.Id, notification.Version + facts.Count, Deciding.Wrap(session, facts, Deciding.Later(now, notification.RecordedAt)));
    }

    /// <summary>Appends facts to the breach's record, once it is this transaction's turn.</summary>
    public static async Task AppendToBreachAsync(BatchOfRun batch, Func<Breach, Task<IReadOnlyList<object>>> facts, CancellationToken ct)
    {
        var stream = await batch.Session.Events.FetchForExclusiveWriting<Breach>(batch.Run.Breach, ct);
        var breach = stream.Aggregate ?? throw new InvalidOperationException($"There is no breach {batch.Run.Breach}.");
        IEvent[] events = Deciding.Wrap(batch.Session, await facts(breach), Deciding.Later(batch.Now, breach.RecordedAt));
        if (events.Length > 0)
            stream.AppendMany(events);
    }

    /// <summary>The breach as it stands, its personal texts closed.</summary>
    public static async Task<Breach> BreachAsync(BatchOfRun batch, CancellationToken ct) =>
        await batch.Session.LoadAsync<Breach>(batch.Run.Breach, ct) ?? throw new InvalidOperationException($"There is no breach {batch.Run.Breach}.");
}
