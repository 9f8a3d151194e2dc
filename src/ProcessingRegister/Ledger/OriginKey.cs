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
    private readonly byte[][] former;

    /// <summary>Takes the key that codes, and further ones whose codes are still accepted.</summary>
    public OriginKey(params byte[][] keys)
    {
        if (keys.Length == 0 || keys.Any(key => key.Length < Commitment.MinimumKeyLength))
            throw new ArgumentException($"An origin key has at least {Commitment.MinimumKeyLength} bytes.", nameof(keys));
        (this.keys, former) = (keys, []);
    }

    private OriginKey(byte[][] keys, byte[][] former)
        : this(keys) => this.former = former;

    /// <summary>The key of the environment variable, else of the file, which is made when there is none. One in a line; the first is the one in use.</summary>
    /// <param name="base64">The value of the environment variable, or <c>null</c>.</param>
    /// <param name="file">Where the keys lie when the environment has none.</param>
    /// <param name="former">The value of the variable with keys under which nothing is accepted any more, but the codes of the past are checked.</param>
    /// <exception cref="InvalidOperationException">The file can be read by others, or something given holds no key.</exception>
    public static OriginKey From(string? base64, string file, string? former = null) => new(
        [.. SecretFile.Read(base64, file, "origin key", Commitment.MinimumKeyLength)],
        string.IsNullOrEmpty(former) ? [] : [.. SecretFile.Read(former, file, "former origin keys", Commitment.MinimumKeyLength)]);

    /// <summary>All of them, for those who check the codes of the past.</summary>
    internal IReadOnlyList<byte[]> All => [.. keys, .. former];

    /// <summary>The origin code of an event.</summary>
    public Hash CodeFor(string tenant, Guid stream, Guid eventId, string eventType, Hash payload, Hash headers) =>
        Commitment.OfOrigin(keys[0], tenant, stream, eventId, eventType, payload, headers);

    /// <summary>Whether a code is this application's.</summary>
    public bool Wrote(Hash code, string tenant, Guid stream, Guid eventId, string eventType, Hash payload, Hash headers) =>
        keys.Any(key => Commitment.OfOrigin(key, tenant, stream, eventId, eventType, payload, headers) == code);
}
