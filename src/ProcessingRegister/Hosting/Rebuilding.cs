using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting;

/// <summary>
/// Folds every record anew from its events: after a release that reads more out of the same events, or after damage. Events and personal values are
/// not touched; the records, their versions and what they owe are replaced in one transaction, under the migrator's role.
/// </summary>
public static class Rebuilding
{
    /// <summary>Rebuilds the records of all registers.</summary>
    /// <returns>How many versions were written.</returns>
    public static async Task<long> RunAsync(NpgsqlDataSource migrator, CancellationToken ct)
    {
        await using var connection = await migrator.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Nobody writes meanwhile; readers see the old records until the end.
        await RunAsync(connection, "lock table register.mt_events in share row exclusive mode", ct);
        await RunAsync(connection, "alter table register.record_version disable trigger user", ct);
        await RunAsync(connection, "delete from register.record_version", ct);
        var written = 0L;
        foreach (var register in Registers.All)
            written += await register.RebuildAsync(connection, migrator, ct);
        await RunAsync(connection, "alter table register.record_version enable trigger user", ct);
        await Reckoning.OfAllAsync(connection, ct);
        await transaction.CommitAsync(ct);
        return written;
    }

    /// <summary>Rebuilds one kind of record.</summary>
    internal static async Task<long> OfAsync<T>(NpgsqlConnection connection, NpgsqlDataSource migrator, CancellationToken ct)
        where T : Record, IRecord<T>
    {
        await RunAsync(connection, $"delete from register.mt_doc_{T.Kind}", ct);
        await RunAsync(connection, $"create temporary table rebuilt (tenant_id text, id uuid, recorded_at timestamptz, version bigint, kind text, state jsonb) on commit drop", ct);
        var written = 0L;
        await using (var import = await connection.BeginBinaryImportAsync("copy rebuilt from stdin (format binary)", ct))
        {
            await foreach (var (tenantId, record) in VersionsAsync<T>(migrator, ct))
            {
                await import.StartRowAsync(ct);
                await import.WriteAsync(tenantId, ct);
                await import.WriteAsync(record.Id, ct);
                await import.WriteAsync(record.RecordedAt.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
                await import.WriteAsync(record.Version, ct);
                await import.WriteAsync(T.Kind, ct);
                await import.WriteAsync(JsonSerializer.Serialize(record, RegisterJson.Storage), NpgsqlDbType.Jsonb, ct);
                written++;
            }

            await import.CompleteAsync(ct);
        }

        await RunAsync(connection, "insert into register.record_version (tenant_id, id, recorded_at, version, kind, state) select * from rebuilt", ct);
        await RunAsync(connection,
            $"""
            insert into register.mt_doc_{T.Kind} (tenant_id, id, data, mt_last_modified, mt_dotnet_type, mt_version)
            select distinct on (tenant_id, id) tenant_id, id, state, recorded_at, '{typeof(T).FullName}', version from rebuilt order by tenant_id, id, version desc
            """, ct);
        // A record that lies in the other drawer stays out of its table, and is kept for the day on which it comes back.
        await RunAsync(connection,
            $"""
            with gone as (delete from register.mt_doc_{T.Kind} d using register.elsewhere w where w.tenant_id = d.tenant_id and w.id = d.id and w.kind = '{T.Kind}' returning d.*)
            update register.elsewhere w set document = to_jsonb(gone) from gone where w.tenant_id = gone.tenant_id and w.id = gone.id
            """, ct);
        await RunAsync(connection, "drop table rebuilt", ct);
        return written;
    }

    // One index range over all streams of this kind, in order; memory holds one record at a time.
    private static async IAsyncEnumerable<(string TenantId, T Record)> VersionsAsync<T>(
        NpgsqlDataSource migrator, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct) where T : Record, IRecord<T>
    {
        var types = Registers.All.SelectMany(r => r.Events).ToDictionary(EventName.Of);
        await using var command = migrator.CreateCommand(
            """
            select e.tenant_id, e.stream_id, e.id, e.timestamp, e.type, e.data from register.mt_events e
            join register.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id
            where s.type = $1 order by e.tenant_id, e.stream_id, e.version
            """);
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(T.Kind);
        await using var reader = await command.ExecuteReaderAsync(ct);
        (string Tenant, T? Record) last = ("", null);
        while (await reader.ReadAsync(ct))
        {
            var (tenant, id) = (reader.GetString(0), reader.GetGuid(1));
            if (!types.TryGetValue(reader.GetString(4), out var type))
                throw new InvalidOperationException($"The event {reader.GetGuid(2)} is of a kind that this build does not know.");
            var data = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(5), type, RegisterJson.Storage)!;
            var before = last.Tenant == tenant && last.Record?.Id == id ? last.Record : null;
            last = (tenant, Fold.Next(before, id, new RecordedEvent(reader.GetGuid(2), new DateTimeOffset(reader.GetDateTime(3)), data)));
            yield return (tenant, last.Record!);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
