using Marten;
using Npgsql;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace ProcessingRegister.Notices.Reminders;

/// <summary>
/// Looks for obligations whose reminders are not planned yet and plans them: a row for each point, and in the same transaction a durable message for its
/// time. Several nodes may look at once; the row decides who plans. What was planned for a limit that moved finds nothing to remind of when it fires.
/// </summary>
/// <remarks>
/// A node looks through everything that falls due soon when it starts, and once an hour in case it missed something; in between only at what has newly come
/// within reach of its points, or was newly recorded, by the index of each.
/// </remarks>
internal sealed partial class ReminderPlanner(
    NpgsqlDataSource database, IDocumentStore store, IWolverineRuntime wolverine, OpenObligations obligations, ReminderOptions options, TimeProvider clock,
    ILogger<ReminderPlanner> logger) : BackgroundService
{
    /// <summary>How late a point may be noticed and still count, and how long a transaction may take to be seen after the time that it records.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromMinutes(10);

    /// <summary>How long before its first point an obligation is planned.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    private static readonly TimeSpan WholeEvery = TimeSpan.FromHours(1);

    private const int BatchSize = 200;

    private (DateTimeOffset At, DateTimeOffset Until) looked = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    private DateTimeOffset lookedThrough = DateTimeOffset.UnixEpoch;

    /// <summary>Plans for all organisations.</summary>
    public async Task PlanAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = now + Ahead + options.BeforeLimit.Append(TimeSpan.Zero).Max();
        var whole = now - lookedThrough >= WholeEvery;
        var (recordedSince, dueSince) = whole ? (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) : (looked.At - LookBack, looked.Until);
        foreach (var batch in (await obligations.DueAsync(dueSince, recordedSince, until, ct)).Chunk(BatchSize))
            await PlanAsync(batch, now - LookBack, ct);
        // Only now: what could not be planned is looked for again.
        looked = (now, until);
        lookedThrough = whole ? now : lookedThrough;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.PlanningInterval);
        do
        {
            try
            {
                await PlanAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever went wrong must not end the reminders for good; the next look tries again.
                NotPlanned(logger, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PlanAsync((string TenantId, OpenObligation Owed)[] batch, DateTimeOffset since, CancellationToken ct)
    {
        // What lies back further was planned before, or was past already when it came to be owed, and nobody need be told of it any more.
        var points = (from one in batch
                      let id = ReminderPoints.IdOf(one.Owed.Record, one.Owed.Kind, one.Owed.Reference, one.Owed.Target, one.Owed.Limit)
                      from point in ReminderPoints.Of(one.Owed, options.BeforeLimit, since)
                      select (one.TenantId, one.Owed, Id: id, Point: point)).ToList();
        var known = await KnownAsync([.. points.Select(point => point.TenantId)], [.. points.Select(point => point.Id)], ct);
        foreach (var tenant in points.Where(p => !known.Contains((p.TenantId, Convert.ToHexString(p.Id), p.Point.Name))).GroupBy(p => p.TenantId))
        {
            await using var session = store.LightweightSession(tenant.Key);
            await session.BeginTransactionAsync(ct);
            var outbox = new MartenOutbox(wolverine, session);
            // In one order on every node, so that two that plan the same do not wait for each other.
            foreach (var (_, owed, id, point) in tenant.OrderBy(p => Convert.ToHexString(p.Id), StringComparer.Ordinal).ThenBy(p => p.Point.Name, StringComparer.Ordinal))
            {
                if (await ClaimAsync(session, id, point.Name, ct))
                    await outbox.ScheduleAsync(new RemindOfObligation(tenant.Key, owed.Record, owed.Kind, owed.Reference, owed.Target, owed.Limit, point.Name, point.Escalates), point.At);
            }

            await session.SaveChangesAsync(ct);
        }
    }

    /// <summary>Takes a point for this transaction; of two at once, the second waits and finds it taken.</summary>
    internal static async Task<bool> ClaimAsync(IDocumentSession session, byte[] id, string point, CancellationToken ct)
    {
        await using var insert = new NpgsqlCommand("insert into notices.reminder (tenant_id, id, point) values ($1, $2, $3) on conflict do nothing", session.Connection);
        insert.Parameters.AddWithValue(session.TenantId);
        insert.Parameters.AddWithValue(id);
        insert.Parameters.AddWithValue(point);
        return await insert.ExecuteNonQueryAsync(ct) == 1;
    }

    private async Task<HashSet<(string TenantId, string Id, string Point)>> KnownAsync(string[] tenants, byte[][] ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select r.tenant_id, encode(r.id, 'hex'), r.point from unnest($1::text[], $2::bytea[]) as a (tenant_id, id) join notices.reminder r on r.tenant_id = a.tenant_id and r.id = a.id");
        command.Parameters.AddWithValue(tenants);
        command.Parameters.AddWithValue(ids);
        var known = new HashSet<(string, string, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            known.Add((reader.GetString(0), reader.GetString(1).ToUpperInvariant(), reader.GetString(2)));
        return known;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminders could not be planned: {Failure}. The next look tries again.")]
    private static partial void NotPlanned(ILogger logger, string failure);
}
