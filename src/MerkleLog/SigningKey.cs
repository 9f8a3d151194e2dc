using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace MerkleLog;

/// <summary>
/// A private Ed25519 key with the name it signs under. As text (an <c>skey</c>, the form of Go's note package) it is
/// <c>PRIVATE+KEY</c>, the name, the key id and the Base64 of type and seed, joined by plus signs. That text is a secret:
/// there is no <c>ToString</c> for it.
/// </summary>
public sealed class SigningKey
{
    /// <summary>The length of a seed, the private key of RFC 8032, in bytes.</summary>
    public const int SeedLength = 32;

    private const string SkeyPrefix = "PRIVATE+KEY+";

    private readonly byte[] seed;

    /// <summary>Takes over a seed.</summary>
    /// <exception cref="ArgumentException">The name or the type is not one that can sign, or the seed has a wrong length.</exception>
    public SigningKey(string name, SignatureType type, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
            throw new ArgumentException($"A seed is {SeedLength} bytes, not {seed.Length}.", nameof(seed));
        this.seed = seed.ToArray();
        var publicKey = new byte[VerifierKey.PublicKeyLength];
        Ed25519.GeneratePublicKey(this.seed, 0, publicKey, 0);
        VerifierKey = new VerifierKey(name, type, publicKey);
    }

    /// <summary>The public half.</summary>
    public VerifierKey VerifierKey { get; }

    /// <summary>Makes a new key from the system's random numbers.</summary>
    public static SigningKey Generate(string name, SignatureType type) => new(name, type, RandomNumberGenerator.GetBytes(SeedLength));

    /// <summary>Reads an skey. One whose id does not belong to its name and key is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SigningKey? key)
    {
        key = null;
        if (text is null || !text.StartsWith(SkeyPrefix, StringComparison.Ordinal)
            || text[SkeyPrefix.Length..].Split('+', 3) is not [var name, var id, var encoded]
            || !Base64.TryDecode(encoded, 1 + SeedLength, out var typeAndSeed) || typeAndSeed.Length != 1 + SeedLength)
            return false;
        try
        {
            var read = new SigningKey(name, (SignatureType)typeAndSeed[0], typeAndSeed.AsSpan(1));
            if (id != read.VerifierKey.Id.ToString("x8", CultureInfo.InvariantCulture))
                return false;
            key = read;
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The skey, to be kept as a secret.</summary>
    public string ExportSkey() =>
        $"{SkeyPrefix}{VerifierKey.Name}+{VerifierKey.Id.ToString("x8", CultureInfo.InvariantCulture)}+"
        + Convert.ToBase64String([(byte)VerifierKey.Type, .. seed]);

    /// <summary>Signs the text of a note. Ed25519 is deterministic: the same text gives the same signature.</summary>
    /// <exception cref="InvalidOperationException">The key is a witness's; it signs with <see cref="Cosign"/>.</exception>
    public NoteSignature Sign(string text)
    {
        if (VerifierKey.Type != SignatureType.Ed25519)
            throw new InvalidOperationException("A witness's key makes cosignatures only.");
        return new NoteSignature(VerifierKey.Name, VerifierKey.Id, [.. Sign(Unicode.Utf8.GetBytes(text))]);
    }

    /// <summary>Cosigns a checkpoint as a witness, at a time that is cut to the second.</summary>
    /// <exception cref="InvalidOperationException">The key is a log's own; it signs with <see cref="Sign(string)"/>.</exception>
    public NoteSignature Cosign(Checkpoint checkpoint, DateTimeOffset now)
    {
        if (VerifierKey.Type != SignatureType.Cosignature)
            throw new InvalidOperationException("Only a witness's key makes cosignatures.");
        var time = now.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegative(time, nameof(now));
        var timestamp = new byte[Cosignature.TimeLength];
        BinaryPrimitives.WriteInt64BigEndian(timestamp, time);
        return new NoteSignature(
            VerifierKey.Name, VerifierKey.Id, [.. timestamp, .. Sign(Cosignature.Message(checkpoint.ToText(), time))]);
    }

    private byte[] Sign(byte[] message)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(seed, 0, message, 0, message.Length, signature, 0);
        return signature;
    }
}
