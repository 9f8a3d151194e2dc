using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ProcessingRegister.Vault;

/// <summary>
/// The data keys: one for each subject, one for each tenant's fingerprints. They are made outside the transaction that uses them, so that two writers
/// who mention the same person at once end with the same key; a key that nothing uses harms nobody.
/// </summary>
public sealed class DataKeys(NpgsqlDataSource database, KeyEncryptionKey kek)
{
    private const int Revision = 1;
    private readonly ConcurrentDictionary<string, byte[]> tenantKeys = new();

    /// <summary>The current key of each subject; made where there is none.</summary>
    public async Task<IReadOnlyDictionary<Guid, (int Revision, byte[] Key)>> ForAsync(string tenantId, IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        var ids = subjects.Distinct().ToArray();
        var made = ids.Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray();
        await using var command = database.CreateCommand(
            """
            with made as (
              insert into keys.subject_key (tenant_id, subject_id, rev, wrapped, kek_id, kc)
              select $1, s, 1, w, $4, c from unnest($2::uuid[], $3::bytea[], $5::bytea[]) as n(s, w, c)
              where not exists (select from keys.subject_key k where k.tenant_id = $1 and k.subject_id = s)
              on conflict do nothing
              returning subject_id, rev, wrapped)
            select subject_id, rev, wrapped from made
            union all
            select subject_id, rev, wrapped from keys.subject_key where tenant_id = $1 and subject_id = any($2)
            order by rev
            """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(ids);
        command.Parameters.AddWithValue(ids.Select((id, i) => kek.Wrap(made[i], tenantId, id, Revision)).ToArray());
        command.Parameters.AddWithValue(kek.Id);
        command.Parameters.AddWithValue(made.Select(CommitmentTo).ToArray());
        var keys = new Dictionary<Guid, (int, byte[])>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var (subject, revision) = (reader.GetGuid(0), reader.GetInt32(1));
                keys[subject] = (revision, kek.Unwrap(reader.GetFieldValue<byte[]>(2), tenantId, subject, revision));
            }
        }

        // A writer that lost the race sees neither its own row nor, in the same snapshot, the winner's: the second look does.
        return keys.Count == ids.Length ? keys : await ForAsync(tenantId, ids, ct);
    }

    /// <summary>Unwraps a key that was read together with the value it opens.</summary>
    internal byte[] Unwrap(byte[] wrapped, string tenantId, Guid subject, int revision) => kek.Unwrap(wrapped, tenantId, subject, revision);

    /// <summary>A fingerprint of an identity that is comparable within one tenant and with nothing outside it.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="kind">What is identified, so that a person and a company with the same name differ.</param>
    /// <param name="identities">The identities in their normal form.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<byte[][]> FingerprintsAsync(string tenantId, string kind, IReadOnlyCollection<string> identities, CancellationToken ct)
    {
        var key = await TenantKeyAsync(tenantId, ct);
        return [.. identities.Select(identity => HMACSHA256.HashData(key, KeyEncryptionKey.Fields("fingerprint/1", kind, identity)))];
    }

    /// <summary>The references of the persons recognised by these identities; a new one where none was mentioned before.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> SubjectsAsync(string tenantId, IReadOnlyCollection<string> identities, CancellationToken ct)
    {
        var distinct = identities.Distinct().ToArray();
        var fingerprints = await FingerprintsAsync(tenantId, "person", distinct, ct);
        var known = await LookUpAsync();
        if (known.Count < distinct.Length)
        {
            await using var insert = database.CreateCommand(
                "insert into vault.subject (tenant_id, fingerprint, subject_id) select $1, f, s from unnest($2::bytea[], $3::uuid[]) as n(f, s) on conflict do nothing");
            insert.Parameters.AddWithValue(tenantId);
            insert.Parameters.AddWithValue(fingerprints);
            insert.Parameters.AddWithValue(fingerprints.Select(_ => Guid.NewGuid()).ToArray());
            await insert.ExecuteNonQueryAsync(ct);
            known = await LookUpAsync();
        }

        return distinct.Select((identity, i) => (identity, subject: known[Convert.ToHexString(fingerprints[i])])).ToDictionary(x => x.identity, x => x.subject);

        async Task<Dictionary<string, Guid>> LookUpAsync()
        {
            await using var select = database.CreateCommand("select fingerprint, subject_id from vault.subject where tenant_id = $1 and fingerprint = any($2)");
            select.Parameters.AddWithValue(tenantId);
            select.Parameters.AddWithValue(fingerprints);
            var found = new Dictionary<string, Guid>();
            await using var reader = await select.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                found[Convert.ToHexString(reader.GetFieldValue<byte[]>(0))] = reader.GetGuid(1);
            return found;
        }
    }

    // AES-GCM does not commit to its key; this value does, so that nobody can later show another key under which the bytes open to something else.
    private static byte[] CommitmentTo(byte[] key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.ASCII.GetBytes("commit"));

    // A tenant's key lives as long as the tenant, so it is asked for once.
    private async Task<byte[]> TenantKeyAsync(string tenantId, CancellationToken ct)
    {
        if (tenantKeys.TryGetValue(tenantId, out var known))
            return known;
        await using (var insert = database.CreateCommand(
            "insert into keys.tenant_key (tenant_id, wrapped, kek_id) select $1, $2, $3 where not exists (select from keys.tenant_key where tenant_id = $1) on conflict do nothing"))
        {
            insert.Parameters.AddWithValue(tenantId);
            insert.Parameters.AddWithValue(kek.Wrap(RandomNumberGenerator.GetBytes(32), tenantId, Guid.Empty, 0));
            insert.Parameters.AddWithValue(kek.Id);
            await insert.ExecuteNonQueryAsync(ct);
        }

        await using var select = database.CreateCommand("select wrapped from keys.tenant_key where tenant_id = $1");
        select.Parameters.AddWithValue(tenantId);
        return tenantKeys[tenantId] = kek.Unwrap((byte[])(await select.ExecuteScalarAsync(ct))!, tenantId, Guid.Empty, 0);
    }
}
