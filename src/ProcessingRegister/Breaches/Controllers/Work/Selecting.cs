using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Breaches.Controllers.Work;

/// <summary>
/// Finds the controllers concerned: makes a record for each, and in the same transaction orders the notices that stand, so that who is found is told. At its
/// end those who were selected earlier get what they lack, and it is said anew whom filings cover.
/// </summary>
internal sealed class Selecting(RecordQueries records, NoticeOrdering ordering, Notifying notifying, AcknowledgementReminders reminders) : IControllerWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Select;

    /// <inheritdoc />
    public async Task<RunBatch> DoAsync(BatchOfRun batch, CancellationToken ct)
    {
        var selection = (IControllersToFind)batch.Asked.Data;
        // One phase for each service, one for those listed, and one for those who were there before.
        var (phase, listed) = (batch.Run.Place.Phase, selection.Services.Count);
        if (phase > listed)
            return await TellEarlierAsync(batch, ct);
        var breach = await ControllerPages.BreachAsync(batch, ct);
        // The awareness may have been found to be another since this was asked for.
        var since = breach.DutySince(selection.Role) ?? selection.DutySince;
        var termsOn = since == selection.DutySince ? selection.TermsOn : breach.Place(LawBook.Current).DayOf(since);
        var (agreements, after) = phase < listed
            ? await TakingAsync(batch, new View(null, termsOn), selection, ct) : await ListedAsync(batch, new View(null, termsOn), selection, ct);
        if (agreements.Count > 0)
            await FindAsync(batch, breach, selection.Role, since, agreements, termsOn, ct);
        return new RunBatch(after is { } last ? batch.Run.Place with { After = last } : new RunPlace(phase + 1, Guid.Empty), agreements.Count);
    }

    private async Task FindAsync(
        BatchOfRun batch, Breach breach, BreachRole role, DateTimeOffset since, IReadOnlyList<ProcessingAgreement> agreements, DateOnly termsOn, CancellationToken ct)
    {
        var session = batch.Session;
        var ids = agreements.ToDictionary(a => ControllersOfBreach.IdOf(breach.Id, a.Id));
        var existing = (await session.LoadManyAsync<ControllerNotification>(ct, [.. ids.Keys])).ToDictionary(n => n.Id);
        var facts = ids.Keys.ToDictionary(id => id, _ => new List<object>());
        foreach (var (id, agreement) in ids)
        {
            var (hours, canBeReached) = (agreement.Content.BreachNoticeHours, agreement.Content.Contact is not null);
            if (!existing.TryGetValue(id, out var known))
                facts[id].Add(new ControllerFoundConcerned(breach.Id, agreement.Id, role, agreement.Country, since, hours, agreement.Version, canBeReached, batch.Now));
            else if (known.LiftedAt is not null || (known.DutySince, known.NoticeHours, known.CanBeReached) != (since, hours, canBeReached))
                facts[id].Add(new NoticeDutyRestated(since, hours, agreement.Version, canBeReached));
        }

        await OrderAsync(batch, breach, ids, existing, facts, termsOn, ct);
        foreach (var (id, told) in facts)
        {
            if (existing.TryGetValue(id, out var known))
                ControllerPages.Append(session, known, batch.Now, told);
            else
                session.Events.StartStream<ControllerNotification>(id, Deciding.Wrap(session, told, batch.Now));
        }
    }

    // What was ordered for those selected before is ordered for these.
    private async Task OrderAsync(
        BatchOfRun batch, Breach breach, Dictionary<Guid, ProcessingAgreement> ids, Dictionary<Guid, ControllerNotification> existing,
        Dictionary<Guid, List<object>> facts, DateOnly termsOn, CancellationToken ct)
    {
        var standing = breach.NoticeOrders.Where(o => o.Kind != NoticeKind.BreachAllClear).ToList();
        if (standing.Count == 0)
            return;
        var (present, withEndpoint) = await ordering.ReachableAsync(
            batch.Session.TenantId, [.. ids.Values.Select(a => a.Id)], ct, termsOn == ordering.Today ? ids.Values : null);
        var notices = (from agreement in ids
                       from order in standing
                       where !(existing.GetValueOrDefault(agreement.Key) is { } known && (known.UnaffectedSince is not null || known.Has(order.Reference, order.Kind)))
                       let content = present.GetValueOrDefault(agreement.Value.Id, agreement.Value).Content
                       select new NoticeToOrder(
                           agreement.Key, agreement.Value.Country, agreement.Value.Id, order, Reaching.First(content, withEndpoint.Contains(agreement.Value.Id)))).ToList();
        foreach (var (notice, fact) in notices.Zip(await ordering.OrderAsync(batch.Session, breach, notices, ct)))
            facts[notice.Notification].Add(fact);
    }

    private async Task<RunBatch> TellEarlierAsync(BatchOfRun batch, CancellationToken ct)
    {
        var breach = await ControllerPages.BreachAsync(batch, ct);
        // Notices need a second look only where there was somebody before.
        var next = breach.NoticeOrders.Count > 0 && breach.ControllerSelections.Count > 1 ? await notifying.TellAsync(batch, breach, breach.NoticeOrders, ct) : null;
        if (next is not null)
            return new RunBatch(next, 0);
        await CoveringByMandate.RestateAsync(batch, null, ct);
        await reminders.PlanAsync(batch, ct);
        return new RunBatch(next, 0);
    }

    // Who had left before the breach began is concerned only if listed.
    private async Task<(IReadOnlyList<ProcessingAgreement>, Guid?)> TakingAsync(BatchOfRun batch, View view, IControllersToFind selection, CancellationToken ct)
    {
        // All are read in the order of the primary key, and asked here: a service that most take would be looked for through the whole table for each batch.
        var service = selection.Services[batch.Run.Place.Phase];
        var (page, after) = await records.PageAsync<ProcessingAgreement>(
            batch.Session.TenantId, view, batch.Run.Place.After, ControllerRuns.BatchSize, null, ct, open: false);
        return ([.. page.Where(a => a.Content.Services.Contains(service) && !(a.EndedOn <= selection.BegunOn))], after);
    }

    private async Task<(IReadOnlyList<ProcessingAgreement>, Guid?)> ListedAsync(BatchOfRun batch, View view, IControllersToFind selection, CancellationToken ct)
    {
        var rest = selection.Agreements.Where(id => id.CompareTo(batch.Run.Place.After) > 0).Order().ToList();
        var next = rest.Take(ControllerRuns.BatchSize).ToList();
        return (next.Count == 0 ? [] : await records.TheseAsync<ProcessingAgreement>(batch.Session.TenantId, next, view, ct, open: false),
            rest.Count > ControllerRuns.BatchSize ? next[^1] : null);
    }
}
