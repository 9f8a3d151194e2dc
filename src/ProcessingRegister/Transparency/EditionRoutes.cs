using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Transparency;

/// <summary><c>GET /v1/{org}/transparency-reports</c>.</summary>
public static class ListTransparencyReportsEndpoint
{
    /// <summary>Lists the reports, with their editions.</summary>
    [WolverineGet("/v1/{org}/transparency-reports", OperationId = "listTransparencyReports"), Lists(typeof(QuarterlyReport)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.List<QuarterlyReport>(http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}</c>.</summary>
public static class GetTransparencyReportEndpoint
{
    /// <summary>Shows a quarter's report: its editions, and what is not as it should be.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}", OperationId = "getTransparencyReport"), Shows(typeof(QuarterlyReport)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, Editions editions, HttpContext http) => editions.ShowAsync(quarter, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/editions/{n}</c>.</summary>
public static class GetEditionEndpoint
{
    /// <summary>Shows an edition, or the draft, by Accept or suffix (<c>.json</c>, <c>.html</c>, <c>.csv</c>); <c>?block=</c> says which table of the CSV form.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/editions/{n}", OperationId = "getEdition"), Answers(200, MediaType = "application/json"), Answers(304), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, string n, string? block, Editions editions, HttpContext http) => editions.EditionAsync(quarter, n, block, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/editions/{n}/{file}</c>.</summary>
public static class GetEditionFileEndpoint
{
    /// <summary>Shows a file of an edition, or of the draft.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/editions/{n}/{file}", OperationId = "getEditionFile"), Answers(200, MediaType = "application/octet-stream"), Answers(304), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, string n, string file, Editions editions, HttpContext http) => editions.FileAsync(quarter, n, file, false, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/editions/{n}/recomputation</c>.</summary>
public static class GetRecomputationEndpoint
{
    /// <summary>Makes an edition again from the events up to its cut-off, and compares each file with what was frozen.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/editions/{n}/recomputation", OperationId = "getEditionRecomputation"), Answers(200, typeof(Recomputation)), AllowedTo(Role.Dpo, Role.Auditor)]
    public static Task<IResult> Get(string quarter, int n, Editions editions, HttpContext http) => editions.RecomputeAsync(quarter, n, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/customers/{agreementId}</c>.</summary>
public static class GetCustomerReportEndpoint
{
    /// <summary>Shows what the report says of one customer, by its agreement: its own requests, nothing hidden but what is secret.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/customers/{agreementId}", OperationId = "getCustomerReport"), Answers(200, MediaType = "application/json"), AllowedTo(Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, Guid agreementId, Editions editions, HttpContext http) => editions.CustomerAsync(quarter, agreementId, http);
}
