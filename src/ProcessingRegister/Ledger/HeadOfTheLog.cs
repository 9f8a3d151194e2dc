namespace ProcessingRegister.Ledger;

/// <summary>
/// Answers HEAD on what is served as static files are (c2sp.org/tlog-tiles): with everything that GET answers but the content (RFC 9110 section 9.3.2).
/// </summary>
public sealed class HeadOfTheLog(RequestDelegate next)
{
    /// <summary>Goes on with GET where HEAD was asked.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsHead(http.Request.Method) || !http.Request.Path.StartsWithSegments("/ledger"))
        {
            await next(http);
            return;
        }

        var content = http.Response.Body;
        (http.Request.Method, http.Response.Body) = (HttpMethods.Get, Stream.Null);
        try
        {
            await next(http);
        }
        finally
        {
            (http.Request.Method, http.Response.Body) = (HttpMethods.Head, content);
        }
    }
}
