using Marten;
using Npgsql;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Decisions;

/// <summary>Keeps records of one kind apart by what identifies them, without storing that: a company's number may be a person's.</summary>
public sealed class Identities(NpgsqlDataSource database, DataKeys keys)
{
    /// <summary>The keyed fingerprint of an identity.</summary>
    public async Task<byte[]> FingerprintAsync(string tenantId, string kind, string identity, CancellationToken ct) =>
        (await keys.FingerprintsAsync(tenantId, kind, [identity], ct))[0];

    /// <summary>The record that has this identity, if any.</summary>
    public async Task<Guid?> FindAsync(string tenantId, string kind, byte[] fingerprint, CancellationToken ct) =>
        (await FindAsync(tenantId, kind, [fingerprint], ct)).Values.Select(id => (Guid?)id).SingleOrDefault();

    /// <summary>The records that have these identities, keyed by fingerprint in hexadecimal.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> FindAsync(string tenantId, string kind, byte[][] fingerprints, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select fingerprint, id from register.identity where tenant_id = $1 and kind = $2 and fingerprint = any($3)");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(kind);
        command.Parameters.AddWithValue(fingerprints);
        var found = new Dictionary<string, Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            found[Convert.ToHexString(reader.GetFieldValue<byte[]>(0))] = reader.GetGuid(1);
        return found;
    }

    /// <summary>Takes an identity for a record, in the session's transaction; of two at once, the second is refused by the primary key.</summary>
    public void Claim(IDocumentSession session, string kind, byte[] fingerprint, Guid id) =>
        session.QueueSqlCommand("insert into register.identity (tenant_id, kind, fingerprint, id) values (?, ?, ?, ?)", session.TenantId, kind, fingerprint, id);
}
