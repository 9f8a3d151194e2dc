using System.Collections.Concurrent;
using System.Text.Json;

namespace TransparencyReport.Codes;

/// <summary>How the terms of the report are written in its files.</summary>
public static class Code
{
    /// <summary>The sum over an axis.</summary>
    public const string Total = "_T";

    /// <summary>An axis that does not apply, as the country by which a request came that came directly.</summary>
    public const string NotApplicable = "_Z";

    private static readonly ConcurrentDictionary<Enum, string> Written = new();

    /// <summary>A term as it is written: <c>DisclosedFull</c> is <c>disclosed_full</c>.</summary>
    public static string Of(Enum term) => Written.GetOrAdd(term, t => JsonNamingPolicy.SnakeCaseLower.ConvertName(t.ToString()));

    /// <summary>All terms of a kind, as they are written, in their order.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(term => Of(term))];

    /// <summary>Reads a term.</summary>
    /// <exception cref="FormatException">There is no such term.</exception>
    public static T Read<T>(string written) where T : struct, Enum
    {
        foreach (var term in Enum.GetValues<T>())
        {
            if (Of(term) == written)
                return term;
        }

        throw new FormatException($"There is no such term among {typeof(T).Name}.");
    }
}
