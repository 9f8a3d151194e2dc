using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>A verified time stamp.</summary>
/// <param name="Token">The token of RFC 3161, DER: what is kept, and what <c>openssl ts -verify -token_in</c> reads.</param>
/// <param name="At">When the authority says it saw the checkpoint (UTC).</param>
public sealed record TimestampToken(byte[] Token, DateTimeOffset At);

/// <summary>A timestamp authority, RFC 3161 over HTTP.</summary>
public sealed class TimestampClient(OutgoingHttp http, TimestampSettings authority)
{
    private const int NonceLength = 8;

    /// <summary>The name under which its tokens are kept.</summary>
    public string Name => authority.Name;

    /// <summary>Has the text of a checkpoint's note stamped.</summary>
    /// <exception cref="TimestampException">The authority did not answer, or its token is not accepted.</exception>
    public async Task<TimestampToken> StampAsync(string noteText, CancellationToken ct)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        // The nonce is a positive integer without leading zeros, and so these bytes are its only spelling.
        nonce[0] = (byte)((nonce[0] & 0x7F) | 0x40);
        var request = Rfc3161TimestampRequest.CreateFromData(
            TimestampTokens.Stamped(noteText), HashAlgorithmName.SHA256, nonce: nonce, requestSignerCertificates: true);
        var answer = await http.PostAsync(authority.Authority, request.Encode(), "application/timestamp-query", ct);
        if (answer is not { Status: HttpStatusCode.OK, Type: "application/timestamp-reply" })
            throw new TimestampException(TimestampFault.Unreachable);
        Rfc3161TimestampToken token;
        try
        {
            // Compares the imprint, the nonce and that certificates came as they were asked for.
            token = request.ProcessResponse(answer.Body, out var read);
            if (read != answer.Body.Length)
                throw new TimestampException(TimestampFault.NotForThis);
        }
        catch (CryptographicException)
        {
            throw new TimestampException(TimestampFault.NotForThis);
        }

        TimestampTokens.Verify(token, noteText, authority.Certificates);
        return new TimestampToken(token.AsSignedCms().Encode(), token.TokenInfo.Timestamp);
    }
}
