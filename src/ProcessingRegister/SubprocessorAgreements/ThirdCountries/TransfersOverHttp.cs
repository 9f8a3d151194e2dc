using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements.ThirdCountries;

/// <summary><c>GET /v1/{org}/transfers</c>.</summary>
public static class ListTransfersEndpoint
{
    /// <summary>Lists the transfers to third countries through subprocessors on the day of <c>validAt</c>, what carries each and what depends on it; with <c>?gaps=only</c> those with findings.</summary>
    [WolverineGet("/v1/{org}/transfers", OperationId = "listTransfers"), Lists(typeof(ThirdCountryTransfer)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string? gaps, ThirdCountryFindings findings, HttpContext http) => http.ListTransfers(gaps, findings);
}

/// <summary><c>GET /v1/{org}/transfers/{subprocessor}/{place}/controllers</c>.</summary>
public static class ListTransferControllersEndpoint
{
    /// <summary>Lists the controllers that depend on a transfer.</summary>
    [WolverineGet("/v1/{org}/transfers/{subprocessor}/{place}/controllers", OperationId = "listTransferControllers"), Lists(typeof(DependentController)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid subprocessor, string place, ThirdCountryFindings findings, HttpContext http) => http.ListControllers(subprocessor, place, findings);
}

/// <summary>Transfers over HTTP.</summary>
internal static class TransfersOverHttp
{
    internal static Task<IResult> ListTransfers(this HttpContext http, string? gaps, ThirdCountryFindings findings) =>
        gaps is not (null or "only") ? Task.FromResult(Problems.Malformed(new Fault("gaps", "must be only, or absent")))
        : http.ListFound<ThirdCountryTransfer>(async (view, day, ct) =>
            [.. (await findings.OnAsync(http.TenantId(), view, day, ct)).Where(t => gaps is null || t.Ground.Gaps.Count > 0)]);

    internal static async Task<IResult> ListControllers(this HttpContext http, Guid subprocessor, string place, ThirdCountryFindings findings)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        if (!Territory.TryParse(place, out var territory))
            return Problems.NotFound();
        return await findings.ControllersAsync(http.TenantId(), view, view.Day(http.Now()), (subprocessor, territory), (after, limit), http.RequestAborted) is var (controllers, next)
            ? Showing.PageOf(http, controllers, next is { } id ? Showing.Cursor(id) : null) : Problems.NotFound();
    }
}
