using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace MerkleLog;

/// <summary>
/// One leaf of the log: which event it is and what it commits to, never the event's content. Its bytes are what is hashed and
/// stored; they are the canonical JSON (RFC 8785) of an object with the format name <c>ledger-entry/1</c>.
/// </summary>
/// <param name="Tenant">Whose log it stands in.</param>
/// <param name="Stream">The stream the event belongs to.</param>
/// <param name="Version">The event's place in its stream; the first is 1.</param>
/// <param name="Sequence">The event's number in the event store. Not its leaf index: rows commit in another order than they are numbered.</param>
/// <param name="Id">The event's own identity.</param>
/// <param name="Type">The stored name of the event type, or <see cref="Unattributed"/>.</param>
/// <param name="At">When the event was recorded, cut to microseconds.</param>
/// <param name="Commit">The commitment to the payload, <see cref="Commitment.OfPayload"/>.</param>
/// <param name="Head">The commitment to the headers, <see cref="Commitment.OfHeaders"/>.</param>
/// <param name="Mac">The origin code, <see cref="Commitment.OfOrigin"/>.</param>
public sealed record Entry(
    string Tenant, Guid Stream, long Version, long Sequence, Guid Id, string Type, DateTimeOffset At, Hash Commit, Hash Head, Hash Mac)
{
    /// <summary>The name and version of the format, the entry's <c>v</c>.</summary>
    public const string FormatName = "ledger-entry/1";

    /// <summary>The type of an entry for a row whose origin code is missing or wrong: it stays in the log, and stands out.</summary>
    public const string Unattributed = "ledger.unattributed";

    /// <summary>The longest an entry may be, in bytes: C2SP tlog-tiles writes its length in 16 bits.</summary>
    public const int MaximumLength = ushort.MaxValue;

    /// <summary>When the event was recorded, in UTC and cut to microseconds, so that an entry read back equals the one written.</summary>
    public DateTimeOffset At { get; init => field = CanonicalInstant.Cut(value); } = CanonicalInstant.Cut(At);

    /// <summary>The entry's bytes: the leaf's data in the sense of RFC 9162 section 2.1.</summary>
    /// <exception cref="CanonicalJsonException">The tenant or the type is not Unicode text.</exception>
    /// <exception cref="InvalidOperationException">The entry is longer than <see cref="MaximumLength"/>.</exception>
    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter();
        writer.Write([
            ("at", CanonicalInstant.Text(At)),
            ("commit", Commit.ToString()),
            ("head", Head.ToString()),
            ("id", Id.ToString("D")),
            ("mac", Mac.ToString()),
            ("seq", Sequence.ToString(CultureInfo.InvariantCulture)),
            ("stream", Stream.ToString("D")),
            ("tenant", Tenant),
            ("type", Type),
            ("v", FormatName),
            ("ver", Version.ToString(CultureInfo.InvariantCulture)),
        ]);
        var bytes = writer.ToArray();
        return bytes.Length <= MaximumLength
            ? bytes
            : throw new InvalidOperationException($"An entry is at most {MaximumLength} bytes, not {bytes.Length}.");
    }

    /// <summary>Reads an entry from its bytes, and refuses every spelling but the canonical one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Entry? entry)
    {
        entry = null;
        if (bytes.Length > MaximumLength)
            return false;
        if (PlainEntry.TryParse(bytes, out entry))
            return true;
        try
        {
            var read = FromJson(JsonElement.Parse(bytes));
            // Writing it again settles key order, escapes, unknown keys and white space in one comparison.
            entry = bytes.SequenceEqual(read.ToBytes()) ? read : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException
            or KeyNotFoundException or OverflowException)
        {
            // Malformed input is an answer here, not a fault.
        }
        return entry is not null;
    }

    private static Entry FromJson(JsonElement json)
    {
        string Text(string key) => json.GetProperty(key).GetString() ?? throw new FormatException(key);
        long Count(string key) => long.Parse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture);
        Guid Identity(string key) => Guid.ParseExact(Text(key), "D");
        return new Entry(
            Text("tenant"), Identity("stream"), Count("ver"), Count("seq"), Identity("id"), Text("type"),
            CanonicalInstant.TryParse(Text("at"), out var at) ? at : throw new FormatException("at"),
            Hash.Parse(Text("commit")), Hash.Parse(Text("head")), Hash.Parse(Text("mac")));
    }
}
