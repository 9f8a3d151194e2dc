using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Breaches.Forms;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary><c>GET /v1/{org}/breaches</c>.</summary>
public static class ListBreachesEndpoint
{
    /// <summary>Lists breaches, each with what is owed because of it.</summary>
    [WolverineGet("/v1/{org}/breaches", OperationId = "listBreaches"), Lists(typeof(Breach)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.ListBreaches(http);
}

/// <summary><c>GET /v1/{org}/breaches/{id}</c>.</summary>
public static class GetBreachEndpoint
{
    /// <summary>Shows a breach, with what is owed because of it and what is not as it should be.</summary>
    [WolverineGet("/v1/{org}/breaches/{id}", OperationId = "getBreach"), Shows(typeof(Breach)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.ShowBreach(id, http);
}

/// <summary><c>GET /v1/{org}/breaches/{id}/history</c>.</summary>
public static class GetBreachHistoryEndpoint
{
    /// <summary>Lists the events of a breach.</summary>
    [WolverineGet("/v1/{org}/breaches/{id}/history", OperationId = "getBreachHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.History<Breach>(id, session, http);
}

/// <summary><c>GET /v1/{org}/breaches/{id}/timeline</c>.</summary>
public static class GetBreachTimelineEndpoint
{
    /// <summary>Shows what came about and what is due, in the order of the law's clock.</summary>
    [WolverineGet("/v1/{org}/breaches/{id}/timeline", OperationId = "getBreachTimeline"), Answers(200, typeof(Page<TimelineItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.BreachTimeline(id, session, http);
}

/// <summary><c>GET /v1/{org}/breaches/{id}/controllers</c>.</summary>
public static class ListConcernedControllersEndpoint
{
    /// <summary>Lists the controllers concerned, each with how far its notification has come; with <c>?state=</c> those of that state.</summary>
    [WolverineGet("/v1/{org}/breaches/{id}/controllers", OperationId = "listConcernedControllers"), Lists(typeof(ConcernedController)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, string? state, RecordQueries records, HttpContext http) => records.Controllers(id, state, http);
}

/// <summary><c>GET /v1/{org}/breaches/{id}/notification-form</c>.</summary>
public static class GetNotificationFormEndpoint
{
    /// <summary>Shows what an authority's form asks for, filled as far as known, with what is missing: as JSON, or as text by Accept.</summary>
    [WolverineGet("/v1/{org}/breaches/{id}/notification-form", OperationId = "getNotificationForm"), Answers(200, typeof(NotificationForm)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, string? authority, RecordQueries records, HttpContext http) => records.Form(id, authority, http);
}

/// <summary><c>GET /v1/{org}/registers/breaches</c>.</summary>
public static class GetBreachRegisterEndpoint
{
    /// <summary>Shows the documentation of all breaches, also of those that were not notified, Art. 33(5).</summary>
    [WolverineGet("/v1/{org}/registers/breaches", OperationId = "getBreachRegister"), Lists(typeof(BreachEntry), AsCsv = true), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.BreachRegister(http);
}

/// <summary><c>GET /v1/{org}/registers/breaches.csv</c>.</summary>
public static class GetBreachRegisterAsCsvEndpoint
{
    /// <summary>Shows the documentation of all breaches as CSV.</summary>
    [WolverineGet("/v1/{org}/registers/breaches.csv", OperationId = "getBreachRegisterAsCsv"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.BreachRegister(http);
}

/// <summary><c>GET /v1/{org}/controller-notifications/{id}</c>.</summary>
public static class GetControllerNotificationEndpoint
{
    /// <summary>Shows the notification of one controller.</summary>
    [WolverineGet("/v1/{org}/controller-notifications/{id}", OperationId = "getControllerNotification"), Shows(typeof(ControllerNotification)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.ShowNotification(id, http);
}

/// <summary><c>GET /v1/{org}/controller-notifications/{id}/history</c>.</summary>
public static class GetControllerNotificationHistoryEndpoint
{
    /// <summary>Lists the events of the notification of one controller.</summary>
    [WolverineGet("/v1/{org}/controller-notifications/{id}/history", OperationId = "getControllerNotificationHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) =>
        records.History<ControllerNotification>(id, session, http);
}

/// <summary><c>GET /v1/{org}/reporting-mandates</c>.</summary>
public static class ListReportingMandatesEndpoint
{
    /// <summary>Lists the mandates of controllers.</summary>
    [WolverineGet("/v1/{org}/reporting-mandates", OperationId = "listReportingMandates"), Lists(typeof(ReportingMandate)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.List<ReportingMandate>(http);
}

/// <summary><c>GET /v1/{org}/reporting-mandates/{id}</c>.</summary>
public static class GetReportingMandateEndpoint
{
    /// <summary>Shows a controller's mandate.</summary>
    [WolverineGet("/v1/{org}/reporting-mandates/{id}", OperationId = "getReportingMandate"), Shows(typeof(ReportingMandate)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.Show<ReportingMandate>(id, http);
}

/// <summary><c>GET /v1/{org}/reporting-mandates/{id}/history</c>.</summary>
public static class GetReportingMandateHistoryEndpoint
{
    /// <summary>Lists the events of a controller's mandate.</summary>
    [WolverineGet("/v1/{org}/reporting-mandates/{id}/history", OperationId = "getReportingMandateHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.History<ReportingMandate>(id, session, http);
}
