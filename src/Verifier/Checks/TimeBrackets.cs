using Verifier.Reports;

namespace Verifier.Checks;

/// <summary>A time that somebody else attested for a tree size.</summary>
internal sealed record AttestedTime(long TreeSize, DateTimeOffset At);

/// <summary>
/// The times of entries between timestamped checkpoints: an entry below the size of one was recorded before it, an entry above it after, give or take a
/// tolerance. Only the earliest and latest time of each stretch is kept.
/// </summary>
internal sealed class TimeBrackets
{
    private readonly List<AttestedTime> attested;
    private readonly Extremes[] stretches;
    private readonly TimeSpan tolerance;
    private int current;

    public TimeBrackets(IEnumerable<AttestedTime> attested, TimeSpan tolerance)
    {
        this.tolerance = tolerance;
        this.attested = [.. attested.OrderBy(time => time.TreeSize).ThenBy(time => time.At)];
        stretches = new Extremes[this.attested.Count + 1];
    }

    public bool Any => attested.Count > 0;

    public int Count => attested.Count;

    /// <summary>Takes the next entry in leaf order.</summary>
    public void Add(long leafIndex, DateTimeOffset at)
    {
        while (current < attested.Count && leafIndex >= attested[current].TreeSize)
            current++;
        stretches[current].Add(leafIndex, at);
    }

    public void Judge(Findings findings)
    {
        for (var i = 0; i < stretches.Length; i++)
        {
            if (stretches[i] is not { HasAny: true } stretch)
                continue;
            if (i < attested.Count && stretch.Latest > attested[i].At + tolerance)
                findings.Add($"leaf {stretch.LatestLeaf}: its time is later than the timestamp of size {attested[i].TreeSize}, which contains it");
            if (i > 0 && stretch.Earliest < attested[i - 1].At - tolerance)
                findings.Add($"leaf {stretch.EarliestLeaf}: its time is earlier than the timestamp of size {attested[i - 1].TreeSize}, which it follows");
        }
    }

    private struct Extremes
    {
        public bool HasAny { get; private set; }

        public DateTimeOffset Earliest { get; private set; }

        public long EarliestLeaf { get; private set; }

        public DateTimeOffset Latest { get; private set; }

        public long LatestLeaf { get; private set; }

        public void Add(long leafIndex, DateTimeOffset at)
        {
            if (!HasAny || at < Earliest)
                (Earliest, EarliestLeaf) = (at, leafIndex);
            if (!HasAny || at > Latest)
                (Latest, LatestLeaf) = (at, leafIndex);
            HasAny = true;
        }
    }
}
