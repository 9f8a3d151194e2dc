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
    public static Task<IResult> Get(string quarter, Editions editions, HttpContext http) => editions.ShowAsync(quarter, null, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/editions/{n}</c>.</summary>
public static class GetEditionEndpoint
{
    /// <summary>Shows an edition, or the draft, by Accept or suffix (<c>.json</c>, <c>.html</c>, <c>.csv</c>); <c>?block=</c> says which table of the CSV form.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/editions/{n}", OperationId = "getEdition"), Answers(200, MediaType = "application/json"), Answers(304), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, string n, string? block, Editions editions, HttpContext http) => editions.EditionAsync(quarter, null, n, block, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/editions/{n}/{file}</c>.</summary>
public static class GetEditionFileEndpoint
{
    /// <summary>Shows a file of an edition, or of the draft.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/editions/{n}/{file}", OperationId = "getEditionFile"), Answers(200, MediaType = "application/octet-stream"), Answers(304), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, string n, string file, Editions editions, HttpContext http) => editions.FileAsync(quarter, null, n, file, false, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/editions/{n}/recomputation</c>.</summary>
public static class GetRecomputationEndpoint
{
    /// <summary>Makes an edition again from the events up to its cut-off, and compares each file with what was frozen.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/editions/{n}/recomputation", OperationId = "getEditionRecomputation"), Answers(200, typeof(Recomputation)), AllowedTo(Role.Dpo, Role.Auditor)]
    public static Task<IResult> Get(string quarter, int n, Editions editions, HttpContext http) => editions.RecomputeAsync(quarter, null, n, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/{profile}</c>.</summary>
public static class GetTransparencyReportOfProfileEndpoint
{
    /// <summary>Shows a quarter's report of another profile: its editions, and what is not as it should be.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/{profile}", OperationId = "getTransparencyReportOfProfile"), Shows(typeof(QuarterlyReport)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, string profile, Editions editions, HttpContext http) => editions.ShowAsync(quarter, profile, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}</c>.</summary>
public static class GetEditionOfProfileEndpoint
{
    /// <summary>Shows an edition of another profile, or the draft, by Accept or suffix (<c>.json</c>, <c>.html</c>, <c>.csv</c>); <c>?block=</c> says which table of the CSV form.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}", OperationId = "getEditionOfProfile"), Answers(200, MediaType = "application/json"), Answers(304), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, string profile, string n, string? block, Editions editions, HttpContext http) => editions.EditionAsync(quarter, profile, n, block, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/{file}</c>.</summary>
public static class GetEditionFileOfProfileEndpoint
{
    /// <summary>Shows a file of an edition of another profile, or of the draft.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/{file}", OperationId = "getEditionFileOfProfile"), Answers(200, MediaType = "application/octet-stream"), Answers(304), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string quarter, string profile, string n, string file, Editions editions, HttpContext http) => editions.FileAsync(quarter, profile, n, file, false, http);
}

/// <summary><c>GET /v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/recomputation</c>.</summary>
public static class GetRecomputationOfProfileEndpoint
{
    /// <summary>Makes an edition of another profile again from the events up to its cut-off, and compares each file with what was frozen.</summary>
    [WolverineGet("/v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/recomputation", OperationId = "getEditionRecomputationOfProfile"), Answers(200, typeof(Recomputation)), AllowedTo(Role.Dpo, Role.Auditor)]
    public static Task<IResult> Get(string quarter, string profile, int n, Editions editions, HttpContext http) => editions.RecomputeAsync(quarter, profile, n, http);
}
