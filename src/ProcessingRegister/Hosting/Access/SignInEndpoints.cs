using Microsoft.AspNetCore.Authorization;
using ProcessingRegister.Decisions;
using Wolverine.Http;

namespace ProcessingRegister.Hosting.Access;

/// <summary><c>GET /sign-in?code=</c>.</summary>
public static class SignInEndpoint
{
    /// <summary>Uses a sign-in link: starts a session by cookie and leads to the first page.</summary>
    [WolverineGet("/sign-in", OperationId = "signIn"), Answers(302), AllowAnonymous]
    public static async Task<IResult> Get(string? code, SignInLinks links, FailedAttempts failed, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (failed.TooMany(http) is { } tooMany)
            return tooMany;
        if (code is null || await links.UseAsync(code, http.RequestAborted) is not var (secret, expiresAt))
        {
            failed.Note(http);
            return Problems.Of(StatusCodes.Status403Forbidden, "sign-in-link-spent", "This sign-in link is unknown, was used already, or has expired.",
                "Ask for another; each works once, within a quarter of an hour.");
        }

        SessionCookie.Write(http, secret, expiresAt);
        return Results.LocalRedirect("/");
    }
}

/// <summary><c>POST /sign-out</c>.</summary>
public static class SignOutEndpoint
{
    /// <summary>Ends the session of the cookie, and leads to the first page, which says so.</summary>
    [WolverinePost("/sign-out", OperationId = "signOut"), Answers(303), AllowedToAnyoneSignedIn]
    public static async Task<IResult> Post(SignInLinks links, HttpContext http)
    {
        if (SessionCookie.Read(http) is { } code)
            await links.EndAsync(code, http.RequestAborted);
        SessionCookie.Delete(http);
        http.Response.Headers.Location = "/";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
