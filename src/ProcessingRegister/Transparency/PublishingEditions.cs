using System.Text;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Web;
using TransparencyReport.Formats;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace ProcessingRegister.Transparency;

/// <summary>Publishes and discards drafts. An edition is published only while what was examined together with it is all that is public.</summary>
public sealed class PublishingEditions(
    IDocumentStore store, IWolverineRuntime wolverine, EditionMaker maker, EditionArchive archive, IKeeperName keeper, QuarterEnds ends)
{
    /// <summary>Publishes an edition.</summary>
    public Task<IResult> PublishAsync(string quarter, string? profile, PublishEdition command, HttpContext http) => DecideAsync(quarter, profile, command, command, http);

    /// <summary>Discards a draft.</summary>
    public Task<IResult> WithdrawAsync(string quarter, string? profile, WithdrawEdition command, HttpContext http) => DecideAsync(quarter, profile, command, null, http);

    private async Task<IResult> DecideAsync(string quarter, string? profile, ICommand<QuarterlyReport> command, PublishEdition? publication, HttpContext http)
    {
        if (ReportName.Misses(quarter, profile, out var name, out var problem))
            return problem;
        var (tenant, ct) = (http.TenantId(), http.RequestAborted);
        await using var session = store.LightweightSession(tenant);
        await DraftingEditions.TakeTurnAsync(session, ct);
        var reports = await maker.ReportsAsync(tenant, ct);
        var summary = new Dictionary<string, byte[]>();
        if (publication is not null && reports.FirstOrDefault(report => Quarters.NameOf(report) == name)?.Find(publication.Number) is { State: EditionState.Draft } draft)
        {
            if (!await maker.IsUpToDateAsync(tenant, name, draft.Basis, ct) || !await maker.MayStillSayAsync(tenant, name, draft, ct))
                return Problems.Refused(EditionRefusals.Outdated);
            if (name.Profile == ReportProfile.Dsa)
            {
                summary.Add(DsaCsv.SummaryFile, await SummaryAsync(reports, draft, http));
                command = publication with { Summary = EditionArchive.Named(summary)[0] };
            }
        }

        var answer = await session.Decide(name.IdIn(tenant), command, http);
        if (session.PendingChanges.Streams().Any())
            EditionArchive.Freeze(session, summary);
        if (publication is not null)
        {
            // What had to wait for it, as a year for its quarters, is tried again.
            var outbox = new MartenOutbox(wolverine, session);
            foreach (var waiting in await ends.RefusedAsync(tenant, ct))
                await outbox.PublishAsync(waiting);
        }

        await session.SaveChangesAsync(ct);
        return answer;
    }

    // Part 1 of the templates names the days of publication of this report and of the one before.
    private async Task<byte[]> SummaryAsync(IEnumerable<QuarterlyReport> reports, ReportEdition draft, HttpContext http)
    {
        var (tenant, now, ct) = (http.TenantId(), http.Now(), http.RequestAborted);
        var before = reports.Where(report => report.Profile == ReportProfile.Dsa).SelectMany(report => report.Editions).Max(edition => edition.PublishedAt);
        return Encoding.UTF8.GetBytes(DsaCsv.Summary(
            await archive.ReadAsync(tenant, draft, ct), await keeper.OfAsync(tenant, ct) ?? http.Caller().Slug!, now.Today, before is { } at ? now.DayOf(at) : null));
    }
}
