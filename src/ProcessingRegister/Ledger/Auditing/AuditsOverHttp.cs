using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Ledger.Auditing;

/// <summary>What was set going.</summary>
/// <param name="Id">The audit.</param>
public sealed record AuditRequested(Guid Id);

/// <summary><c>POST /v1/{org}/ledger/audits</c>.</summary>
public static class RequestAuditEndpoint
{
    /// <summary>Has the whole ledger audited now; the operation tells when the report is there. Asking again while one waits gives that one.</summary>
    [WolverinePost("/v1/{org}/ledger/audits", OperationId = "requestAudit"), AllowedTo(Role.Auditor, Role.Dpo, Role.Admin), Answers(202, typeof(AuditRequested))]
    public static async Task<IResult> Post([NotBody] Audits audits, HttpContext http)
    {
        var id = await audits.RequestAsync(http.TenantId(), http.RequestAborted);
        http.Response.Headers.Location = $"/v1/{http.Caller().Slug}/operations/{id}";
        return Results.Json(new AuditRequested(id), Vault.RegisterJson.Edge, statusCode: StatusCodes.Status202Accepted);
    }
}

/// <summary><c>GET /v1/{org}/ledger/audits/{id}</c>.</summary>
public static class GetAuditEndpoint
{
    /// <summary>Shows an audit with its report: what each check proved, and what was not checked.</summary>
    [WolverineGet("/v1/{org}/ledger/audits/{id}", OperationId = "getAudit"), Answers(200, typeof(Audit))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static async Task<IResult> Get(Guid id, [NotBody] Audits audits, HttpContext http) =>
        await audits.AuditAsync(http.TenantId(), id, http.RequestAborted) is { } audit ? Showing.Json(audit) : Problems.NotFound();
}

/// <summary><c>GET /v1/{org}/ledger/audits</c>.</summary>
public static class ListAuditsEndpoint
{
    private const int Latest = 50;

    /// <summary>Lists the latest audits, newest first, without their reports.</summary>
    [WolverineGet("/v1/{org}/ledger/audits", OperationId = "listAudits"), Answers(200, typeof(Page<Audit>))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static async Task<IResult> Get([NotBody] Audits audits, HttpContext http) =>
        Showing.Json(new Page<Audit>(await audits.LatestAsync(http.TenantId(), Latest, http.RequestAborted), null));
}
