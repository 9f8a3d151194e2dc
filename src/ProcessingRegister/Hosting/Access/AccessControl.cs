using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>
/// The one door: after routing and before anything else it establishes who calls and for which organisation, and lets nobody through whom the endpoint's
/// metadata do not admit. What it lets through carries a <see cref="Caller"/>.
/// </summary>
internal sealed class AccessControl(RequestDelegate next, Credentials credentials, Standings standings, FailedAttempts failed, TokenUse uses)
{
    /// <summary>Admits the request, or answers it.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (await RefusalAsync(http) is { } refusal)
            await refusal.ExecuteAsync(http);
        else
            await next(http);
    }

    private async Task<IResult?> RefusalAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint)
            return Problems.NotFound();
        // Routing answers by itself when a route exists for other methods or media types only (405, 415).
        if (endpoint is not RouteEndpoint route)
            return null;
        var slug = http.GetRouteValue(Admission.OrganisationParameter) as string;
        return Admission.Of(route) switch
        {
            null => Problems.NotFound(),
            { Anonymous: true } => await OpenAsync(http, slug),
            { } admission => await AdmitAsync(http, admission, slug),
        };
    }

    private async Task<IResult?> OpenAsync(HttpContext http, string? slug)
    {
        var organisation = slug is null ? null : await standings.OrganisationAsync(slug, http.RequestAborted);
        if (slug is not null && organisation is null)
            return Problems.NotFound();
        Introduce(http, Guid.Empty, organisation, new HashSet<Role>());
        return null;
    }

    private async Task<IResult?> AdmitAsync(HttpContext http, Admission admission, string? slug)
    {
        if (!Credentials.ArePresented(http))
            return Unauthenticated(http, "Bearer realm=\"processing-register\"", "The request carries no credentials.");
        if (await credentials.OfAsync(http) is not { } credential || await standings.OfAsync(credential, slug, http.RequestAborted) is not { } standing)
        {
            // Only who fails is slowed down: behind a proxy, one who guesses would otherwise shut out everybody.
            if (failed.TooMany(http) is { } tooMany)
                return tooMany;
            failed.Note(http);
            return Unauthenticated(http, "Bearer realm=\"processing-register\", error=\"invalid_token\"", "The credentials are invalid, or no longer valid.");
        }

        if (credential is Credential.Session && !IsSafe(http.Request) && !IsSameOrigin(http.Request))
            return Forbidden("A request by cookie that changes something must come from a page of the register itself.");
        // Who has no role in an organisation does not learn whether it exists.
        if (slug is not null && standing.Roles.Count == 0)
            return Problems.NotFound();
        if (!admission.AnyoneSignedIn && !admission.Roles.Overlaps(standing.Roles))
            return Forbidden($"One of these roles is needed in the organisation: {string.Join(", ", RoleWords.Words(admission.Roles))}.");

        http.Features.Set(credential);
        Introduce(http, standing.Actor, standing.Organisation, standing.Roles);
        if (standing.Token is { } token)
            uses.Note(token);
        return null;
    }

    private static void Introduce(HttpContext http, Guid actor, OrganisationAddress? organisation, IReadOnlySet<Role> roles) =>
        http.Features.Set(new Caller(actor, organisation?.TenantId, organisation?.Slug, organisation?.Zone ?? TimeZoneInfo.Utc, roles));

    private static IResult Unauthenticated(HttpContext http, string challenge, string title)
    {
        http.Response.Headers.WWWAuthenticate = challenge;
        return Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", title, "Send Authorization: Bearer with an API token or an access token of the identity provider.");
    }

    private static IResult Forbidden(string detail) => Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.", detail);

    // Safe methods (RFC 9110 section 9.2.1) change nothing, so they may be asked for from anywhere; the answer is the caller's alone.
    private static bool IsSafe(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site ? site == "same-origin" : request.Headers.Origin == $"{request.Scheme}://{request.Host}";
}
