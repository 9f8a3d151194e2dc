using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Hosting.Access;

/// <summary>A request for an API token. It is answered anew each time, since the secret is not kept: an Idempotency-Key has no effect here.</summary>
/// <param name="Organisation">The slug of the organisation in which the token gets its roles.</param>
/// <param name="Name">What the token is for, in words about things.</param>
/// <param name="Roles">Its roles, each of which the caller holds there.</param>
/// <param name="ExpiresAt">Until when it holds; 90 days when absent, at most 366.</param>
public sealed record CreateToken(ImpersonalText Organisation, ImpersonalText Name, IReadOnlyList<Role> Roles, DateTimeOffset? ExpiresAt = null) : IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new CreateToken("example", "nightly export", [Role.Reader], null);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Roles.Count == 0 ? [new Fault("/roles", "must name at least one role")] : Form.Size("/roles", Roles as System.Collections.ICollection);
}

/// <summary><c>POST /v1/tokens</c>.</summary>
public static class CreateTokenEndpoint
{
    /// <summary>Issues an API token; its secret is shown once.</summary>
    [WolverinePost("/v1/tokens", OperationId = "createToken"), Answers(201, typeof(TokenIssued)), AllowedToAnyoneSignedIn]
    public static async Task<IResult> Post(CreateToken command, Standings standings, Tokens tokens, HttpContext http)
    {
        // The organisation stands in the body, so the rule that access control keeps for addresses is kept here.
        if (await standings.OfCallerAsync(http, command.Organisation.Value) is not { Organisation: { } there, Roles: { Count: > 0 } held })
            return Problems.NotFound();
        if (!held.Contains(Role.Admin) || !held.IsSupersetOf(command.Roles))
            return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.", "A token is issued by an admin, with roles that the admin holds in the organisation.");
        var now = http.Now().Instant;
        if (command.ExpiresAt <= now || command.ExpiresAt > now + Tokens.LongestLife)
            return Problems.Malformed(new Fault("/expiresAt", $"must lie in the future, and not more than {Tokens.LongestLife.Days} days ahead"));

        var issued = await tokens.IssueAsync(http.Caller().Actor, there.TenantId, command.Name, command.Roles, command.ExpiresAt, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = $"/v1/tokens/{issued.Id}";
        return Results.Json(issued, RegisterJson.Edge, statusCode: StatusCodes.Status201Created);
    }
}

/// <summary><c>DELETE /v1/tokens/{id}</c>.</summary>
public static class RevokeTokenEndpoint
{
    /// <summary>Revokes an API token at once.</summary>
    [WolverineDelete("/v1/tokens/{id}", OperationId = "revokeToken"), Answers(204), AllowedToAnyoneSignedIn]
    public static async Task<IResult> Delete(Guid id, IMemberships memberships, Tokens tokens, HttpContext http)
    {
        var administered = (await memberships.OfCallerAsync(http)).Where(m => m.Roles.Contains(Role.Admin)).Select(m => m.Organisation.ToString()).ToList();
        return await tokens.RevokeAsync(id, http.Caller().Actor, administered, http.RequestAborted) ? Results.NoContent() : Problems.NotFound();
    }
}

/// <summary><c>GET /v1/{org}/tokens</c>.</summary>
public static class ListTokensEndpoint
{
    /// <summary>Lists the API tokens of an organisation, without their secrets.</summary>
    [WolverineGet("/v1/{org}/tokens", OperationId = "listTokens"), Lists(typeof(TokenListed), FromAnyView = false), AllowedTo(Role.Admin)]
    public static async Task<IResult> Get(Tokens tokens, HttpContext http)
    {
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var found = await tokens.ListAsync(http.TenantId(), after, limit + 1, http.RequestAborted);
        return Showing.PageOf(http, [.. found.Take(limit)], found.Count > limit ? Showing.Cursor(found[limit - 1].Id) : null);
    }
}
