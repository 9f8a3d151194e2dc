using System.Text.Json.Serialization;

namespace ProcessingRegister.Decisions;

/// <summary>The present state of one stream, folded from its events.</summary>
/// <param name="Id">The record's id, which is its stream's.</param>
public abstract record Record(Guid Id)
{
    /// <summary>How many events it was folded from: the version that its ETag names.</summary>
    public long Version { get; init; }

    /// <summary>When its last event was recorded (UTC).</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>What has been stated with a day of effect, in the order of recording, corrections included.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>The latest day on which anything said of it takes effect; <c>null</c> when nothing says such a day.</summary>
    [JsonIgnore]
    public DateOnly? LatestEffect => Statements.Count == 0 ? null : Statements.Max(s => s.EffectiveFrom);

    /// <summary>The last statement that is not a correction: the one that the present content comes from.</summary>
    [JsonIgnore]
    public Statement? LatestStatement => Statements.LastOrDefault(s => s.Corrects is null);

    /// <summary>From when on a statement holds, as its last correction puts it.</summary>
    public DateOnly EffectOf(Statement statement) => (Statements.LastOrDefault(s => s.Corrects == statement.EventId) ?? statement).EffectiveFrom;
}

/// <summary>That something was stated, and from when on it holds.</summary>
/// <param name="EventId">The event that states it.</param>
/// <param name="EffectiveFrom">The first day, in the organisation's zone, on which it holds.</param>
/// <param name="Corrects">The event that it puts right, or <c>null</c>.</param>
public sealed record Statement(Guid EventId, DateOnly EffectiveFrom, Guid? Corrects = null);

/// <summary>A record that knows how to fold its own events.</summary>
public interface IRecord<T> where T : Record, IRecord<T>
{
    /// <summary>What this kind of record is called where it is stored: part of a contract, never renamed.</summary>
    static abstract string Kind { get; }

    /// <summary>The state after one more event. Pure; it names every event and throws on any other.</summary>
    static abstract T Evolve(T? record, Guid id, object @event);
}

/// <summary>An event that says from when on it is true, apart from when it was recorded.</summary>
public interface ITakesEffect
{
    /// <summary>The first day, in the organisation's zone, on which it holds.</summary>
    DateOnly EffectiveFrom { get; }
}

/// <summary>An event that puts right what an earlier one of the same stream said (rule: nothing is corrected in place).</summary>
public interface ICorrection : ITakesEffect
{
    /// <summary>The id of the event that is corrected.</summary>
    Guid Corrects { get; }
}

/// <summary>An event as the fold needs it: what, which, and when recorded.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
/// <param name="Data">The event.</param>
public sealed record RecordedEvent(Guid Id, DateTimeOffset RecordedAt, object Data);

/// <summary>Folding.</summary>
public static class Fold
{
    /// <summary>The record after one more event, with its version and time of recording.</summary>
    public static T Next<T>(T? record, Guid id, RecordedEvent @event) where T : Record, IRecord<T> =>
        (T)((Record)T.Evolve(record, id, @event.Data) with
        {
            Version = (record?.Version ?? 0) + 1,
            RecordedAt = @event.RecordedAt,
            Statements = @event.Data is ITakesEffect effect
                ? [.. record?.Statements ?? [], new Statement(@event.Id, effect.EffectiveFrom, (effect as ICorrection)?.Corrects)]
                : record?.Statements ?? [],
        });

    /// <summary>The record as its events leave it, or <c>null</c> when there are none.</summary>
    public static T? All<T>(Guid id, IEnumerable<RecordedEvent> events) where T : Record, IRecord<T> =>
        events.Aggregate((T?)null, (record, @event) => Next(record, id, @event));

    /// <summary>
    /// The record as it was in effect on a day, as far as these events tell; <c>null</c> when it had not begun. What takes effect later, as its last
    /// correction puts it, counts not at all, and neither do its corrections; everything else counts in the order in which it was recorded.
    /// </summary>
    public static T? InEffect<T>(Guid id, IReadOnlyList<RecordedEvent> events, DateOnly day) where T : Record, IRecord<T>
    {
        var effects = events.Where(e => e.Data is ITakesEffect)
            .GroupBy(Stated).ToDictionary(g => g.Key, g => ((ITakesEffect)g.Last().Data).EffectiveFrom);
        if (events.Count == 0 || !InEffect(events[0]))
            return null;
        // The version is the stream's, not the number of events that count: a correction must not leave it as it was.
        return All<T>(id, events.Where(InEffect)) is { } record ? record with { Version = events.Count, RecordedAt = events[^1].RecordedAt } : null;

        bool InEffect(RecordedEvent e) => e.Data is not ITakesEffect || effects[Stated(e)] <= day;
        static Guid Stated(RecordedEvent e) => (e.Data as ICorrection)?.Corrects ?? e.Id;
    }
}
