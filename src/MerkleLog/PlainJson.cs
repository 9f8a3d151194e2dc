using System.Buffers;
using System.Text.Json;

namespace MerkleLog;

/// <summary>
/// The canonical form of the JSON text that is usual, made in one pass over its bytes. What is unusual, and all that is wrong, it leaves to
/// <see cref="CanonicalJson"/>, which knows every rule and says which was broken; so nothing is decided in two places.
/// </summary>
internal ref struct PlainJson
{
    // The digits that every double holds exactly.
    private const int PlainDigits = 15;

    // Sorting by insertion takes the square of their number.
    private const int MostMembers = 64;

    // Without white space and with the shortest escapes, no value is longer than it was.
    private readonly Span<byte> output;
    private readonly List<Member> members;
    private Utf8JsonReader json;
    private int length;

    private PlainJson(ReadOnlySpan<byte> text, Span<byte> output)
    {
        this.output = output;
        members = [];
        json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = CanonicalJson.MaximumDepth });
    }

    /// <summary>The canonical bytes of a text in valid UTF-8, or null where it is not a usual one.</summary>
    public static byte[]? TryMake(ReadOnlySpan<byte> text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            var canonical = new PlainJson(text, buffer);
            return canonical.json.Read() && canonical.TryWrite() && !canonical.json.Read() ? buffer.AsSpan(0, canonical.length).ToArray() : null;
        }
        catch (Exception unusual) when (unusual is JsonException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private bool TryWrite()
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                return TryWriteObject();
            case JsonTokenType.StartArray:
                return TryWriteArray();
            case JsonTokenType.String:
                WriteString();
                return true;
            case JsonTokenType.Number when IsPlain(json.ValueSpan):
            case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                Write(json.ValueSpan);
                return true;
            default:
                return false;
        }
    }

    private bool TryWriteObject()
    {
        var (first, start) = (members.Count, length);
        var isSorted = true;
        Write((byte)'{');
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // Among other keys, the order of bytes is not that of UTF-16 code units.
            if (json.ValueIsEscaped || !System.Text.Ascii.IsValid(json.ValueSpan))
                return false;
            var key = (Start: length + 1, json.ValueSpan.Length);
            WriteString();
            Write((byte)':');
            json.Read();
            if (!TryWrite())
                return false;
            Write((byte)',');
            members.Add(new Member(key.Start, key.Length, length));
            isSorted &= members.Count == first + 1 || Compare(members[^2], members[^1]) < 0;
        }
        if (!isSorted && (members.Count - first > MostMembers || !TrySort(first, start + 1)))
            return false;
        Close(isEmpty: members.Count == first, (byte)'}');
        members.RemoveRange(first, members.Count - first);
        return true;
    }

    private bool TryWriteArray()
    {
        var isEmpty = true;
        Write((byte)'[');
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!TryWrite())
                return false;
            Write((byte)',');
            isEmpty = false;
        }
        Close(isEmpty, (byte)']');
        return true;
    }

    /// <summary>Puts the members from one on, which were written from a place on, into the order of their keys; false where two are the same.</summary>
    private readonly bool TrySort(int first, int start)
    {
        var sorted = members[first..];
        // By insertion: objects have few members, and a comparer could not reach the output.
        for (var i = 1; i < sorted.Count; i++)
        {
            for (var at = i; at > 0 && Compare(sorted[at - 1], sorted[at]) > 0; at--)
                (sorted[at - 1], sorted[at]) = (sorted[at], sorted[at - 1]);
        }
        var copy = ArrayPool<byte>.Shared.Rent(length - start);
        var place = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i > 0 && Compare(sorted[i - 1], sorted[i]) == 0)
                return false;
            var member = output[(sorted[i].KeyStart - 1)..sorted[i].End];
            member.CopyTo(copy.AsSpan(place));
            place += member.Length;
        }
        copy.AsSpan(0, place).CopyTo(output[start..]);
        ArrayPool<byte>.Shared.Return(copy, clearArray: true);
        return true;
    }

    private void WriteString()
    {
        Write((byte)'"');
        if (!json.ValueIsEscaped)
            Write(json.ValueSpan);
        else
            WriteUnescaped();
        Write((byte)'"');
    }

    private void WriteUnescaped()
    {
        var text = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
        foreach (var character in text.AsSpan(0, json.CopyString(text)))
        {
            // Bytes beyond ASCII are parts of characters that stand for themselves.
            if (character < 0x80 && CanonicalText.Escape(new System.Text.Rune((uint)character)) is { } escape)
                length += System.Text.Encoding.ASCII.GetBytes(escape, output[length..]);
            else
                Write(character);
        }
        ArrayPool<byte>.Shared.Return(text, clearArray: true);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(output[length..]);
        length += bytes.Length;
    }

    private void Write(byte character) => output[length++] = character;

    /// <summary>Writes the closing bracket, in the place of the last comma if there is one.</summary>
    private void Close(bool isEmpty, byte bracket)
    {
        if (!isEmpty)
            length--;
        Write(bracket);
    }

    /// <summary>Whether a number stands for itself: a whole one, short and not minus zero.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> number)
    {
        var digits = number[0] == (byte)'-' ? number[1..] : number;
        return digits.Length <= PlainDigits && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (digits.Length == number.Length || digits[0] != (byte)'0');
    }

    private readonly int Compare(Member left, Member right) =>
        output.Slice(left.KeyStart, left.KeyLength).SequenceCompareTo(output.Slice(right.KeyStart, right.KeyLength));

    /// <summary>A member in the output: where its key is, and where it ends behind its comma.</summary>
    private readonly record struct Member(int KeyStart, int KeyLength, int End);
}
