using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Obligations;

/// <summary>What is owed, over HTTP: in pages as JSON, whole as CSV, in numbers.</summary>
public static class ObligationsOverHttp
{
    /// <summary>Obligations in the order in which they fall due.</summary>
    public static async Task<IResult> Show(this ObligationRegister register, HttpContext http)
    {
        if (Formats.Asked(http, out var format) is { } notAcceptable)
            return notAcceptable;
        if (ObligationQuestion.Of(http, out var question) is { } problem)
            return problem;
        if (format == Format.Csv)
            return Csv.Of(ShownObligation.Columns, ct => register.AllAsync(http.TenantId(), question, ct));
        if (Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var (items, next) = await register.PageAsync(http.TenantId(), question, after, limit, http.RequestAborted);
        return Showing.PageOf(http, items, next?.Cursor);
    }

    /// <summary>How many are not met.</summary>
    public static async Task<IResult> Summary(this ObligationRegister register, HttpContext http) =>
        Showing.Json(await register.SummaryAsync(http.TenantId(), ObligationQuestion.Now(http), http.RequestAborted));

    private static IResult? Range(HttpContext http, out ObligationPlace? after, out int limit)
    {
        (after, limit) = (null, 50);
        var faults = new List<Fault>();
        if (http.Request.Query.TryGetValue("limit", out var asked)
            && (!int.TryParse(asked, System.Globalization.NumberStyles.None, null, out limit) || limit is < 1 or > Showing.MaxLimit))
            faults.Add(new Fault("limit", $"must be a whole number from 1 to {Showing.MaxLimit}"));
        if (http.Request.Query.TryGetValue("cursor", out var cursor) && (after = ObligationPlace.Read(cursor.ToString())) is null)
            faults.Add(new Fault("cursor", "must be a cursor that an earlier page gave"));
        return faults.Count == 0 ? null : Problems.Malformed(faults);
    }
}
