using Marten;
using ProcessingRegister.Decisions;
using TransparencyReport.Periods;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace ProcessingRegister.Transparency;

/// <summary>How often is looked for quarters whose end is not planned: the section <c>Transparency</c>.</summary>
/// <param name="PlanningInterval">How often.</param>
public sealed record TransparencyOptions(TimeSpan PlanningInterval);

/// <summary>
/// Plans the drafts at the end of each quarter, in each organisation's zone: a row, and in the same transaction a durable message for that instant. Several
/// nodes may look at once; the row decides who plans. A quarter that ended while no node ran is planned for at once.
/// </summary>
internal sealed partial class QuarterPlanner(
    IDocumentStore store, IWolverineRuntime wolverine, QuarterEnds ends, TransparencyOptions options, TimeProvider clock, ILogger<QuarterPlanner> logger) : BackgroundService
{
    /// <summary>Which quarters' ends are to be planned: that of the quarter in progress, and that of the one before if the register was kept then. Pure.</summary>
    public static IReadOnlyList<(Quarter Quarter, DateTimeOffset DueAt)> Due(QuarterKeeper keeper, DateTimeOffset now)
    {
        var calendar = new Calendar(keeper.Zone.Id);
        var current = Quarter.Of(calendar.DayOf(now));
        return [.. new[] { Quarters.Before(current), current }.Select(quarter => (Quarter: quarter, DueAt: calendar.StartOf(quarter.Span.EndExclusive)))
            .Where(end => end.Quarter == current || keeper.Since < end.DueAt)];
    }

    /// <summary>Plans for all organisations.</summary>
    public async Task PlanAsync(CancellationToken ct)
    {
        foreach (var keeper in await ends.KeepersAsync(null, ct))
            await PlanAsync(keeper, ct);
    }

    /// <summary>Plans for one organisation.</summary>
    public async Task PlanAsync(QuarterKeeper keeper, CancellationToken ct)
    {
        foreach (var (quarter, dueAt) in Due(keeper, clock.GetUtcNow()))
        {
            if (!await ends.IsPlannedAsync(keeper.TenantId, quarter, ct))
                await PlanAsync(keeper.TenantId, quarter, dueAt, ct);
        }
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
                // The database may be away for a moment; the next look tries again, long before any quarter ends.
                NotPlanned(logger, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PlanAsync(string tenantId, Quarter quarter, DateTimeOffset dueAt, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenantId);
        await session.BeginTransactionAsync(ct);
        if (!await QuarterEnds.PlanAsync(session, quarter, dueAt, ct))
            return;
        await new MartenOutbox(wolverine, session).ScheduleAsync(new DraftAtQuarterEnd(tenantId, quarter.Year, quarter.Number), dueAt);
        await session.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Transparency reports could not be planned: {Failure}. The next look tries again.")]
    private static partial void NotPlanned(ILogger logger, string failure);
}
