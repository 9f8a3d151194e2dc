using Marten;
using Npgsql;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>What long work is about.</summary>
public enum RunKind
{
    /// <summary>A record is made for each controller concerned.</summary>
    Select,

    /// <summary>It is found out whom a filing covers.</summary>
    Cover,

    /// <summary>There was no breach, and nothing is owed to any of them.</summary>
    Lift,
}

/// <summary>Where in the controllers the work stands.</summary>
/// <param name="Phase">Which of the services, or after the last of them the list of agreements.</param>
/// <param name="After">After which id to go on.</param>
internal readonly record struct RunPlace(int Phase, Guid After);

/// <summary>What a batch came to.</summary>
/// <param name="Next">Where to go on; <c>null</c> at the end.</param>
/// <param name="Done">Controllers looked at.</param>
/// <param name="Covered">Controllers that a filing covers.</param>
/// <param name="Uncovered">Controllers concerned that it does not cover.</param>
internal sealed record RunBatch(RunPlace? Next, int Done, int Covered = 0, int Uncovered = 0);

/// <summary>How far long work has come, as its row says. The row is named like the event that set it going.</summary>
internal sealed record ControllerRun(Guid Id, Guid Breach, RunKind Kind, Guid Actor, RunPlace Place, int Done, int Covered, int Uncovered, bool IsFinished)
{
    private const string Columns = "select breach_id, kind, actor, phase, after, done, covered, uncovered, finished_at is not null from register.controller_run where tenant_id = $1 and id = $2";

    /// <summary>Adds the row to the transaction of the event.</summary>
    public static void Add(IDocumentSession session, Guid id, Guid breach, RunKind kind, Guid actor, DateTimeOffset now) => session.QueueSqlCommand(
        "insert into register.controller_run (tenant_id, id, breach_id, kind, actor, created_at) values (?, ?, ?, ?, ?, ?)",
        session.TenantId, id, breach, kind.ToString(), actor, now);

    /// <summary>Writes how far it has come, in the transaction of the batch itself: it never falls behind what was done, nor ahead of it.</summary>
    public void Advance(IDocumentSession session, RunBatch batch, DateTimeOffset now)
    {
        var place = batch.Next ?? Place;
        session.QueueSqlCommand(
            """
            update register.controller_run set phase = ?, after = ?, done = done + ?, covered = covered + ?, uncovered = uncovered + ?,
              finished_at = case when ? then ?::timestamptz end where tenant_id = ? and id = ?
            """,
            place.Phase, place.After, batch.Done, batch.Covered, batch.Uncovered, batch.Next is null, now, session.TenantId, Id);
    }

    /// <summary>Takes the row for the session's transaction; another who wants it waits, and then sees what this one did.</summary>
    public static async Task<ControllerRun?> TakeAsync(IDocumentSession session, Guid id, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(Columns + " for update", session.Connection);
        return await ReadAsync(command, session.TenantId, id, ct);
    }

    /// <summary>The row as it stands.</summary>
    public static async Task<ControllerRun?> FindAsync(NpgsqlDataSource database, string tenantId, Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Columns);
        return await ReadAsync(command, tenantId, id, ct);
    }

    private static async Task<ControllerRun?> ReadAsync(NpgsqlCommand command, string tenantId, Guid id, CancellationToken ct)
    {
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(id, reader.GetGuid(0), Enum.Parse<RunKind>(reader.GetString(1)), reader.GetGuid(2), new(reader.GetInt32(3), reader.GetGuid(4)), reader.GetInt32(5),
                reader.GetInt32(6), reader.GetInt32(7), reader.GetBoolean(8))
            : null;
    }
}
