using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary><c>GET /v1/{org}/processing-agreements</c>.</summary>
public static class ListProcessingAgreementsEndpoint
{
    /// <summary>Lists processing agreements; with <c>?service=</c> those that take that service.</summary>
    [WolverineGet("/v1/{org}/processing-agreements", OperationId = "listProcessingAgreements"), Lists(typeof(ProcessingAgreement), AsCsv = true), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string? service, RecordQueries records, HttpContext http) =>
        records.List(http, AgreementColumns.All, AgreementColumns.Taking(service));
}

/// <summary><c>GET /v1/{org}/processing-agreements.csv</c>.</summary>
public static class ListProcessingAgreementsAsCsvEndpoint
{
    /// <summary>Lists processing agreements as CSV, all of them.</summary>
    [WolverineGet("/v1/{org}/processing-agreements.csv", OperationId = "listProcessingAgreementsAsCsv"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string? service, RecordQueries records, HttpContext http) =>
        records.List(http, AgreementColumns.All, AgreementColumns.Taking(service));
}

/// <summary><c>GET /v1/{org}/processing-agreements/{id}</c>.</summary>
public static class GetProcessingAgreementEndpoint
{
    /// <summary>Shows a processing agreement.</summary>
    [WolverineGet("/v1/{org}/processing-agreements/{id}", OperationId = "getProcessingAgreement"), Shows(typeof(ProcessingAgreement)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.Show<ProcessingAgreement>(id, http);
}

/// <summary><c>GET /v1/{org}/processing-agreements/{id}/history</c>.</summary>
public static class GetProcessingAgreementHistoryEndpoint
{
    /// <summary>Lists the events of a processing agreement.</summary>
    [WolverineGet("/v1/{org}/processing-agreements/{id}/history", OperationId = "getProcessingAgreementHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) =>
        records.History<ProcessingAgreement>(id, session, http);
}
