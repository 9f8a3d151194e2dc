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
internal sealed partial class ReminderPlanner(
    NpgsqlDataSource database, IDocumentStore store, IWolverineRuntime wolverine, IEnumerable<IOpenObligations> registers, ReminderOptions options, TimeProvider clock,
    ILogger<ReminderPlanner> logger) : BackgroundService
{
    /// <summary>How late a point may be noticed and still count.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromMinutes(10);

    /// <summary>Plans for all organisations.</summary>
    public async Task PlanAsync(CancellationToken ct)
    {
        var tenants = new List<string>();
        await using (var command = database.CreateCommand("select tenant_id from access.organisation order by created_at"))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                tenants.Add(reader.GetString(0));
        }

        foreach (var tenant in tenants)
        {
            foreach (var register in registers)
            {
                await foreach (var owed in register.OfAllAsync(tenant, clock.GetUtcNow(), ct))
                    await PlanAsync(tenant, owed, ct);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!registers.Any())
            return;
        using var timer = new PeriodicTimer(options.PlanningInterval);
        do
        {
            try
            {
                await PlanAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A record that cannot be read must not end the reminders of all others for good; the next look tries again.
                NotPlanned(logger, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PlanAsync(string tenantId, OpenObligation owed, CancellationToken ct)
    {
        // What lies back further was planned before, or was past already when it came to be owed, and nobody need be told of it any more.
        var points = ReminderPoints.Of(owed, options.BeforeLimit, clock.GetUtcNow() - LookBack);
        var id = ReminderPoints.IdOf(owed.Record, owed.Kind, owed.Reference, owed.Target, owed.Limit);
        if (await KnownAsync(tenantId, id, points, ct))
            return;
        await using var session = store.LightweightSession(tenantId);
        await session.BeginTransactionAsync(ct);
        var outbox = new MartenOutbox(wolverine, session);
        foreach (var point in points)
        {
            if (await ClaimAsync(session, id, point.Name, ct))
                await outbox.ScheduleAsync(new RemindOfObligation(tenantId, owed.Record, owed.Kind, owed.Reference, owed.Target, owed.Limit, point.Name, point.Escalates), point.At);
        }

        await session.SaveChangesAsync(ct);
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

    private async Task<bool> KnownAsync(string tenantId, byte[] id, IReadOnlyList<ReminderPoint> points, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select count(*) from notices.reminder where tenant_id = $1 and id = $2 and point = any($3)");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(points.Select(point => point.Name).ToArray());
        return await command.ExecuteScalarAsync(ct) is long count && count == points.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminders could not be planned: {Failure}. The next look tries again.")]
    private static partial void NotPlanned(ILogger logger, string failure);
}
