using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Hosting.Access;

/// <summary>The roles that an actor is to hold.</summary>
/// <param name="Roles">All of them; an empty list ends the membership.</param>
public sealed record AssignRoles(IReadOnlyList<Role> Roles) : IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AssignRoles([Role.Contributor, Role.Dpo]);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Form.Size("/roles", Roles as System.Collections.ICollection);
}

/// <summary>Who the caller is.</summary>
/// <param name="Actor">The caller's random reference, by which an admin assigns roles.</param>
/// <param name="Memberships">Where the caller holds which roles.</param>
public sealed record Me(Guid Actor, IReadOnlyList<Membership> Memberships);

/// <summary><c>GET /v1/me</c>.</summary>
public static class GetMeEndpoint
{
    /// <summary>Says under which reference the caller is known, and with which roles.</summary>
    [WolverineGet("/v1/me", OperationId = "getMe"), Answers(200, typeof(Me)), AllowedToAnyoneSignedIn]
    public static async Task<IResult> Get(IMemberships memberships, HttpContext http) =>
        Showing.Json(new Me(http.Caller().Actor, await memberships.OfCallerAsync(http)));
}

/// <summary><c>GET /v1/{org}/members</c>.</summary>
public static class ListMembersEndpoint
{
    /// <summary>Lists who holds which role.</summary>
    [WolverineGet("/v1/{org}/members", OperationId = "listMembers"), Lists(typeof(Member), FromAnyView = false), AllowedTo(Role.Admin)]
    public static async Task<IResult> Get(Members members, HttpContext http)
    {
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var found = await members.ListAsync(http.TenantId(), after, limit + 1, http.RequestAborted);
        return Showing.PageOf(http, [.. found.Take(limit)], found.Count > limit ? Showing.Cursor(found[limit - 1].Actor) : null);
    }
}

/// <summary><c>PUT /v1/{org}/members/{actorId}</c>.</summary>
public static class AssignRolesEndpoint
{
    /// <summary>Assigns exactly these roles to an actor.</summary>
    [WolverinePut("/v1/{org}/members/{actorId}", OperationId = "assignRoles"), Answers(204), AllowedTo(Role.Admin)]
    public static async Task<IResult> Put(Guid actorId, AssignRoles command, Members members, HttpContext http) =>
        await members.AssignAsync(http.TenantId(), actorId, command.Roles, http.RequestAborted) ?? Results.NoContent();
}
