using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Organisations;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Finds the chains of controllers. What it costs is in proportion to the chain and the subprocessors, and not to the agreements.</summary>
public sealed class Chains(NpgsqlDataSource database, RecordQueries records, ITransferGrounds grounds)
{
    // Whoever was ever in use for one of these services, on any day that anybody stated, and whoever can be reached from there. What this finds too much
    // is left out by the fold; it can find nothing too little, since the lists only grow.
    private const string Reachable =
        """
        with recursive reach(id) as (
          select h.id from register.mt_doc_subprocessor h
          where h.tenant_id = $1 and jsonb_exists_any(h.data -> 'servicesEver', $2) and jsonb_array_length(h.data -> 'engagements') > 0
          union
          select next.id::uuid from reach r
          join register.mt_doc_subprocessor h on h.tenant_id = $1 and h.id = r.id
          cross join lateral (
            select own ->> 'subprocessor' from jsonb_array_elements(h.data -> 'ownSubprocessors') own
            union all
            select h.data -> 'mergedInto' ->> 'other' where h.data -> 'mergedInto' is not null
          ) next(id)
        )
        select id from reach
        """;

    /// <summary>The chain of one controller, by its agreement; <c>null</c> when this view shows no such agreement.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="agreement">The agreement with the controller.</param>
    /// <param name="view">From where to look.</param>
    /// <param name="day">The day for which the chain is asked.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ControllersChain?> FindAsync(string tenantId, Guid agreement, View view, DateOnly day, CancellationToken ct)
    {
        var onThatDay = view with { ValidAt = day };
        var law = LawAsync(tenantId, onThatDay, day, ct);
        var found = await records.TheseAsync<ProcessingAgreement>(tenantId, [agreement], onThatDay, ct, open: false);
        if (found is not [var controller])
        {
            await law;
            return null;
        }

        // After the end of the services nobody processes for this controller.
        IReadOnlyList<ImpersonalText> services = controller.EndedOn <= day ? [] : controller.Content.Services;
        return new(agreement, day, services, await LinksAsync(tenantId, services, onThatDay, day, await law, ct));
    }

    /// <summary>The links of a chain for these services.</summary>
    public async Task<IReadOnlyList<ChainLink>> LinksAsync(
        string tenantId, IReadOnlyCollection<ImpersonalText> services, View view, DateOnly day, LawInForce? law, CancellationToken ct)
    {
        if (services.Count == 0)
            return [];
        await using var command = database.CreateCommand(Reachable);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(services.Select(s => s.Value).Append(Subprocessor.EveryService).ToArray());
        var ids = new List<Guid>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                ids.Add(reader.GetGuid(0));
        }

        if (ids.Count == 0)
            return [];
        var onThatDay = view with { ValidAt = day };
        // Both at once: neither needs what the other finds.
        var carrying = law is null ? null : grounds.OnAsync(tenantId, ids, onThatDay, law, ct);
        var found = records.TheseAsync<Subprocessor>(tenantId, ids, onThatDay, ct);
        await Task.WhenAll(found, carrying ?? Task.CompletedTask);
        return ControllersChain.LinksFor(services, day, await found, carrying is null ? null : await carrying);
    }

    /// <summary>The law of the organisation that keeps the register; <c>null</c> when its jurisdiction is not on record or its law not known.</summary>
    public async Task<LawInForce?> LawAsync(string tenantId, View view, DateOnly day, CancellationToken ct)
    {
        var keeper = await records.TheseAsync<Organisation>(tenantId, [Guid.Parse(tenantId)], view with { ValidAt = null }, ct, open: false);
        return keeper is [{ Profile.Jurisdiction: { } jurisdiction }] && LawBook.Current.Jurisdictions.Any(known => known.Code == jurisdiction)
            ? LawInForce.At(jurisdiction, day) : null;
    }
}

/// <summary><c>GET /v1/{org}/subprocessors/chain?controller=</c>.</summary>
public static class GetChainEndpoint
{
    /// <summary>Shows the chain of one controller on one day; <c>controller</c> is the id of its processing agreement, the day <c>validAt</c>, or that of <c>asOf</c>.</summary>
    [WolverineGet("/v1/{org}/subprocessors/chain", OperationId = "getChain"), Shows(typeof(ControllersChain)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static async Task<IResult> Get(string? controller, Chains chains, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (!Guid.TryParseExact(controller, "D", out var agreement))
            return Problems.Malformed(new Fault("controller", "must be the id of one processing agreement"));
        return await chains.FindAsync(http.TenantId(), agreement, view, view.Day(http.Now()), http.RequestAborted) is { } chain ? Showing.Json(chain) : Problems.NotFound();
    }
}
