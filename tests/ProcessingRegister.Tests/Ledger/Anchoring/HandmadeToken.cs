using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ProcessingRegister.Ledger.Anchoring;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

/// <summary>Tokens as no honest authority makes them: openssl refuses to sign with a certificate that is not for time stamps alone.</summary>
internal static class HandmadeToken
{
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    private const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";

    private const string SigningCertificate = "1.2.840.113549.1.9.16.2.47";

    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>A token over a text, stating a time, by a certificate for these purposes that holds for thirty days around now; and the root.</summary>
    public static (byte[] Token, X509Certificate2Collection Root) Make(string text, DateTimeOffset at, bool critical, params string[] purposes)
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Test root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        // The root outlives the certificate, so that only the certificate's own time decides.
        var root = rootRequest.CreateSelfSigned(from.AddDays(-30), until.AddDays(30));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test timestamp authority", key, HashAlgorithmName.SHA256);
        if (purposes.Length > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. purposes.Select(purpose => new Oid(purpose))], critical));
        using var issued = request.Create(root, from, until, [1]);
        using var certificate = issued.CopyWithPrivateKey(key);

        var info = new Rfc3161TimestampTokenInfo(
            new Oid("1.2.3.4.1"), new Oid(Sha256), SHA256.HashData(TimestampTokens.Stamped(text)), new byte[] { 1 }, at);
        var cms = new SignedCms(new ContentInfo(new Oid(TimestampInfo), info.Encode()));
        var signer = new CmsSigner(certificate) { DigestAlgorithm = new Oid(Sha256), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificate), Names(certificate)));
        cms.ComputeSignature(signer);
        return (cms.Encode(), [root]);
    }

    // SigningCertificateV2 of RFC 5035: the hash of the certificate, by SHA-256, which is the default and not written.
    private static byte[] Names(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        return writer.Encode();
    }
}
