using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using Wolverine;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>One batch of long work, within the transaction in which the run's place is moved on.</summary>
internal sealed record BatchOfRun(IDocumentSession Session, ControllerRun Run, IEvent Asked, DateTimeOffset Now);

/// <summary>A kind of long work on the controllers of a breach.</summary>
internal interface IControllerWork
{
    /// <summary>Which.</summary>
    RunKind Kind { get; }

    /// <summary>Does the next batch in its session, which is then committed.</summary>
    Task<RunBatch> DoAsync(BatchOfRun batch, CancellationToken ct);
}

/// <summary>
/// The work on all controllers of a breach, in batches. Each batch is one transaction with the note of how far the work has come, so that it can break off
/// anywhere, be delivered twice, and go on; nothing is done twice and nothing left out. The batches of one breach follow one another, whatever they do.
/// </summary>
public sealed partial class ControllerRuns : IOperations
{
    /// <summary>How many controllers are dealt with in one transaction.</summary>
    public const int BatchSize = 250;

    private const int MaxConflicts = 20;

    private readonly IDocumentStore store;
    private readonly NpgsqlDataSource database;
    private readonly TimeProvider clock;
    private readonly LongWork longWork;
    private readonly ILogger<ControllerRuns> logger;
    private readonly Dictionary<RunKind, IControllerWork> byKind;

    internal ControllerRuns(
        IDocumentStore store, NpgsqlDataSource database, IEnumerable<IControllerWork> works, TimeProvider clock, LongWork longWork, ILogger<ControllerRuns> logger) =>
        (this.store, this.database, this.clock, this.longWork, this.logger, byKind) = (store, database, clock, longWork, logger, works.ToDictionary(work => work.Kind));

    /// <summary>Sets work going in the session's transaction; the event that asks for it gives it its id.</summary>
    public static Func<Guid, Task> Begin(RunKind kind, Guid breach, IDocumentSession session, IMessageBus bus, HttpContext http) => async run =>
    {
        ControllerRun.Add(session, run, breach, kind, http.Caller().Actor, http.Now().Instant);
        await bus.PublishAsync(new ContinueControllerRun(http.TenantId(), run));
    };

    /// <summary>As <see cref="Begin"/>, where controllers were selected; else there is nothing to be done.</summary>
    public static Func<Breach, Func<Guid, Task>?> BeginIfSelected(RunKind kind, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        breach => breach.ControllerSelections.Count == 0 ? null : Begin(kind, breach.Id, session, bus, http);

    /// <summary>Carries work on to its end.</summary>
    public Task RunAsync(string tenantId, Guid id, CancellationToken ct) => longWork.DoAsync(() => ToTheEndAsync(tenantId, id, ct));

    /// <summary>Lets work that has failed be tried again; what has not failed goes on as it does.</summary>
    /// <returns>How far it is; <c>null</c> when there is none of this id.</returns>
    public async Task<Operation?> ResumeAsync(IDocumentSession session, IMessageBus bus, Guid id, CancellationToken ct)
    {
        if (await ControllerRun.FindAsync(database, session.TenantId, id, ct) is not { } run)
            return null;
        if (!run.HasFailed)
            return OperationOf(run);
        ControllerRun.Forgive(session, id);
        await bus.PublishAsync(new ContinueControllerRun(session.TenantId, id));
        return OperationOf(run with { Failures = 0, Failure = null });
    }

    /// <inheritdoc />
    public async Task<Operation?> FindAsync(string tenantId, Guid id, CancellationToken ct) =>
        await ControllerRun.FindAsync(database, tenantId, id, ct) is { } run ? OperationOf(run) : null;

    private static Operation OperationOf(ControllerRun run) => new(
        run.Id, run.IsFinished ? OperationState.Done : run.HasFailed ? OperationState.Failed : OperationState.Running, run.Done, run.IsFinished ? run.Done : null,
        $"/breaches/{run.Breach}/controllers", run.HasFailed && run.Failure is { } failure ? Words.Of(failure) : null);

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
                // Somebody recorded something about one of these controllers meanwhile; the batch was rolled back, and is decided anew.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever it is, who asks how far the work is must see that it does not come on, and why.
                Failed(logger, id, e.GetType().Name);
                await ControllerRun.NoteFailureAsync(database, tenantId, id, Reason(e), CancellationToken.None);
                throw;
            }
        }
    }

    // True while there is more to do.
    private async Task<bool> StepAsync(string tenantId, Guid id, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenantId);
        if (await ControllerRun.TakeAsync(session, id, ct) is not { IsFinished: false } run)
            return false;
        await ControllersOfBreach.HoldAsync(session, run.Breach, ct);
        session.LastModifiedBy = run.Actor.ToString();
        session.CorrelationId = id.ToString();
        var asked = await session.Events.LoadAsync(run.AskedBy, ct) ?? throw new InvalidOperationException($"There is no event {run.AskedBy}, which set this work going.");
        var batch = await byKind[run.Kind].DoAsync(new(session, run, asked, Deciding.Later(clock.GetUtcNow(), DateTimeOffset.MinValue)), ct);
        run.Advance(session, batch, clock.GetUtcNow());
        await session.SaveChangesAsync(ct);
        return batch.Next is not null;
    }

    private static RunFailure Reason(Exception e) =>
        IsConcurrentChange(e) ? RunFailure.Conflicts
        : e is LawUnknownException ? RunFailure.LawUnknown
        : e is NpgsqlException || e.InnerException is NpgsqlException ? RunFailure.Database
        : RunFailure.Unexpected;

    private static bool IsConcurrentChange(Exception e) =>
        e is EventStreamUnexpectedMaxEventIdException or ExistingStreamIdCollisionException or ConcurrencyException
            or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || (e.InnerException is { } inner && IsConcurrentChange(inner)) || (e as AggregateException)?.InnerExceptions.Any(IsConcurrentChange) is true;

    [LoggerMessage(Level = LogLevel.Error, Message = "The work {Run} on the controllers of a breach broke off: {Failure}. It goes on behind its last batch.")]
    private static partial void Failed(ILogger logger, Guid run, string failure);
}
