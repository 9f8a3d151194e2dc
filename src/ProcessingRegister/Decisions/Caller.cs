namespace ProcessingRegister.Decisions;

/// <summary>Who calls, and for which organisation; established once by access control, before anything else happens.</summary>
/// <param name="Actor">The caller's random reference; events name this and never a person.</param>
/// <param name="TenantId">The organisation whose register is spoken of, or <c>null</c> for a route that is about none.</param>
/// <param name="Slug">The organisation's name in addresses.</param>
/// <param name="Zone">The organisation's zone.</param>
/// <param name="Roles">The caller's roles in this organisation.</param>
public sealed record Caller(Guid Actor, string? TenantId, string? Slug, TimeZoneInfo Zone, IReadOnlySet<Role> Roles);

/// <summary>Reads the caller off a request.</summary>
public static class CallerOfRequest
{
    /// <summary>The caller.</summary>
    /// <exception cref="InvalidOperationException">Access control did not run: a bug, since no route is open without it.</exception>
    public static Caller Caller(this HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("A request reached its endpoint without passing access control.");

    /// <summary>The tenant of the organisation in the address.</summary>
    public static string TenantId(this HttpContext http) =>
        http.Caller().TenantId ?? throw new InvalidOperationException("This route is about no organisation.");

    /// <summary>Now, for the organisation in the address.</summary>
    public static Moment Now(this HttpContext http) =>
        Moment.Of(http.RequestServices.GetRequiredService<TimeProvider>(), http.Caller().Zone);
}
