using System.Globalization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary><c>GET /v1/{org}/subprocessors/diff?from=&amp;to=</c>.</summary>
public static class GetListDifferenceEndpoint
{
    /// <summary>Shows in what the list of subprocessors differs between two days of effect; with <c>asOf</c>, as far as the register knew then.</summary>
    [WolverineGet("/v1/{org}/subprocessors/diff", OperationId = "getSubprocessorsDifference"), Answers(200, typeof(ListDifference)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static async Task<IResult> Get(string? from, string? to, RecordQueries records, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        var faults = new List<Fault>();
        var (first, second) = (Day("from", from, faults), Day("to", to, faults));
        if (first > second)
            faults.Add(new Fault("to", "must not be before from"));
        if (faults.Count > 0 || first is not { } begin || second is not { } end)
            return Problems.Malformed(faults);
        return Showing.Json(ListDifference.Between(begin, await On(begin), end, await On(end)));

        ValueTask<List<Subprocessor>> On(DateOnly day) =>
            records.AllAsync<Subprocessor>(http.TenantId(), view with { ValidAt = day }, null, http.RequestAborted, open: false).ToListAsync(http.RequestAborted);
    }

    private static DateOnly? Day(string name, string? text, List<Fault> faults)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        faults.Add(new Fault(name, "must be given, and be a date, such as 2026-03-01"));
        return null;
    }
}
