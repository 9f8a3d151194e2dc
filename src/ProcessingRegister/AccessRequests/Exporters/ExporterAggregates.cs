using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests.Exporters;

/// <summary>How many requests there were of one kind.</summary>
/// <param name="Of">Of what.</param>
/// <param name="Requests">How many.</param>
public sealed record Count<T>(T Of, int Requests);

/// <summary>What an exporter is told of a period in aggregate (SCC clause 15.1(c)): nothing under secrecy is in it, or can be told from it.</summary>
/// <param name="Exporter">The agreement with the exporter.</param>
/// <param name="From">The beginning of the period (UTC).</param>
/// <param name="To">Its end, not included.</param>
/// <param name="Requests">How many requests for the exporter's data were received.</param>
/// <param name="AccountsSpecified">How many accounts they specify.</param>
/// <param name="Kinds">Of each kind of data sought; a request may seek several.</param>
/// <param name="Authorities">Of each requesting authority's country.</param>
/// <param name="AuthorityNames">The requesting authorities, each once.</param>
/// <param name="Challenged">How many were challenged.</param>
/// <param name="Challenges">How the challenges ended.</param>
/// <param name="Outcomes">What came of them.</param>
/// <param name="Pending">Of how many nothing has come yet.</param>
public sealed record ExporterAggregate(
    Guid Exporter, DateTimeOffset From, DateTimeOffset To, int Requests, int AccountsSpecified, IReadOnlyList<Count<DataSought>> Kinds,
    IReadOnlyList<Count<CountryCode>> Authorities, IReadOnlyList<string> AuthorityNames, int Challenged, IReadOnlyList<Count<ChallengeOutcome>> Challenges,
    IReadOnlyList<Count<AccessOutcome>> Outcomes, int Pending)
{
    /// <summary>The aggregate of these requests. Pure. One that amends another is not counted for itself.</summary>
    public static ExporterAggregate Of(Guid exporter, DateTimeOffset from, DateTimeOffset to, IEnumerable<AccessRequest> all)
    {
        var requests = all.Where(r => !r.IsUnderSecrecy && r.Amends is null && r.ReceivedAt >= from && r.ReceivedAt < to && r.ConcernedAgreements.Contains(exporter)).ToList();
        return new(
            exporter, from, to, requests.Count, requests.Sum(r => r.Scope!.AccountsSpecified), Counted(requests.SelectMany(r => r.Sought.Kinds), k => k),
            Counted(requests.Select(r => r.Authority.Country), c => c.Code), [.. requests.Select(r => Words.Of(r.Authority.Name)!).Distinct().Order(StringComparer.Ordinal)],
            requests.Count(r => r.Challenges.Count > 0), Counted(requests.SelectMany(r => r.Challenges).Select(c => c.Outcome).OfType<ChallengeOutcome>(), o => o),
            Counted(requests.Select(r => r.Outcome).OfType<AccessOutcome>(), o => o), requests.Count(r => r.Outcome is null));
    }

    private static IReadOnlyList<Count<T>> Counted<T, TKey>(IEnumerable<T> items, Func<T, TKey> order) =>
        [.. items.GroupBy(i => i).OrderBy(g => order(g.Key)).Select(g => new Count<T>(g.Key, g.Count()))];
}

/// <summary>Aggregates and the reporting to exporters over HTTP. They are read from the open drawer, so nothing under secrecy reaches them.</summary>
public sealed class ExporterAggregates(RecordQueries records, Consultations consultations)
{
    /// <summary>The aggregate of one exporter and period.</summary>
    public async Task<IResult> ShowAsync(Guid? exporter, string? from, string? to, HttpContext http)
    {
        var faults = new List<Fault>();
        var begin = View.Instant(http, "from", endOfDay: false, faults);
        var end = View.Instant(http, "to", endOfDay: false, faults);
        if (exporter is null)
            faults.Add(new Fault("exporter", "must be given"));
        if (from is null || to is null || end <= begin)
            faults.Add(new Fault("to", "must be given with from, and lie after it"));
        if (faults.Count > 0)
            return Problems.Malformed(faults);
        var asked = new List<AccessRequest>();
        await foreach (var request in records.AllAsync<AccessRequest>(http.TenantId(), View.Now, null, http.RequestAborted))
            asked.Add(request);
        await consultations.NoteAsync(http, Consultation.List, []);
        return Showing.Json(ExporterAggregate.Of(exporter!.Value, begin!.Value, end!.Value, asked));
    }

    /// <summary>The reporting to every exporter, with what is owed.</summary>
    public async Task<IResult> ListAsync(HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var (items, next) = await records.PageAsync<ExporterReporting>(http.TenantId(), view, after, limit, null, http.RequestAborted);
        var at = view.AsOf ?? http.Now().Instant;
        return Showing.PageOf(http, [.. items.Select(r => r with { Deadlines = [.. r.Obligations(LawBook.Current, at).Select(ShownDeadline.Of)] })],
            next is { } id ? Showing.Cursor(id) : null);
    }
}

/// <summary><c>GET /v1/{org}/access-aggregates</c>.</summary>
public static class GetExporterAggregateEndpoint
{
    /// <summary>Shows what an exporter is told of a period in aggregate, SCC clause 15.1(c).</summary>
    [WolverineGet("/v1/{org}/access-aggregates", OperationId = "getExporterAggregate"), Answers(200, typeof(ExporterAggregate)), AllowedTo(Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid? exporter, string? from, string? to, [NotBody] ExporterAggregates aggregates, HttpContext http) => aggregates.ShowAsync(exporter, from, to, http);
}

/// <summary><c>GET /v1/{org}/exporter-reporting</c>.</summary>
public static class ListExporterReportingEndpoint
{
    /// <summary>Lists the exporters that are told of authorities' requests at intervals, each with what is owed.</summary>
    [WolverineGet("/v1/{org}/exporter-reporting", OperationId = "listExporterReporting"), Lists(typeof(ExporterReporting)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get([NotBody] ExporterAggregates aggregates, HttpContext http) => aggregates.ListAsync(http);
}
