using MerkleLog;
using Npgsql;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Ledger;

/// <summary>
/// The keys that sign checkpoints (Ed25519). One in a line; the first is the one in use, a further one signs beside it while a change of keys lasts. The
/// same key signs for all logs, each time under the log's own name, so that no signature passes for another's.
/// </summary>
public sealed class SigningKeys
{
    private readonly string? base64;
    private readonly string file;
    private readonly Lock reading = new();
    private (DateTime WrittenAt, IReadOnlyList<byte[]> Seeds) last;

    /// <summary>The keys of the environment variable, else of the file, which is made when there is none, and read again when it was replaced.</summary>
    /// <exception cref="InvalidOperationException">The file can be read by others, or holds no key.</exception>
    public SigningKeys(string? base64, string file)
    {
        (this.base64, this.file) = (base64, file);
        _ = Seeds;
    }

    /// <summary>Whether they lie in a file, where this program can change them.</summary>
    public bool AreInFile => string.IsNullOrEmpty(base64);

    /// <summary>The public halves, the one in use first.</summary>
    public IReadOnlyList<byte[]> PublicKeys => [.. Seeds.Select(PublicKeyOf)];

    private IReadOnlyList<byte[]> Seeds
    {
        get
        {
            lock (reading)
            {
                var writtenAt = AreInFile && File.Exists(file) ? File.GetLastWriteTimeUtc(file) : default;
                if (last.Seeds is null || last.WrittenAt != writtenAt)
                    last = (writtenAt, SecretFile.Read(base64, file, "signing key", SigningKey.SeedLength));
                return last.Seeds;
            }
        }
    }

    /// <summary>Puts a new key before the one in use, which stays in the file beside it.</summary>
    /// <exception cref="InvalidOperationException">The keys come from the environment.</exception>
    public void Add(byte[] seed)
    {
        if (!AreInFile)
            throw new InvalidOperationException("The signing key comes from the environment: put a new one before it there, separated by a comma.");
        SecretFile.Replace(file, [seed, Seeds[0]]);
    }

    /// <summary>Signs a checkpoint with the key in use and with any whose time has not run out.</summary>
    internal async Task<SignedNote> SignAsync(NpgsqlConnection connection, Checkpoint checkpoint, DateTimeOffset now, CancellationToken ct)
    {
        var seeds = Seeds;
        var ended = await EndedAsync(connection, seeds[0], now, ct);
        var note = new SignedNote(checkpoint.ToText(), []);
        foreach (var key in seeds.Where((seed, place) => place == 0 || !ended.Contains(Convert.ToHexString(PublicKeyOf(seed)))))
            note = note.With(new SigningKey(checkpoint.Origin, SignatureType.Ed25519, key).Sign(note.Text));
        return note;
    }

    // The first signature of a key enters it among those that verifiers are told of.
    private static async Task<HashSet<string>> EndedAsync(NpgsqlConnection connection, byte[] current, DateTimeOffset now, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into ledger.signing_key (public_key, active_from) values ($1, $2) on conflict do nothing") { Parameters = { new() { Value = PublicKeyOf(current) }, new() { Value = now } } },
                new("select public_key from ledger.signing_key where active_until <= $1") { Parameters = { new() { Value = now } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var ended = new HashSet<string>();
        while (await reader.ReadAsync(ct))
            ended.Add(Convert.ToHexString(reader.GetFieldValue<byte[]>(0)));
        return ended;
    }

    private static byte[] PublicKeyOf(byte[] seed) => [.. new SigningKey("any", SignatureType.Ed25519, seed).VerifierKey.PublicKey];
}
