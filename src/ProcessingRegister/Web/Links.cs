using Microsoft.AspNetCore.Http.Extensions;

namespace ProcessingRegister.Web;

/// <summary>Addresses of pages.</summary>
public static class Links
{
    /// <summary>The query parameters that say from where to look; a link within the register keeps them.</summary>
    private static readonly string[] OfTheView = ["asOf", "validAt"];

    /// <summary>A path, seen from where this request looks.</summary>
    public static string Link(this HttpContext http, string path)
    {
        var query = new QueryBuilder();
        foreach (var name in OfTheView)
        {
            if (http.Request.Query[name] is [{ Length: > 0 } value])
                query.Add(name, value);
        }

        return path + query.ToQueryString();
    }

    /// <summary>This very page, with its query.</summary>
    public static string Here(this HttpContext http) => http.Request.GetEncodedPathAndQuery();

    /// <summary>This page in the other language, which is kept from then on.</summary>
    public static string InOtherLanguage(this HttpContext http) =>
        $"/language?to={Phrases.OtherLanguage}&from={Uri.EscapeDataString(http.Here())}";
}
