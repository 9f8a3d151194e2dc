using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Ledger;

/// <summary>The newest attestation of one kind.</summary>
/// <param name="Kind">The kind: <c>witness</c>, <c>tsa</c>, <c>anchor-log</c>.</param>
/// <param name="Size">The size of the checkpoint that was attested.</param>
/// <param name="Name">Who attested.</param>
/// <param name="At">When (UTC).</param>
public sealed record LastAnchor(string Kind, long Size, string Name, DateTimeOffset At);

/// <summary>How an organisation's log stands.</summary>
/// <param name="Origin">Its name; <c>null</c> while there is no log.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="SignedSize">How many of them the newest checkpoint covers.</param>
/// <param name="RootHash">The root hash of the newest checkpoint, base64.</param>
/// <param name="LastCheckpointAt">When that was signed (UTC).</param>
/// <param name="Pending">How many events wait for their entry; of more than 10,000 it says 10,000.</param>
/// <param name="OldestPendingSince">Since when the first of them, or of the entries that are not signed yet, has waited (UTC).</param>
/// <param name="MaximumMergeDelaySeconds">Within how many seconds an event is promised to be under a checkpoint.</param>
/// <param name="Refusal">The rule for which the sealer stopped work on this log, if it did.</param>
/// <param name="RefusalMeans">What that means, in a sentence.</param>
/// <param name="Anchors">The newest attestation of each kind.</param>
/// <param name="TriggerIsInPlace">Whether the trigger that queues events is there and enabled.</param>
public sealed record LedgerStatus(
    string? Origin, long Size, long SignedSize, string? RootHash, DateTimeOffset? LastCheckpointAt, long Pending, DateTimeOffset? OldestPendingSince,
    int MaximumMergeDelaySeconds, SealingRefusal? Refusal, string? RefusalMeans, IReadOnlyList<LastAnchor> Anchors, bool TriggerIsInPlace)
{
    /// <summary>The most waiting events that are counted.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The SQL condition under which events are queued for the ledger.</summary>
    internal const string TriggerCondition =
        "exists (select from pg_trigger where tgname = 'queue_event' and tgfoid = 'ledger.queue_event'::regproc and tgrelid = 'register.mt_events'::regclass and tgenabled in ('O', 'A'))";

    private const string Query =
        $"""
        select l.origin, coalesce(l.size, 0), coalesce(l.signed_size, 0), c.root, c.signed_at, p.count,
          least(p.since, case when l.signed_size < l.size then l.grown_at end), l.refusal, {TriggerCondition}, l.log_id
        from (select count(*) as count, min(queued_at) as since from (select queued_at from ledger.pending where tenant_id = $1 order by seq_id limit 10000) first) p
        left join lateral (select * from ledger.log where tenant_id = $1 order by created_at desc limit 1) l on true
        left join ledger.checkpoint c on c.log_id = l.log_id and c.size = l.signed_size
        """;

    /// <summary>Reads it.</summary>
    public static async Task<LedgerStatus> OfAsync(NpgsqlDataSource database, string tenantId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = tenantId } } };
        LedgerStatus status;
        Guid? log;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            await reader.ReadAsync(ct);
            var refusal = reader.IsDBNull(7) ? null : (SealingRefusal?)Enum.Parse<SealingRefusal>(reader.GetString(7));
            log = reader.IsDBNull(9) ? null : reader.GetGuid(9);
            status = new LedgerStatus(
                reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2),
                reader.IsDBNull(3) ? null : Convert.ToBase64String(reader.GetFieldValue<byte[]>(3)), Instant(reader, 4), reader.GetInt64(5), Instant(reader, 6),
                (int)SealingOptions.MaximumMergeDelay.TotalSeconds, refusal, refusal?.Sentence(), [], reader.GetBoolean(8));
        }

        return log is { } id ? status with { Anchors = await AnchorsAsync(connection, id, ct) } : status;
    }

    private static async Task<IReadOnlyList<LastAnchor>> AnchorsAsync(NpgsqlConnection connection, Guid logId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select distinct on (kind) kind, size, name, at from ledger.anchor where log_id = $1 order by kind, size desc, at desc", connection);
        command.Parameters.AddWithValue(logId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var anchors = new List<LastAnchor>();
        while (await reader.ReadAsync(ct))
            anchors.Add(new LastAnchor(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
        return anchors;
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}

/// <summary><c>GET /v1/{org}/ledger/status</c>.</summary>
public static class GetLedgerStatusEndpoint
{
    /// <summary>Shows how the organisation's log stands: its size, what waits, who attested it, and whether sealing was stopped.</summary>
    [WolverineGet("/v1/{org}/ledger/status", OperationId = "getLedgerStatus"), Answers(200, typeof(LedgerStatus))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static async Task<IResult> Get(NpgsqlDataSource database, HttpContext http) => Showing.Json(await LedgerStatus.OfAsync(database, http.TenantId(), http.RequestAborted));
}
