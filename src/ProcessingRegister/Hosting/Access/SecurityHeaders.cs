using Microsoft.AspNetCore.Authorization;

namespace ProcessingRegister.Hosting.Access;

/// <summary>Response headers that keep a browser from doing anything with an answer but what it is for.</summary>
internal static class SecurityHeaders
{
    private const string ForData = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string ForPages =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers when the response starts; one that the endpoint has set itself stays.</summary>
    public static void Promise(HttpContext http) => http.Response.OnStarting(() =>
    {
        var headers = http.Response.Headers;
        var isPage = http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        headers.TryAdd("Content-Security-Policy", isPage ? ForPages : ForData);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Embedder-Policy", "require-corp");
        if (http.Request.IsHttps)
            headers.TryAdd("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        // What was shown to one caller is not kept for another; the caller itself asks again with If-None-Match.
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null)
            headers.TryAdd("Cache-Control", "private, no-cache");
        return Task.CompletedTask;
    });
}
