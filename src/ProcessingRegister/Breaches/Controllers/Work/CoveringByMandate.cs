using Marten;
using ProcessingRegister.Law;

namespace ProcessingRegister.Breaches.Controllers.Work;

/// <summary>
/// Finds out whom a filing covers. Who was found to be concerned only after it was recorded is not covered by it; a later filing of its own covers that one,
/// and how many no filing covers is said anew whenever more are found.
/// </summary>
internal sealed class CoveringByMandate(ControllerPages pages) : IControllerWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Cover;

    /// <inheritdoc />
    public async Task<RunBatch> DoAsync(BatchOfRun batch, CancellationToken ct)
    {
        var filing = Breach.FilingIn(batch.Asked.Data);
        // The counting comes last, when all that it counts is committed.
        if (batch.Run.Place.Phase > 0)
        {
            await RestateAsync(batch, filing, ct);
            return new RunBatch(null, 0);
        }

        var (page, next) = await pages.NextAsync(batch, ct);
        var concerned = page.Where(n => n.Role == BreachRole.Processor && n.IsConcerned && !(n.FoundAt > batch.Asked.Timestamp) && !IsCoveredAlready(n, filing)).ToList();
        var agreements = concerned.Select(n => n.Agreement).ToArray();
        var mandates = (await batch.Session.Query<ReportingMandate>().Where(m => agreements.Contains(m.Agreement)).ToListAsync(ct)).ToLookup(m => m.Agreement);
        foreach (var notification in concerned)
        {
            if (Covering.Of(notification, filing, mandates[notification.Agreement], LawBook.Current) is { } fact)
                ControllerPages.Append(batch.Session, notification, batch.Now, fact);
        }

        return new RunBatch(next ?? new RunPlace(1, Guid.Empty), page.Count);
    }

    /// <summary>Says anew how many controllers each filing that opened a case covers, and this one; and how many no filing covers.</summary>
    public static Task RestateAsync(BatchOfRun batch, Filing? filing, CancellationToken ct) => ControllerPages.AppendToBreachAsync(batch, async breach =>
    {
        var facts = new List<object>();
        foreach (var said in breach.Filings.Where(f => f.For == FilingFor.Controllers && (f.Reference == filing?.Reference || (f.Opens && f.Covered is not null))))
        {
            var (covered, uncovered) = await ControllersOfBreach.CoverageAsync(batch.Session, breach.Id, said, ct);
            if ((said.Covered, said.Uncovered) != (covered, uncovered))
                facts.Add(new FilingCoverageEstablished(said.Reference, covered, uncovered));
        }

        return facts;
    }, ct);

    // A case that was opened for it is not opened again; a further filing is for those who were found later.
    private static bool IsCoveredAlready(ControllerNotification notification, Filing filing) =>
        notification.Filings.Any(f => f.Filing == filing.Reference) || (filing.Opens && notification.Filings.Any(f => f.Kind is FilingKind.Initial or FilingKind.Complete));
}
