using System.Globalization;
using System.Text.Json;
using Npgsql;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Notices.Webhooks;

/// <summary>Where webhooks of a recipient go, and the secrets that they are signed with: the newest first.</summary>
/// <param name="Url">The address.</param>
/// <param name="Secrets">The secrets as they were shown, each with the end of its time, if it has one.</param>
internal sealed record WebhookTarget(Uri Url, IReadOnlyList<WebhookSecret> Secrets)
{
    /// <summary>The secrets that hold at an instant.</summary>
    public IEnumerable<string> SecretsAt(DateTimeOffset at) => Secrets.Where(secret => secret.Until is null || secret.Until > at).Select(secret => secret.Text);

    /// <summary>Never the address or a secret.</summary>
    public override string ToString() => "[webhook target]";
}

/// <summary>A secret.</summary>
internal sealed record WebhookSecret(string Text, DateTimeOffset? Until)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => "[secret]";
}

/// <summary>An endpoint as it is kept.</summary>
internal sealed record WebhookRow(string TenantId, Guid Id, Guid? Agreement, int Version, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, WebhookTarget Target);

/// <summary>Keeps endpoints, address and secrets sealed under a key of their own.</summary>
internal sealed class WebhookEndpoints(NpgsqlDataSource database, DataKeys keys, TimeProvider clock)
{
    private const string Columns = "tenant_id, id, agreement_id, version, created_at, disabled_at, key_rev, sealed";

    /// <summary>Adds an endpoint.</summary>
    /// <returns>Its id, or <c>null</c> when the agreement, or the organisation, has one already.</returns>
    public async Task<Guid?> AddAsync(string tenantId, Guid? agreement, WebhookTarget target, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var (revision, bytes) = await SealAsync(tenantId, id, target, ct);
        await using var command = database.CreateCommand(
            "insert into notices.endpoint (tenant_id, id, agreement_id, key_rev, sealed, created_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        command.Parameters.Add(new() { Value = (object?)agreement ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.AddWithValue(revision);
        command.Parameters.AddWithValue(bytes);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        return await command.ExecuteNonQueryAsync(ct) == 1 ? id : null;
    }

    /// <summary>Puts another target in the place of what a version had; <c>false</c> when somebody else was faster.</summary>
    public async Task<bool> ReplaceAsync(WebhookRow row, WebhookTarget target, bool enable, CancellationToken ct)
    {
        var (revision, bytes) = await SealAsync(row.TenantId, row.Id, target, ct);
        await using var command = database.CreateCommand(
            """
            update notices.endpoint set key_rev = $4, sealed = $5, version = version + 1, disabled_at = case when $6 then null else disabled_at end
            where tenant_id = $1 and id = $2 and version = $3
            """);
        foreach (var value in new object[] { row.TenantId, row.Id, row.Version, revision, bytes, enable })
            command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Sends nothing more to an endpoint, until it is enabled again.</summary>
    public Task DisableAsync(WebhookRow row, CancellationToken ct) =>
        ChangeAsync("update notices.endpoint set disabled_at = clock_timestamp(), version = version + 1 where tenant_id = $1 and id = $2 and disabled_at is null", row.TenantId, row.Id, ct);

    /// <summary>Removes an endpoint.</summary>
    public Task<bool> RemoveAsync(string tenantId, Guid id, CancellationToken ct) =>
        ChangeAsync("delete from notices.endpoint where tenant_id = $1 and id = $2", tenantId, id, ct);

    /// <summary>One endpoint.</summary>
    public async Task<WebhookRow?> FindAsync(string tenantId, Guid id, CancellationToken ct) => (await ReadAsync("id = $2", tenantId, id, ct)).SingleOrDefault();

    /// <summary>All endpoints of an organisation.</summary>
    public Task<IReadOnlyList<WebhookRow>> AllAsync(string tenantId, CancellationToken ct) => ReadAsync("$2::uuid is not null", tenantId, Guid.Empty, ct);

    /// <summary>Where the webhooks of an agreement go: to its own endpoint, else to the organisation's.</summary>
    public async Task<WebhookRow?> OfAsync(string tenantId, Guid? agreement, CancellationToken ct) =>
        (await ReadAsync("(agreement_id = $2 or agreement_id is null)", tenantId, agreement ?? Guid.Empty, ct)).OrderBy(row => row.Agreement is null).FirstOrDefault();

    private async Task<IReadOnlyList<WebhookRow>> ReadAsync(string condition, string tenantId, Guid id, CancellationToken ct)
    {
        var rows = new List<(WebhookRow Row, int Revision, byte[] Sealed)>();
        await using (var command = database.CreateCommand($"select {Columns} from notices.endpoint where tenant_id = $1 and {condition} order by id"))
        {
            command.Parameters.AddWithValue(tenantId);
            command.Parameters.AddWithValue(id);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var row = new WebhookRow(
                    reader.GetString(0), reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetInt32(3),
                    reader.GetFieldValue<DateTimeOffset>(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5), null!);
                rows.Add((row, reader.GetInt32(6), reader.GetFieldValue<byte[]>(7)));
            }
        }

        var byId = rows.Count == 0 ? null : await keys.ForAsync(tenantId, [.. rows.Select(r => r.Row.Id)], ct);
        return [.. rows.Select(r => r.Row with
        {
            Target = JsonSerializer.Deserialize<WebhookTarget>(
                KeyEncryptionKey.Decrypt(byId![r.Row.Id].Key, r.Sealed, PlaceOf(tenantId, r.Row.Id, r.Revision)), RegisterJson.Storage)!,
        })];
    }

    private async Task<bool> ChangeAsync(string sql, string tenantId, Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    private async Task<(int Revision, byte[] Sealed)> SealAsync(string tenantId, Guid id, WebhookTarget target, CancellationToken ct)
    {
        var (revision, key) = (await keys.ForAsync(tenantId, [id], ct))[id];
        return (revision, KeyEncryptionKey.Encrypt(key, JsonSerializer.SerializeToUtf8Bytes(target, RegisterJson.Storage), PlaceOf(tenantId, id, revision)));
    }

    private static byte[] PlaceOf(string tenantId, Guid id, int revision) =>
        KeyEncryptionKey.Fields("webhook-target/1", tenantId, id.ToString(), revision.ToString(CultureInfo.InvariantCulture));
}
