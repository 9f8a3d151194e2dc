using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace ProcessingRegister.Web;

/// <summary>The pages: rendered on the server, without scripts, in two languages.</summary>
public static class Pages
{
    // Everything comes from here, and nothing may run: what an attacker gets into a page stays text.
    internal const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Adds what the pages need.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<RecordHistory>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Phrases.Languages[0]).AddSupportedCultures([.. Phrases.Understood]).AddSupportedUICultures([.. Phrases.Understood]);
            options.ApplyCurrentCultureToResponseHeaders = false;
        });
    }

    /// <summary>Maps them.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // What a cookie may change is guarded at the door by the request's origin (Hosting/Access), so forms carry no tokens.
        app.MapRazorComponents<App>().DisableAntiforgery().Add(endpoint =>
        {
            var render = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http =>
            {
                LeaveOutEmptyFields(http.Request);
                // A page says by itself what was not found; the renderer would leave it to the problem documents.
                http.Features.Set<IStatusCodePagesFeature>(null);
                http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                http.Response.Headers.CacheControl = "no-store";
                return render(http);
            };
        });
        app.MapGet("/language", (string? to, string? from, HttpContext http) =>
        {
            if (to is not null && Phrases.Languages.Contains(to))
            {
                http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(to)),
                    new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
            }

            // Only a path of this program: an address elsewhere would make it a stepping stone.
            return Results.LocalRedirect(RedirectHttpResult.IsLocalUrl(from) && from[0] == '/' && from.All(char.IsAscii) ? from : "/");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The address of the page's next part, seen from the same view.</summary>
    public static string Next(HttpRequest request, Guid after) =>
        request.Path + QueryString.Create(request.Query.Where(q => q.Key != "after").Append(new("after", after.ToString())));

    // A browser sends every field of a form; one that was left empty says nothing.
    private static void LeaveOutEmptyFields(HttpRequest request)
    {
        if (request.Query.Any(q => q.Value.Any(string.IsNullOrEmpty)))
            request.QueryString = QueryString.Create(request.Query.SelectMany(q => q.Value.Where(v => !string.IsNullOrEmpty(v)).Select(v => KeyValuePair.Create(q.Key, v))));
    }
}
