using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary><c>GET /v1/{org}/subprocessors</c>.</summary>
public static class ListSubprocessorsEndpoint
{
    /// <summary>Lists all parties on record, those that the customers chose included; each says by its kind which it is.</summary>
    [WolverineGet("/v1/{org}/subprocessors", OperationId = "listSubprocessors"), Lists(typeof(Subprocessor), AsCsv = true), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.List(http, SubprocessorColumns.All);
}

/// <summary><c>GET /v1/{org}/subprocessors.csv</c>.</summary>
public static class ListSubprocessorsAsCsvEndpoint
{
    /// <summary>Lists all parties on record as CSV.</summary>
    [WolverineGet("/v1/{org}/subprocessors.csv", OperationId = "listSubprocessorsAsCsv"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.List(http, SubprocessorColumns.All);
}

/// <summary><c>GET /v1/{org}/subprocessors/{id}</c>.</summary>
public static class GetSubprocessorEndpoint
{
    /// <summary>Shows a subprocessor.</summary>
    [WolverineGet("/v1/{org}/subprocessors/{id}", OperationId = "getSubprocessor"), Shows(typeof(Subprocessor)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.Show<Subprocessor>(id, http);
}

/// <summary><c>GET /v1/{org}/subprocessors/{id}/history</c>.</summary>
public static class GetSubprocessorHistoryEndpoint
{
    /// <summary>Lists the events of a subprocessor.</summary>
    [WolverineGet("/v1/{org}/subprocessors/{id}/history", OperationId = "getSubprocessorHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.History<Subprocessor>(id, session, http);
}
