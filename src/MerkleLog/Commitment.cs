using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace MerkleLog;

/// <summary>
/// The four commitments of the ledger. Each begins with a line of its own (its domain), so that a value of one kind can never pass
/// for another.
/// </summary>
/// <remarks>
/// <para>
/// Where a commitment covers several fields, each field stands as its length in bytes, an unsigned 32-bit integer with the most
/// significant byte first, followed by its bytes. Text is UTF-8. A UUID is its lower-case text with hyphens, 36 bytes. A hash is its
/// 32 raw bytes, not its Base64. So no two lists of fields give the same bytes.
/// </para>
/// <para>
/// Salts and secrets are 32 random bytes. Whoever has one can test guesses of what was committed to; a commitment whose salt or
/// secret is destroyed opens to nothing.
/// </para>
/// </remarks>
public static class Commitment
{
    /// <summary>The length of a salt, and of a value's secret, in bytes.</summary>
    public const int SaltLength = 32;

    /// <summary>The shortest origin key that is accepted, in bytes: the strength of the hash.</summary>
    public const int MinimumKeyLength = 32;

    /// <summary>The header in which an event carries its salt, as Base64.</summary>
    public const string SaltHeader = "ledger.salt";

    /// <summary>The header in which an event carries its origin code, as Base64.</summary>
    public const string OriginHeader = "ledger.mac";

    /// <summary>What the names of the ledger's own headers begin with; the headers commitment leaves them out.</summary>
    public const string OwnHeaderPrefix = "ledger.";

    /// <summary>
    /// The commitment to an event's payload: SHA-256 of <c>ledger/payload/1\n</c>, the salt, and the payload's canonical bytes
    /// (<see cref="CanonicalJson"/>).
    /// </summary>
    /// <exception cref="ArgumentException">The salt is not <see cref="SaltLength"/> bytes long.</exception>
    public static Hash OfPayload(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalPayload) =>
        Salted("ledger/payload/1\n"u8, salt, canonicalPayload);

    /// <summary>
    /// The commitment to an event's headers: SHA-256 of <c>ledger/headers/1\n</c>, the salt, and the canonical bytes of the headers
    /// without the ledger's own, whose names begin with <see cref="OwnHeaderPrefix"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The salt is not <see cref="SaltLength"/> bytes long.</exception>
    public static Hash OfHeaders(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalHeaders) =>
        Salted("ledger/headers/1\n"u8, salt, canonicalHeaders);

    /// <summary>The canonical bytes of an event's headers, an object, without the ledger's own: what <see cref="OfHeaders"/> covers.</summary>
    /// <exception cref="CanonicalJsonException">The headers break one of the rules of <see cref="CanonicalJson"/>.</exception>
    public static byte[] CanonicalHeaders(JsonElement headers)
    {
        var writer = new CanonicalWriter();
        writer.WriteWithout(OwnHeaderPrefix, headers);
        return writer.ToArray();
    }

    /// <summary>
    /// The origin code of an event, made by the application before commit and checked when the event is sealed: HMAC-SHA-256 under
    /// the application's origin key of <c>ledger/origin/1\n</c> and the fields tenant, stream, event id, event type, payload
    /// commitment, headers commitment. A row put into the database by other means has none.
    /// </summary>
    /// <exception cref="ArgumentException">The key is shorter than <see cref="MinimumKeyLength"/>, or a text is not Unicode.</exception>
    public static Hash OfOrigin(
        ReadOnlySpan<byte> originKey, string tenant, Guid stream, Guid eventId, string eventType, Hash payload, Hash headers)
    {
        if (originKey.Length < MinimumKeyLength)
            throw new ArgumentException($"An origin key is at least {MinimumKeyLength} bytes, not {originKey.Length}.", nameof(originKey));
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, originKey);
        hmac.AppendData("ledger/origin/1\n"u8);
        AppendField(hmac, tenant);
        AppendField(hmac, stream.ToString("D"));
        AppendField(hmac, eventId.ToString("D"));
        AppendField(hmac, eventType);
        AppendField(hmac, payload.AsSpan());
        AppendField(hmac, headers.AsSpan());
        return Finish(hmac);
    }

    /// <summary>
    /// The commitment that stands in an event in place of a personal value: HMAC-SHA-256 under the value's own secret of
    /// <c>ledger/value/1\n</c> and the fields tenant, event id, JSON Pointer (RFC 6901) of the place in the payload, and the value's
    /// canonical bytes. It binds the value to its place: the same value elsewhere has another commitment.
    /// </summary>
    /// <exception cref="ArgumentException">The secret is not <see cref="SaltLength"/> bytes long, or a text is not Unicode.</exception>
    public static Hash OfValue(ReadOnlySpan<byte> secret, string tenant, Guid eventId, string pointer, ReadOnlySpan<byte> canonicalValue)
    {
        RefuseLength(secret, nameof(secret));
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData("ledger/value/1\n"u8);
        AppendField(hmac, tenant);
        AppendField(hmac, eventId.ToString("D"));
        AppendField(hmac, pointer);
        AppendField(hmac, canonicalValue);
        return Finish(hmac);
    }

    private static Hash Salted(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonical)
    {
        RefuseLength(salt, nameof(salt));
        // In one call: a hash that is fed piece by piece costs more than hashing a payload.
        var length = domain.Length + salt.Length + canonical.Length;
        var data = ArrayPool<byte>.Shared.Rent(length);
        domain.CopyTo(data);
        salt.CopyTo(data.AsSpan(domain.Length));
        canonical.CopyTo(data.AsSpan(domain.Length + salt.Length));
        var hash = Hash.Sha256(data.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(data, clearArray: true);
        return hash;
    }

    private static void AppendField(IncrementalHash hash, string text) => AppendField(hash, Unicode.Utf8.GetBytes(text));

    private static void AppendField(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }

    private static Hash Finish(IncrementalHash hash)
    {
        Span<byte> digest = stackalloc byte[Hash.Length];
        hash.GetHashAndReset(digest);
        return new Hash(digest);
    }

    private static void RefuseLength(ReadOnlySpan<byte> salt, string name)
    {
        if (salt.Length != SaltLength)
            throw new ArgumentException($"It is {SaltLength} bytes long, not {salt.Length}.", name);
    }
}
