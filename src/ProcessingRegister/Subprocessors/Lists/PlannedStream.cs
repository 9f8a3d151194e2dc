using ProcessingRegister.Decisions;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>One subprocessor while a list is planned: what is on record, and what the list adds to it.</summary>
internal sealed class PlannedStream(Guid id, IReadOnlyList<RecordedEvent> onRecord)
{
    private readonly List<RecordedEvent> events = [.. onRecord];

    /// <summary>The record.</summary>
    public Guid Id { get; } = id;

    /// <summary>How many events are on record.</summary>
    public int Version { get; } = onRecord.Count;

    /// <summary>When the last of them was recorded.</summary>
    public DateTimeOffset RecordedAt { get; } = onRecord.Count == 0 ? DateTimeOffset.MinValue : onRecord[^1].RecordedAt;

    /// <summary>What the list adds.</summary>
    public IReadOnlyList<object> Facts => [.. events.Skip(Version).Select(e => e.Data)];

    /// <summary>The record with all that was added.</summary>
    public Subprocessor Latest => Fold.All<Subprocessor>(Id, events)!;

    /// <summary>The record as it is in effect on a day; <c>null</c> before its first.</summary>
    public Subprocessor? On(DateOnly day) => Fold.InEffect<Subprocessor>(Id, events, day);

    /// <summary>Adds facts.</summary>
    public void Add(IEnumerable<object> facts, Guid eventId, DateTimeOffset at) => events.AddRange(facts.Select(fact => new RecordedEvent(eventId, at, fact)));
}
