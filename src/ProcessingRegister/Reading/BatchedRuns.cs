using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using Wolverine;
using Wolverine.Attributes;

namespace ProcessingRegister.Reading;

/// <summary>
/// Carries long work on, batch by batch. Each batch is one transaction with the note of how far the work has come, so that it can break off anywhere, be
/// delivered twice, and go on; nothing is done twice and nothing left out.
/// </summary>
public sealed class BatchedRuns(IDocumentStore store, NpgsqlDataSource database, IEnumerable<IBatchedWork> works, TimeProvider clock, LongWork longWork) : IOperations
{
    private const int MaxConflicts = 20;

    private readonly Dictionary<string, IBatchedWork> byName = works.ToDictionary(work => work.Name);

    /// <summary>Sets work going in the session's transaction; the event that asks for it gives it its id.</summary>
    public static Func<Guid, Task> Begin(string work, Guid subject, IDocumentSession session, IMessageBus bus, HttpContext http) => async run =>
    {
        BatchedRun.Add(session, run, work, subject, http.Caller().Actor, http.Now().Instant);
        await bus.PublishAsync(new ContinueBatchedRun(http.TenantId(), run));
    };

    /// <summary>Whether work of a kind on a record was asked for and has not come to its end.</summary>
    public static async Task<bool> IsUnderWayAsync(IDocumentSession session, Guid subject, string work, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            "select exists (select from register.batched_run where tenant_id = $1 and subject_id = $2 and work = $3 and finished_at is null)", session.Connection);
        command.Parameters.AddWithValue(session.TenantId);
        command.Parameters.AddWithValue(subject);
        command.Parameters.AddWithValue(work);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Carries work on to its end.</summary>
    public Task RunAsync(string tenantId, Guid id, CancellationToken ct) => longWork.DoAsync(() => ToTheEndAsync(tenantId, id, ct));

    /// <summary>Notes that it is tried no more; what was done stays done, and it can be taken up again.</summary>
    public Task FailAsync(string tenantId, Guid id, CancellationToken ct) => BatchedRun.FailAsync(database, tenantId, id, clock.GetUtcNow(), ct);

    /// <inheritdoc />
    public async Task<Operation?> FindAsync(string tenantId, Guid id, CancellationToken ct) =>
        await BatchedRun.FindAsync(database, tenantId, id, ct) is { } run
            ? new Operation(id, run.State, run.Done, run.State == OperationState.Done ? run.Done : null, byName[run.Work].ResultOf(run.Subject))
            : null;

    private async Task ToTheEndAsync(string tenantId, Guid id, CancellationToken ct)
    {
        for (var conflicts = 0; ;)
        {
            try
            {
                if (!await StepAsync(tenantId, id, ct))
                    return;
                conflicts = 0;
            }
            catch (Exception e) when (IsConcurrentChange(e) && ++conflicts < MaxConflicts)
            {
                // Somebody recorded something about one of these records meanwhile; the batch was rolled back, and is decided anew.
            }
        }
    }

    // True while there is more to do.
    private async Task<bool> StepAsync(string tenantId, Guid id, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenantId);
        if (await BatchedRun.TakeAsync(session, id, ct) is not { State: not OperationState.Done } run)
            return false;
        session.LastModifiedBy = run.Actor.ToString();
        session.CorrelationId = id.ToString();
        var asked = (await session.Events.LoadAsync(id, ct))?.Data ?? throw new InvalidOperationException($"There is no event {id}, which set this work going.");
        var batch = await byName[run.Work].StepAsync(session, run, asked, ct);
        run.Advance(session, batch, clock.GetUtcNow());
        await session.SaveChangesAsync(ct);
        return batch.Next is not null;
    }

    private static bool IsConcurrentChange(Exception e) =>
        e is EventStreamUnexpectedMaxEventIdException or ExistingStreamIdCollisionException or ConcurrencyException
            or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || (e.InnerException is { } inner && IsConcurrentChange(inner)) || (e as AggregateException)?.InnerExceptions.Any(IsConcurrentChange) is true;
}

/// <summary>Asks for long work to be carried on.</summary>
public sealed record ContinueBatchedRun(string TenantId, Guid RunId);

/// <summary>Carries long work on in the background. A message that is delivered twice finds it done.</summary>
[MessageTimeout(3600)]
public static class BatchedRunHandler
{
    private const int Pauses = 4;

    /// <summary>Carries it on; after the last attempt the operation says that it failed.</summary>
    [ScheduleRetry(typeof(Exception), 2, 10, 60, 300)]
    public static async Task Handle(ContinueBatchedRun message, Envelope envelope, BatchedRuns runs, CancellationToken ct)
    {
        try
        {
            await runs.RunAsync(message.TenantId, message.RunId, ct);
        }
        catch (Exception) when (envelope.Attempts > Pauses)
        {
            await runs.FailAsync(message.TenantId, message.RunId, CancellationToken.None);
            throw;
        }
    }
}

/// <summary>What the host adds so that long work is carried on.</summary>
public static class BatchedRunHosting
{
    /// <summary>Adds the services.</summary>
    public static void AddBatchedRuns(this IServiceCollection services)
    {
        services.AddSingleton<LongWork>();
        services.AddSingleton<BatchedRuns>();
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<BatchedRuns>());
    }

    /// <summary>Puts the work on a durable local queue: what was accepted is done, whatever happens to the process.</summary>
    public static void UseBatchedRuns(this WolverineOptions options) => options.LocalQueueFor<ContinueBatchedRun>().UseDurableInbox().MaximumParallelMessages(1);
}
