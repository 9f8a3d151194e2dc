using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>A page of the register's completeness. What is true of the whole stands on the first page only.</summary>
/// <param name="Day">The day by whose law it is judged.</param>
/// <param name="Jurisdiction">Whose law; <c>null</c> when the keeper's is not on record.</param>
/// <param name="Summary">The whole register in numbers.</param>
/// <param name="Keeper">The keeper's points in both records.</param>
/// <param name="Exemption">Art. 30(5), for information.</param>
/// <param name="Items">The records of this page.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; <c>null</c> on the last.</param>
public sealed record CompletenessPage(
    DateOnly Day, Territory? Jurisdiction, CompletenessSummary? Summary, IReadOnlyList<PointState>? Keeper, Exemption? Exemption,
    IReadOnlyList<RecordCompleteness> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary><c>GET .../registers/completeness</c>.</summary>
public static class CompletenessOverHttp
{
    /// <summary>Each record with the state of its points; <c>?employees=</c> for Art. 30(5) where the keeper's number is not on record.</summary>
    public static async Task<IResult> Completeness(this RecordQueries records, int? employees, HttpContext http)
    {
        if (Question.Of(http, out var asked) is { } problem)
            return problem;
        if (employees < 0)
            return Problems.Malformed(new Fault("employees", "must not be negative"));
        var (view, after, limit) = (asked.View, asked.After, asked.Limit);
        var (ct, tenantId, day) = (http.RequestAborted, http.TenantId(), view.Day(http.Now()));
        var keeper = await Keeper.OfAsync(records, tenantId, view, ct);
        var law = keeper.Jurisdiction is { } jurisdiction && LawBook.Current.Jurisdictions.Any(known => known.Code == jurisdiction)
            ? LawInForce.At(jurisdiction, day) : null;
        // Activities are few; agreements are many, and only their states are needed for the summary.
        var activities = await records.AllAsync<ProcessingActivity>(tenantId, view, null, ct).Where(a => !(a.EndedOn <= day)).ToListAsync(ct);
        var carriedOut = new ProcessingByService(activities, day);
        var (agreements, next) = await records.PageAsync<ProcessingAgreement>(tenantId, view, after, limit, null, ct);
        var (items, following) = Merge(
            activities.Where(a => after is null || a.Id.CompareTo(after.Value) > 0).Select(a => RecordCompleteness.Of(a, law)),
            agreements.Where(a => !(a.EndedOn <= day)).Select(a => RecordCompleteness.Of(a, carriedOut)), next, limit);
        var cursor = following is { } id ? Showing.Cursor(id) : null;
        Showing.LinkNext(http, cursor);
        if (after is not null)
            return Showing.Json(new CompletenessPage(day, keeper.Jurisdiction, null, null, null, items, cursor));

        var summary = new CompletenessSummary();
        foreach (var activity in activities)
            summary.Add(RecordCompleteness.Of(activity, law));
        await foreach (var agreement in records.AllAsync<ProcessingAgreement>(tenantId, view, null, ct, open: false).Where(a => !(a.EndedOn <= day)))
            summary.Add(RecordCompleteness.Of(agreement, carriedOut));
        PointState[] keepers = [.. keeper.Points(ProcessingRole.Controller).Concat(keeper.Points(ProcessingRole.Processor)).Select(PointState.Of)];
        return Showing.Json(new CompletenessPage(
            day, keeper.Jurisdiction, summary, keepers, law is null ? null : Exemption.Of(activities, employees ?? keeper.Employees, law), items, cursor));
    }

    /// <summary>
    /// One page of both kinds, by id. Agreements were read up to <paramref name="next"/>, so nothing behind it may be shown yet; activities are all here.
    /// </summary>
    public static (IReadOnlyList<RecordCompleteness> Items, Guid? Next) Merge(
        IEnumerable<RecordCompleteness> activities, IEnumerable<RecordCompleteness> agreements, Guid? next, int limit)
    {
        List<RecordCompleteness> items = [.. activities.Concat(agreements).Where(r => next is null || r.Id.CompareTo(next.Value) <= 0).OrderBy(r => r.Id)];
        return items.Count > limit ? (items[..limit], items[limit - 1].Id) : (items, next);
    }
}
