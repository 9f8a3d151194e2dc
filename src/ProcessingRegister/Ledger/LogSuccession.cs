using System.Globalization;
using Marten;
using MerkleLog;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Ledger;

/// <summary>
/// The way out when sealing is refused and the cause cannot be mended: the log is closed, and a new one takes its place that names the head which is lost
/// in its first entry and then contains all events of the organisation anew. The old log stays as it is. Every step can be interrupted and done again.
/// </summary>
/// <param name="store">Appends under the application's role.</param>
/// <param name="owner">Connections of the migrator, which alone may queue events that were sealed before.</param>
/// <param name="key">Codes the first entry.</param>
/// <param name="heads">The heads known on this node.</param>
/// <param name="clock">Says when.</param>
public sealed class LogSuccession(IDocumentStore store, NpgsqlDataSource owner, OriginKey key, HeadFiles heads, TimeProvider clock)
{
    /// <summary>What succession would record, or, where only the file of the head is left to be put aside, has recorded.</summary>
    /// <returns><c>null</c> when the organisation's log is not refused.</returns>
    public async Task<LogSucceeded?> FindAsync(string tenantId, CancellationToken ct)
    {
        if (await OpenAsync(tenantId, ct) is not { } log)
            return null;
        return await HalfDoneAsync(tenantId, log, ct) ?? await NextAsync(tenantId, log, ct);
    }

    /// <summary>Lets a new log take the place of the one that is refused.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="keptSize">The operator's consent: after this many entries, those that the database has under a signed head, what was signed is lost.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidOperationException">The log is not refused, or this is not its signed size.</exception>
    public async Task SucceedAsync(string tenantId, long keptSize, CancellationToken ct)
    {
        var log = await OpenAsync(tenantId, ct) ?? throw new InvalidOperationException("The organisation has no log.");
        if (await HalfDoneAsync(tenantId, log, ct) is { } done)
        {
            RefuseOtherSize(done.KeptSize, keptSize);
            await heads.SetAsideAsync(tenantId, done.Log, ct);
            return;
        }

        var succeeded = await NextAsync(tenantId, log, ct) ?? throw new InvalidOperationException("The log is not refused.");
        RefuseOtherSize(succeeded.KeptSize, keptSize);
        var (newLog, first) = await RecordAsync(tenantId, succeeded, ct);
        await OpenNewAsync(tenantId, succeeded, newLog, first, ct);
        await heads.SetAsideAsync(tenantId, log.Id, ct);
    }

    private static void RefuseOtherSize(long kept, long accepted)
    {
        if (kept != accepted)
            throw new InvalidOperationException($"The database has {kept} entries of the log under a signed head, not {accepted}.");
    }

    // Everything but the file of the head is done: also on a second node, whose file may be of an earlier head.
    private async Task<LogSucceeded?> HalfDoneAsync(string tenantId, Open log, CancellationToken ct)
    {
        if (!log.IsSuccessor || Known(tenantId) is not { } known || known.Origin == log.Origin)
            return null;
        await using var session = store.QuerySession(tenantId);
        return (await session.LoadAsync<SealedLog>(log.Id, ct))?.Succeeds is { } succeeds && succeeds.LostOrigin.Value == known.Origin && known.TreeSize <= succeeds.LostSize
            ? succeeds : null;
    }

    private async Task<LogSucceeded?> NextAsync(string tenantId, Open log, CancellationToken ct)
    {
        if (log.Refusal is not { } refusal)
            return null;
        var lost = Known(tenantId) ?? log.Signed;
        var number = Math.Max(Number(log.Origin, log.FirstOrigin), Number(lost.Origin, log.FirstOrigin)) + 1;
        return new LogSucceeded(log.Id, Recorded($"{log.FirstOrigin}/{number}"), refusal, Recorded(lost.Origin), lost.TreeSize, Recorded(lost.RootHash.ToString()),
            log.Signed.TreeSize, await MissingAsync(tenantId, ct));
    }

    // A name or hash of our own may have the shape of what a text that somebody types must not hold, a telephone number say.
    private static ImpersonalText Recorded(string text) => ImpersonalText.AsRecorded(text);

