using MerkleLog;
using Verifier.Reports;

namespace Verifier.Checks;

/// <summary>
/// V6: each stream's versions run from 1 without a gap in leaf order, no event and no number occurs twice, and the times of the entries fit what
/// timestamp authorities attested.
/// </summary>
internal sealed class SequenceCheck(string temporaryDirectory, TimeBrackets brackets) : IDisposable
{
    private const string Failure = "the entries do not follow one another as they must";

    private readonly ExternalSort<Sighting> versions = new(temporaryDirectory);
    private readonly ExternalSort<Sighting> ids = new(temporaryDirectory);
    private readonly ExternalSort<Sighting> numbers = new(temporaryDirectory);

    public void Add(long leafIndex, Entry entry)
    {
        versions.Add(new Sighting(Sighting.KeyOf(entry.Stream), leafIndex, entry.Version));
        ids.Add(new Sighting(Sighting.KeyOf(entry.Id), leafIndex, 0));
        numbers.Add(new Sighting((UInt128)entry.Sequence, leafIndex, 0));
        brackets.Add(leafIndex, entry.At);
    }

    /// <param name="entriesAreThoseOfTheLog">Whether V2 passed; if not, nothing can be said of the order of the log's entries.</param>
    /// <param name="anchorsAreGenuine">Whether V8 found nothing wrong, so that its times may be relied on.</param>
    public CheckResult Result(bool entriesAreThoseOfTheLog, bool anchorsAreGenuine)
    {
        if (!entriesAreThoseOfTheLog)
            return CheckResult.NotChecked(CheckId.Sequence, "the entries are not those of the checkpoint (V2), so their order says nothing");
        var findings = new Findings();
        var streams = FindGaps(findings);
        FindRepeated(findings, ids.Sorted(), key => $"event {Sighting.IdOf(key):D}");
        FindRepeated(findings, numbers.Sorted(), key => $"number {key}");
        UncheckedPart[] parts = [];
        if (!brackets.Any || !anchorsAreGenuine)
            parts = [new(CheckId.Part.Times, "the times of the entries, for which a verified timestamp is needed (V8)")];
        else
            brackets.Judge(findings);
        return findings.Result(CheckId.Sequence, $"the versions of {streams} streams have no gap; no event and no number occurs twice"
            + (parts.Length == 0 ? $"; the times lie between those of {brackets.Count} timestamps" : ""), Failure, parts);
    }

    public void Dispose()
    {
        versions.Dispose();
        ids.Dispose();
        numbers.Dispose();
    }

    private long FindGaps(Findings findings)
    {
        var (stream, due, streams) = (UInt128.Zero, 0L, 0L);
        foreach (var sighting in versions.Sorted())
        {
            if (streams == 0 || sighting.Key != stream)
                (stream, due, streams) = (sighting.Key, 1, streams + 1);
            if (sighting.Detail != due)
                findings.Add($"leaf {sighting.LeafIndex}, stream {Sighting.IdOf(stream):D}: version {sighting.Detail} stands where {due} was due");
            due = sighting.Detail + 1;
        }
        return streams;
    }

    private static void FindRepeated(Findings findings, IEnumerable<Sighting> sorted, Func<UInt128, string> name)
    {
        Sighting? before = null;
        foreach (var sighting in sorted)
        {
            if (before is { } other && other.Key == sighting.Key)
                findings.Add($"leaf {sighting.LeafIndex}, {name(sighting.Key)}: it occurs already at leaf {other.LeafIndex}");
            before = sighting;
        }
    }
}
