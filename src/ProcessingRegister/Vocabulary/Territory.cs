using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ProcessingRegister.Vocabulary;

/// <summary>
/// Where data lie or law applies, as precisely as it is known: one country, or all of the European Union or the European
/// Economic Area. A policy that promises storage "in the EU/EEA" names no country, and the register must not invent one.
/// </summary>
[JsonConverter(typeof(TextValueJsonConverter<Territory>))]
public sealed record Territory : ITextValue<Territory>
{
    private Territory(string code, CountryCode? country) => (Code, Country) = (code, country);

    /// <summary>The European Union.</summary>
    public static Territory EuropeanUnion { get; } = new("EU", null);

    /// <summary>The European Economic Area: the Union with Iceland, Liechtenstein and Norway.</summary>
    public static Territory EuropeanEconomicArea { get; } = new("EEA", null);

    /// <inheritdoc/>
    public static string Rule => "A territory is an ISO 3166-1 alpha-2 country code in capital letters, or EU, or EEA.";

    /// <summary>The country's code, <c>EU</c> or <c>EEA</c>.</summary>
    public string Code { get; }

    /// <summary>The country, or null where the territory is a region of many.</summary>
    public CountryCode? Country { get; }

    /// <summary>Whether all of the territory lies in the European Economic Area today.</summary>
    public bool IsEea => Country is null || Country.IsEea;

    /// <summary>The territory of one country.</summary>
    public static Territory Of(CountryCode country) => new(country.Code, country);

    /// <summary>The territory of one country.</summary>
    public static implicit operator Territory(CountryCode country) => Of(country);

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">It is neither a country nor a region; the message is <see cref="Rule"/>.</exception>
    public static Territory Parse(string text) => TryParse(text, out var territory) ? territory : throw new FormatException(Rule);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out Territory value)
    {
        value = text switch
        {
            "EU" => EuropeanUnion,
            "EEA" => EuropeanEconomicArea,
            _ => CountryCode.TryParse(text, out var country) ? Of(country) : null,
        };
        return value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
