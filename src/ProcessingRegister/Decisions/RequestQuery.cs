namespace ProcessingRegister.Decisions;

/// <summary>
/// Refuses the one character that no text of the database can hold, U+0000, wherever a query names it: no endpoint could mean it, and each would find out
/// only when the database does. Paths cannot hold it, and texts in bodies refuse it themselves.
/// </summary>
public sealed class RequestQuery(RequestDelegate next)
{
    /// <summary>Checks the query, then goes on.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        Fault[] faults = [.. http.Request.Query.Where(q => q.Value.Any(v => v?.Contains('\0') is true))
            .Select(q => new Fault(q.Key, "must not contain the character U+0000"))];
        if (faults.Length > 0)
            await Problems.Malformed(faults).ExecuteAsync(http);
        else
            await next(http);
    }
}
