using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>V7: the log continues every checkpoint that is known of it, those held elsewhere and those it kept itself.</summary>
internal sealed class HistoryCheck : IAsyncDisposable
{
    private const string Failure = "the log is not the one that was attested before: it was cut or rewritten";

    private readonly Checkpoint checkpoint;
    private readonly Queue<WantedRoot> asked;
    private readonly int known;
    private readonly bool hasHistory;
    private readonly IAsyncEnumerator<StatedCheckpoint?> history;
    private readonly Findings findings = new();
    private WantedRoot? ahead;
    private long last;
    private long read;

    /// <param name="source">Where the log's own history is read from.</param>
    /// <param name="checkpoint">The checkpoint that is verified.</param>
    /// <param name="known">Checkpoints held elsewhere.</param>
    /// <param name="remembered">Sizes at which the root is wanted for other checks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public HistoryCheck(
        ILedgerSource source, Checkpoint checkpoint, IReadOnlyCollection<Checkpoint> known, IEnumerable<long> remembered, CancellationToken cancellationToken)
    {
        (this.checkpoint, this.known, hasHistory) = (checkpoint, known.Count, source.Parts.HasFlag(LedgerParts.History));
        foreach (var larger in known.Where(other => other.TreeSize > checkpoint.TreeSize))
            findings.Add($"size {larger.TreeSize}: a known checkpoint is larger than the log, which has {checkpoint.TreeSize} entries");
        asked = new Queue<WantedRoot>(known.Select(other => new WantedRoot(other.TreeSize, other.RootHash, "a known checkpoint"))
            .Concat(remembered.Distinct().Select(size => new WantedRoot(size, null, "")))
            .Where(wanted => wanted.TreeSize > 0).OrderBy(wanted => wanted.TreeSize));
        history = source.CheckpointsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>The roots wanted from where the last call ended up to a size, in ascending order.</summary>
    public async ValueTask<IReadOnlyList<WantedRoot>> UpToAsync(long size)
    {
        var wanted = new List<WantedRoot>();
        while (asked.TryPeek(out var next) && next.TreeSize <= size)
            wanted.Add(asked.Dequeue());
        for (ahead ??= await NextAsync(); ahead?.TreeSize <= size; ahead = await NextAsync())
            wanted.Add(ahead);
        wanted.Sort((left, right) => left.TreeSize.CompareTo(right.TreeSize));
        return wanted;
    }

    /// <summary>The result, once all pages were asked for.</summary>
    public async ValueTask<CheckResult> ResultAsync(Strand? sound)
    {
        for (; ahead is not null; ahead = await NextAsync())
            findings.Add($"size {ahead.TreeSize}: {ahead.Told} is larger than the log, which has {checkpoint.TreeSize} entries");
        if (sound is not null)
            findings.AddRange(sound.History);
        UncheckedPart[] parts = hasHistory ? [] : [new(CheckId.Part.SignedHistory, "the ledger shows no earlier checkpoints of its own")];
        var own = hasHistory ? $"{read} checkpoints that the ledger kept itself" : "no checkpoint of its own";
        return sound is null
            ? findings.ResultOrNotChecked(CheckId.History, "the entries do not give this checkpoint's root (V2), so no other can be compared", Failure, parts)
            : known == 0
                ? findings.ResultOrNotChecked(CheckId.History, $"no checkpoint held elsewhere was given (--known); the log continues {own}", Failure, parts)
                : findings.Result(CheckId.History, $"the log continues {known} checkpoints held elsewhere and {own}", Failure, parts);
    }

    public ValueTask DisposeAsync() => history.DisposeAsync();

    /// <summary>The next checkpoint of the log's own history that can be compared; what cannot is a finding.</summary>
    private async ValueTask<WantedRoot?> NextAsync()
    {
        while (await history.MoveNextAsync())
        {
            read++;
            if (history.Current is not { } stated || !SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes(stated.Note), out var note)
                || !Checkpoint.TryParse(note.Text, out var earlier) || earlier.TreeSize != stated.Size || earlier.Origin != checkpoint.Origin)
                findings.Add($"checkpoint {read} of the ledger's own: it is not a checkpoint of this log");
            else if (earlier.TreeSize < last || (earlier.TreeSize == last && read > 1))
                findings.Add($"checkpoint {read} of the ledger's own: it is not larger than the one before");
            else if ((last = earlier.TreeSize) > 0)
                return new WantedRoot(earlier.TreeSize, earlier.RootHash, "a checkpoint of the ledger's own");
        }
        return null;
    }
}
