using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using Wolverine;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>
/// The work on all controllers of a breach, in batches. Each batch is one transaction with the note of how far the work has come, so that it can break off
/// anywhere, be delivered twice, and go on; nothing is done twice and nothing left out.
/// </summary>
public sealed class ControllerRuns(IDocumentStore store, NpgsqlDataSource database, RecordQueries records, TimeProvider clock) : IOperations
{
    /// <summary>How many controllers are dealt with in one transaction.</summary>
    public const int BatchSize = 250;

    private const int MaxConflicts = 20;

    /// <summary>Sets work going in the session's transaction; the event that asks for it gives it its id.</summary>
    public static Func<Guid, Task> Begin(RunKind kind, Guid breach, IDocumentSession session, IMessageBus bus, HttpContext http) => async run =>
    {
        ControllerRun.Add(session, run, breach, kind, http.Caller().Actor, http.Now().Instant);
        await bus.PublishAsync(new ContinueControllerRun(http.TenantId(), run));
    };

    /// <summary>Carries work on to its end.</summary>
    public async Task RunAsync(string tenantId, Guid id, CancellationToken ct)
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
        }
    }

    /// <inheritdoc />
    public async Task<Operation?> FindAsync(string tenantId, Guid id, CancellationToken ct) =>
        await ControllerRun.FindAsync(database, tenantId, id, ct) is { } run
            ? new Operation(id, run.IsFinished ? OperationState.Done : OperationState.Running, run.Done, run.IsFinished ? run.Done : null, $"/breaches/{run.Breach}/controllers")
            : null;

    // True while there is more to do.
    private async Task<bool> StepAsync(string tenantId, Guid id, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenantId);
        if (await ControllerRun.TakeAsync(session, id, ct) is not { IsFinished: false } run)
            return false;
        session.LastModifiedBy = run.Actor.ToString();
        session.CorrelationId = id.ToString();
        var asked = (await session.Events.LoadAsync(id, ct))?.Data ?? throw new InvalidOperationException($"There is no event {id}, which set this work going.");
        var batch = run.Kind switch
        {
            RunKind.Select => await SelectAsync(session, run, (IControllersToFind)asked, ct),
            RunKind.Cover => await CoverAsync(session, run, Breach.FilingIn(asked), ct),
            _ => await LiftAsync(session, run, ((IHappened)asked).At, ct),
        };
        run.Advance(session, batch, clock.GetUtcNow());
        await session.SaveChangesAsync(ct);
        return batch.Next is not null;
    }

    private async Task<RunBatch> SelectAsync(IDocumentSession session, ControllerRun run, IControllersToFind selection, CancellationToken ct)
    {
        var view = new View(null, selection.TermsOn);
        var (agreements, next) = run.Place.Phase < selection.Services.Count
            ? await TakingAsync(session.TenantId, view, selection, run.Place, ct)
            : await ListedAsync(session.TenantId, view, selection, run.Place, ct);
        var ids = agreements.ToDictionary(a => ControllerNotification.IdOf(run.Breach, a.Id));
        var existing = (await session.LoadManyAsync<ControllerNotification>(ct, [.. ids.Keys])).ToDictionary(n => n.Id);
        var now = clock.GetUtcNow();
        foreach (var (id, agreement) in ids)
        {
            var canBeReached = agreement.Content.Contact is not null;
            if (!existing.TryGetValue(id, out var known))
            {
                session.Events.StartStream<ControllerNotification>(id, Deciding.Wrap(session, [new ControllerFoundConcerned(
                    run.Breach, agreement.Id, selection.Role, agreement.Country, selection.DutySince, agreement.Content.BreachNoticeHours, agreement.Version, canBeReached)], now));
            }
            else if (known.LiftedAt is not null || (known.DutySince, known.NoticeHours, known.CanBeReached) != (selection.DutySince, agreement.Content.BreachNoticeHours, canBeReached))
            {
                var events = Deciding.Wrap(session, [new NoticeDutyRestated(
                    selection.DutySince, agreement.Content.BreachNoticeHours, agreement.Version, canBeReached)], Deciding.Later(now, known.RecordedAt));
                session.Events.Append(id, known.Version + 1, events);
            }
        }

        return new RunBatch(next, agreements.Count);
    }

    // Who had left before the breach began is concerned only if listed.
    private async Task<(IReadOnlyList<ProcessingAgreement>, RunPlace?)> TakingAsync(
        string tenantId, View view, IControllersToFind selection, RunPlace place, CancellationToken ct)
    {
        var taking = AgreementColumns.Taking(selection.Services[place.Phase].Value);
        var (page, after) = await records.PageAsync<ProcessingAgreement>(tenantId, view, place.After, BatchSize, taking, ct, open: false);
        return ([.. page.Where(a => !(a.EndedOn <= selection.BegunOn))],
            after is { } last ? place with { After = last }
            : place.Phase + 1 < selection.Services.Count || selection.Agreements.Count > 0 ? new RunPlace(place.Phase + 1, Guid.Empty) : null);
    }

    private async Task<(IReadOnlyList<ProcessingAgreement>, RunPlace?)> ListedAsync(
        string tenantId, View view, IControllersToFind selection, RunPlace place, CancellationToken ct)
    {
        var rest = selection.Agreements.Where(id => id.CompareTo(place.After) > 0).Order().ToList();
        var batch = rest.Take(BatchSize).ToList();
        return (batch.Count == 0 ? [] : await records.TheseAsync<ProcessingAgreement>(tenantId, batch, view, ct),
            rest.Count > BatchSize ? place with { After = batch[^1] } : null);
    }

    private async Task<RunBatch> CoverAsync(IDocumentSession session, ControllerRun run, Filing filing, CancellationToken ct)
    {
        var (page, next) = await PageAsync(session.TenantId, run, ct);
        var concerned = page.Where(n => n.Role == BreachRole.Processor && n.IsConcerned).ToList();
        var agreements = concerned.Select(n => n.Agreement).ToArray();
        var mandates = (await session.Query<ReportingMandate>().Where(m => agreements.Contains(m.Agreement)).ToListAsync(ct)).ToLookup(m => m.Agreement);
        var (covered, now) = (0, clock.GetUtcNow());
        foreach (var notification in concerned)
        {
            if (notification.Filings.Any(f => f.Filing == filing.Reference))
                covered++;
            else if (Covering.Of(notification, filing, mandates[notification.Agreement], LawBook.Current) is { } fact)
            {
                covered++;
                session.Events.Append(notification.Id, notification.Version + 1, Deciding.Wrap(session, [fact], Deciding.Later(now, notification.RecordedAt)));
            }
        }

        var batch = new RunBatch(next, page.Count, covered, concerned.Count - covered);
        if (batch.Next is null)
        {
            var stream = await session.Events.FetchForExclusiveWriting<Breach>(run.Breach, ct);
            var fact = new FilingCoverageEstablished(filing.Reference, run.Covered + batch.Covered, run.Uncovered + batch.Uncovered);
            stream.AppendMany(Deciding.Wrap(session, [fact], Deciding.Later(now, stream.Aggregate!.RecordedAt)));
        }

        return batch;
    }

    private async Task<RunBatch> LiftAsync(IDocumentSession session, ControllerRun run, DateTimeOffset liftedAt, CancellationToken ct)
    {
        var (page, next) = await PageAsync(session.TenantId, run, ct);
        var now = clock.GetUtcNow();
        foreach (var notification in page.Where(n => n.IsConcerned))
        {
            var events = Deciding.Wrap(session, [new NoticeDutyLifted(liftedAt)], Deciding.Later(now, notification.RecordedAt));
            session.Events.Append(notification.Id, notification.Version + 1, events);
        }

        return new RunBatch(next, page.Count);
    }

    private async Task<(IReadOnlyList<ControllerNotification>, RunPlace?)> PageAsync(string tenantId, ControllerRun run, CancellationToken ct)
    {
        var range = ControllerNotification.RangeOf(run.Breach);
        var after = run.Place.After == Guid.Empty ? range.After : run.Place.After;
        var (page, next) = await records.WithinAsync<ControllerNotification>(tenantId, View.Now, (after, range.UpTo), BatchSize, null, ct);
        return (page, next is { } last ? run.Place with { After = last } : null);
    }

    private static bool IsConcurrentChange(Exception e) =>
        e is EventStreamUnexpectedMaxEventIdException or ExistingStreamIdCollisionException or ConcurrencyException
            or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || (e.InnerException is { } inner && IsConcurrentChange(inner)) || (e as AggregateException)?.InnerExceptions.Any(IsConcurrentChange) is true;
}
