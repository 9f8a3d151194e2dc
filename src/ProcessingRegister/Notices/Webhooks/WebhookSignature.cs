using System.Security.Cryptography;
using System.Text;

namespace ProcessingRegister.Notices.Webhooks;

/// <summary>Signatures by Standard Webhooks 1.0.0, symmetric: HMAC-SHA256 over <c>{webhook-id}.{webhook-timestamp}.{body}</c>.</summary>
public static class WebhookSignature
{
    /// <summary>What a secret begins with as it is shown.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>A new secret as it is shown: the prefix and 32 random bytes in base64 (the standard asks for 24 to 64).</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The header <c>webhook-signature</c>: one <c>v1</c> for each secret, so that a receiver who has either can verify while they change.</summary>
    /// <param name="secrets">The secrets as they are shown.</param>
    /// <param name="id">The header <c>webhook-id</c>, the same for each attempt.</param>
    /// <param name="at">The time of the attempt; the header <c>webhook-timestamp</c> is its Unix time in seconds.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <exception cref="FormatException">A secret is none.</exception>
    public static string Of(IEnumerable<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}."), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed))}"));
    }

    private static byte[] KeyOf(string secret) => secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
        ? Convert.FromBase64String(secret[SecretPrefix.Length..]) : throw new FormatException($"A secret begins with {SecretPrefix}.");
}
