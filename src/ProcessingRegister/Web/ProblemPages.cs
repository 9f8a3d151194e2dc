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
            var page = Encoding.UTF8.GetBytes(PageOf(http));
            (http.Response.ContentType, http.Response.ContentLength) = ("text/html; charset=utf-8", page.Length);
            http.Response.Headers.ContentSecurityPolicy = Pages.ContentSecurityPolicy;
            await body.WriteAsync(page, http.RequestAborted);
            return;
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, http.RequestAborted);
    }

    private static bool IsForPage(HttpRequest request) =>
        (request.Path == "/" || request.Path.StartsWithSegments("/o") || request.Path == "/sign-in" || request.Path == "/sign-out")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string PageOf(HttpContext http)
    {
        var (title, advice) = http.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => ("signedOut", "signInAdvice"),
            StatusCodes.Status403Forbidden => ("forbidden", "forbiddenAdvice"),
            StatusCodes.Status404NotFound => ("notFoundTitle", "notFoundAdvice"),
            StatusCodes.Status400BadRequest => ("malformed", "failedAdvice"),
            _ => ("failed", "failedAdvice"),
        };
        return $"""
            <!DOCTYPE html>
            <html lang="{Phrases.Language}">
            <head>
                <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
                <link rel="stylesheet" href="/register.css"><link rel="icon" href="data:,"><title>{Say(title)}</title>
            </head>
            <body>
                <header><div class="bar">
                    <a class="home" href="/">{Say("register")}</a>
                    <a class="language" lang="{Phrases.OtherLanguage}" hreflang="{Phrases.OtherLanguage}" href="{WebUtility.HtmlEncode(Way(http))}">{Say("language")}</a>
                </div></header>
                <main id="content"><h1>{Say(title)}</h1><p class="lead">{Say(advice)}</p></main>
            </body>
            </html>
            """;
    }

    // A one-time link does not work a second time, and its code is not to be carried along.
    private static string Way(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && http.Request.Path != "/sign-in" ? http.InOtherLanguage() : $"/language?to={Phrases.OtherLanguage}&from=/";

    private static string Say(string key) => WebUtility.HtmlEncode(Phrases.Say(key));
}
