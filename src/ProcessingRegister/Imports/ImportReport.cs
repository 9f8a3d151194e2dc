using System.Globalization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Imports;

/// <summary>An import with a page of its lines.</summary>
/// <param name="Id">The import; also the operation's id.</param>
/// <param name="State">How far it has come.</param>
/// <param name="ContentType">The file's media type.</param>
/// <param name="Progress">Within the present state.</param>
/// <param name="Counts">What the lines come to.</param>
/// <param name="Note">Why the file is refused, or why it had to be previewed again.</param>
/// <param name="CreatedAt">When it was received (UTC).</param>
/// <param name="Lines">What becomes, or became, of each line.</param>
public sealed record ImportReport(
    Guid Id, ImportState State, string ContentType, ImportProgress Progress, ImportCounts Counts, string? Note, DateTimeOffset CreatedAt, Page<ImportLine> Lines)
{
    internal static ImportReport Of(Import import, Page<ImportLine> lines) =>
        new(import.Id, import.State, import.ContentType, import.Progress, import.Counts, import.Note, import.CreatedAt, lines);
}

/// <summary><c>GET /v1/{org}/imports/{id}</c>.</summary>
public static class GetImportEndpoint
{
    /// <summary>Shows an import and what becomes of its lines; <c>?outcome=</c> shows those of one outcome only.</summary>
    [WolverineGet("/v1/{org}/imports/{id}", OperationId = "getImport"), AllowedTo(Role.Contributor, Role.Dpo), Answers(200, typeof(ImportReport))]
    public static Task<IResult> Get(Guid id, string? outcome, [NotBody] ImportFiles imports, HttpContext http) => imports.ShowAsync(id, outcome, http);
}

/// <summary>Which lines of a report are asked for.</summary>
internal readonly record struct LineRange(int After, int Limit, Outcome? Outcome)
{
    /// <summary>Reads <c>?cursor=</c> and <c>?limit=</c>, and the outcome asked for; the problem to answer with, or <c>null</c>.</summary>
    public static IResult? Of(HttpContext http, string? named, out LineRange range)
    {
        var (after, limit, outcome) = (0, 50, (Outcome?)null);
        var faults = new List<Fault>();
        var query = http.Request.Query;
        if (query.TryGetValue("limit", out var asked) && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > Showing.MaxLimit))
            faults.Add(new Fault("limit", $"must be a whole number from 1 to {Showing.MaxLimit}"));
        if (query.TryGetValue("cursor", out var cursor) && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            faults.Add(new Fault("cursor", "must be a cursor that an earlier page gave"));
        if (named is not null)
        {
            outcome = Enum.GetValues<Outcome>().Where(o => o.ToString().Equals(named, StringComparison.OrdinalIgnoreCase)).Select(o => (Outcome?)o).SingleOrDefault();
            if (outcome is null)
                faults.Add(new Fault("outcome", "must be added, changed, unchanged or refused"));
        }

        range = new LineRange(after, limit, outcome);
        return faults.Count == 0 ? null : Problems.Malformed(faults);
    }

    public static string Cursor(int position) => position.ToString(CultureInfo.InvariantCulture);
}
