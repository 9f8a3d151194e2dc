using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges.Informing;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary><c>GET /v1/{org}/subprocessor-changes</c>.</summary>
public static class ListSubprocessorChangesEndpoint
{
    /// <summary>Lists changes of subprocessors, each with its three dates.</summary>
    [WolverineGet("/v1/{org}/subprocessor-changes", OperationId = "listSubprocessorChanges"), Lists(typeof(ShownChange)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, IQuerySession session, HttpContext http) => records.ListChanges(session, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-changes/{id}</c>.</summary>
public static class GetSubprocessorChangeEndpoint
{
    /// <summary>Shows a change, its three dates, and how the controllers stand to it.</summary>
    [WolverineGet("/v1/{org}/subprocessor-changes/{id}", OperationId = "getSubprocessorChange"), Shows(typeof(ShownChange)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.ShowChange(id, session, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-changes/{id}/history</c>.</summary>
public static class GetSubprocessorChangeHistoryEndpoint
{
    /// <summary>Lists the events of a change.</summary>
    [WolverineGet("/v1/{org}/subprocessor-changes/{id}/history", OperationId = "getSubprocessorChangeHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.History<SubprocessorChange>(id, session, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-changes/{id}/earliest-dates</c>.</summary>
public static class GetEarliestDatesEndpoint
{
    /// <summary>Shows from which days the change would be lawful, and for how many controllers, if they were informed on a day; today when <c>?informedOn=</c> is absent.</summary>
    [WolverineGet("/v1/{org}/subprocessor-changes/{id}/earliest-dates", OperationId = "getEarliestDates"), Answers(200, typeof(EarliestDates)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, DateOnly? informedOn, RecordQueries records, HttpContext http) => records.EarliestDatesOf(id, informedOn, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-changes/{id}/notices</c>.</summary>
public static class ListChangeNoticesEndpoint
{
    /// <summary>Lists the controllers concerned, each with its dates and how they were computed; with <c>?standing=</c> and <c>?progress=</c> those who stand so.</summary>
    [WolverineGet("/v1/{org}/subprocessor-changes/{id}/notices", OperationId = "listChangeNotices"), Lists(typeof(InformedController), AsCsv = true), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, string? standing, string? progress, RecordQueries records, HttpContext http) => records.Notices(id, standing, progress, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-changes/{id}/notices.csv</c>.</summary>
public static class ListChangeNoticesAsCsvEndpoint
{
    /// <summary>Lists the controllers concerned as CSV.</summary>
    [WolverineGet("/v1/{org}/subprocessor-changes/{id}/notices.csv", OperationId = "listChangeNoticesAsCsv"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, string? standing, string? progress, RecordQueries records, HttpContext http) => records.Notices(id, standing, progress, http);
}

/// <summary><c>GET /v1/{org}/change-notices/{id}</c>.</summary>
public static class GetChangeNoticeEndpoint
{
    /// <summary>Shows what one controller was told of a change, and what it answered.</summary>
    [WolverineGet("/v1/{org}/change-notices/{id}", OperationId = "getChangeNotice"), Shows(typeof(ChangeNotice)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.ShowChangeNotice(id, http);
}

/// <summary><c>GET /v1/{org}/change-notices/{id}/history</c>.</summary>
public static class GetChangeNoticeHistoryEndpoint
{
    /// <summary>Lists the events of one controller's record of a change.</summary>
    [WolverineGet("/v1/{org}/change-notices/{id}/history", OperationId = "getChangeNoticeHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.History<ChangeNotice>(id, session, http);
}
