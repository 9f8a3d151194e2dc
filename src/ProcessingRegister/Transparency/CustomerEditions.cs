using System.Globalization;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using TransparencyReport.Periods;
using Wolverine.Http;

namespace ProcessingRegister.Transparency;

/// <summary>Asks for an edition of what concerns one customer, made from everything recorded so far.</summary>
public sealed record IssueCustomerEdition : IExemplified
{
    /// <inheritdoc />
    public static object Example => new IssueCustomerEdition();
}

/// <summary>
/// Issues and shows what concerns one customer. It is made when it is issued, from all that is recorded then, so that nothing is in it that has come under
/// secrecy; and shown from then on as it was frozen, since the same edition with another number would tell that something has.
/// </summary>
public sealed class CustomerEditions(IDocumentStore store, RecordQueries records, EditionMaker maker, EditionBases bases, EditionArchive archive)
{
    private const string ForTheCaller = "private, no-cache";

    /// <summary>Issues an edition, unless the last one says the same.</summary>
    public async Task<IResult> IssueAsync(string quarter, Guid agreement, HttpContext http)
    {
        if (Quarters.Misses(quarter, out var of, out var problem))
            return problem;
        var (tenant, now, ct) = (http.TenantId(), http.Now(), http.RequestAborted);
        await using var session = store.LightweightSession(tenant);
        if (await Retries.AnswerAgain(session, http) is { } earlier)
            return earlier;
        if (await records.FindAsync<ProcessingAgreement>(tenant, agreement, View.Now, ct) is null)
            return Problems.NotFound();
        if (now.Today < of.Span.EndExclusive)
            return Problems.Refused(EditionRefusals.QuarterNotOver);
        if (await bases.FindAsync(tenant, now.Zone.Id, [], (await maker.ProfilesAsync(tenant, ct)).UpTo(of.Year), ct) is not { } basis)
            return Problems.Refused(EditionRefusals.LedgerBehind);

        await DraftingEditions.TakeTurnAsync(session, ct);
        var id = CustomerReport.IdOf(tenant, of, agreement);
        var report = await session.LoadAsync<CustomerReport>(id, ct);
        var number = (report?.Editions.Count ?? 0) + 1;
        var made = await maker.MakeForCustomerAsync(tenant, of, number, basis, agreement, ct);
        if (made.Edition is not { } edition)
            return Problems.Refused(EditionRefusals.FailsItsChecks);
        if (report is not null && (await archive.ReadAsync(tenant, report.Editions[^1].Files, ct)).Cells.SequenceEqual(edition.Cells))
            return await AnswerAsync(session, http, StatusCodes.Status200OK, of, agreement, number - 1, new(id, report.Version, []));
        var events = Deciding.Wrap(session, [new CustomerEditionIssued(of.Year, of.Number, agreement, number, basis, EditionArchive.Named(made.Files))],
            Deciding.Later(now.Instant, report?.RecordedAt ?? default), http);
        if (report is null)
            session.Events.StartStream<CustomerReport>(id, events);
        else
            session.Events.Append(id, report.Version + events.Length, events);
        EditionArchive.Freeze(session, made.Files);
        return await AnswerAsync(session, http, StatusCodes.Status201Created, of, agreement, number, new(id, number, [.. events.Select(e => e.Id)]));
    }

    /// <summary>A file of the edition that was issued last, or of the one of a number.</summary>
    public async Task<IResult> FileAsync(string quarter, Guid agreement, string? n, string file, HttpContext http)
    {
        if (Quarters.Misses(quarter, out var of, out var problem))
            return problem;
        var report = await records.FindAsync<CustomerReport>(http.TenantId(), CustomerReport.IdOf(http.TenantId(), of, agreement), View.Now, http.RequestAborted);
        var edition = n is null ? report?.Editions[^1]
            : int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? report?.Editions.FirstOrDefault(edition => edition.Number == number) : null;
        return edition?.Files.FirstOrDefault(frozen => frozen.Name.Value == file) is { } found
            ? EditionForm.Answer(http, found, await archive.ReadAsync(http.TenantId(), found, http.RequestAborted), edition.Basis.Checkpoint, ForTheCaller) : Problems.NotFound();
    }

    private static async Task<IResult> AnswerAsync(IDocumentSession session, HttpContext http, int status, Quarter quarter, Guid agreement, int number, Recorded recorded)
    {
        http.Response.Headers.Location = FormattableString.Invariant($"/v1/{http.Caller().Slug}/transparency-reports/{quarter}/customers/{agreement}/editions/{number}/{EditionArchive.Json}");
        http.Response.Tag(recorded.Version);
        Retries.Remember(session, http, status, recorded);
        await session.SaveChangesAsync(http.RequestAborted);
        return Results.Json(recorded, RegisterJson.Edge, statusCode: status);
    }
}

/// <summary><c>POST /v1/{org}/transparency-reports/{quarter}/customers/{agreementId}</c>.</summary>
public static class IssueCustomerEditionEndpoint
{
    /// <summary>Issues what the report says of one customer, by its agreement: its own requests, nothing hidden but what is secret.</summary>
    [WolverinePost("/v1/{org}/transparency-reports/{quarter}/customers/{agreementId}", OperationId = "issueCustomerEdition"), AllowedTo(Role.Dpo, Role.Counsel)]
    [Answers(201, typeof(Recorded)), Answers(200, typeof(Recorded))]
    public static Task<IResult> Post(string quarter, Guid agreementId, IssueCustomerEdition command, [NotBody] CustomerEditions editions, HttpContext http) =>
        editions.IssueAsync(quarter, agreementId, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/customers/{agreementId}</c>.</summary>
public static class GetCustomerReportEndpoint
{
    /// <summary>Shows what was last issued of the report for one customer.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/customers/{agreementId}", OperationId = "getCustomerReport"), Answers(200, MediaType = "application/json"), Answers(304), AllowedTo(Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, Guid agreementId, [NotBody] CustomerEditions editions, HttpContext http) =>
        editions.FileAsync(quarter, agreementId, null, EditionArchive.Json, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/customers/{agreementId}/editions/{n}/{file}</c>.</summary>
public static class GetCustomerFileEndpoint
{
    /// <summary>Shows a file of an edition that was issued for one customer: the page, a table, the checksums.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/customers/{agreementId}/editions/{n}/{file}", OperationId = "getCustomerFile"), Answers(200, MediaType = "application/octet-stream"), Answers(304), AllowedTo(Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, Guid agreementId, string n, string file, [NotBody] CustomerEditions editions, HttpContext http) =>
        editions.FileAsync(quarter, agreementId, n, file, http);
}
