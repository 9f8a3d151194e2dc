using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ProcessingRegister.Hosting.Access;

/// <summary>Random secrets that are shown once and kept only as their SHA-256 digest. They carry 256 random bits, so that no slow digest is needed.</summary>
/// <param name="Text">The secret, for the one who is to have it.</param>
/// <param name="Digest">What is kept of it.</param>
public sealed record Secret(string Text, byte[] Digest)
{
    /// <summary>What every API token begins with, so that scanners for leaked secrets can find it: <c>pr_[0-9A-Za-z]{49}</c>.</summary>
    public const string TokenPrefix = "pr_";

    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Digits = SearchValues.Create(Base62);
    private const int RandomLength = 43; // 62^43 > 2^256
    private const int ChecksumLength = 6; // 62^6 > 2^32

    /// <summary>A new API token: the prefix, 43 random characters of base 62, and their CRC-32C in six.</summary>
    public static Secret NewToken()
    {
        var random = RandomNumberGenerator.GetString(Base62, RandomLength);
        return Of(TokenPrefix + random + ChecksumOf(random));
    }

    /// <summary>A new secret for a link or a cookie: 32 random bytes in base64url.</summary>
    public static Secret NewCode() => Of(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>A secret that was presented.</summary>
    public static Secret Of(string text) => new(text, SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a text can be an API token at all; a mistyped or truncated one is recognised without asking the database.</summary>
    public static bool IsToken(string text) =>
        text.Length == TokenPrefix.Length + RandomLength + ChecksumLength
        && text.StartsWith(TokenPrefix, StringComparison.Ordinal)
        && !text.AsSpan(TokenPrefix.Length).ContainsAnyExcept(Digits)
        && text.AsSpan()[^ChecksumLength..].SequenceEqual(ChecksumOf(text.AsSpan(TokenPrefix.Length, RandomLength)));

    /// <summary>Never the secret: this is what a log line or an exception message would show.</summary>
    public override string ToString() => "[secret]";

    private static string ChecksumOf(ReadOnlySpan<char> text)
    {
        var crc = uint.MaxValue;
        foreach (var letter in text)
            crc = BitOperations.Crc32C(crc, (byte)letter);
        crc = ~crc;
        Span<char> digits = stackalloc char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--, crc /= 62)
            digits[i] = Base62[(int)(crc % 62)];
        return new string(digits);
    }
}
