using Marten;
using Npgsql;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Notices;

/// <summary>
/// Brings outcomes back to whoever ordered the notices. It takes those of many records at a time, whoever ordered makes events of them, and the same
/// transaction notes that they were recorded: so each comes to an event once, and a failure here never sends anything again. When a batch fails, its
/// records are tried one by one, so that one that cannot be written to holds up no other.
/// </summary>
internal sealed partial class OutcomeRecorder(
    NpgsqlDataSource database, IDocumentStore store, IEnumerable<INoticeOutcomes> orderers, TimeProvider clock, ILogger<OutcomeRecorder> logger) : BackgroundService
{
    /// <summary>The outcomes of how many records are recorded in one transaction.</summary>
    public const int BatchSize = 250;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, DateTimeOffset> restingUntil = [];
    private readonly Dictionary<string, INoticeOutcomes> byKind = orderers.ToDictionary(orderer => orderer.RecordKind);

    /// <summary>Records what there is to record.</summary>
    /// <returns>How many outcomes were recorded.</returns>
    public async Task<int> RecordAsync(CancellationToken ct)
    {
        var recorded = 0;
        foreach (var batch in (await WaitingAsync(ct)).GroupBy(w => (w.TenantId, w.Kind)))
            recorded += await TryAsync(batch.Key.TenantId, byKind[batch.Key.Kind], [.. batch.Select(w => w.Record)], ct);
        return recorded;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                while (await RecordAsync(stoppingToken) >= BatchSize)
                {
                    // As long as there are more than one transaction takes; a few wait for those who come within the next moment.
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a while; a recorder that ends would leave every record without what became of its notices.
                Away(logger, e.GetType().Name, (e as NpgsqlException)?.SqlState);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> TryAsync(string tenantId, INoticeOutcomes orderer, Guid[] records, CancellationToken ct)
    {
        try
        {
            return await RecordAsync(tenantId, orderer, records, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, it is one record's: alone it is found, and rests before it is tried again, while the others are recorded.
            if (records is not [var record])
                return await OneByOneAsync(tenantId, orderer, records, ct);
            restingUntil[record] = clock.GetUtcNow() + Rest;
            NotRecorded(logger, record, e.GetType().Name);
            return 0;
        }
    }

    private async Task<int> OneByOneAsync(string tenantId, INoticeOutcomes orderer, Guid[] records, CancellationToken ct)
    {
        var recorded = 0;
        foreach (var record in records)
            recorded += await TryAsync(tenantId, orderer, [record], ct);
        return recorded;
    }

    private async Task<IReadOnlyList<(string TenantId, string Kind, Guid Record)>> WaitingAsync(CancellationToken ct)
    {
        foreach (var (record, until) in restingUntil.ToList())
        {
            if (until <= clock.GetUtcNow())
                restingUntil.Remove(record);
        }

        await using var command = database.CreateCommand(
            """
            select tenant_id, record_kind, record_id from notices.outcome where recorded_at is null and record_kind = any($1) and record_id <> all($2)
            group by tenant_id, record_kind, record_id order by min(at) limit $3
            """);
        command.Parameters.AddWithValue(byKind.Keys.ToArray());
        command.Parameters.AddWithValue(restingUntil.Keys.ToArray());
        command.Parameters.AddWithValue(BatchSize);
        var waiting = new List<(string, string, Guid)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            waiting.Add((reader.GetString(0), reader.GetString(1), reader.GetGuid(2)));
        return waiting;
    }

    private async Task<int> RecordAsync(string tenantId, INoticeOutcomes orderer, Guid[] records, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenantId);
        // Nobody acts here: the program itself records what it was told.
        session.LastModifiedBy = Guid.Empty.ToString();
        await session.BeginTransactionAsync(ct);
        var outcomes = await TakeAsync(session, orderer.RecordKind, records, ct);
        if (outcomes.Count == 0)
            return 0;
        await orderer.RecordAsync(session, [.. outcomes.GroupBy(o => o.Record).Select(of => new OutcomesOfRecord(of.Key, [.. of.Select(o => o.Outcome)]))], ct);
        session.QueueSqlCommand(
            "update notices.outcome o set recorded_at = clock_timestamp() from unnest(?, ?) as r (id, n) where o.tenant_id = ? and o.notice_id = r.id and o.n = r.n",
            outcomes.Select(o => o.Outcome.Notice).ToArray(), outcomes.Select(o => o.N).ToArray(), tenantId);
        await session.SaveChangesAsync(ct);
        return outcomes.Count;
    }

    // One node at a time for each record, so that its outcomes are recorded in their order. What it left is read only once the record is held.
    private static async Task<List<(Guid Record, int N, NoticeOutcome Outcome)>> TakeAsync(IDocumentSession session, string kind, Guid[] records, CancellationToken ct)
    {
        var held = new List<Guid>();
        await using var turn = new NpgsqlCommand(
            "select id from unnest($1::uuid[]) as id where pg_try_advisory_xact_lock(hashtextextended('notices.outcome ' || $2 || ' ' || id, 0))", session.Connection);
        turn.Parameters.AddWithValue(records);
        turn.Parameters.AddWithValue(session.TenantId);
        await using (var reader = await turn.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                held.Add(reader.GetGuid(0));
        }

        var taken = new List<(Guid, int, NoticeOutcome)>();
        if (held.Count == 0)
            return taken;
        await using var select = new NpgsqlCommand(
            """
            select o.record_id, o.n, o.notice_id, n.agreement_id, o.result, o.at, o.attempt, o.content_digest, o.trouble, o.code, o.actor
            from notices.outcome o join notices.notice n on n.tenant_id = o.tenant_id and n.id = o.notice_id
            where o.tenant_id = $1 and o.record_kind = $2 and o.record_id = any($3) and o.recorded_at is null order by o.at, o.notice_id, o.n
            """, session.Connection);
        select.Parameters.AddWithValue(session.TenantId);
        select.Parameters.AddWithValue(kind);
        select.Parameters.AddWithValue(held.ToArray());
        await using (var reader = await select.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                taken.Add((reader.GetGuid(0), reader.GetInt32(1), Read(reader)));
        }

        return taken;
    }

    private static NoticeOutcome Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(2), reader.IsDBNull(3) ? null : reader.GetGuid(3), Enum.Parse<NoticeResult>(reader.GetString(4)), reader.GetFieldValue<DateTimeOffset>(5),
        reader.GetInt32(6), reader.IsDBNull(7) ? null : reader.GetFieldValue<byte[]>(7),
        reader.IsDBNull(8) ? null : Enum.Parse<NoticeTrouble>(reader.GetString(8)), reader.IsDBNull(9) ? null : reader.GetInt32(9),
        reader.IsDBNull(10) ? null : reader.GetGuid(10));

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of the notices about record {Record} was not recorded: {Failure}. It is tried again.")]
    private static partial void NotRecorded(ILogger logger, Guid record, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outcomes of notices could not be read: {Failure}, SQLSTATE {SqlState}.")]
    private static partial void Away(ILogger logger, string failure, string? sqlState);
}
