using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary><c>GET .../registers/diff</c>.</summary>
public static class DifferenceOverHttp
{
    /// <summary>
    /// What differs between what the register said at <c>?from=</c> and what it said at <c>?to=</c> (now when absent), each an instant or the end of a
    /// day, as <c>?asOf=</c> is. A page looks at so many records as its limit says; those that say the same after all are left out of it.
    /// The list of subprocessors, which says who is in use on a day, is compared as it was on the day of each instant, or by both on that of <c>?validAt=</c>.
    /// </summary>
    public static async Task<IResult> Difference(this RecordQueries records, HttpContext http)
    {
        var faults = new List<Fault>();
        var (first, second) = (View.PastInstant(http, "from", faults), View.PastInstant(http, "to", faults) ?? http.Now().Instant);
        if (first is null && faults.Count == 0)
            faults.Add(new Fault("from", "must be given, and be an instant or a day that has passed"));
        if (first > second)
            faults.Add(new Fault("to", "must not be before from"));
        if (faults.Count > 0 || first is not { } from)
            return Problems.Malformed(faults);
        if (Question.Of(http, out var asked) is { } problem)
            return problem;

        var (ct, tenantId) = (http.RequestAborted, http.TenantId());
        var (changed, next) = await records.ChangedAsync(tenantId, [KindOf<ProcessingActivity>(), KindOf<ProcessingAgreement>()], from, second, asked.After, asked.Limit, ct);
        var (before, now) = (new View(from, asked.View.ValidAt), new View(second, asked.View.ValidAt));
        RecordDifference[] items =
        [
            .. await Between<ProcessingActivity>(RecordKind.ProcessingActivity, a => a.EndedOn),
            .. await Between<ProcessingAgreement>(RecordKind.ProcessingAgreement, a => a.EndedOn),
        ];
        var cursor = next is { } id ? Showing.Cursor(id) : null;
        Showing.LinkNext(http, cursor);
        return Showing.Json(new DifferencePage(from, second, [.. items.OrderBy(i => i.Id)], cursor) { Subprocessors = asked.After is null ? await Listed() : null });

        async Task<ListDifference> Listed()
        {
            var (earlier, later) = (before.Day(http.Now()), now.Day(http.Now()));
            return ListDifference.Between(earlier, await On(before, earlier), later, await On(now, later));
        }

        ValueTask<List<Subprocessor>> On(View view, DateOnly day) => records.AllAsync<Subprocessor>(tenantId, view with { ValidAt = day }, null, ct, open: false).ToListAsync(ct);

        async Task<IEnumerable<RecordDifference>> Between<T>(RecordKind kind, Func<T, DateOnly?> ended) where T : Record, IRecord<T>
        {
            Guid[] ids = [.. changed.Where(c => c.Kind == T.Kind).Select(c => c.Id)];
            if (ids.Length == 0)
                return [];
            var then = (await records.TheseAsync<T>(tenantId, ids, before, ct)).ToDictionary(r => r.Id);
            return (await records.TheseAsync<T>(tenantId, ids, now, ct)).Select(r => Differences.Between(kind, then.GetValueOrDefault(r.Id), r, ended)).OfType<RecordDifference>();
        }
    }

    private static string KindOf<T>() where T : Record, IRecord<T> => T.Kind;
}
