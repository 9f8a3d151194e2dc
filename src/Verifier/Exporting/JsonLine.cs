using System.Text.Encodings.Web;
using System.Text.Json;
using MerkleLog;

namespace Verifier.Exporting;

/// <summary>What the lines and the manifest of an export have in common as JSON.</summary>
internal static class JsonLine
{
    /// <summary>How deep a line may be nested: as deep as what is hashed may be, and the line itself.</summary>
    public const int MaximumDepth = CanonicalJson.MaximumDepth + 2;

    /// <summary>How lines are written. The files are not shown by a browser, so text stands for itself.</summary>
    public static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes JSON text as it is stored, unless it has line ends between its tokens, which would end the line.</summary>
    public static void WriteOnOneLine(Utf8JsonWriter json, ReadOnlyMemory<byte> text)
    {
        if (text.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            json.WriteRawValue(text.Span);
            return;
        }
        JsonElement.Parse(text.Span, new JsonDocumentOptions { MaxDepth = MaximumDepth }).WriteTo(json);
    }

    /// <summary>Reads a line with the function, which may throw whatever a malformed one makes it throw.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> line, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            return read(JsonElement.Parse(line.Span, new JsonDocumentOptions { MaxDepth = MaximumDepth }));
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or KeyNotFoundException
            or OverflowException)
        {
            // Malformed input is an answer here, not a fault.
            return null;
        }
    }

    /// <summary>A text that must be there.</summary>
    public static string Text(this JsonElement json, string key) => json.GetProperty(key).GetString() ?? throw new FormatException(key);

    /// <summary>A count as a string of digits.</summary>
    public static long Count(this JsonElement json, string key) =>
        long.Parse(json.Text(key), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An instant in its canonical text.</summary>
    public static DateTimeOffset Instant(this JsonElement json, string key) =>
        CanonicalInstant.TryParse(json.Text(key), out var instant) ? instant : throw new FormatException(key);
}
