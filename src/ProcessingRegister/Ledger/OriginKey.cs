using MerkleLog;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Ledger;

/// <summary>
/// The key under which the application codes what it writes. Whoever seals needs it too, to check the code; whoever has neither can put a row into the
/// table, but not pass it off as the application's.
/// </summary>
public sealed class OriginKey
{
    private readonly byte[][] keys;

    /// <summary>Takes the key that codes, and further ones whose codes are still accepted.</summary>
    public OriginKey(params byte[][] keys)
    {
        if (keys.Length == 0 || keys.Any(key => key.Length < Commitment.MinimumKeyLength))
            throw new ArgumentException($"An origin key has at least {Commitment.MinimumKeyLength} bytes.", nameof(keys));
        this.keys = keys;
    }

    /// <summary>The key of the environment variable, else of the file, which is made when there is none. One in a line; the first is the one in use.</summary>
    /// <exception cref="InvalidOperationException">The file can be read by others, or holds no key.</exception>
    public static OriginKey From(string? base64, string file) => new([.. SecretFile.Read(base64, file, "origin key", Commitment.MinimumKeyLength)]);

    /// <summary>All of them, for those who check the codes of the past.</summary>
    internal IReadOnlyList<byte[]> All => keys;

    /// <summary>The origin code of an event.</summary>
    public Hash CodeFor(string tenant, Guid stream, Guid eventId, string eventType, Hash payload, Hash headers) =>
        Commitment.OfOrigin(keys[0], tenant, stream, eventId, eventType, payload, headers);

    /// <summary>Whether a code is this application's.</summary>
    public bool Wrote(Hash code, string tenant, Guid stream, Guid eventId, string eventType, Hash payload, Hash headers) =>
        keys.Any(key => Commitment.OfOrigin(key, tenant, stream, eventId, eventType, payload, headers) == code);
}
