using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Web;

/// <summary>
/// The words of the pages, in English and in Norwegian (bokmål). A term of the vocabulary is looked up by its type and name, then by its name alone; one
/// that has no words of its own is shown as its name taken apart.
/// </summary>
public static partial class Phrases
{
    /// <summary>The languages of the pages, the default first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "nb"];

    /// <summary>The languages that a browser may ask for: who reads Norwegian in another of its forms reads bokmål too.</summary>
    public static IReadOnlyList<string> Understood { get; } = ["en", "nb", "nn", "no"];

    /// <summary>All words: a key, the English and the Norwegian, by what they are about.</summary>
    internal static IReadOnlyList<(string Key, string En, string Nb)[]> Lists { get; } =
    [
        PagePhrases.All, RecordPhrases.All, LedgerPhrases.All, TermPhrases.All, BreachPhrases.All, DutyPhrases.All, BreachTermPhrases.All,
        SubprocessorPhrases.All, ChangePhrases.All, ObligationPhrases.All, [.. Law.ExplanationWords.All],
    ];

    private static readonly FrozenDictionary<string, (string En, string Nb)> All =
        Lists.SelectMany(list => list).ToFrozenDictionary(p => p.Key, p => (p.En, p.Nb));

    /// <summary>Whether the request's language is Norwegian.</summary>
    public static bool IsNorwegian => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "nb" or "no" or "nn";

    /// <summary>The request's language, as a page names it.</summary>
    public static string Language => IsNorwegian ? "nb" : "en";

    /// <summary>The other language.</summary>
    public static string OtherLanguage => IsNorwegian ? "en" : "nb";

    /// <summary>Words of the request's language.</summary>
    public static string Say(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, All.TryGetValue(key, out var said) ? IsNorwegian ? said.Nb : said.En : Apart(key), values);

    /// <summary>Whether there are words under a key.</summary>
    public static bool Has(string key) => All.ContainsKey(key);

    /// <summary>A term of the vocabulary in words.</summary>
    public static string Term(Enum term) => Say(KeyOf(term) ?? char.ToLowerInvariant(term.ToString()[0]) + term.ToString()[1..]);

    /// <summary>The provision that a term stands for, as the request's language cites it; <c>null</c> when none in particular.</summary>
    public static string? Provision(Enum term) => Cite(term.Provision());

    /// <summary>A citation of the Regulation, such as <c>Art. 30(1)(e)</c>, as the request's language writes it: <c>art. 30 nr. 1 bokstav e</c>.</summary>
    public static string? Cite(string? citation)
    {
        if (citation is null || !IsNorwegian)
            return citation;
        var letters = Letter().Replace(Number().Replace(citation, " nr. $1"), " bokstav $1");
        return letters.Replace("Art.", "art.", StringComparison.Ordinal)
            .Replace("Regulation (", "forordning (", StringComparison.Ordinal).Replace("Directive (", "direktiv (", StringComparison.Ordinal)
            .Replace("second subparagraph", "annet ledd", StringComparison.Ordinal).Replace("last subparagraph", "siste ledd", StringComparison.Ordinal);
    }

    /// <summary>A country, or the region of many, by its name and code.</summary>
    public static string Place(string code) => code switch
    {
        "EU" => "EU",
        "EEA" => IsNorwegian ? "EØS" : "EEA",
        _ => NameOf(code) is { } name && name != code ? $"{name} ({code})" : code,
    };

    /// <summary>A day as a sentence names it.</summary>
    public static string LongDay(DateOnly day) =>
        day.ToString(IsNorwegian ? "d. MMMM yyyy" : "d MMMM yyyy", CultureInfo.GetCultureInfo(Language));

    /// <summary>A day as a sentence names it, with its day of the week.</summary>
    public static string Weekday(DateTime day) =>
        day.ToString(IsNorwegian ? "dddd d. MMMM yyyy" : "dddd d MMMM yyyy", CultureInfo.GetCultureInfo(Language));

    /// <summary>Whether a term has words of its own.</summary>
    internal static bool HasWordsFor(Enum term) => KeyOf(term) is not null;

    private static string? KeyOf(Enum term)
    {
        var name = char.ToLowerInvariant(term.ToString()[0]) + term.ToString()[1..];
        var own = $"{term.GetType().Name}.{name}";
        return All.ContainsKey(own) ? own : All.ContainsKey(name) ? name : null;
    }

    private static string? NameOf(string country)
    {
        try
        {
            return new RegionInfo($"{Language}-{country}").DisplayName;
        }
        catch (ArgumentException)
        {
            // The machine's tables of countries may be older than the code.
            return null;
        }
    }

    private static string Apart(string key) => Capital().Replace(key, m => " " + m.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex(@"\((\d+)\)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\(([a-z])\)")]
    private static partial Regex Letter();
}
