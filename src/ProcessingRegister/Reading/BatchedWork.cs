using Marten;
using Npgsql;

namespace ProcessingRegister.Reading;

/// <summary>Where in its items long work stands.</summary>
/// <param name="Phase">Which of its lists.</param>
/// <param name="After">After which id to go on.</param>
public readonly record struct WorkPlace(int Phase, Guid After);

/// <summary>What a batch came to.</summary>
/// <param name="Next">Where to go on; <c>null</c> at the end.</param>
/// <param name="Done">How many items were looked at.</param>
public sealed record WorkBatch(WorkPlace? Next, int Done);

/// <summary>One kind of long work on the many records that belong to one. Whoever does it writes a batch, and <see cref="BatchedRuns"/> carries it on.</summary>
public interface IBatchedWork
{
    /// <summary>What it is called where its progress is stored: part of a contract, never renamed.</summary>
    string Name { get; }

    /// <summary>Where the result is to be seen, relative to <c>/v1/{org}</c>.</summary>
    string ResultOf(Guid subject);

    /// <summary>
    /// Does the next batch in the session, which is then committed together with the note of how far the work has come. When somebody recorded something
    /// about one of its records meanwhile, the batch is rolled back and decided anew.
    /// </summary>
    /// <param name="session">The session, in a transaction that holds the work for itself.</param>
    /// <param name="run">How far it has come.</param>
    /// <param name="asked">The event that set it going.</param>
    /// <param name="ct">Cancels.</param>
    Task<WorkBatch> StepAsync(IDocumentSession session, BatchedRun run, object asked, CancellationToken ct);
}

/// <summary>How far long work has come, as its row says. The row is named like the event that set it going.</summary>
/// <param name="Id">The event, which is the operation's id.</param>
/// <param name="Work">Which kind of work.</param>
/// <param name="Subject">The record that it is about.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Done">How many items are done.</param>
/// <param name="State">Whether it goes on.</param>
public sealed record BatchedRun(Guid Id, string Work, Guid Subject, Guid Actor, WorkPlace Place, int Done, OperationState State)
{
    private const string Columns = "select work, subject_id, actor, phase, after, done, finished_at is not null, failed_at is not null from register.batched_run where tenant_id = $1 and id = $2";

    internal static void Add(IDocumentSession session, Guid id, string work, Guid subject, Guid actor, DateTimeOffset now) => session.QueueSqlCommand(
        "insert into register.batched_run (tenant_id, id, work, subject_id, actor, created_at) values (?, ?, ?, ?, ?, ?)", session.TenantId, id, work, subject, actor, now);

    // In the transaction of the batch itself: it never falls behind what was done, nor ahead of it.
    internal void Advance(IDocumentSession session, WorkBatch batch, DateTimeOffset now)
    {
        var place = batch.Next ?? Place;
        session.QueueSqlCommand(
            "update register.batched_run set phase = ?, after = ?, done = done + ?, finished_at = case when ? then ?::timestamptz end, failed_at = null where tenant_id = ? and id = ?",
            place.Phase, place.After, batch.Done, batch.Next is null, now, session.TenantId, Id);
    }

    // Another who wants the row waits, and then sees what this one did.
    internal static async Task<BatchedRun?> TakeAsync(IDocumentSession session, Guid id, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(Columns + " for update", session.Connection);
        return await ReadAsync(command, session.TenantId, id, ct);
    }

    internal static async Task<BatchedRun?> FindAsync(NpgsqlDataSource database, string tenantId, Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Columns);
        return await ReadAsync(command, tenantId, id, ct);
    }

    internal static async Task FailAsync(NpgsqlDataSource database, string tenantId, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand("update register.batched_run set failed_at = $3 where tenant_id = $1 and id = $2 and finished_at is null");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(now);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<BatchedRun?> ReadAsync(NpgsqlCommand command, string tenantId, Guid id, CancellationToken ct)
    {
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(id, reader.GetString(0), reader.GetGuid(1), reader.GetGuid(2), new(reader.GetInt32(3), reader.GetGuid(4)), reader.GetInt32(5),
                reader.GetBoolean(6) ? OperationState.Done : reader.GetBoolean(7) ? OperationState.Failed : OperationState.Running)
            : null;
    }
}
