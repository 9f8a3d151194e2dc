using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ProcessingRegister.Vault;

/// <summary>
/// The key under which all data keys are wrapped (AES-256-GCM). It comes from the environment or from a file that only this program's user can read,
/// never from the database that it protects.
/// </summary>
public sealed class KeyEncryptionKey
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] key;

    /// <summary>Takes 32 random bytes as key.</summary>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public KeyEncryptionKey(byte[] key)
    {
        if (key.Length != KeySize)
            throw new ArgumentException("A key-encryption key has 32 bytes.", nameof(key));
        this.key = key;
        Id = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 8, info: "kek-id"u8.ToArray()));
    }

    /// <summary>Names the key without revealing it; stored beside everything that it wraps.</summary>
    public string Id { get; }

    /// <summary>The key of the environment variable, else of the file, which is created with a new key (mode 0600) when absent.</summary>
    /// <param name="base64">The value of the environment variable, or <c>null</c>.</param>
    /// <param name="file">Where the key lies when the environment has none.</param>
    /// <exception cref="InvalidOperationException">The file can be read by others, or what was given holds no key.</exception>
    public static KeyEncryptionKey From(string? base64, string file) =>
        SecretFile.Read(base64, file, "key-encryption key", KeySize) is [var only]
            ? new KeyEncryptionKey(only)
            : throw new InvalidOperationException("There is one key-encryption key at a time.");

    /// <summary>Wraps a data key for one owner; a wrapped key cannot be moved to another.</summary>
    public byte[] Wrap(byte[] dataKey, string tenantId, Guid owner, int revision) => Encrypt(key, dataKey, OwnerOf(tenantId, owner, revision));

    /// <summary>Unwraps what <see cref="Wrap"/> made.</summary>
    /// <exception cref="CryptographicException">Another key, another owner, or changed bytes.</exception>
    public byte[] Unwrap(byte[] wrapped, string tenantId, Guid owner, int revision) => Decrypt(key, wrapped, OwnerOf(tenantId, owner, revision));

    /// <summary>AES-256-GCM with a random 96-bit nonce: nonce, ciphertext, tag.</summary>
    internal static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plaintext, byte[] associatedData)
    {
        var output = new byte[NonceSize + plaintext.Length + TagSize];
        RandomNumberGenerator.Fill(output.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(output.AsSpan(0, NonceSize), plaintext, output.AsSpan(NonceSize, plaintext.Length), output.AsSpan(NonceSize + plaintext.Length), associatedData);
        return output;
    }

    /// <summary>The inverse of <see cref="Encrypt"/>.</summary>
    internal static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> input, byte[] associatedData)
    {
        if (input.Length < NonceSize + TagSize)
            throw new CryptographicException("What was sealed has been cut.");
        var plaintext = new byte[input.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(input[..NonceSize], input[NonceSize..^TagSize], input[^TagSize..], plaintext, associatedData);
        return plaintext;
    }

    /// <summary>Fields one after another, each behind its length in UTF-8 as four big-endian bytes, so that no two lists read the same.</summary>
    internal static byte[] Fields(params ReadOnlySpan<string> fields)
    {
        using var stream = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            stream.Write(length);
            stream.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] OwnerOf(string tenantId, Guid owner, int revision) =>
        Fields("wrapped-key/1", tenantId, owner.ToString(), revision.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
