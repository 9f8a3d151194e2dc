using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting;

/// <summary>
/// States anew what every record owes, and owed by each of its versions: by this build, and by the law and holidays that come with it. Once for each
/// build, since a row that was computed by another may be wrong now, and with every <see cref="Rebuilding"/>. Records and events are not touched.
/// </summary>
public static class Reckoning
{
    private const int BatchSize = 500;

    /// <summary>Does it in a transaction of its own, under the migrator's role. Nobody writes meanwhile; readers see what was there before.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var wait = new NpgsqlCommand("lock table register.mt_events in share row exclusive mode", connection) { CommandTimeout = 0 })
            await wait.ExecuteNonQueryAsync(ct);
        await OfAllAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Does it in the connection's transaction.</summary>
    /// <returns>How many versions were asked.</returns>
    internal static async Task<long> OfAllAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var delete = new NpgsqlCommand("delete from register.obligation", connection) { CommandTimeout = 0 })
            await delete.ExecuteNonQueryAsync(ct);
        var asked = 0L;
        foreach (var register in Registers.All)
            asked += await register.ReckonAsync(connection, ct);
        return asked;
    }

    /// <summary>Asks all versions of one kind of record, in their order.</summary>
    internal static async Task<long> OfAsync<T>(NpgsqlConnection connection, CancellationToken ct) where T : Record, IRecord<T>
    {
        var asked = 0L;
        for (var after = ("", Guid.Empty, DateTime.UnixEpoch); ;)
        {
            var page = await VersionsAsync<T>(connection, after, ct);
            if (page.Count == 0)
                return asked;
            await RestateAsync(connection, T.Kind, page, ct);
            asked += page.Count;
            var (tenant, last) = page[^1];
            after = (tenant, last.Id, last.RecordedAt.UtcDateTime);
        }
    }

    // Events of one transaction made one version live, and make several when records are rebuilt: what counts is how the transaction left the record.
    private static async Task<List<(string TenantId, T Record)>> VersionsAsync<T>(NpgsqlConnection connection, (string, Guid, DateTime) after, CancellationToken ct)
        where T : Record, IRecord<T>
    {
        await using var command = new NpgsqlCommand(
            """
            select distinct on (tenant_id, id, recorded_at) tenant_id, state from register.record_version
            where kind = $1 and (tenant_id, id, recorded_at) > ($2, $3, $4) order by tenant_id, id, recorded_at, version desc limit $5
            """, connection)
        {
            CommandTimeout = 0,
        };
        foreach (var value in new object[] { T.Kind, after.Item1, after.Item2, after.Item3, BatchSize })
            command.Parameters.AddWithValue(value);
        var versions = new List<(string, T)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            versions.Add((reader.GetString(0), JsonSerializer.Deserialize<T>(reader.GetFieldValue<byte[]>(1), RegisterJson.Storage)!));
        return versions;
    }

    private static async Task RestateAsync<T>(NpgsqlConnection connection, string kind, List<(string TenantId, T Record)> versions, CancellationToken ct) where T : Record
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var (tenantId, record) in versions)
        {
            var (owed, isWhole) = Owing.Of(record, LawBook.Current);
            var restate = new NpgsqlBatchCommand(RestateObligations.Sql);
            foreach (var value in new object[] { tenantId, record.Id, kind, record.Version, record.RecordedAt.UtcDateTime, isWhole })
                restate.Parameters.AddWithValue(value);
            restate.Parameters.Add(new() { Value = RestateObligations.Json(owed), NpgsqlDbType = NpgsqlDbType.Jsonb });
            batch.BatchCommands.Add(restate);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }
}
