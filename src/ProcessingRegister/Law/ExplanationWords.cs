using System.Collections.Frozen;
using System.Globalization;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>
/// The words of explanations, in English and in Norwegian (bokmål), under keys as the pages' own words have them. The places in braces
/// are the step's values; each language writes days, instants and lengths in its own way.
/// </summary>
public static class ExplanationWords
{
    private static readonly FrozenDictionary<string, (string En, string Nb)> Words =
        ExplanationSentences.All.Concat(DeadlineTerms.All).ToFrozenDictionary(words => words.Key, words => (words.En, words.Nb));

    /// <summary>The languages, the default first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "nb"];

    /// <summary>All words: a key, the English and the Norwegian.</summary>
    public static IEnumerable<(string Key, string En, string Nb)> All => Words.Select(words => (words.Key, words.Value.En, words.Value.Nb));

    /// <summary>The key of a code's words.</summary>
    public static string KeyOf(ExplanationCode code) => $"{nameof(ExplanationCode)}.{Camel(code)}";

    /// <summary>The key of the words for what sets a period running.</summary>
    public static string KeyOf(Anchor anchor) => $"{nameof(Anchor)}.{Camel(anchor)}";

    /// <summary>The key of the words for what a rule asks.</summary>
    public static string KeyOf(string rule) => $"{nameof(DeadlineRule)}.{rule}";

    /// <summary>The key of a place's name.</summary>
    public static string KeyOf(Territory place) => $"place.{place.Code}";

    /// <summary>Words under a key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no words in that language.</exception>
    /// <exception cref="KeyNotFoundException">There are no words under that key.</exception>
    public static string Say(string key, string language) => In(language, Words[key].En, Words[key].Nb);

    /// <summary>A step as a sentence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no words in that language.</exception>
    public static string Say(ExplanationStep step, string language)
    {
        var sentence = string.Format(CultureInfo.InvariantCulture, Say(step.Key, language), [.. step.Values.Select(value => Say(value, language))]);

        // A Norwegian day of the week begins a sentence with a capital letter only there.
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    private static string Say(ExplanationValue value, string language) => value switch
    {
        ExplanationValue.OnDay(var day) => day.ToString(DayFormat(language), CultureInfo.GetCultureInfo(language)),
        ExplanationValue.AtInstant(var at) => at.ToString(InstantFormat(at, language), CultureInfo.GetCultureInfo(language)),
        ExplanationValue.OfLength(var period) => $"{period.Length} {UnitOf(period, language)}",
        ExplanationValue.InNumber(var number) => number.ToString(CultureInfo.InvariantCulture),
        ExplanationValue.Term(var key) => Say(key, language),
        ExplanationValue.Named(var en, var nb) => In(language, en, nb),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "A parameter of an unknown kind."),
    };

    private static string DayFormat(string language) => In(language, "dddd d MMMM yyyy", "dddd d. MMMM yyyy");

    private static string InstantFormat(DateTimeOffset at, string language) =>
        $"{DayFormat(language)} {In(language, "'at'", "'kl.'")} HH:mm{(at.Second == 0 ? "" : ":ss")} '(UTC'zzz')'";

    private static string UnitOf(Period period, string language)
    {
        var one = period.Length == 1;
        return period.Unit switch
        {
            PeriodUnit.Hours => In(language, one ? "hour" : "hours", one ? "time" : "timer"),
            PeriodUnit.Days => In(language, one ? "day" : "days", one ? "dag" : "dager"),
            PeriodUnit.Weeks => In(language, one ? "week" : "weeks", one ? "uke" : "uker"),
            PeriodUnit.Months => In(language, one ? "month" : "months", one ? "måned" : "måneder"),
            PeriodUnit.WorkingDays => In(language, one ? "working day" : "working days", one ? "virkedag" : "virkedager"),
            _ => In(language, one ? "year" : "years", "år"),
        };
    }

    private static string In(string language, string en, string nb) => language switch
    {
        "en" => en,
        "nb" => nb,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Explanations are written in 'en' and 'nb'."),
    };

    private static string Camel(Enum value) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
