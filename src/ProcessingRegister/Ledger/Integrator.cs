using MerkleLog;
using Npgsql;

namespace ProcessingRegister.Ledger;

/// <summary>What came of integrating one batch.</summary>
/// <param name="LogId">The log; <c>null</c> when another sealer works on it, or there was nothing to integrate.</param>
/// <param name="Entries">How many entries were added.</param>
/// <param name="Unattributed">The ids of rows among them that this application did not write.</param>
public sealed record Integrated(Guid? LogId, int Entries, IReadOnlyList<Guid> Unattributed)
{
    /// <summary>Nothing was integrated.</summary>
    public static Integrated Nothing { get; } = new(null, 0, []);
}

/// <summary>
/// Takes what is committed and queued, whichever it is, and appends it to the organisation's log: leaves, full tiles, head, in one transaction that also
/// empties the queue. Nothing is signed here: a root that is signed must be one that cannot be rolled back any more.
/// </summary>
public sealed class Integrator(LedgerDatabase ledger, OriginKey key, LogOrigin origins)
{
    /// <summary>The most events of one batch.</summary>
    public const int BatchSize = 8000;

    private const int WorthDividing = 100;

    /// <summary>The lock of whoever appends to an organisation's log.</summary>
    internal const string IntegrateLock = "integrate";

    // A row that has vanished from the event table stays queued; its age is what the health check tells. An array keeps the plan to the indexes, whatever
    // the statistics of a table say that is empty most of the time.
    internal const string TakeQuery =
        $"""
        with taken as (delete from ledger.pending where tenant_id = $1 and seq_id = any(array(
          select p.seq_id from ledger.pending p where p.tenant_id = $1
            and exists (select from register.mt_events e where e.seq_id = p.seq_id and e.tenant_id = p.tenant_id)
          order by p.seq_id limit $2)) returning seq_id)
        select {EventRow.Columns} from taken join register.mt_events e on e.seq_id = taken.seq_id and e.tenant_id = $1 order by e.seq_id
        """;

    /// <summary>Integrates one batch of an organisation.</summary>
    /// <exception cref="SealingRefusedException">What is queued cannot follow what is in the log, or the log is damaged.</exception>
    public async Task<Integrated> IntegrateAsync(string tenantId, CancellationToken ct)
    {
        await using var connection = await ledger.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await TryLockAsync(connection, IntegrateLock, tenantId, ct))
            return Integrated.Nothing;
        if (await LockLogAsync(connection, tenantId, ct) is not { } log)
        {
            // By itself, so that there is a log to note it at when its first entries are refused.
            await CreateLogAsync(connection, tenantId, ct);
            await transaction.CommitAsync(ct);
            return await IntegrateAsync(tenantId, ct);
        }

        var rows = await TakeAsync(connection, tenantId, ct);
        if (rows.Count == 0)
            return Integrated.Nothing;
        var result = await AppendAsync(connection, key, log, rows, ct);
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>Whether the caller now works alone, until its transaction ends.</summary>
    internal static async Task<bool> TryLockAsync(NpgsqlConnection connection, string work, string of, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended($1, 0))", connection);
        command.Parameters.AddWithValue($"ledger:{work}:{of}");
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Waits until the caller works alone.</summary>
    internal static async Task LockAsync(NpgsqlConnection connection, string work, string of, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection);
        command.Parameters.AddWithValue($"ledger:{work}:{of}");
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Appends rows to a log that is locked.</summary>
    internal static async Task<Integrated> AppendAsync(NpgsqlConnection connection, OriginKey key, OpenLog log, IReadOnlyList<EventRow> rows, CancellationToken ct)
    {
        await RefuseGapsAsync(connection, log, rows, ct);
        // Hashing is most of the work, and each row's is its own.
        var entries = rows.Count < WorthDividing ? rows.Select(Seal).ToList() : [.. rows.AsParallel().AsOrdered().Select(Seal)];
        await LeafWriter.AppendAsync(connection, log, [.. entries.Select(e => e.Leaf)], ct);
        return new Integrated(log.Id, entries.Count, [.. entries.Where(e => e.Entry.Type == Entry.Unattributed).Select(e => e.Entry.Id)]);

        (Entry Entry, NewLeaf Leaf) Seal(EventRow row)
        {
            var entry = row.ToEntry(key);
            return (entry, new NewLeaf(entry.Id, entry.Stream, entry.Version, entry.ToBytes()));
        }
    }

