using Marten;
using ProcessingRegister.Decisions;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace ProcessingRegister.Transparency;

/// <summary>Publishes and discards drafts. An edition is published only while what was examined together with it is all that is public.</summary>
public sealed class PublishingEditions(IDocumentStore store, IWolverineRuntime wolverine, EditionMaker maker, QuarterEnds ends)
{
    /// <summary>Decides a command about an edition.</summary>
    public async Task<IResult> DecideAsync(string quarter, ICommand<QuarterlyReport> command, HttpContext http)
    {
        if (Quarters.Misses(quarter, out var of, out var problem))
            return problem;
        var (tenant, ct) = (http.TenantId(), http.RequestAborted);
        await using var session = store.LightweightSession(tenant);
        await DraftingEditions.TakeTurnAsync(session, ct);
        var id = QuarterlyReport.IdOf(tenant, of.Year, of.Number);
        if (command is PublishEdition publication && await IsOutdatedAsync(tenant, id, publication.Number, ct))
            return Problems.Refused(EditionRefusals.Outdated);
        var answer = await session.Decide(id, command, http);
        if (command is PublishEdition)
        {
            // What had to wait for it, as a year for its quarters, is tried again.
            var outbox = new MartenOutbox(wolverine, session);
            foreach (var waiting in await ends.RefusedAsync(tenant, ct))
                await outbox.PublishAsync(waiting);
        }

        await session.SaveChangesAsync(ct);
        return answer;
    }

    private async Task<bool> IsOutdatedAsync(string tenantId, Guid id, int number, CancellationToken ct)
    {
        var reports = await maker.ReportsAsync(tenantId, ct);
        return reports.FirstOrDefault(report => report.Id == id)?.Find(number) is { State: EditionState.Draft } draft
            && !EditionMaker.PublishedIn(reports).SequenceEqual(draft.Basis.Published);
    }
}
