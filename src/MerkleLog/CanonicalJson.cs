using System.Buffers;
using System.Globalization;
using System.Text;
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
        var output = new ArrayBufferWriter<byte>();
        WriteElement(output, value, "", 0);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The canonical bytes of a node; a null reference is the JSON null.</summary>
    /// <exception cref="CanonicalJsonException">The value breaks one of the rules.</exception>
    public static byte[] Bytes(JsonNode? value)
    {
        var output = new ArrayBufferWriter<byte>();
        WriteNode(output, value, "", 0);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The canonical bytes of the one JSON value that a UTF-8 text without byte order mark holds.</summary>
    /// <exception cref="CanonicalJsonException">The text is not JSON, or its value breaks one of the rules.</exception>
    public static byte[] BytesOfText(ReadOnlySpan<byte> utf8Text)
    {
        if (!Utf8.IsValid(utf8Text))
            throw new CanonicalJsonException(CanonicalJsonRule.NotJson, "");
        if (CanonicalText.TryMake(utf8Text) is { } usual)
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

    private static void WriteElement(ArrayBufferWriter<byte> output, JsonElement value, string pointer, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, Members(value, pointer), pointer, depth, WriteElement);
                break;
            case JsonValueKind.Array:
                WriteArray(output, value.EnumerateArray(), pointer, depth, WriteElement);
                break;
            case JsonValueKind.String:
                WriteString(output, Decoded(value.GetString, pointer), pointer);
                break;
            case JsonValueKind.Number:
                WriteNumber(output, value.GetRawText(), pointer);
                break;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                output.Write(Encoding.ASCII.GetBytes(value.GetRawText()));
                break;
            default:
                throw new CanonicalJsonException(CanonicalJsonRule.NotAJsonValue, pointer);
        }
    }

    private static void WriteNode(ArrayBufferWriter<byte> output, JsonNode? node, string pointer, int depth)
    {
        switch (node)
        {
            case null:
                output.Write("null"u8);
                break;
            case JsonObject @object:
                WriteObject(output, Members(@object, pointer), pointer, depth, WriteNode);
                break;
            case JsonArray array:
                WriteArray(output, array, pointer, depth, WriteNode);
                break;
            case JsonValue value when value.TryGetValue<JsonElement>(out var element):
                WriteElement(output, element, pointer, depth);
                break;
            case JsonValue value:
                WriteScalar(output, value, pointer);
                break;
        }
    }

    /// <summary>Writes a value that the program put into the node itself, such as a number or an instant.</summary>
    private static void WriteScalar(ArrayBufferWriter<byte> output, JsonValue value, string pointer)
    {
        if (value.TryGetValue<string>(out var text))
            WriteString(output, text, pointer);
        else if (value.TryGetValue<char>(out var character))
            WriteString(output, character.ToString(), pointer);
        else if (value.TryGetValue<double>(out var number) && !double.IsFinite(number))
            throw new CanonicalJsonException(CanonicalJsonRule.NonFiniteNumber, pointer);
        else if (value.TryGetValue<float>(out var single) && !float.IsFinite(single))
            throw new CanonicalJsonException(CanonicalJsonRule.NonFiniteNumber, pointer);
        else if (value.GetValueKind() is JsonValueKind.Object or JsonValueKind.Array)
            // The serialiser would replace half a surrogate pair in silence, so an object of the program is not walked.
            throw new CanonicalJsonException(CanonicalJsonRule.NotAJsonValue, pointer);
        else
            WriteElement(output, JsonElement.Parse(value.ToJsonString()), pointer, 0);
    }

    private static void WriteObject<T>(
        ArrayBufferWriter<byte> output, List<KeyValuePair<string, T>> members, string pointer, int depth,
        Action<ArrayBufferWriter<byte>, T, string, int> write)
    {
        RefuseDepth(depth, pointer);
        members.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            var (key, value) = members[i];
            var place = pointer + "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            // Equal keys are neighbours once they are sorted.
            if (i > 0 && members[i - 1].Key == key)
                throw new CanonicalJsonException(CanonicalJsonRule.DuplicateKey, place);
            if (i > 0)
                output.Write(","u8);
            WriteString(output, key, pointer);
            output.Write(":"u8);
            write(output, value, place, depth + 1);
        }
        output.Write("}"u8);
    }

    private static void WriteArray<T>(
        ArrayBufferWriter<byte> output, IEnumerable<T> items, string pointer, int depth,
        Action<ArrayBufferWriter<byte>, T, string, int> write)
    {
        RefuseDepth(depth, pointer);
        output.Write("["u8);
        var index = 0;
        foreach (var item in items)
        {
            if (index > 0)
                output.Write(","u8);
            write(output, item, pointer + "/" + index.ToString(CultureInfo.InvariantCulture), depth + 1);
            index++;
        }
        output.Write("]"u8);
    }

    private static List<KeyValuePair<string, JsonElement>> Members(JsonElement value, string pointer)
    {
        var members = new List<KeyValuePair<string, JsonElement>>();
        foreach (var property in value.EnumerateObject())
            members.Add(new(Decoded(() => property.Name, pointer), property.Value));
        return members;
    }

    private static List<KeyValuePair<string, JsonNode?>> Members(JsonObject value, string pointer)
    {
        try
        {
            return [.. value];
        }
        catch (ArgumentException)
        {
            // A node builds its dictionary from the text on first use, and says this when a key is there twice.
            throw new CanonicalJsonException(CanonicalJsonRule.DuplicateKey, pointer);
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalJsonException(CanonicalJsonRule.LoneSurrogate, pointer);
        }
    }

    private static string Decoded(Func<string?> read, string pointer)
    {
        try
        {
            return read()!;
        }
        catch (InvalidOperationException)
        {
            // Said of an escape for half a surrogate pair and of bytes that are not UTF-8.
            throw new CanonicalJsonException(CanonicalJsonRule.LoneSurrogate, pointer);
        }
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, string text, string pointer)
    {
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            throw new CanonicalJsonException(CanonicalJsonRule.NonFiniteNumber, pointer);
        if (!CanonicalNumber.Survives(text, value))
            throw new CanonicalJsonException(CanonicalJsonRule.InexactNumber, pointer);
        output.Write(Encoding.ASCII.GetBytes(CanonicalNumber.Text(value)));
    }

    private static void WriteString(ArrayBufferWriter<byte> output, string text, string pointer)
    {
        output.Write("\""u8);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != OperationStatus.Done)
                throw new CanonicalJsonException(CanonicalJsonRule.LoneSurrogate, pointer);
            if (Escape(rune.Value) is { } escape)
                output.Write(Encoding.ASCII.GetBytes(escape));
            else
                output.Write(utf8[..rune.EncodeToUtf8(utf8)]);
            i += length;
        }
        output.Write("\""u8);
    }

    /// <summary>The escape that RFC 8785 section 3.2.2.2 prescribes for a character, or null where it stands for itself.</summary>
    internal static string? Escape(int character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => "\\u" + character.ToString("x4", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static void RefuseDepth(int depth, string pointer)
    {
        if (depth >= MaximumDepth)
            throw new CanonicalJsonException(CanonicalJsonRule.TooDeep, pointer);
    }
}
