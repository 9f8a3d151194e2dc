using Npgsql;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Imports;

/// <summary>
/// Keeps files and reports in sealed parts: each part is encrypted by itself and bound to its place, so that neither writing nor reading needs more
/// memory than one part.
/// </summary>
internal sealed class SealedParts(NpgsqlDataSource database, DataKeys keys)
{
    public const string File = "file";
    public const string Report = "report";
    private const int PartSize = 1 << 20;

    /// <summary>Seals a stream; returns the number of parts.</summary>
    public async Task<int> WriteAsync(string tenantId, Guid import, Stream clear, CancellationToken ct)
    {
        var key = await KeyAsync(tenantId, import, ct);
        var buffer = new byte[PartSize];
        for (var n = 0; ; n++)
        {
            var length = await clear.ReadAtLeastAsync(buffer, PartSize, throwOnEndOfStream: false, ct);
            if (length == 0)
                return n;
            await WriteAsync(tenantId, import, File, n, key, buffer.AsMemory(0, length), ct);
        }
    }

    /// <summary>Seals one part, in place of what stood there.</summary>
    public async Task WriteAsync(string tenantId, Guid import, string kind, int n, ReadOnlyMemory<byte> clear, CancellationToken ct) =>
        await WriteAsync(tenantId, import, kind, n, await KeyAsync(tenantId, import, ct), clear, ct);

    /// <summary>Opens one part; <c>null</c> when there is none.</summary>
    public async Task<byte[]?> ReadAsync(string tenantId, Guid import, string kind, int n, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select sealed from register.import_part where tenant_id = $1 and import_id = $2 and kind = $3 and n = $4");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(import);
        command.Parameters.AddWithValue(kind);
        command.Parameters.AddWithValue(n);
        return await command.ExecuteScalarAsync(ct) is byte[] bytes
            ? KeyEncryptionKey.Decrypt(await KeyAsync(tenantId, import, ct), bytes, PlaceOf(tenantId, import, kind, n)) : null;
    }

    /// <summary>The file as it was received.</summary>
    public Stream OpenFile(string tenantId, Guid import, int parts) => new PartStream(async (n, ct) => n == parts ? null
        : await ReadAsync(tenantId, import, File, n, ct) ?? throw new InvalidOperationException("A part of an imported file is missing."));

    /// <summary>Deletes the parts of a kind, or all.</summary>
    public async Task DeleteAsync(string tenantId, Guid import, string? kind, CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from register.import_part where tenant_id = $1 and import_id = $2 and ($3 is null or kind = $3)");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(import);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = kind, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Deletes what uploads left behind that broke off before they became imports, and whatever else is past its day.</summary>
    public async Task SweepAsync(TimeSpan age, CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from register.import_part where created_at < clock_timestamp() - $1");
        command.Parameters.AddWithValue(age);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task WriteAsync(string tenantId, Guid import, string kind, int n, byte[] key, ReadOnlyMemory<byte> clear, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            insert into register.import_part (tenant_id, import_id, kind, n, sealed) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, import_id, kind, n) do update set sealed = excluded.sealed
            """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(import);
        command.Parameters.AddWithValue(kind);
        command.Parameters.AddWithValue(n);
        command.Parameters.AddWithValue(KeyEncryptionKey.Encrypt(key, clear.Span, PlaceOf(tenantId, import, kind, n)));
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<byte[]> KeyAsync(string tenantId, Guid import, CancellationToken ct) => (await keys.ForAsync(tenantId, [import], ct))[import].Key;

    private static byte[] PlaceOf(string tenantId, Guid import, string kind, int n) =>
        KeyEncryptionKey.Fields("import-part/1", tenantId, import.ToString(), kind, n.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
