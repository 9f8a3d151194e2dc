using Microsoft.Net.Http.Headers;

namespace ProcessingRegister.Decisions;

/// <summary>Versions as entity tags (RFC 9110 section 8.8.3): version 7 is <c>"7"</c>.</summary>
public static class EntityTags
{
    /// <summary>Says in the response which version it shows.</summary>
    public static void Tag(this HttpResponse response, long version) => response.Headers.ETag = $"\"{version}\"";

    /// <summary>The version that If-Match names; <c>null</c> when the route demands none and none was sent.</summary>
    /// <param name="http">The request.</param>
    /// <param name="version">The version, <c>null</c> when absent or <c>*</c>.</param>
    /// <returns>The problem to answer with, or <c>null</c>.</returns>
    public static IResult? IfMatch(this HttpContext http, out long? version)
    {
        version = null;
        var values = http.Request.Headers.IfMatch;
        if (values.Count == 0)
        {
            return http.GetEndpoint()?.Metadata.GetMetadata<DemandsIfMatchAttribute>() is null ? null
                : Problems.Of(StatusCodes.Status428PreconditionRequired, "precondition-required", "This request must say which version of the record it is about.",
                    "Send If-Match with the ETag of the record as it was read.");
        }

        if (!EntityTagHeaderValue.TryParseStrictList([.. values.OfType<string>()], out var tags) || tags.Count != 1 || tags[0].IsWeak)
            return Problems.Malformed(new Fault("If-Match", "must be one strong entity tag, such as \"7\""));
        if (tags[0] == EntityTagHeaderValue.Any)
        {
            return http.GetEndpoint()?.Metadata.GetMetadata<DemandsIfMatchAttribute>() is null ? null
                : Problems.Malformed(new Fault("If-Match", "must name a version; * would approve of any"));
        }

        // A tag that no version ever had can match none.
        version = long.TryParse(tags[0].Tag.AsSpan().Trim('"'), System.Globalization.NumberStyles.None, null, out var named) ? named : -1;
        return null;
    }

    /// <summary>Whether the client holds this version already (If-None-Match), so that 304 is the answer.</summary>
    public static bool NotModifiedSince(this HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var tags)
        && tags.Any(held => held == EntityTagHeaderValue.Any || held.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));
}
