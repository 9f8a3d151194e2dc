using System.Collections.Frozen;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ProcessingRegister.Decisions;

/// <summary>
/// Refuses what no query of this interface can mean: a parameter that no route knows, since a misspelt <c>asOf</c> would otherwise quietly show the
/// present, and the one character that no text of the database can hold, U+0000.
/// </summary>
public sealed class RequestQuery(RequestDelegate next, IApiDescriptionGroupCollectionProvider routes)
{
    // These belong to many routes and are read for all of them in one place (View, Showing).
    private static readonly string[] OfManyRoutes = ["asOf", "validAt", "cursor", "limit"];

    private readonly Lazy<FrozenSet<string>> known = new(() => routes.ApiDescriptionGroups.Items.SelectMany(g => g.Items)
        .SelectMany(route => route.ParameterDescriptions).Where(p => p.Source == BindingSource.Query).Select(p => p.Name)
        .Concat(OfManyRoutes).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Checks the query, then goes on.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.QueryString.HasValue && Faults(http.Request) is { Length: > 0 } faults)
            await Problems.Malformed(faults).ExecuteAsync(http);
        else
            await next(http);
    }

    private Fault[] Faults(HttpRequest request) =>
    [
        .. request.Query.Where(q => q.Value.Any(v => v?.Contains('\0') is true)).Select(q => new Fault(q.Key, "must not contain the character U+0000")),
        .. request.Path.StartsWithSegments("/v1") ? request.Query.Where(q => !known.Value.Contains(q.Key)).Select(q => new Fault(q.Key, "is not known here")) : [],
    ];
}
