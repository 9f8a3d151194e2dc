using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace MerkleLog;

/// <summary>What a key signs; the values are the signature type bytes of c2sp.org/signed-note.</summary>
public enum SignatureType : byte
{
    /// <summary>An Ed25519 signature over the text of a note: a log's own.</summary>
    Ed25519 = 0x01,

    /// <summary>An Ed25519 signature over the text of a checkpoint and a time: a witness's, c2sp.org/tlog-cosignature.</summary>
    Cosignature = 0x04,
}

/// <summary>
/// A public key with the name it signs under, c2sp.org/signed-note. As text (a <c>vkey</c>) it is the name, the key id as eight
/// hexadecimal digits and the Base64 of type and key, joined by plus signs.
/// </summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    /// <summary>The length of an Ed25519 public key, in bytes, RFC 8032.</summary>
    public const int PublicKeyLength = 32;

    /// <summary>The longest name that is accepted, in characters.</summary>
    public const int MaximumNameLength = 255;

    /// <summary>Takes over a key.</summary>
    /// <exception cref="ArgumentException">The name is not one that can sign a note, or the key is not a point of full order.</exception>
    public VerifierKey(string name, SignatureType type, ReadOnlySpan<byte> publicKey)
    {
        if (!IsName(name))
            throw new ArgumentException("A key name is not empty and has neither spaces nor plus signs.", nameof(name));
        if (type is not (SignatureType.Ed25519 or SignatureType.Cosignature))
            throw new ArgumentException("The signature type is not known.", nameof(type));
        if (publicKey.Length != PublicKeyLength || !Ed25519.ValidatePublicKeyFull(publicKey.ToArray(), 0))
            throw new ArgumentException("It is not an Ed25519 public key.", nameof(publicKey));
        (Name, Type, PublicKey) = (name, type, [.. publicKey]);
        Id = BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([.. Unicode.Utf8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey]));
    }

    /// <summary>The name, which for a log is its origin.</summary>
    public string Name { get; }

    /// <summary>What the key signs.</summary>
    public SignatureType Type { get; }

    /// <summary>The 32 bytes of the key.</summary>
    public ImmutableArray<byte> PublicKey { get; }

    /// <summary>The first four bytes of SHA-256 over name, newline, type and key. It tells keys apart; it proves nothing.</summary>
    public uint Id { get; }

    /// <summary>Reads a vkey. One whose id does not belong to its name and key is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out VerifierKey? key)
    {
        key = null;
        // The Base64 of the key may contain plus signs, the name may not.
        if (text?.Split('+', 3) is not [var name, _, var encoded]
            || !Base64.TryDecode(encoded, 1 + PublicKeyLength, out var typeAndKey) || typeAndKey.Length != 1 + PublicKeyLength)
            return false;
        try
        {
            key = new VerifierKey(name, (SignatureType)typeAndKey[0], typeAndKey.AsSpan(1));
        }
        catch (ArgumentException)
        {
            return false;
        }
        // Writing the key again settles whether the id is the one that belongs to it.
        if (key.ToString() != text)
            key = null;
        return key is not null;
    }

    /// <summary>Reads a vkey.</summary>
    /// <exception cref="FormatException">The text is not a vkey of a type known here, or its id is wrong.</exception>
    public static VerifierKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException("The text is not a vkey of c2sp.org/signed-note.");

    /// <summary>Whether this key made the signature over the text of a note.</summary>
    public bool Verify(string text, NoteSignature signature)
    {
        if (signature.KeyName != Name || signature.KeyId != Id)
            return false;
        var bytes = signature.Bytes.AsSpan();
        var message = Unicode.Utf8.GetBytes(text);
        if (Type == SignatureType.Cosignature)
        {
            if (!Cosignature.TryReadTime(bytes, out var time))
                return false;
            bytes = bytes[Cosignature.TimeLength..];
            message = Cosignature.Message(text, time);
        }
        return bytes.Length == Ed25519.SignatureSize
            && Ed25519.Verify(bytes.ToArray(), 0, [.. PublicKey], 0, message, 0, message.Length);
    }

    /// <inheritdoc/>
    public bool Equals(VerifierKey? other) =>
        other is not null && Name == other.Name && Type == other.Type && PublicKey.SequenceEqual(other.PublicKey);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Id);

    /// <summary>The vkey.</summary>
    public override string ToString() =>
        $"{Name}+{Id.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([(byte)Type, .. PublicKey])}";

    /// <summary>Whether a text can be the name of a key: not empty, no Unicode space, no plus sign, no control character.</summary>
    internal static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaximumNameLength }
        && !text.Any(character => character == '+' || char.IsWhiteSpace(character) || char.IsControl(character))
        && Unicode.IsWellFormed(text);
}
