using System.Globalization;
using ProcessingRegister.Reading;
using ProcessingRegister.Web;

namespace ProcessingRegister.Breaches.Forms;

/// <summary>In which words a form is filled: those of the interface, which stay the same, or those of a page in a reader's language.</summary>
/// <param name="Language">A language of <see cref="Phrases.Languages"/>.</param>
/// <param name="Term">How a term of the vocabulary is said.</param>
public sealed record FormLanguage(string Language, Func<Enum, string> Term)
{
    /// <summary>The words of the interface: terms as everywhere at the edge, instants in UTC.</summary>
    public static FormLanguage OfTheInterface { get; } = new("en", term => Words.Of(term));

    /// <summary>By whose clock instants are written; UTC where none is given.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The words of a page.</summary>
    public static FormLanguage In(string language) => new(language, term => Phrases.Term(term));

    /// <summary>A label or a sentence of a form.</summary>
    public string Say(string english, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, Language == "nb" && FormWords.Norwegian.TryGetValue(english, out var norwegian) ? norwegian : english, values);

    /// <summary>An instant.</summary>
    public string? Instant(DateTimeOffset? instant) => instant is not { } at || Zone is not { } zone ? Instants.Text(instant)
        : TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH':'mm zzz", CultureInfo.InvariantCulture);

    /// <summary>A number and how sure it is.</summary>
    public string Number(Quantity quantity) => quantity.Qualifier switch
    {
        Qualifier.Exact => $"{quantity.Value}",
        Qualifier.Approximate => Say("about {0}", quantity.Value),
        Qualifier.AtLeast => Say("at least {0}", quantity.Value),
        Qualifier.AtMost => Say("at most {0}", quantity.Value),
        _ => Say("not known"),
    };
}
