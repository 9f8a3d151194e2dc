using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Web;

namespace ProcessingRegister.Transparency;

/// <summary>In which form an edition is asked for: by the suffix of the address, else by Accept (RFC 9110 section 12.5.1).</summary>
internal static class EditionForm
{
    private static readonly (string Suffix, string MediaType)[] Forms = [(".json", "application/json"), (".html", "text/html"), (".csv", "text/csv")];

    /// <summary>Which file is asked for.</summary>
    /// <param name="name">The last part of the address, whose suffix is taken off.</param>
    /// <param name="block">Which table, of the form CSV: each block of the report has its own; of the restricted series there is no other.</param>
    /// <param name="profile">The profile, as the address names it.</param>
    /// <param name="http">The request.</param>
    /// <param name="file">The file.</param>
    /// <returns>The problem 406 when none of the forms is acceptable, or <c>null</c>.</returns>
    public static IResult? Asked(ref string name, string? block, string? profile, HttpContext http, out string file)
    {
        block ??= profile?.StartsWith("us-nsl", StringComparison.Ordinal) == true ? "restricted" : "access";
        file = EditionArchive.Json;
        foreach (var (suffix, _) in Forms)
        {
            if (!name.EndsWith(suffix, StringComparison.Ordinal))
                continue;
            name = name[..^suffix.Length];
            file = FileOf(suffix, block);
            return null;
        }

        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (http.Request.Headers.Accept.Count == 0)
            return null;
        var accepted = http.Request.GetTypedHeaders().Accept;
        var best = Forms.Select(form => (form.Suffix, Quality: QualityOf(new(form.MediaType), accepted))).MaxBy(form => form.Quality);
        file = FileOf(best.Suffix, block);
        return best.Quality > 0 ? null
            : Problems.Of(StatusCodes.Status406NotAcceptable, "not-acceptable", "This is not to be had in any of the forms that Accept names.",
                "It is to be had as application/json, text/html and text/csv.");
    }

    /// <summary>Answers with the bytes of a frozen file: its digest is the entity tag, and is told beside it (RFC 9530).</summary>
    public static IResult Answer(HttpContext http, FrozenFile file, byte[] content, NamedCheckpoint checkpoint, string caching)
    {
        var headers = http.Response.Headers;
        var tag = $"\"{Convert.ToHexStringLower(file.Sha256)}\"";
        (headers.ETag, headers.CacheControl, headers["Repr-Digest"]) = (tag, caching, $"sha-256=:{Convert.ToBase64String(file.Sha256)}:");
        if (checkpoint.ToString() is var named && named.All(char.IsAscii))
            headers[CheckpointHeader.Name] = named;
        var mediaType = MediaTypeOf(file.Name.Value);
        if (mediaType.StartsWith("text/html", StringComparison.Ordinal))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
            if (StyleOf(content) is { } style)
                headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(style))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        }

        return http.Request.NotModifiedSince(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(content, mediaType);
    }

    private static string FileOf(string suffix, string block) => suffix switch
    {
        ".csv" => $"{block}.csv",
        ".html" => $"index.{Phrases.Language}.html",
        _ => EditionArchive.Json,
    };

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".json" => "application/json",
        ".csv" => "text/csv; charset=utf-8; header=present",
        ".html" => "text/html; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };

    // The page has one style sheet within itself; only that one may be applied.
    private static byte[]? StyleOf(byte[] page)
    {
        var (start, end) = (page.AsSpan().IndexOf("<style>"u8), page.AsSpan().IndexOf("</style>"u8));
        return start >= 0 && end > start ? page[(start + "<style>".Length)..end] : null;
    }

    private static double QualityOf(MediaTypeHeaderValue offered, IList<MediaTypeHeaderValue> accepted) =>
        accepted.Where(range => offered.IsSubsetOf(new MediaTypeHeaderValue(range.MediaType)))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0).Select(range => range.Quality ?? 1).FirstOrDefault();
}
