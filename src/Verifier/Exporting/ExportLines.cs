using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MerkleLog;
using Verifier.Sources;

namespace Verifier.Exporting;

/// <summary>The manifest and the short lines of an export, written and read in one place; rows are <see cref="RowLine"/>.</summary>
public static class ExportLines
{
    /// <summary>Writes <c>manifest.json</c>.</summary>
    public static byte[] Manifest(LedgerManifest manifest)
    {
        var output = new ArrayBufferWriter<byte>();
        WriteLine(output, json =>
        {
            json.WriteString("v", LedgerManifest.FormatName);
            json.WriteString("origin", manifest.Origin);
            json.WriteString("tenant", manifest.Tenant);
            json.WriteString("size", Digits(manifest.TreeSize));
            json.WriteString("madeAt", CanonicalInstant.Text(manifest.MadeAt));
            json.WriteNumber("mergeDelaySeconds", manifest.MergeDelaySeconds);
            if (manifest.Predecessor is { } predecessor)
            {
                json.WriteStartObject("predecessor");
                json.WriteString("origin", predecessor.Origin);
                json.WriteString("size", Digits(predecessor.TreeSize));
                json.WriteString("root", predecessor.RootHash.ToString());
                json.WriteEndObject();
            }
            json.WriteBoolean("values", manifest.HasValues);
        });
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads <c>manifest.json</c>.</summary>
    public static bool TryReadManifest(ReadOnlyMemory<byte> text, [NotNullWhen(true)] out LedgerManifest? manifest)
    {
        manifest = JsonLine.Read(text, json => json.Text("v") != LedgerManifest.FormatName ? null : new LedgerManifest(
            json.Text("origin"), json.Text("tenant"), json.Count("size"), json.Instant("madeAt"),
            json.GetProperty("mergeDelaySeconds").GetInt32() is >= 0 and var delay ? delay : throw new FormatException("mergeDelaySeconds"),
            json.TryGetProperty("predecessor", out var old) ? new(old.Text("origin"), old.Count("size"), Hash.Parse(old.Text("root"))) : null,
            json.GetProperty("values").GetBoolean()));
        return manifest is not null;
    }

    /// <summary>Writes a line of <c>checkpoints.ndjson</c>.</summary>
    public static void Write(IBufferWriter<byte> output, StatedCheckpoint checkpoint) => WriteLine(output, json =>
    {
        json.WriteString("size", Digits(checkpoint.Size));
        json.WriteString("note", checkpoint.Note);
    });

    /// <summary>Reads a line of <c>checkpoints.ndjson</c>.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out StatedCheckpoint? checkpoint)
    {
        checkpoint = JsonLine.Read(line, json => new StatedCheckpoint(json.Count("size"), json.Text("note")));
        return checkpoint is not null;
    }

    /// <summary>Writes a line of <c>keys.ndjson</c>.</summary>
    public static void Write(IBufferWriter<byte> output, StatedKey key) => WriteLine(output, json =>
    {
        json.WriteString("vkey", key.Key.ToString());
        json.WriteString("from", CanonicalInstant.Text(key.From));
        if (key.Until is { } until)
            json.WriteString("until", CanonicalInstant.Text(until));
    });

    /// <summary>Reads a line of <c>keys.ndjson</c>.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out StatedKey? key)
    {
        key = JsonLine.Read(line, json => new StatedKey(
            VerifierKey.Parse(json.Text("vkey")), json.Instant("from"), json.TryGetProperty("until", out _) ? json.Instant("until") : null));
        return key is not null;
    }

    /// <summary>Writes a line of <c>values.ndjson</c>.</summary>
    public static void Write(IBufferWriter<byte> output, ValueRow value) => WriteLine(output, json =>
    {
        json.WriteString("id", value.Id);
        json.WriteString("event", value.EventId);
        json.WriteString("pointer", value.Pointer);
        json.WriteString("secret", Convert.ToBase64String(value.Secret.Span));
        json.WritePropertyName("value");
        JsonLine.WriteOnOneLine(json, value.Value);
    });

    /// <summary>Reads a line of <c>values.ndjson</c>.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out ValueRow? value)
    {
        value = JsonLine.Read(line, json => new ValueRow(
            json.GetProperty("id").GetGuid(), json.GetProperty("event").GetGuid(), json.Text("pointer"),
            json.GetProperty("secret").GetBytesFromBase64(), Encoding.UTF8.GetBytes(json.GetProperty("value").GetRawText())));
        return value is not null;
    }

    private static void WriteLine(IBufferWriter<byte> output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output, JsonLine.Written))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    private static string Digits(long count) => count.ToString(CultureInfo.InvariantCulture);
}
