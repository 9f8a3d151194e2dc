using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements.Commitments;

/// <summary>Finds the conflicts of an organisation. What it costs is in proportion to the subprocessors and to the different terms of agreements.</summary>
public sealed class ResidencyFindings(RecordQueries records, ControllersTerms terms)
{
    /// <summary>The conflicts on a day, the ones that concern most agreements first; each names the override under which it stands.</summary>
    public async Task<IReadOnlyList<ResidencyConflict>> OnAsync(string tenantId, View view, DateOnly day, CancellationToken ct)
    {
        var then = view with { ValidAt = day };
        var subprocessors = await records.AllAsync<Subprocessor>(tenantId, then, null, ct, open: false).ToListAsync(ct);
        var overrides = await records.AllAsync<ResidencyOverride>(tenantId, then, null, ct, open: false).ToListAsync(ct);
        return
        [
            .. Residency.ConflictsOf(ChainPlaces.Of(subprocessors, day), await terms.OnAsync(tenantId, view, day, ct))
                .Select(conflict => conflict with { Override = overrides.Find(o => o.Covers(conflict.Data, day))?.Id })
                .OrderByDescending(conflict => conflict.Agreements).ThenBy(conflict => conflict.Data.Subprocessor).ThenBy(conflict => conflict.Data.Place.Code, StringComparer.Ordinal),
        ];
    }
}

/// <summary><c>GET /v1/{org}/residency-conflicts</c>.</summary>
public static class ListResidencyConflictsEndpoint
{
    /// <summary>Lists where data lie in, or are seen from, places that agreements with controllers exclude, in the whole depth of the chain.</summary>
    [WolverineGet("/v1/{org}/residency-conflicts", OperationId = "listResidencyConflicts"), Lists(typeof(ResidencyConflict)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(ResidencyFindings findings, HttpContext http) => http.ListFound((view, day, ct) => findings.OnAsync(http.TenantId(), view, day, ct));
}

/// <summary><c>GET /v1/{org}/residency-overrides</c>.</summary>
public static class ListResidencyOverridesEndpoint
{
    /// <summary>Lists the overrides, those that are over included.</summary>
    [WolverineGet("/v1/{org}/residency-overrides", OperationId = "listResidencyOverrides"), Lists(typeof(ResidencyOverride)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.List<ResidencyOverride>(http);
}

/// <summary><c>GET /v1/{org}/residency-overrides/{id}</c>.</summary>
public static class GetResidencyOverrideEndpoint
{
    /// <summary>Shows an override.</summary>
    [WolverineGet("/v1/{org}/residency-overrides/{id}", OperationId = "getResidencyOverride"), Shows(typeof(ResidencyOverride)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.Show<ResidencyOverride>(id, http);
}

/// <summary><c>GET /v1/{org}/residency-overrides/{id}/history</c>.</summary>
public static class GetResidencyOverrideHistoryEndpoint
{
    /// <summary>Lists the events of an override.</summary>
    [WolverineGet("/v1/{org}/residency-overrides/{id}/history", OperationId = "getResidencyOverrideHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.History<ResidencyOverride>(id, session, http);
}
