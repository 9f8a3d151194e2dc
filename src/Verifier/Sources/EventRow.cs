namespace Verifier.Sources;

/// <summary>A row of the event table, as the application reads it.</summary>
/// <param name="LeafIndex">The leaf that was made of it; -1 where there is none.</param>
/// <param name="Sequence">Its number in the event store.</param>
/// <param name="Id">The event's own identity.</param>
/// <param name="Stream">The stream the event belongs to.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Type">The stored name of the event type.</param>
/// <param name="At">When it was recorded; microseconds count, less is cut off.</param>
/// <param name="Data">The payload, JSON text in UTF-8 as it is stored.</param>
/// <param name="Headers">The headers, JSON text in UTF-8 as it is stored, the ledger's own among them.</param>
public sealed record EventRow(
    long LeafIndex, long Sequence, Guid Id, Guid Stream, long Version, string Type, DateTimeOffset At,
    ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Headers)
{
    /// <summary>The leaf index of a row that has no leaf.</summary>
    public const long NoLeaf = -1;
}

/// <summary>The rows behind up to 256 leaves.</summary>
/// <param name="Rows">Those that are there and can be read.</param>
/// <param name="Unreadable">How many are there and cannot be read.</param>
public sealed record RowPage(IReadOnlyList<EventRow> Rows, int Unreadable)
{
    /// <summary>No rows.</summary>
    public static RowPage Empty { get; } = new([], 0);
}

/// <summary>A row of the event table that has no entry.</summary>
/// <param name="Row">The row.</param>
/// <param name="QueuedAt">Since when it has been in the queue; null where it is not in the queue.</param>
public sealed record UnsealedRow(EventRow Row, DateTimeOffset? QueuedAt);
