using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MerkleLog;

/// <summary>Writes one value in its canonical form, and knows where in it it is, should a rule be broken there.</summary>
internal sealed class CanonicalWriter
{
    private readonly ArrayBufferWriter<byte> output = new(512);

    // A member's name, or an item's index when there is none.
    private readonly List<(string? Name, int Index)> place = [];

    /// <summary>What was written.</summary>
    public byte[] ToArray() => output.WrittenSpan.ToArray();

    /// <summary>Writes a parsed value.</summary>
    /// <exception cref="CanonicalJsonException">The value breaks one of the rules.</exception>
    public void Write(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(Members(value), static (writer, member) => writer.Write(member));
                break;
            case JsonValueKind.Array:
                WriteArray(value.EnumerateArray(), static (writer, item) => writer.Write(item));
                break;
            case JsonValueKind.String:
                WriteString(Text(value));
                break;
            case JsonValueKind.Number:
                WriteNumber(value.GetRawText());
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            default:
                throw Broken(CanonicalJsonRule.NotAJsonValue);
        }
    }

    /// <summary>Writes a node; a null reference is the JSON null.</summary>
    /// <exception cref="CanonicalJsonException">The value breaks one of the rules.</exception>
    public void Write(JsonNode? node)
    {
        switch (node)
        {
            case null:
                output.Write("null"u8);
                break;
            case JsonObject @object:
                WriteObject(Members(@object), static (writer, member) => writer.Write(member));
                break;
            case JsonArray array:
                WriteArray(array, static (writer, item) => writer.Write(item));
                break;
            case JsonValue value when value.TryGetValue<JsonElement>(out var element):
                Write(element);
                break;
            case JsonValue value:
                WriteScalar(value);
                break;
        }
    }

    /// <summary>Writes a value that the program put into the node itself, such as a number or an instant.</summary>
    private void WriteScalar(JsonValue value)
    {
        if (value.TryGetValue<string>(out var text))
            WriteString(text);
        else if (value.TryGetValue<char>(out var character))
            WriteString(character.ToString());
        else if (value.TryGetValue<double>(out var number) && !double.IsFinite(number))
            throw Broken(CanonicalJsonRule.NonFiniteNumber);
        else if (value.TryGetValue<float>(out var single) && !float.IsFinite(single))
            throw Broken(CanonicalJsonRule.NonFiniteNumber);
        else if (value.GetValueKind() is JsonValueKind.Object or JsonValueKind.Array)
            // The serialiser would replace half a surrogate pair in silence, so an object of the program is not walked.
            throw Broken(CanonicalJsonRule.NotAJsonValue);
        else
            Write(JsonElement.Parse(value.ToJsonString()));
    }

    /// <summary>Writes an object of texts whose members come in canonical order already.</summary>
    /// <exception cref="CanonicalJsonException">A text is not Unicode.</exception>
    public void Write(ReadOnlySpan<(string Name, string Text)> sorted)
    {
        var before = "{";
        foreach (var (name, text) in sorted)
        {
            WriteAscii(before);
            WriteString(name);
            output.Write(":"u8);
            place.Add((name, 0));
            WriteString(text);
            place.RemoveAt(place.Count - 1);
            before = ",";
        }
        output.Write("}"u8);
    }

    /// <summary>Writes an object without those members whose names begin in a certain way.</summary>
    /// <exception cref="CanonicalJsonException">The value breaks one of the rules.</exception>
    public void WriteWithout(string prefix, JsonElement @object)
    {
        var members = Members(@object);
        members.RemoveAll(member => member.Key.StartsWith(prefix, StringComparison.Ordinal));
        WriteObject(members, static (writer, member) => writer.Write(member));
    }

    private void WriteObject<T>(List<KeyValuePair<string, T>> members, Action<CanonicalWriter, T> write)
    {
        RefuseDepth();
        members.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            var (name, value) = members[i];
            if (i > 0)
                output.Write(","u8);
            WriteString(name);
            output.Write(":"u8);
            place.Add((name, 0));
            // Equal names are neighbours once they are sorted.
            if (i > 0 && members[i - 1].Key == name)
                throw Broken(CanonicalJsonRule.DuplicateKey);
            write(this, value);
            place.RemoveAt(place.Count - 1);
        }
        output.Write("}"u8);
    }

    private void WriteArray<T>(IEnumerable<T> items, Action<CanonicalWriter, T> write)
    {
        RefuseDepth();
        output.Write("["u8);
        var index = 0;
        foreach (var item in items)
        {
            if (index > 0)
                output.Write(","u8);
            place.Add((null, index++));
            write(this, item);
            place.RemoveAt(place.Count - 1);
        }
        output.Write("]"u8);
    }

    private List<KeyValuePair<string, JsonElement>> Members(JsonElement value)
    {
        var members = new List<KeyValuePair<string, JsonElement>>();
        try
        {
            foreach (var property in value.EnumerateObject())
                members.Add(new(property.Name, property.Value));
        }
        catch (InvalidOperationException)
        {
            throw Broken(CanonicalJsonRule.LoneSurrogate);
        }
        return members;
    }

    private List<KeyValuePair<string, JsonNode?>> Members(JsonObject value)
    {
        try
        {
            return [.. value];
        }
        catch (ArgumentException)
        {
            // A node builds its dictionary from the text on first use, and says this when a key is there twice.
            throw Broken(CanonicalJsonRule.DuplicateKey);
        }
        catch (InvalidOperationException)
        {
            throw Broken(CanonicalJsonRule.LoneSurrogate);
        }
    }

    private string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Said of an escape for half a surrogate pair and of bytes that are not UTF-8.
            throw Broken(CanonicalJsonRule.LoneSurrogate);
        }
    }

    private void WriteNumber(string text)
    {
        // A whole number that every double holds, and that JSON spells in one way only, is its own canonical text.
        if (text.Length <= 15 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            WriteAscii(text);
            return;
        }
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            throw Broken(CanonicalJsonRule.NonFiniteNumber);
        if (!CanonicalNumber.Survives(text, value))
            throw Broken(CanonicalJsonRule.InexactNumber);
        WriteAscii(CanonicalNumber.Text(value));
    }

    private void WriteString(string text)
    {
        if (!CanonicalText.TryWrite(output, text))
            throw Broken(CanonicalJsonRule.LoneSurrogate);
    }

    private void WriteAscii(string text) => output.Advance(Encoding.ASCII.GetBytes(text, output.GetSpan(text.Length)));

    private void RefuseDepth()
    {
        if (place.Count >= CanonicalJson.MaximumDepth)
            throw Broken(CanonicalJsonRule.TooDeep);
    }

    /// <summary>The rule that is broken where the writer is now, as a JSON Pointer (RFC 6901).</summary>
    private CanonicalJsonException Broken(CanonicalJsonRule rule) => new(rule, string.Concat(place.Select(step => "/" + (step.Name is { } name
        ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : step.Index.ToString(CultureInfo.InvariantCulture)))));
}