    private async Task CreateLogAsync(NpgsqlConnection connection, string tenantId, CancellationToken ct)
    {
        await using var create = new NpgsqlCommand("insert into ledger.log (log_id, tenant_id, origin, root) values ($1, $2, $3, $4)", connection);
        create.Parameters.AddWithValue(Guid.CreateVersion7());
        create.Parameters.AddWithValue(tenantId);
        create.Parameters.AddWithValue(await origins(tenantId, ct));
        create.Parameters.AddWithValue(TreeHash.Empty.ToArray());
        await create.ExecuteNonQueryAsync(ct);
    }

    internal static async Task<OpenLog?> LockLogAsync(NpgsqlConnection connection, string tenantId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select log_id, size, frontier, root, refilled_to from ledger.log where tenant_id = $1 and closed_at is null for update", connection);
        command.Parameters.AddWithValue(tenantId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new OpenLog(reader.GetGuid(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), new Hash(reader.GetFieldValue<byte[]>(3)), reader.GetInt64(4)) : null;
    }

    private static async Task<IReadOnlyList<EventRow>> TakeAsync(NpgsqlConnection connection, string tenantId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(TakeQuery, connection);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(BatchSize);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<EventRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(EventRow.Read(reader));
        return rows;
    }

    // A version is written only after the one before it is committed, so a gap within a stream is never a matter of timing.
    private static async Task RefuseGapsAsync(NpgsqlConnection connection, OpenLog log, IReadOnlyList<EventRow> rows, CancellationToken ct)
    {
        var firsts = new List<EventRow>();
        var last = new Dictionary<Guid, long>();
        foreach (var row in rows)
        {
            if (!last.TryGetValue(row.Stream, out var version))
                firsts.Add(row);
            else if (row.Version <= version || (row.Version > version + 1 && row.Sequence > log.RefilledTo))
                throw new SealingRefusedException(SealingRefusal.StreamGap);
            last[row.Stream] = row.Version;
        }

        await using var command = new NpgsqlCommand(
            """
            select count(*) from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as first (stream_id, version, seq_id)
            where (version > 1 and seq_id > $5 and not exists (select from ledger.leaf l where l.log_id = $1 and l.stream_id = first.stream_id and l.version = first.version - 1))
              or exists (select from ledger.leaf l where l.log_id = $1 and l.stream_id = first.stream_id and l.version = first.version)
            """, connection);
        command.Parameters.AddWithValue(log.Id);
        command.Parameters.AddWithValue(firsts.Select(row => row.Stream).ToArray());
        command.Parameters.AddWithValue(firsts.Select(row => row.Version).ToArray());
        command.Parameters.AddWithValue(firsts.Select(row => row.Sequence).ToArray());
        command.Parameters.AddWithValue(log.RefilledTo);
        if (await command.ExecuteScalarAsync(ct) is not 0L)
            throw new SealingRefusedException(SealingRefusal.StreamGap);
    }
}

/// <summary>The open log of an organisation, locked.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Frontier">The right edge of its tree.</param>
/// <param name="Root">The root of its tree.</param>
/// <param name="RefilledTo">
/// Up to which number events stood in the store when this log took another's place. What is missing among them is what was lost then, and its first entry
/// says so (<see cref="LogSuccession"/>).
/// </param>
internal sealed record OpenLog(Guid Id, long Size, byte[] Frontier, Hash Root, long RefilledTo);
