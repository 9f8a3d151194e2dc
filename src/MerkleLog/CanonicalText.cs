using System.Buffers;
using System.Globalization;
using System.Text;

namespace MerkleLog;

/// <summary>Texts with the shortest escapes, RFC 8785 section 3.2.2.2.</summary>
internal static class CanonicalText
{
    /// <summary>The characters that do not stand for themselves, and those of surrogate pairs, which must be whole.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>Writes a text between quotation marks.</summary>
    /// <returns>Whether it is Unicode; if not, part of it was written.</returns>
    public static bool TryWrite(ArrayBufferWriter<byte> output, string text)
    {
        output.Write("\""u8);
        if (text.AsSpan().IndexOfAny(Special) < 0)
            output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
        else if (!TryWriteSpecial(output, text))
            return false;
        output.Write("\""u8);
        return true;
    }

    private static bool TryWriteSpecial(ArrayBufferWriter<byte> output, string text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != OperationStatus.Done)
                return false;
            if (Escape(rune) is { } escape)
                output.Write(Encoding.ASCII.GetBytes(escape));
            else
                output.Write(utf8[..rune.EncodeToUtf8(utf8)]);
            i += length;
        }
        return true;
    }

    /// <summary>The escape that RFC 8785 section 3.2.2.2 prescribes for a character, or null where it stands for itself.</summary>
    public static string? Escape(Rune rune) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => "\\u" + rune.Value.ToString("x4", CultureInfo.InvariantCulture),
        _ => null,
    };
}
