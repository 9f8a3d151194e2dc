using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Subprocessors;

/// <summary>A change of the list, on its day.</summary>
/// <param name="On">From which day on.</param>
/// <param name="RecordedAt">When it was recorded, or corrected last (UTC).</param>
/// <param name="Change">The change.</param>
public sealed record DatedChange(DateOnly On, DateTimeOffset RecordedAt, ListChange Change);

/// <summary>How the list of subprocessors came to be what it is: every change of it by its day of effect.</summary>
public sealed class ListHistory(RecordQueries records, IDocumentStore store)
{
    /// <summary>The changes up to a day, the latest first.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="view">From where to look; its day of effect is not asked.</param>
    /// <param name="until">The last day.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<DatedChange>> ChangesAsync(string tenantId, View view, DateOnly until, CancellationToken ct) =>
    [
        .. (await EventsAsync(tenantId, view, ct)).SelectMany(stream => Of(stream.Key, stream.Value, until))
            .OrderByDescending(c => c.On).ThenBy(c => c.Change.Name.Value, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.Change.Subprocessor).ThenBy(c => c.Change.Change),
    ];

    /// <summary>The events of every subprocessor, by its id.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<RecordedEvent>>> EventsAsync(string tenantId, View view, CancellationToken ct)
    {
        var ids = await records.AllAsync<Subprocessor>(tenantId, view with { ValidAt = null }, null, ct, open: false).Select(r => r.Id).ToArrayAsync(ct);
        await using var session = store.QuerySession(tenantId);
        var until = view.AsOf ?? DateTimeOffset.MaxValue;
        var events = await session.Events.QueryAllRawEvents().Where(e => ids.Contains(e.StreamId) && e.Timestamp <= until).OrderBy(e => e.Version).ToListAsync(ct);
        return events.GroupBy(e => e.StreamId).ToDictionary(g => g.Key, g => (IReadOnlyList<RecordedEvent>)[.. g.Select(e => new RecordedEvent(e.Id, e.Timestamp, e.Data))]);
    }

    /// <summary>The changes that one subprocessor made in the list. Pure.</summary>
    public static IEnumerable<DatedChange> Of(Guid id, IReadOnlyList<RecordedEvent> events, DateOnly until)
    {
        var days = Fold.All<Subprocessor>(id, events)!.Stated.Select(s => s.Effect).Where(day => day <= until).Distinct().Order();
        var (before, previous) = ((Subprocessor?)null, DateOnly.MinValue);
        foreach (var day in days)
        {
            var after = Fold.InEffect<Subprocessor>(id, events, day);
            var recordedAt = events.Where(e => e.Data is ITakesEffect effect && effect.EffectiveFrom == day).Max(e => e.RecordedAt);
            foreach (var change in ListDifference.Of(before, previous, after, day))
                yield return new(day, recordedAt, change);
            (before, previous) = (after, day);
        }
    }
}
