using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements.FlowDown;

/// <summary>Finds what is not passed down. What it costs is in proportion to the subprocessors and to the different terms of agreements.</summary>
public sealed class FlowDownFindings(RecordQueries records, ControllersTerms terms)
{
    /// <summary>The comparison for each subprocessor that the organisation itself uses on a day, those with most unmet first.</summary>
    public async Task<IReadOnlyList<FlowDownComparison>> OnAsync(string tenantId, View view, DateOnly day, CancellationToken ct)
    {
        var then = view with { ValidAt = day };
        var agreements = await terms.OnAsync(tenantId, view, day, ct);
        var contracts = (await records.AllAsync<SubprocessorAgreement>(tenantId, then, null, ct, open: false).ToListAsync(ct)).ToLookup(c => c.Subprocessor);
        var rows = await records.AllAsync<Subprocessor>(tenantId, then, null, ct, open: false).Where(s => s.IsListedOn(day))
            .Select(s => FlowDownComparison.Of(s, contracts[s.Id], agreements, day)).ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.Items.Count(i => !i.Met)).ThenBy(r => r.Subprocessor)];
    }
}

/// <summary><c>GET /v1/{org}/subprocessor-agreements/flow-down</c>.</summary>
public static class ListFlowDownEndpoint
{
    /// <summary>Compares what the agreements with controllers demand of each subprocessor with what its contract promises, Art. 28(4).</summary>
    [WolverineGet("/v1/{org}/subprocessor-agreements/flow-down", OperationId = "listFlowDown"), Lists(typeof(FlowDownComparison)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(FlowDownFindings findings, HttpContext http) => http.ListFound((view, day, ct) => findings.OnAsync(http.TenantId(), view, day, ct));
}
