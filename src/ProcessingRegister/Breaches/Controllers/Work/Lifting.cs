namespace ProcessingRegister.Breaches.Controllers.Work;

/// <summary>Lifts what is owed to each controller, since there was no breach.</summary>
internal sealed class Lifting(ControllerPages pages) : IControllerWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Lift;

    /// <inheritdoc />
    public async Task<RunBatch> DoAsync(BatchOfRun batch, CancellationToken ct)
    {
        var (page, next) = await pages.NextAsync(batch, ct);
        foreach (var notification in page.Where(n => n.IsConcerned))
            ControllerPages.Append(batch.Session, notification, batch.Now, new NoticeDutyLifted(((IHappened)batch.Asked.Data).At));
        return new RunBatch(next, page.Count);
    }
}
