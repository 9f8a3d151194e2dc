using System.Text.Json;
using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>How a row stands to its entry.</summary>
internal enum RowState
{
    /// <summary>It gives the entry.</summary>
    Intact,

    /// <summary>Its salt or its data is gone; all that is left gives the entry.</summary>
    Erased,

    /// <summary>It does not give the entry.</summary>
    Mismatch,
}

/// <summary>V4: a row gives its entry: the columns as they are, the commitments from data, headers and salt, the origin code from the key.</summary>
internal sealed class RowCheck(IReadOnlyList<byte[]> originKeys)
{
    private const string Failure = "rows of the event table are not those that were sealed";

    private readonly CommittedHeaders headers = new();
    private readonly Tally certain = new();

    // What was found at leaves whose entry is not their tile's; it counts only if the entry turns out to be the log's.
    private readonly Tally doubtful = new();
    private long withoutEntry;

    /// <summary>How many rows gave their entry.</summary>
    public long Intact => certain.Intact;

    /// <summary>How many did not.</summary>
    public long Mismatches => certain.Mismatches;

    /// <summary>Compares a row with its entry, and notes what differs.</summary>
    public RowState Compare(Entry entry, EventRow row, bool isDoubtful)
    {
        var (state, difference) = Compare(entry, row);
        (isDoubtful ? doubtful : certain).Add(state, difference is null ? null : $"leaf {row.LeafIndex}, event {entry.Id:D}: {difference}");
        return state;
    }

    /// <summary>Notes that the entry of a row could not be read.</summary>
    public void WithoutEntry() => withoutEntry++;

    /// <summary>Notes rows that are there and cannot be read.</summary>
    public void Unreadable(long page, int rows)
    {
        for (var i = 0; i < rows; i++)
            certain.Add(RowState.Mismatch, $"leaves from {page * Tile.FullWidth} on: a row cannot be read");
    }

    /// <summary>V4.</summary>
    /// <param name="entriesAreSound">Whether entries that differ from their tiles are the log's.</param>
    /// <param name="isComplete">Whether the leaves were read to their end.</param>
    public CheckResult Result(bool entriesAreSound, bool isComplete)
    {
        if (entriesAreSound)
            certain.Take(doubtful);
        else
            withoutEntry += doubtful.Rows;
        UncheckedPart[] parts = originKeys.Count > 0 ? [] : [new(CheckId.Part.OriginCodes, "the origin codes, for which the origin key is needed (--origin-key)")];
        return isComplete && withoutEntry == 0
            ? certain.Findings.Result(CheckId.Rows, $"{Intact} rows give their entries, column by column and by their commitments", Failure, parts)
            : certain.Findings.ResultOrNotChecked(CheckId.Rows,
                $"{Intact} rows give their entries; {(isComplete ? $"{withoutEntry}" : "the others")} could not be compared, because their entries are not the log's (V2)",
                Failure, parts);
    }

    private (RowState State, string? Difference) Compare(Entry entry, EventRow row)
    {
        if (entry.Type == Entry.Unattributed)
            return Mismatch($"it was sealed as {Entry.Unattributed}: the application did not write it");
        if (DifferentColumn(entry, row) is { } column)
            return Mismatch($"its {column} is not that of the entry");
        if (!headers.TryRead(row.Headers.Span))
            return Mismatch("its headers cannot be read");
        if (headers.Recorded is { } recorded && recorded != entry.At)
            return Mismatch("the time in its headers is not that of the entry");
        var isErased = headers.Salt is null || IsTombstone(row.Data.Span);
        if (headers.OriginCode is { } code ? code != entry.Mac : !isErased)
            return Mismatch("its origin code is not that of the entry");
        if (originKeys.Count > 0 && !originKeys.Any(key => entry.Mac == Commitment.OfOrigin(key, entry.Tenant, entry.Stream, entry.Id, entry.Type, entry.Commit, entry.Head)))
            return Mismatch("its origin code is not the application's");
        if (headers.Salt is not { } salt)
            return (RowState.Erased, null);
        try
        {
            if (Commitment.OfHeaders(salt, CanonicalJson.BytesOfText(headers.Committed)) != entry.Head)
                return Mismatch("its headers are not those that were committed to");
            if (isErased)
                return (RowState.Erased, null);
            if (Commitment.OfPayload(salt, CanonicalJson.BytesOfText(row.Data.Span)) != entry.Commit)
                return Mismatch("its data are not those that were committed to");
        }
        catch (CanonicalJsonException)
        {
            return Mismatch("its data or headers have no canonical form");
        }
        return (RowState.Intact, null);
    }

    private static (RowState State, string? Difference) Mismatch(string difference) => (RowState.Mismatch, difference);

    private static string? DifferentColumn(Entry entry, EventRow row) =>
        row.Id != entry.Id ? "id"
        : row.Sequence != entry.Sequence ? "number"
        : row.Stream != entry.Stream ? "stream"
        : row.Version != entry.Version ? "version"
        : row.Type != entry.Type ? "type"
        : CanonicalInstant.Cut(row.At) != entry.At ? "time"
        : null;

    private static bool IsTombstone(ReadOnlySpan<byte> data)
    {
        // No longer text says only this; most rows are told apart without reading them.
        const int Longest = 64;
        if (data.Length > Longest || data.IndexOf("redacted"u8) < 0)
            return false;
        try
        {
            var json = JsonElement.Parse(data);
            return json.ValueKind == JsonValueKind.Object && json.GetPropertyCount() == 1
                && json.TryGetProperty("$redacted", out var redacted) && redacted.ValueKind == JsonValueKind.True;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed class Tally
    {
        public Findings Findings { get; } = new();

        public long Intact { get; private set; }

        public long Mismatches { get; private set; }

        public long Rows { get; private set; }

        public void Add(RowState state, string? finding)
        {
            Rows++;
            Intact += state == RowState.Intact ? 1 : 0;
            Mismatches += state == RowState.Mismatch ? 1 : 0;
            if (finding is not null)
                Findings.Add(finding);
        }

        public void Take(Tally other)
        {
            (Intact, Mismatches, Rows) = (Intact + other.Intact, Mismatches + other.Mismatches, Rows + other.Rows);
            Findings.AddRange(other.Findings);
        }
    }
}
