using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary><c>GET /v1/{org}/registers/controller</c>.</summary>
public static class GetControllersRegisterEndpoint
{
    /// <summary>Shows the controller's record of processing activities, Art. 30(1).</summary>
    [WolverineGet("/v1/{org}/registers/controller", OperationId = "getControllersRegister"), Lists(typeof(ControllersEntry), AsCsv = true), Answers(200, typeof(RecordOfProcessing<ControllersEntry>))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.ControllersRegister(http);
}

/// <summary><c>GET /v1/{org}/registers/controller.csv</c>.</summary>
public static class GetControllersRegisterAsCsvEndpoint
{
    /// <summary>Shows the controller's record of processing activities as CSV.</summary>
    [WolverineGet("/v1/{org}/registers/controller.csv", OperationId = "getControllersRegisterAsCsv")]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.ControllersRegister(http);
}

/// <summary><c>GET /v1/{org}/registers/processor</c>.</summary>
public static class GetProcessorsRegisterEndpoint
{
    /// <summary>Shows the processor's record of categories of processing for each controller, Art. 30(2); with <c>?controller=</c> one controller's extract.</summary>
    [WolverineGet("/v1/{org}/registers/processor", OperationId = "getProcessorsRegister"), Lists(typeof(ProcessorsEntry), AsCsv = true), Answers(200, typeof(RecordOfProcessing<ProcessorsEntry>))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string? controller, RecordQueries records, HttpContext http) => records.ProcessorsRegister(controller, http);
}

/// <summary><c>GET /v1/{org}/registers/processor.csv</c>.</summary>
public static class GetProcessorsRegisterAsCsvEndpoint
{
    /// <summary>Shows the processor's record as CSV: a row for each controller and activity; one controller's extract with its chain of subprocessors.</summary>
    [WolverineGet("/v1/{org}/registers/processor.csv", OperationId = "getProcessorsRegisterAsCsv")]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string? controller, RecordQueries records, HttpContext http) => records.ProcessorsRegister(controller, http);
}

/// <summary><c>GET /v1/{org}/registers/completeness</c>.</summary>
public static class GetCompletenessEndpoint
{
    /// <summary>Shows of each record which letters of Art. 30 are stated, and what the law of the day says of its transfers.</summary>
    [WolverineGet("/v1/{org}/registers/completeness", OperationId = "getCompleteness"), Lists(typeof(RecordCompleteness)), Answers(200, typeof(CompletenessPage))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(int? employees, RecordQueries records, HttpContext http) => records.Completeness(employees, http);
}

/// <summary><c>GET /v1/{org}/registers/diff</c>.</summary>
public static class GetDifferenceEndpoint
{
    /// <summary>Shows what changed on record between two instants, and in what the list of subprocessors differs between their days.</summary>
    [WolverineGet("/v1/{org}/registers/diff", OperationId = "getDifference"), Lists(typeof(RecordDifference), FromAnyView = false), Answers(200, typeof(DifferencePage))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Style", "IDE0060", Justification = "The parameters are named for the description of the interface.")]
    public static Task<IResult> Get(string? from, string? to, string? validAt, RecordQueries records, HttpContext http) => records.Difference(http);
}
