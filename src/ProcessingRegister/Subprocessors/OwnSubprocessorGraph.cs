namespace ProcessingRegister.Subprocessors;

/// <summary>Who engages whom, and when: the whole of one organisation's register, as a decision needs it. Pure.</summary>
public sealed class OwnSubprocessorGraph
{
    private readonly Dictionary<Guid, (bool IsSubprocessor, bool Merged, IReadOnlyList<OwnSubprocessor> Own)> records;

    /// <summary>The graph of these records.</summary>
    public OwnSubprocessorGraph(IEnumerable<Subprocessor> records) =>
        this.records = records.ToDictionary(r => r.Id, r => (r.Content.IsSubprocessor, r.MergedInto is not null, r.OwnSubprocessors));

    /// <summary>Whether a record is known.</summary>
    public bool Knows(Guid id) => records.ContainsKey(id);

    /// <summary>Whether a record is that of a subprocessor, and not of a party that the customer chose.</summary>
    public bool IsSubprocessor(Guid id) => records[id].IsSubprocessor;

    /// <summary>Whether a record goes on under another.</summary>
    public bool IsMerged(Guid id) => records[id].Merged;

    /// <summary>Whether one reaches the other on some day from <paramref name="from"/> on, going from each to those that it engages on that very day.</summary>
    public bool Reaches(Guid one, Guid other, DateOnly from)
    {
        var seen = new HashSet<(Guid, DateOnly, DateOnly)>();
        var open = new Stack<(Guid Id, DateOnly From, DateOnly To)>([(one, from, DateOnly.MaxValue)]);
        while (open.TryPop(out var at))
        {
            if (at.Id == other)
                return true;
            if (!seen.Add(at) || !records.TryGetValue(at.Id, out var record))
                continue;
            foreach (var own in record.Own)
            {
                var (begin, end) = (own.From > at.From ? own.From : at.From, own.To < at.To ? own.To.Value : at.To);
                if (begin < end)
                    open.Push((own.Subprocessor, begin, end));
            }
        }

        return false;
    }
}
