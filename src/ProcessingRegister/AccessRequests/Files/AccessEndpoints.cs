using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary><c>GET /v1/{org}/access-requests</c>.</summary>
public static class ListAccessRequestsEndpoint
{
    /// <summary>Lists authorities' requests that the caller may know of; that they were read is recorded.</summary>
    [WolverineGet("/v1/{org}/access-requests", OperationId = "listAccessRequests"), Lists(typeof(AccessRequest), AsCsv = true), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get([NotBody] AccessFiles files, HttpContext http) => files.ListAsync(http);
}

/// <summary><c>GET /v1/{org}/access-requests.csv</c>.</summary>
public static class ListAccessRequestsAsCsvEndpoint
{
    /// <summary>Lists authorities' requests as CSV; that they were read is recorded.</summary>
    [WolverineGet("/v1/{org}/access-requests.csv", OperationId = "listAccessRequestsAsCsv"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get([NotBody] AccessFiles files, HttpContext http) => files.ListAsync(http);
}

/// <summary><c>GET /v1/{org}/access-requests/{id}</c>.</summary>
public static class GetAccessRequestEndpoint
{
    /// <summary>Shows an authority's request; that it was read is recorded.</summary>
    [WolverineGet("/v1/{org}/access-requests/{id}", OperationId = "getAccessRequest"), Shows(typeof(AccessRequest)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, [NotBody] AccessFiles files, HttpContext http) => files.ShowAsync(id, http);
}

/// <summary><c>GET /v1/{org}/access-requests/{id}/history</c>.</summary>
public static class GetAccessRequestHistoryEndpoint
{
    /// <summary>Lists the events of an authority's request; that they were read is recorded.</summary>
    [WolverineGet("/v1/{org}/access-requests/{id}/history", OperationId = "getAccessRequestHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, [NotBody] AccessFiles files, HttpContext http) => files.HistoryAsync(id, http);
}

/// <summary><c>GET /v1/{org}/access-requests/{id}/consultations</c>.</summary>
public static class ListConsultationsEndpoint
{
    /// <summary>Lists who read the request, when and how.</summary>
    [WolverineGet("/v1/{org}/access-requests/{id}/consultations", OperationId = "listConsultations"), Lists(typeof(ConsultationShown), FromAnyView = false), AllowedTo(Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, [NotBody] AccessFiles files, HttpContext http) => files.ConsultationsAsync(id, http);
}
