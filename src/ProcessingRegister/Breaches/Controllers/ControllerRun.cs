using Marten;
using Npgsql;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>What long work is about.</summary>
public enum RunKind
{
    /// <summary>A record is made for each controller concerned, and each gets the notices that were ordered.</summary>
    Select,

    /// <summary>Each controller gets a notice.</summary>
    Notify,

    /// <summary>One controller gets a notice again.</summary>
    Redeliver,

    /// <summary>Those who have not acknowledged a notice are reminded.</summary>
    Remind,

    /// <summary>What is owed to each is restated, since the awareness was another.</summary>
    Restate,

    /// <summary>It is found out whom a filing covers.</summary>
    Cover,

    /// <summary>There was no breach, and nothing is owed to any of them.</summary>
    Lift,
}

/// <summary>Why long work does not come on: a code, since what a failure says may name what it was about.</summary>
public enum RunFailure
{
    /// <summary>The database was away, or refused.</summary>
    Database,

    /// <summary>The law that it needs is not known.</summary>
    LawUnknown,

    /// <summary>The records were changed by others again and again.</summary>
    Conflicts,

    /// <summary>Anything else; the log names its kind.</summary>
    Unexpected,
}

/// <summary>Where in the controllers the work stands.</summary>
/// <param name="Phase">Which part of the work.</param>
/// <param name="After">After which id to go on.</param>
internal readonly record struct RunPlace(int Phase, Guid After);

/// <summary>What a batch came to.</summary>
/// <param name="Next">Where to go on; <c>null</c> at the end.</param>
/// <param name="Done">Controllers looked at.</param>
internal sealed record RunBatch(RunPlace? Next, int Done);

/// <summary>How far long work has come, as its row says. The row is named like the event that set it going, unless it says which.</summary>
internal sealed record ControllerRun(
    Guid Id, Guid Breach, RunKind Kind, Guid Actor, RunPlace Place, int Done, bool IsFinished, Guid AskedBy, int Failures, RunFailure? Failure)
{
    /// <summary>After how many failures in a row it counts as failed.</summary>
    public const int MaxFailures = 5;

    private const string Columns =
        """
        select breach_id, kind, actor, phase, after, done, finished_at is not null, coalesce(asked_by, id), failures, failure
        from register.controller_run where tenant_id = $1 and id = $2
        """;

    /// <summary>Whether it does not come on by itself any more.</summary>
    public bool HasFailed => !IsFinished && Failures >= MaxFailures;

    /// <summary>Adds the row to the session's transaction; one that is there stays as it is.</summary>
    public static void Add(IDocumentSession session, Guid id, Guid breach, RunKind kind, Guid actor, DateTimeOffset now, Guid? askedBy = null) => session.QueueSqlCommand(
        "insert into register.controller_run (tenant_id, id, breach_id, kind, actor, created_at, asked_by) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        session.TenantId, id, breach, kind.ToString(), actor, now, askedBy ?? id);

    /// <summary>Writes how far it has come, in the transaction of the batch itself: it never falls behind what was done, nor ahead of it.</summary>
    public void Advance(IDocumentSession session, RunBatch batch, DateTimeOffset now)
    {
        var place = batch.Next ?? Place;
        session.QueueSqlCommand(
            """
            update register.controller_run set phase = ?, after = ?, done = done + ?, finished_at = case when ? then ?::timestamptz end, failures = 0, failure = null
            where tenant_id = ? and id = ?
            """,
            place.Phase, place.After, batch.Done, batch.Next is null, now, session.TenantId, Id);
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

    /// <summary>Notes that it failed once more, and why.</summary>
    public static async Task NoteFailureAsync(NpgsqlDataSource database, string tenantId, Guid id, RunFailure failure, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "update register.controller_run set failures = failures + 1, failure = $3 where tenant_id = $1 and id = $2 and finished_at is null");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(failure.ToString());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Lets what has failed be tried again, in the session's transaction.</summary>
    public static void Forgive(IDocumentSession session, Guid id) =>
        session.QueueSqlCommand("update register.controller_run set failures = 0, failure = null where tenant_id = ? and id = ?", session.TenantId, id);

    /// <summary>All that have not come to their end.</summary>
    public static async Task<IReadOnlyList<(string TenantId, Guid Id)>> UnfinishedAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select tenant_id, id from register.controller_run where finished_at is null order by created_at");
        var unfinished = new List<(string, Guid)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            unfinished.Add((reader.GetString(0), reader.GetGuid(1)));
        return unfinished;
    }

    private static async Task<ControllerRun?> ReadAsync(NpgsqlCommand command, string tenantId, Guid id, CancellationToken ct)
    {
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(id, reader.GetGuid(0), Enum.Parse<RunKind>(reader.GetString(1)), reader.GetGuid(2), new(reader.GetInt32(3), reader.GetGuid(4)), reader.GetInt32(5),
                reader.GetBoolean(6), reader.GetGuid(7), reader.GetInt32(8), reader.IsDBNull(9) ? null : Enum.Parse<RunFailure>(reader.GetString(9)))
            : null;
    }
}