    // The first log's name has no number; its successors are /2, /3 and so on.
    private static int Number(string origin, string first) =>
        origin.StartsWith($"{first}/", StringComparison.Ordinal) && int.TryParse(origin[(first.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : 1;

    private Checkpoint? Known(string tenantId)
    {
        try
        {
            return heads.Read(tenantId) is { } note && Checkpoint.TryParse(note.Text, out var known) ? known : null;
        }
        catch (InvalidDataException)
        {
            // A damaged file says nothing; it is put aside with the rest.
            return null;
        }
    }

    private async Task<Open?> OpenAsync(string tenantId, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            """
            select l.log_id, l.origin, l.refusal, l.succeeds is not null, c.size, c.root,
              (select origin from ledger.log first where first.tenant_id = $1 and first.succeeds is null order by created_at limit 1)
            from ledger.log l left join lateral (select size, root from ledger.checkpoint where log_id = l.log_id order by size desc limit 1) c on true
            where l.tenant_id = $1 and l.closed_at is null
            """);
        command.Parameters.AddWithValue(tenantId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        var origin = reader.GetString(1);
        var signed = reader.IsDBNull(4) ? new Checkpoint(origin, 0, TreeHash.Empty) : new Checkpoint(origin, reader.GetInt64(4), new Hash(reader.GetFieldValue<byte[]>(5)));
        return new Open(reader.GetGuid(0), origin, reader.IsDBNull(2) ? null : Enum.Parse<SealingRefusal>(reader.GetString(2)),
            reader.GetBoolean(3), signed, reader.IsDBNull(6) ? origin : reader.GetString(6));
    }

    private async Task<long> MissingAsync(string tenantId, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            """
            select coalesce(sum(s.version - coalesce(e.there, 0)), 0)::bigint
            from register.mt_streams s left join (select stream_id, count(*) as there from register.mt_events where tenant_id = $1 group by stream_id) e on e.stream_id = s.id
            where s.tenant_id = $1
            """);
        command.Parameters.AddWithValue(tenantId);
        command.CommandTimeout = 0;
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    // The event of an attempt that ended here is used again.
    private async Task<(Guid NewLog, Guid EventId)> RecordAsync(string tenantId, LogSucceeded succeeded, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenantId);
        foreach (var begun in await session.Query<SealedLog>().ToListAsync(ct))
        {
            if (begun.Succeeds == succeeded)
                return (begun.Id, (await session.Events.FetchStreamAsync(begun.Id, token: ct))[0].Id);
        }

        var newLog = Guid.CreateVersion7();
        var events = Deciding.Wrap(session, [succeeded], CanonicalInstant.Cut(clock.GetUtcNow()));
        session.Events.StartStream<SealedLog>(newLog, events);
        await session.SaveChangesAsync(ct);
        return (newLog, events[0].Id);
    }

    private async Task OpenNewAsync(string tenantId, LogSucceeded succeeded, Guid newLog, Guid eventId, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Integrator.LockAsync(connection, Integrator.IntegrateLock, tenantId, ct);
        await Integrator.LockAsync(connection, Publisher.PublishLock, succeeded.Log.ToString(), ct);
        if (await Integrator.LockLogAsync(connection, tenantId, ct) is not { } old || old.Id != succeeded.Log)
            throw new InvalidOperationException("The log has changed meanwhile; look again.");
        await using (var open = new NpgsqlCommand("update ledger.log set closed_at = clock_timestamp() where log_id = $1", connection) { Parameters = { new() { Value = old.Id } } })
            await open.ExecuteNonQueryAsync(ct);
        await using var create = new NpgsqlCommand(
            """
            insert into ledger.log (log_id, tenant_id, origin, root, succeeds, refilled_to)
            select $1, $2, $3, $4, $5, max(seq_id) from register.mt_events where tenant_id = $2 returning refilled_to
            """, connection);
        create.Parameters.AddWithValue(newLog);
        create.Parameters.AddWithValue(tenantId);
        create.Parameters.AddWithValue(succeeded.Origin.Value);
        create.Parameters.AddWithValue(TreeHash.Empty.ToArray());
        create.Parameters.AddWithValue(old.Id);
        var refilledTo = (long)(await create.ExecuteScalarAsync(ct))!;

        var first = await FirstAsync(connection, eventId, ct);
        if ((await Integrator.AppendAsync(connection, key, new OpenLog(newLog, 0, [], TreeHash.Empty, refilledTo), [first], ct)).Unattributed.Count > 0)
            throw new InvalidOperationException("The event that begins the new log is not what this program wrote.");
        // What is queued and gone is counted in the first entry, and waited for no longer.
        await using var queue = new NpgsqlCommand(
            """
            with done as (delete from ledger.pending p where p.tenant_id = $1
              and (p.seq_id = $2 or not exists (select from register.mt_events e where e.tenant_id = $1 and e.seq_id = p.seq_id)))
            insert into ledger.pending (tenant_id, seq_id) select tenant_id, seq_id from register.mt_events where tenant_id = $1 and seq_id <> $2 on conflict do nothing
            """, connection)
        { CommandTimeout = 0 };
        queue.Parameters.AddWithValue(tenantId);
        queue.Parameters.AddWithValue(first.Sequence);
        await queue.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<EventRow> FirstAsync(NpgsqlConnection connection, Guid eventId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select {EventRow.Columns} from register.mt_events e where e.id = $1", connection);
        command.Parameters.AddWithValue(eventId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? EventRow.Read(reader) : throw new InvalidOperationException("The event that begins the new log is gone.");
    }

    private sealed record Open(Guid Id, string Origin, SealingRefusal? Refusal, bool IsSuccessor, Checkpoint Signed, string FirstOrigin);
}
