using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Organisations;

/// <summary>An organisation as the list of one's organisations shows it.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="LegalName">Its registered name.</param>
/// <param name="Roles">The caller's roles in it.</param>
public sealed record OrganisationListed(Guid Id, string Slug, string LegalName, IReadOnlyList<Role> Roles);

/// <summary><c>GET /v1/organisations</c>.</summary>
public static class ListOrganisationsEndpoint
{
    /// <summary>Lists the organisations in which the caller holds a role.</summary>
    [WolverineGet("/v1/organisations", OperationId = "listOrganisations"), Lists(typeof(OrganisationListed), FromAnyView = false), AllowedToAnyoneSignedIn]
    public static async Task<IResult> Get(IMemberships memberships, NpgsqlDataSource database, HttpContext http)
    {
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var all = await memberships.OfCallerAsync(http);
        var rest = all.Where(m => after is null || m.Organisation.CompareTo(after.Value) > 0).OrderBy(m => m.Organisation).Take(limit + 1).ToList();
        var page = rest.Take(limit).ToList();
        var names = await NamesAsync(database, [.. page.Select(m => m.Organisation)], http.RequestAborted);
        return Showing.PageOf(http, [.. page.Select(m => new OrganisationListed(m.Organisation, m.Slug, names[m.Organisation], m.Roles))],
            rest.Count > limit ? Showing.Cursor(page[^1].Organisation) : null);
    }

    internal static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(NpgsqlDataSource database, Guid[] organisations, CancellationToken ct)
    {
        // An organisation is the one record of this kind in its tenant, under the tenant's own id.
        await using var command = database.CreateCommand(
            "select id, data -> 'profile' ->> 'legalName' from register.mt_doc_organisation where tenant_id = any($1) and id = any($2)");
        command.Parameters.AddWithValue(organisations.Select(id => id.ToString()).ToArray());
        command.Parameters.AddWithValue(organisations);
        var names = new Dictionary<Guid, string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            names[reader.GetGuid(0)] = reader.GetString(1);
        return names;
    }
}

/// <summary><c>GET /v1/{org}</c>.</summary>
public static class GetOrganisationEndpoint
{
    /// <summary>Shows the organisation that keeps the register.</summary>
    [WolverineGet("/v1/{org}", OperationId = "getOrganisation"), Shows(typeof(Organisation)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.Show<Organisation>(Guid.Parse(http.TenantId()), http);
}

/// <summary><c>GET /v1/{org}/history</c>.</summary>
public static class GetOrganisationHistoryEndpoint
{
    /// <summary>Lists the events of the organisation's own record.</summary>
    [WolverineGet("/v1/{org}/history", OperationId = "getOrganisationHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static Task<IResult> Get(RecordQueries records, IQuerySession session, HttpContext http) =>
        records.History<Organisation>(Guid.Parse(http.TenantId()), session, http);
}
