using Marten;
using ProcessingRegister.Decisions;
using TransparencyReport.Periods;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;

namespace ProcessingRegister.Transparency;

/// <summary>Drafts at a quarter's end. Delivered twice, or on two nodes, the second finds it made.</summary>
[MessageTimeout(3600)]
public static class DraftAtQuarterEndHandler
{
    /// <summary>A report is not given up because the database or the ledger was away; it is tried again for two days.</summary>
    public static void Configure(HandlerChain chain) =>
        chain.OnAnyException().ScheduleRetry(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(40));

    /// <summary>Drafts.</summary>
    public static Task Handle(DraftAtQuarterEnd message, DraftingAtQuarterEnd drafting, CancellationToken ct) => drafting.DraftAsync(message, ct);
}

/// <summary>Makes what is due at a quarter's end: new editions of quarters that were published and whose cells changed, and the draft of the quarter itself.</summary>
public sealed partial class DraftingAtQuarterEnd(
    IDocumentStore store, IWolverineRuntime wolverine, DraftingEditions drafting, EditionMaker maker, QuarterEnds ends, TimeProvider clock, ILogger<DraftingAtQuarterEnd> logger)
{
    /// <summary>Drafts, if it was not done yet.</summary>
    /// <exception cref="TimeoutException">The ledger has not signed so far yet; it is to be tried again.</exception>
    public async Task DraftAsync(DraftAtQuarterEnd message, CancellationToken ct)
    {
        var quarter = new Quarter(message.Year, message.Quarter);
        if (await ends.KeepersAsync(message.TenantId, ct) is not [var keeper] || !await ends.IsOpenAsync(keeper.TenantId, quarter, ct))
            return;
        var now = Moment.Of(clock, keeper.Zone);
        if (now.Today < quarter.Span.EndExclusive)
        {
            await PostponeAsync(message, Quarters.EndOf(quarter, keeper.Zone.Id), ct);
            return;
        }

        // Earlier quarters first: a year is only drafted when its published quarters say what it sums to.
        foreach (var report in (await maker.ReportsAsync(keeper.TenantId, ct)).Where(report => report.Current is not null && Quarters.Of(report) != quarter))
            await DraftAsync(keeper.TenantId, Quarters.NameOf(report), now, null, ct);
        // The one for everybody last, with which the end of the quarter is settled.
        foreach (var profile in (await maker.ProfilesAsync(keeper.TenantId, ct)).Of(quarter.Year))
            await DraftAsync(keeper.TenantId, new(quarter, profile), now, profile == ReportProfile.Public ? quarter : null, ct);
    }

    private async Task DraftAsync(string tenantId, ReportName name, Moment now, Quarter? ended, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenantId);
        session.LastModifiedBy = Guid.Empty.ToString();
        switch (await drafting.DraftAsync(session, name, now, ct))
        {
            // Tried again, by the message's own rule.
            case Drafted.Refused { Refusal: var refusal } when refusal == EditionRefusals.LedgerBehind || refusal == EditionRefusals.Outdated:
                throw new TimeoutException("The ledger, or the other editions, moved on meanwhile.");
            case Drafted.Refused { Refusal: var refusal } when refusal != EditionRefusals.FailsItsChecks:
            case Drafted.Stands { Recorded.EventIds.Count: 0 }:
                // It was drafted by hand already, or there is nothing new.
                if (ended is { } settled)
                    await ends.SettleAsync(tenantId, settled, now.Instant, ct);
                break;
            case Drafted.Refused refused:
                NotDrafted(logger, name.ToString(), string.Join(", ", refused.Findings.Select(finding => finding.Code).Distinct()));
                if (ended is { } waiting)
                    await ends.RefuseAsync(tenantId, waiting, [.. refused.Findings.Select(finding => finding.Code).Distinct().DefaultIfEmpty(refused.Refusal.Code)], ct);
                break;
            // The row and the draft are of one transaction: who comes second finds the row taken, and lets his draft go.
            default:
                if (ended is not { } made || await QuarterEnds.MadeAsync(session, made, now.Instant, ct))
                    await session.SaveChangesAsync(ct);
                break;
        }
    }

    // The organisation's zone changed since it was planned.
    private async Task PostponeAsync(DraftAtQuarterEnd message, DateTimeOffset until, CancellationToken ct)
    {
        await using var session = store.LightweightSession(message.TenantId);
        await new MartenOutbox(wolverine, session).ScheduleAsync(message, until);
        await session.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The transparency report on {Quarter} could not be drafted: {Rules}. It waits for the data protection officer.")]
    private static partial void NotDrafted(ILogger logger, string quarter, string rules);
}
