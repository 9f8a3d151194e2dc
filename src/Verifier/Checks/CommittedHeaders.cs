using System.Buffers;
using System.Text.Json;
using MerkleLog;

namespace Verifier.Checks;

/// <summary>
/// The headers of a row, taken apart: the ledger's own, and the rest, which the entry commits to. One instance reads row after row; what it answers
/// is valid until the next. Not safe for use by several threads.
/// </summary>
internal sealed class CommittedHeaders
{
    /// <summary>The header that repeats, under the commitment, when the event was recorded.</summary>
    private static ReadOnlySpan<byte> RecordedHeader => "recorded"u8;

    private readonly ArrayBufferWriter<byte> rest = new();

    /// <summary>The salt; null where there is none. Whatever has another length was not written by us.</summary>
    public byte[]? Salt { get; private set; }

    /// <summary>The origin code; null where there is none.</summary>
    public Hash? OriginCode { get; private set; }

    /// <summary>The committed copy of the time; null where there is none.</summary>
    public DateTimeOffset? Recorded { get; private set; }

    /// <summary>The headers without the ledger's own, as JSON text.</summary>
    public ReadOnlySpan<byte> Committed => rest.WrittenSpan;

    /// <summary>Reads the headers of a row; false where they are not an object, or one of the ledger's own is not what it must be.</summary>
    public bool TryRead(ReadOnlySpan<byte> headers)
    {
        (Salt, OriginCode, Recorded) = (null, null, null);
        rest.ResetWrittenCount();
        try
        {
            var json = new Utf8JsonReader(headers, new JsonReaderOptions { MaxDepth = CanonicalJson.MaximumDepth + 1 });
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return false;
            rest.Write("{"u8);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                Take(ref json, headers);
            rest.Write("}"u8);
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            // Malformed input is an answer here, not a fault.
            return false;
        }
    }

    private void Take(ref Utf8JsonReader json, ReadOnlySpan<byte> headers)
    {
        var start = (int)json.TokenStartIndex;
        if (json.ValueIsEscaped || json.ValueSpan.StartsWith("ledger."u8))
        {
            var name = json.GetString()!;
            if (name.StartsWith(Commitment.OwnHeaderPrefix, StringComparison.Ordinal))
            {
                json.Read();
                TakeOwn(name, ref json);
                return;
            }
        }
        var isRecorded = json.ValueTextEquals(RecordedHeader);
        json.Read();
        if (isRecorded)
            Recorded = CanonicalInstant.TryParse(json.ValueSpan, out var recorded) ? recorded : throw new FormatException("recorded");
        json.Skip();
        if (rest.WrittenCount > 1)
            rest.Write(","u8);
        rest.Write(headers[start..(int)json.BytesConsumed]);
    }

    private void TakeOwn(string name, ref Utf8JsonReader json)
    {
        switch (name)
        {
            case Commitment.SaltHeader:
                // A second salt would let the writer of a row choose which of them is read.
                Salt = Salt is null ? OwnHash(ref json).ToArray() : throw new FormatException(name);
                break;
            case Commitment.OriginHeader:
                OriginCode = OriginCode is null ? OwnHash(ref json) : throw new FormatException(name);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private static Hash OwnHash(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.String && (json.ValueIsEscaped ? Hash.TryParse(json.GetString(), out var hash) : Hash.TryParse(json.ValueSpan, out hash))
            ? hash
            : throw new FormatException("A hash is the Base64 of 32 bytes.");
}
