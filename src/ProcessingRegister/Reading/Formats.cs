using Microsoft.Net.Http.Headers;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Reading;

/// <summary>A form in which a list can be had.</summary>
public enum Format
{
    /// <summary><c>application/json</c>, in pages.</summary>
    Json,

    /// <summary><c>text/csv</c>, the whole of it.</summary>
    Csv,
}

/// <summary>Chooses the form of a response by the suffix of the address or by Accept (RFC 9110 section 12.5.1).</summary>
public static class Formats
{
    /// <summary>The suffix of an address that always answers with CSV.</summary>
    public const string CsvSuffix = ".csv";

    private static readonly (Format Format, MediaTypeHeaderValue MediaType)[] Offered =
        [(Format.Json, new("application/json")), (Format.Csv, new("text/csv"))];

    /// <summary>Which form is asked for; JSON when nothing else is. The response says that it varies with Accept.</summary>
    /// <returns>The problem 406 when none of the offered forms is acceptable, or <c>null</c>.</returns>
    public static IResult? Asked(HttpContext http, out Format format)
    {
        format = Format.Json;
        if (http.Request.Path.Value?.EndsWith(CsvSuffix, StringComparison.Ordinal) is true)
        {
            format = Format.Csv;
            return null;
        }

        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var accepted = http.Request.GetTypedHeaders().Accept;
        if (http.Request.Headers.Accept.Count == 0)
            return null;
        var best = Offered.Select(offer => (offer.Format, Quality: QualityOf(offer.MediaType, accepted))).MaxBy(offer => offer.Quality);
        format = best.Format;
        return best.Quality > 0 ? null
            : Problems.Of(StatusCodes.Status406NotAcceptable, "not-acceptable", "This is not to be had in any of the forms that Accept names.",
                "It is to be had as application/json and as text/csv.");
    }

    // The most specific range that covers the media type decides, whatever the quality of a wider one.
    private static double QualityOf(MediaTypeHeaderValue offered, IList<MediaTypeHeaderValue> accepted) =>
        accepted.Where(range => offered.IsSubsetOf(new MediaTypeHeaderValue(range.MediaType)))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1).FirstOrDefault();
}
