using System.Text;

namespace MerkleLog;

/// <summary>Text that has one meaning as bytes.</summary>
internal static class Unicode
{
    /// <summary>UTF-8 that throws where it would otherwise put a replacement character.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether the text has no half of a surrogate pair, so that UTF-8 holds it without loss.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return false;
            i++;
        }
        return true;
    }
}
