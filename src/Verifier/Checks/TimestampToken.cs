using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Verifier.Checks;

/// <summary>A token of a timestamp authority, RFC 3161: at this time, this hash existed.</summary>
internal sealed class TimestampToken
{
    /// <summary>id-kp-timeStamping, RFC 3161 section 2.3.</summary>
    private static readonly Oid TimeStamping = new("1.3.6.1.5.5.7.3.8");

    private readonly Rfc3161TimestampToken token;

    private TimestampToken(Rfc3161TimestampToken token) => this.token = token;

    /// <summary>When the authority says it saw the hash.</summary>
    public DateTimeOffset At => token.TokenInfo.Timestamp;

    /// <summary>Reads a token, or the whole answer of an authority that contains one (RFC 3161 section 2.4.2).</summary>
    public static bool TryRead(ReadOnlyMemory<byte> evidence, [NotNullWhen(true)] out TimestampToken? token)
    {
        token = null;
        foreach (var candidate in new[] { evidence, InAnswer(evidence) })
        {
            // What follows a token is nobody's; a file with more in it is refused.
            if (candidate.IsEmpty || !Rfc3161TimestampToken.TryDecode(candidate, out var read, out var length) || length != candidate.Length)
                continue;
            token = new TimestampToken(read);
            return true;
        }
        return false;
    }

    /// <summary>Whether the token is over these bytes.</summary>
    public bool IsOf(ReadOnlySpan<byte> data)
    {
        var imprint = token.TokenInfo.GetMessageHash().Span;
        return token.TokenInfo.HashAlgorithmId.Value switch
        {
            "2.16.840.1.101.3.4.2.1" => imprint.SequenceEqual(SHA256.HashData(data)),
            "2.16.840.1.101.3.4.2.2" => imprint.SequenceEqual(SHA384.HashData(data)),
            "2.16.840.1.101.3.4.2.3" => imprint.SequenceEqual(SHA512.HashData(data)),
            _ => false,
        };
    }

    /// <summary>What is wrong with its signature, or with the chain to one of the roots at the time it states; null where nothing is.</summary>
    public string? Fault(IEnumerable<X509Certificate2> roots)
    {
        var info = token.TokenInfo;
        var given = new X509Certificate2Collection(roots.ToArray());
        if (!token.VerifySignatureForHash(info.GetMessageHash().Span, info.HashAlgorithmId, out var signer, given))
            return "its signature is not that of the authority it names";
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(given);
        chain.ChainPolicy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        // An auditor works offline, and the answer must be the same in years.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = info.Timestamp.LocalDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(TimeStamping);
        return chain.Build(signer) ? null : "its certificate does not lead to a root that was given, or was not valid at the time";
    }

    /// <summary>The token within TimeStampResp: a sequence of a status and a token.</summary>
    private static ReadOnlyMemory<byte> InAnswer(ReadOnlyMemory<byte> evidence)
    {
        try
        {
            var answer = new AsnReader(evidence, AsnEncodingRules.BER).ReadSequence();
            answer.ReadSequence();
            return answer.HasData ? answer.ReadEncodedValue() : default;
        }
        catch (AsnContentException)
        {
            return default;
        }
    }
}
