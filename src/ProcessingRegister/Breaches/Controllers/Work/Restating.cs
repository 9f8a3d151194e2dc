using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Breaches.Controllers.Work;

/// <summary>Restates what is owed to each controller, and by which terms, after the organisation's awareness was found to be another.</summary>
internal sealed class Restating(ControllerPages pages, RecordQueries records) : IControllerWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Restate;

    /// <inheritdoc />
    public async Task<RunBatch> DoAsync(BatchOfRun batch, CancellationToken ct)
    {
        var breach = await ControllerPages.BreachAsync(batch, ct);
        var (page, next) = await pages.NextAsync(batch, ct);
        foreach (var role in page.Where(n => n.IsConcerned).GroupBy(n => n.Role))
        {
            if (breach.DutySince(role.Key) is { } since)
                await RestateAsync(batch, breach, [.. role], since, ct);
        }

        if (next is null)
            await ControllerPages.AppendToBreachAsync(batch, now => Task.FromResult(FactsOf(now)), ct);
        return new RunBatch(next, page.Count);
    }

    private async Task RestateAsync(BatchOfRun batch, Breach breach, IReadOnlyList<ControllerNotification> notifications, DateTimeOffset since, CancellationToken ct)
    {
        var moved = notifications.Where(n => n.DutySince != since).ToList();
        var terms = (await records.TheseAsync<ProcessingAgreement>(
            batch.Session.TenantId, [.. moved.Select(n => n.Agreement)], new View(null, breach.Place(LawBook.Current).DayOf(since)), ct, open: false)).ToDictionary(a => a.Id);
        foreach (var notification in moved)
        {
            // An agreement that was not in effect on that day promised nothing then; what was read of it before stays.
            var fact = terms.GetValueOrDefault(notification.Agreement) is { } agreement
                ? new NoticeDutyRestated(since, agreement.Content.BreachNoticeHours, agreement.Version, agreement.Content.Contact is not null)
                : new NoticeDutyRestated(since, notification.NoticeHours, notification.AgreementVersion, notification.CanBeReached);
            ControllerPages.Append(batch.Session, notification, batch.Now, fact);
        }
    }

    private static IReadOnlyList<object> FactsOf(Breach breach) =>
    [
        .. breach.ControllerSelections.Select(s => s.Role).Distinct()
            .Where(role => breach.DutySince(role) is { } since && breach.ControllerSelections.Any(s => s.Role == role && s.DutySince != since))
            .Select(role => new ControllerDutiesRestated(role, breach.DutySince(role)!.Value)),
    ];
}
