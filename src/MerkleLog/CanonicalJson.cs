using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace MerkleLog;

/// <summary>
/// The canonical bytes of a JSON value, RFC 8785: keys in the order of their UTF-16 code units, numbers as ECMAScript writes them,
/// the shortest escapes, no white space, UTF-8. Two texts that say the same have the same bytes, so these bytes can be hashed after
/// a database has rewritten the text. What has no single meaning is refused, never repaired: see <see cref="CanonicalJsonRule"/>.
/// </summary>
public static class CanonicalJson
{
    /// <summary>How many arrays and objects may lie within each other.</summary>
    public const int MaximumDepth = 64;

    /// <summary>The canonical bytes of a parsed value.</summary>
    /// <exception cref="CanonicalJsonException">The value breaks one of the rules.</exception>
    public static byte[] Bytes(JsonElement value)
    {
        var writer = new CanonicalWriter();
        writer.Write(value);
        return writer.ToArray();
    }

    /// <summary>The canonical bytes of a node; a null reference is the JSON null.</summary>
    /// <exception cref="CanonicalJsonException">The value breaks one of the rules.</exception>
    public static byte[] Bytes(JsonNode? value)
    {
        var writer = new CanonicalWriter();
        writer.Write(value);
        return writer.ToArray();
    }

    /// <summary>The canonical bytes of the one JSON value that a UTF-8 text without byte order mark holds.</summary>
    /// <exception cref="CanonicalJsonException">The text is not JSON, or its value breaks one of the rules.</exception>
    public static byte[] BytesOfText(ReadOnlySpan<byte> utf8Text)
    {
        if (!Utf8.IsValid(utf8Text))
            throw new CanonicalJsonException(CanonicalJsonRule.NotJson, "");
        if (PlainJson.TryMake(utf8Text) is { } usual)
            return usual;
        JsonElement value;
        try
        {
            // One level more than allowed, so that the depth is refused in one place only, with its pointer.
            value = JsonElement.Parse(utf8Text, new JsonDocumentOptions { MaxDepth = MaximumDepth + 1 });
        }
        catch (JsonException)
        {
            // The parser's own message may quote the text, so it is not passed on.
            throw new CanonicalJsonException(CanonicalJsonRule.NotJson, "");
        }
        return Bytes(value);
    }
}
