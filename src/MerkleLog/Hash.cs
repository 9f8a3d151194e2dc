using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MerkleLog;

/// <summary>
/// A SHA-256 or HMAC-SHA-256 value: 32 bytes with value equality. Written as text it is standard Base64 with padding, as C2SP
/// formats write hashes. Comparison takes the same time wherever two values differ, so it may be used on authentication codes.
/// </summary>
public readonly struct Hash : IEquatable<Hash>
{
    /// <summary>The length of a hash, in bytes.</summary>
    public const int Length = 32;

    /// <summary>The length of a hash as Base64 text, in characters.</summary>
    private const int TextLength = 44;

    private readonly Bytes bytes;

    /// <summary>Takes over a value of exactly <see cref="Length"/> bytes.</summary>
    /// <exception cref="ArgumentException">The value is shorter or longer.</exception>
    public Hash(ReadOnlySpan<byte> value)
    {
        if (value.Length != Length)
            throw new ArgumentException($"A hash is {Length} bytes, not {value.Length}.", nameof(value));
        value.CopyTo(bytes);
    }

    /// <summary>SHA-256 of the data.</summary>
    public static Hash Sha256(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Length];
        SHA256.HashData(data, digest);
        return new Hash(digest);
    }

    /// <summary>Reads a hash from standard Base64 with padding; any other spelling of the same bytes is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Hash hash)
    {
        hash = default;
        Span<byte> value = stackalloc byte[Length + 1];
        if (text?.Length != TextLength || !Convert.TryFromBase64String(text, value, out var written) || written != Length)
            return false;
        hash = new Hash(value[..Length]);
        // Base64 leaves two bits unused here; an encoder sets them to zero, and a second spelling must not pass.
        return hash.ToString() == text;
    }

    /// <summary>Reads a hash from standard Base64 with padding in UTF-8; any other spelling of the same bytes is refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Hash hash)
    {
        hash = default;
        Span<byte> value = stackalloc byte[Length + 1];
        Span<byte> again = stackalloc byte[TextLength];
        if (utf8.Length != TextLength
            || System.Buffers.Text.Base64.DecodeFromUtf8(utf8, value, out _, out var written) != System.Buffers.OperationStatus.Done || written != Length)
            return false;
        hash = new Hash(value[..Length]);
        // As above: the two bits that are not used must be zero.
        System.Buffers.Text.Base64.EncodeToUtf8(value[..Length], again, out _, out _);
        return again.SequenceEqual(utf8);
    }

    /// <summary>Reads a hash from standard Base64 with padding.</summary>
    /// <exception cref="FormatException">The text is not the one Base64 spelling of 32 bytes.</exception>
    public static Hash Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new FormatException("A hash is the Base64 of 32 bytes.");

    /// <summary>The bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Bytes, byte>(ref Unsafe.AsRef(in bytes)), Length);

    /// <summary>The bytes, as a new array.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    /// <inheritdoc/>
    public bool Equals(Hash other) => CryptographicOperations.FixedTimeEquals(AsSpan(), other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(AsSpan());

    /// <summary>The hash in standard Base64 with padding.</summary>
    public override string ToString() => Convert.ToBase64String(AsSpan());

    /// <summary>Whether two hashes are the same value.</summary>
    public static bool operator ==(Hash left, Hash right) => left.Equals(right);

    /// <summary>Whether two hashes are different values.</summary>
    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);

    [InlineArray(Length)]
    private struct Bytes
    {
        private byte first;
    }
}
