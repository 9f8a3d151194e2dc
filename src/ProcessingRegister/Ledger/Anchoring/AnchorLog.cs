using System.Text;
using MerkleLog;
using Npgsql;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>
/// The log over the organisations' logs: its leaves are the notes of their checkpoints, so that whoever holds one of its checkpoints holds all of theirs.
/// There is one when there are several organisations. It is sealed, signed and guarded like any other log.
/// </summary>
public sealed class AnchorLog(LedgerDatabase ledger, Publisher publisher, AnchorRows rows, TimeProvider clock, string origin)
{
    /// <summary>Whose log it is in the table of logs: nobody's.</summary>
    public const string Tenant = "*";

    private const int BatchSize = 2000;

    private long receiptsFrom;

    /// <summary>Adds the newest checkpoint of every organisation that is not in it yet, and signs.</summary>
    /// <returns>The log, or <c>null</c> while there is none: there is one organisation, or another node is at it.</returns>
    /// <exception cref="SealingRefusedException">The log is not what it should be.</exception>
    public async Task<Guid?> GrowAsync(CancellationToken ct)
    {
        if (await IntegrateAsync(ct) is not { } logId)
            return null;
        await publisher.PublishAsync(logId, ct);
        return logId;
    }

    /// <summary>
    /// Gives every checkpoint among the first so many leaves its receipt: the proof of its place in the anchor log, by a checkpoint that the witnesses
    /// cosigned.
    /// </summary>
    public async Task<int> GiveReceiptsAsync(Guid logId, long size, CancellationToken ct)
    {
        if (await rows.CosignedAsync(logId, size, ct) is not { } checkpoint)
            return 0;
        var given = 0;
        for (var more = true; more;)
        {
            var leaves = await WithoutReceiptAsync(logId, size, ct);
            foreach (var (index, checkpointOf, checkpointSize, note) in leaves)
            {
                var path = await TiledTree.ProveInclusionAsync(new LogTiles(ledger.Source, logId).ReadAsync, index, size, ct);
                var proof = new LogProof(index, path.Hashes, checkpoint, [.. note]);
                await rows.AddAsync(checkpointOf, checkpointSize, AnchorKind.AnchorLog, origin, proof.ToBytes(), clock.GetUtcNow(), ct);
            }

            given += leaves.Count;
            more = leaves.Count == BatchSize;
        }

        // All leaves before have theirs, and need not be looked at again.
        receiptsFrom = size;
        return given;
    }

    private async Task<Guid?> IntegrateAsync(CancellationToken ct)
    {
        await using var connection = await ledger.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await Integrator.TryLockAsync(connection, "integrate", Tenant, ct))
            return null;
        await BeginAsync(connection, ct);
        if (await Integrator.LockLogAsync(connection, Tenant, ct) is not { } log)
            return null;
        var leaves = await MissingAsync(connection, log.Id, ct);
        if (leaves.Count > 0)
            await LeafWriter.AppendAsync(connection, log, leaves, ct);
        await transaction.CommitAsync(ct);
        return log.Id;
    }

    // Once there is one, it stays: its witnesses would otherwise hold a log that never grows again.
    private async Task BeginAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into ledger.log (log_id, tenant_id, origin, root) select $1, '*', $2, $3
            where not exists (select from ledger.log where tenant_id = '*') and (select count(*) from (select from ledger.log where closed_at is null limit 2) open) > 1
            """, connection);
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(origin);
        command.Parameters.AddWithValue(TreeHash.Empty.ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<IReadOnlyList<NewLeaf>> MissingAsync(NpgsqlConnection connection, Guid logId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select l.log_id, c.size, c.note from ledger.log l join ledger.checkpoint c on c.log_id = l.log_id and c.size = l.signed_size
            where l.tenant_id <> '*' and l.closed_at is null
              and not exists (select from ledger.leaf f where f.log_id = $1 and f.stream_id = l.log_id and f.version = c.size)
            order by l.log_id limit $2
            """, connection);
        command.Parameters.AddWithValue(logId);
        command.Parameters.AddWithValue(BatchSize);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var leaves = new List<NewLeaf>();
        while (await reader.ReadAsync(ct))
            leaves.Add(new NewLeaf(null, reader.GetGuid(0), reader.GetInt64(1), Encoding.UTF8.GetBytes(reader.GetString(2))));
        return leaves;
    }

    private async Task<IReadOnlyList<(long Index, Guid LogId, long Size, byte[] Note)>> WithoutReceiptAsync(Guid logId, long size, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand(
            """
            select f.leaf_index, f.stream_id, f.version, f.entry from ledger.leaf f where f.log_id = $1 and f.leaf_index >= $2 and f.leaf_index < $3
              and not exists (select from ledger.anchor a where a.log_id = f.stream_id and a.size = f.version and a.kind = 'anchor-log')
            order by f.leaf_index limit $4
            """);
        command.Parameters.AddWithValue(logId);
        command.Parameters.AddWithValue(receiptsFrom);
        command.Parameters.AddWithValue(size);
        command.Parameters.AddWithValue(BatchSize);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var leaves = new List<(long, Guid, long, byte[])>();
        while (await reader.ReadAsync(ct))
            leaves.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
        return leaves;
    }
}
