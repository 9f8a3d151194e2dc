using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingActivities;

/// <summary><c>GET /v1/{org}/processing-activities</c>.</summary>
public static class ListProcessingActivitiesEndpoint
{
    /// <summary>Lists processing activities.</summary>
    [WolverineGet("/v1/{org}/processing-activities", OperationId = "listProcessingActivities"), Lists(typeof(ProcessingActivity), AsCsv = true), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(ProcessingRole? role, RecordQueries records, HttpContext http) =>
        records.List(http, ActivityColumns.All, ActivityColumns.Of(role));
}

/// <summary><c>GET /v1/{org}/processing-activities.csv</c>.</summary>
public static class ListProcessingActivitiesAsCsvEndpoint
{
    /// <summary>Lists processing activities as CSV, all of them.</summary>
    [WolverineGet("/v1/{org}/processing-activities.csv", OperationId = "listProcessingActivitiesAsCsv"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(ProcessingRole? role, RecordQueries records, HttpContext http) =>
        records.List(http, ActivityColumns.All, ActivityColumns.Of(role));
}

/// <summary><c>GET /v1/{org}/processing-activities/{id}</c>.</summary>
public static class GetProcessingActivityEndpoint
{
    /// <summary>Shows a processing activity.</summary>
    [WolverineGet("/v1/{org}/processing-activities/{id}", OperationId = "getProcessingActivity"), Shows(typeof(ProcessingActivity)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.Show<ProcessingActivity>(id, http);
}

/// <summary><c>GET /v1/{org}/processing-activities/{id}/history</c>.</summary>
public static class GetProcessingActivityHistoryEndpoint
{
    /// <summary>Lists the events of a processing activity.</summary>
    [WolverineGet("/v1/{org}/processing-activities/{id}/history", OperationId = "getProcessingActivityHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) =>
        records.History<ProcessingActivity>(id, session, http);
}
