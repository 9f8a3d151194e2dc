using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Transparency.Counting;

/// <summary>One event's effect on a record.</summary>
/// <param name="Before">The record before; <c>null</c> before the first event.</param>
/// <param name="After">The record after.</param>
/// <param name="Position">The event's position in the event store.</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
public sealed record RecordStep<T>(T? Before, T After, long Position, DateTimeOffset RecordedAt) where T : Record;

/// <summary>Folds records event by event, up to a position, so that what is counted follows from the events and from nothing else.</summary>
public sealed class RecordSteps(IDocumentStore store, RecordQueries records)
{
    private const int BatchSize = 200;

    /// <summary>The steps of all records of the open drawer, each record's own in their order.</summary>
    public async IAsyncEnumerable<RecordStep<T>> OfAllAsync<T>(string tenantId, long upTo, [EnumeratorCancellation] CancellationToken ct) where T : Record, IRecord<T>
    {
        var ids = await records.AllAsync<T>(tenantId, View.Now, null, ct, open: false).Select(record => record.Id).ToListAsync(ct);
        await foreach (var step in OfAsync<T>(tenantId, ids, upTo, ct))
            yield return step;
    }

    /// <summary>The steps of records, each record's own in their order.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="ids">The records, in whichever drawer each lies.</param>
    /// <param name="upTo">The last position that counts.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<RecordStep<T>> OfAsync<T>(string tenantId, IEnumerable<Guid> ids, long upTo, [EnumeratorCancellation] CancellationToken ct)
        where T : Record, IRecord<T>
    {
        foreach (var batch in ids.Order().Chunk(BatchSize))
        {
            var events = new List<IEvent>();
            foreach (var drawer in new[] { ClosedDrawer.OwnerOf(tenantId), ClosedDrawer.Of(tenantId) })
            {
                await using var session = store.QuerySession(drawer);
                events.AddRange(await session.Events.QueryAllRawEvents().Where(e => batch.Contains(e.StreamId) && e.Sequence <= upTo).ToListAsync(ct));
            }

            foreach (var stream in events.GroupBy(e => e.StreamId).OrderBy(stream => stream.Key))
            {
                foreach (var step in Fold<T>(stream))
                    yield return step;
            }
        }
    }

    // A file that was carried has its facts in both drawers, in the same order: each happened when it was recorded first.
    private static IEnumerable<RecordStep<T>> Fold<T>(IGrouping<Guid, IEvent> stream) where T : Record, IRecord<T>
    {
        T? record = null;
        foreach (var recorded in stream.GroupBy(e => e.Version).OrderBy(version => version.Key).Select(version => version.MinBy(e => e.Sequence)!))
        {
            var before = record;
            record = Decisions.Fold.Next(record, stream.Key, new RecordedEvent(recorded.Id, recorded.Timestamp, recorded.Data));
            yield return new(before, record, recorded.Sequence, recorded.Timestamp);
        }
    }
}
