using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using MerkleLog;
using Verifier.Sources;

namespace Verifier.Exporting;

/// <summary>A row of the event table as one line of JSON, docs/ledger-format.md section 9.</summary>
public static class RowLine
{
    /// <summary>Writes the row behind a leaf, with its newline.</summary>
    public static void Write(IBufferWriter<byte> output, EventRow row) => Write(output, row, null);

    /// <summary>Writes a row without a leaf, with its newline.</summary>
    public static void Write(IBufferWriter<byte> output, UnsealedRow row) => Write(output, row.Row with { LeafIndex = EventRow.NoLeaf }, row);

    /// <summary>Reads a row behind a leaf; the answer shares the line's memory.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out EventRow? row)
    {
        row = Read(line, out _);
        if (row?.LeafIndex == EventRow.NoLeaf)
            row = null;
        return row is not null;
    }

    /// <summary>Reads a row without a leaf; the answer shares the line's memory.</summary>
    public static bool TryReadUnsealed(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out UnsealedRow? row)
    {
        row = Read(line, out var queuedAt) is { LeafIndex: EventRow.NoLeaf } read ? new UnsealedRow(read, queuedAt) : null;
        return row is not null;
    }

    private static void Write(IBufferWriter<byte> output, EventRow row, UnsealedRow? unsealed)
    {
        using (var json = new Utf8JsonWriter(output, JsonLine.Written))
        {
            json.WriteStartObject();
            if (unsealed is null)
                json.WriteString("index", row.LeafIndex.ToString(CultureInfo.InvariantCulture));
            json.WriteString("seq", row.Sequence.ToString(CultureInfo.InvariantCulture));
            json.WriteString("id", row.Id);
            json.WriteString("stream", row.Stream);
            json.WriteString("ver", row.Version.ToString(CultureInfo.InvariantCulture));
            json.WriteString("type", row.Type);
            json.WriteString("at", CanonicalInstant.Text(row.At));
            if (unsealed is not null)
            {
                json.WriteBoolean("queued", unsealed.QueuedAt is not null);
                if (unsealed.QueuedAt is { } since)
                    json.WriteString("queuedAt", CanonicalInstant.Text(since));
            }
            json.WritePropertyName("data");
            JsonLine.WriteOnOneLine(json, row.Data);
            json.WritePropertyName("headers");
            JsonLine.WriteOnOneLine(json, row.Headers);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    private static EventRow? Read(ReadOnlyMemory<byte> line, out DateTimeOffset? queuedAt)
    {
        queuedAt = null;
        var fields = new Fields();
        try
        {
            var json = new Utf8JsonReader(line.Span, new JsonReaderOptions { MaxDepth = JsonLine.MaximumDepth });
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                fields.Take(ref json, line);
            if (json.TokenType != JsonTokenType.EndObject || json.Read())
                return null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            // Malformed input is an answer here, not a fault.
            return null;
        }
        queuedAt = fields.QueuedAt;
        return fields.ToRow();
    }

    /// <summary>The fields as they are met. A field that occurs twice, or is missing, makes the line unreadable.</summary>
    private ref struct Fields
    {
        private EventFields seen;
        private long index, sequence, version;
        private Guid id, stream;
        private string? type;
        private DateTimeOffset at;
        private ReadOnlyMemory<byte> data, headers;

        [Flags]
        private enum EventFields
        {
            Index = 1,
            Sequence = 2,
            Id = 4,
            Stream = 8,
            Version = 16,
            Type = 32,
            At = 64,
            Data = 128,
            Headers = 256,
            Queued = 512,
            QueuedAt = 1024,
            OfEveryRow = Sequence | Id | Stream | Version | Type | At | Data | Headers,
        }

        public DateTimeOffset? QueuedAt { get; private set; }

        public void Take(ref Utf8JsonReader json, ReadOnlyMemory<byte> line)
        {
            var field = Named(ref json);
            if (field == 0 || (seen & field) != 0)
                throw new FormatException("A field is unknown or occurs twice.");
            seen |= field;
            json.Read();
            switch (field)
            {
                case EventFields.Index: index = Count(ref json); break;
                case EventFields.Sequence: sequence = Count(ref json); break;
                case EventFields.Version: version = Count(ref json); break;
                case EventFields.Id: id = json.GetGuid(); break;
                case EventFields.Stream: stream = json.GetGuid(); break;
                case EventFields.Type: type = json.GetString(); break;
                case EventFields.At: at = Instant(ref json); break;
                case EventFields.Queued: json.GetBoolean(); break;
                case EventFields.QueuedAt: QueuedAt = Instant(ref json); break;
                case EventFields.Data: data = Raw(ref json, line); break;
                default: headers = Raw(ref json, line); break;
            }
        }

        public readonly EventRow? ToRow() =>
            (seen & EventFields.OfEveryRow) != EventFields.OfEveryRow || type is null ? null
            : new((seen & EventFields.Index) != 0 ? index : EventRow.NoLeaf, sequence, id, stream, version, type, at, data, headers);

        private static EventFields Named(ref Utf8JsonReader json) =>
            json.ValueTextEquals("index"u8) ? EventFields.Index
            : json.ValueTextEquals("seq"u8) ? EventFields.Sequence
            : json.ValueTextEquals("id"u8) ? EventFields.Id
            : json.ValueTextEquals("stream"u8) ? EventFields.Stream
            : json.ValueTextEquals("ver"u8) ? EventFields.Version
            : json.ValueTextEquals("type"u8) ? EventFields.Type
            : json.ValueTextEquals("at"u8) ? EventFields.At
            : json.ValueTextEquals("data"u8) ? EventFields.Data
            : json.ValueTextEquals("headers"u8) ? EventFields.Headers
            : json.ValueTextEquals("queued"u8) ? EventFields.Queued
            : json.ValueTextEquals("queuedAt"u8) ? EventFields.QueuedAt
            : 0;

        private static long Count(ref Utf8JsonReader json) =>
            json.TokenType == JsonTokenType.String && !json.ValueIsEscaped
            && Utf8Parser.TryParse(json.ValueSpan, out long count, out var length) && length == json.ValueSpan.Length && count >= 0
                ? count
                : throw new FormatException("A count is a string of digits.");

        private static DateTimeOffset Instant(ref Utf8JsonReader json) =>
            !json.ValueIsEscaped && CanonicalInstant.TryParse(json.ValueSpan, out var instant) ? instant : throw new FormatException("An instant has six decimals.");

        private static ReadOnlyMemory<byte> Raw(ref Utf8JsonReader json, ReadOnlyMemory<byte> line)
        {
            var start = (int)json.TokenStartIndex;
            json.Skip();
            return line[start..(int)json.BytesConsumed];
        }
    }
}
