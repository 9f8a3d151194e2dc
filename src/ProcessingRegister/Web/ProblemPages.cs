using System.Net;
using System.Text;

namespace ProcessingRegister.Web;

/// <summary>Gives a person with a browser a page where a program would get a problem document.</summary>
public sealed class ProblemPages(RequestDelegate next)
{
    /// <summary>Runs the request, and turns its problem into a page when it was for one.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsForPage(http.Request))
        {
            await next(http);
            return;
        }

        var body = http.Response.Body;
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        if (http.Response.ContentType?.StartsWith("application/problem+json", StringComparison.Ordinal) == true)
        {
            var page = Encoding.UTF8.GetBytes(PageOf(http.Response.StatusCode));
            (http.Response.ContentType, http.Response.ContentLength) = ("text/html; charset=utf-8", page.Length);
            http.Response.Headers.ContentSecurityPolicy = Pages.ContentSecurityPolicy;
            await body.WriteAsync(page, http.RequestAborted);
            return;
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, http.RequestAborted);
    }

    private static bool IsForPage(HttpRequest request) =>
        (request.Path == "/" || request.Path.StartsWithSegments("/o") || request.Path == "/sign-in")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string PageOf(int status)
    {
        var title = WebUtility.HtmlEncode(Phrases.Say(status switch
        {
            StatusCodes.Status401Unauthorized => "signedOut",
            StatusCodes.Status403Forbidden => "forbidden",
            StatusCodes.Status404NotFound => "notFoundTitle",
            StatusCodes.Status400BadRequest => "malformed",
            _ => "failed",
        }));
        var advice = status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden ? $"<p>{WebUtility.HtmlEncode(Phrases.Say("signInAdvice"))}</p>" : "";
        return $"""
                <!DOCTYPE html><html lang="{(Phrases.IsNorwegian ? "nb" : "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="stylesheet" href="/register.css"><title>{title}</title></head><body><header><a class="home" href="/">{Phrases.Say("register")}</a></header>
                <main id="content"><h1>{title}</h1>{advice}</main></body></html>
                """;
    }
}
