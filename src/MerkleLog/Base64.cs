using System.Diagnostics.CodeAnalysis;

namespace MerkleLog;

/// <summary>Standard Base64 with padding, RFC 4648 section 4, and only the spelling that an encoder writes.</summary>
internal static class Base64
{
    public static bool TryDecode(string text, int maximumLength, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length > (maximumLength + 2) / 3 * 4)
            return false;
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length) || length > maximumLength)
            return false;
        // .NET skips white space and lets unused bits stand; writing the bytes again settles both.
        if (Convert.ToBase64String(buffer, 0, length) != text)
            return false;
        bytes = buffer[..length];
        return true;
    }
}
