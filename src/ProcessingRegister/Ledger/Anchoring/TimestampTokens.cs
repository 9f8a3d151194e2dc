using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>Why a time stamp is not accepted.</summary>
public enum TimestampFault
{
    /// <summary>The authority did not answer.</summary>
    Unreachable,

    /// <summary>The answer is not a granted token for the request: its form, its imprint or its nonce is another.</summary>
    NotForThis,

    /// <summary>The token's signature is not that of the certificate it names.</summary>
    WrongSignature,

    /// <summary>The certificate is not one for time stamps alone (RFC 3161 section 2.3).</summary>
    NotForTimestamps,

    /// <summary>The certificate does not lead to a root that the settings name, or did not at the time that the token states.</summary>
    NotTrusted,
}

/// <summary>A time stamp was not accepted.</summary>
public sealed class TimestampException(TimestampFault fault) : Exception($"The time stamp is not accepted: {fault}.")
{
    /// <summary>Why.</summary>
    public TimestampFault Fault { get; } = fault;
}

/// <summary>
/// Tokens of RFC 3161 over checkpoints. What is stamped is SHA-256 of the text of the checkpoint's note: the very bytes that the log signs, without its
/// signatures.
/// </summary>
public static class TimestampTokens
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>The bytes that are stamped.</summary>
    public static byte[] Stamped(string noteText) => Encoding.UTF8.GetBytes(noteText);

    /// <summary>Verifies a token over the text of a checkpoint's note: imprint, signature, purpose and chain.</summary>
    /// <returns>When the authority says it saw the text (UTC).</returns>
    /// <exception cref="TimestampException">It is not accepted.</exception>
    public static DateTimeOffset Verify(ReadOnlyMemory<byte> token, string noteText, X509Certificate2Collection pinned)
    {
        if (!Rfc3161TimestampToken.TryDecode(token, out var decoded, out var read) || read != token.Length || decoded.TokenInfo.HashAlgorithmId.Value != Sha256Id)
            throw new TimestampException(TimestampFault.NotForThis);
        Verify(decoded, noteText, pinned);
        return decoded.TokenInfo.Timestamp;
    }

    internal static void Verify(Rfc3161TimestampToken token, string noteText, X509Certificate2Collection pinned)
    {
        if (!token.TokenInfo.GetMessageHash().Span.SequenceEqual(SHA256.HashData(Stamped(noteText))))
            throw new TimestampException(TimestampFault.NotForThis);
        if (!token.VerifySignatureForData(Stamped(noteText), out var signer, pinned))
            throw new TimestampException(TimestampFault.WrongSignature);
        if (!IsForTimestampsAlone(signer))
            throw new TimestampException(TimestampFault.NotForTimestamps);
        if (!LeadsToRoot(signer, token, pinned))
            throw new TimestampException(TimestampFault.NotTrusted);
    }

    /// <summary>Whether a certificate is its own issuer, as roots are.</summary>
    internal static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    // RFC 3161 section 2.3: the extended key usage is critical, and names this one purpose.
    private static bool IsForTimestampsAlone(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SingleOrDefault() is { Critical: true } usage
        && usage.EnhancedKeyUsages is [{ Value: TimeStamping }];

    private static bool LeadsToRoot(X509Certificate2 signer, Rfc3161TimestampToken token, X509Certificate2Collection pinned)
    {
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                // Whether it was revoked is not asked: that would be a request to wherever the token says. docs/operating.md says what to do then.
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = token.TokenInfo.Timestamp.UtcDateTime,
                VerificationTimeIgnored = false,
            },
        };
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(TimeStamping));
        chain.ChainPolicy.CustomTrustStore.AddRange(pinned.Where(IsRoot).ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(pinned.Where(certificate => !IsRoot(certificate)).Concat(token.AsSignedCms().Certificates).ToArray());
        return chain.Build(signer);
    }

    private const string Sha256Id = "2.16.840.1.101.3.4.2.1";
}
