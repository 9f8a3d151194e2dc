using TransparencyReport.Editions;

namespace TransparencyReport.Facts;

/// <summary>One thing that the event store says. Facts are given in the order of their positions.</summary>
/// <param name="Position">Its position in the event store; no two facts share one about the same thing.</param>
/// <param name="RecordedAt">When it was appended.</param>
public abstract record Fact(long Position, DateTimeOffset RecordedAt)
{
    /// <summary>What kind of restatement it causes where it is recorded after an edition's cut-off.</summary>
    public abstract RevisionKind Restates { get; }
}

/// <summary>A fact does not fit those before it: the reader of the events errs, and nothing may be published of it.</summary>
/// <param name="position">The position of the fact.</param>
/// <param name="rule">What it breaks.</param>
public sealed class UnfitFactException(long position, string rule) : Exception($"The fact at position {position} does not fit those before it: {rule}.")
{
    /// <summary>The position of the fact.</summary>
    public long Position { get; } = position;
}
