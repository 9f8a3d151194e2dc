using System.Collections.Frozen;

namespace TransparencyReport.Codes;

/// <summary>A country in a version of the code list.</summary>
/// <param name="Code">Its code of ISO 3166-1 alpha-2.</param>
/// <param name="Region">The region that it is rolled up to.</param>
/// <param name="English">Its English name.</param>
/// <param name="Norwegian">Its name in bokmål.</param>
public sealed record Country(string Code, string Region, string English, string Norwegian);

/// <summary>A version of the code lists: countries with their regions and names, and which code took the place of which.</summary>
public sealed class CodeLists
{
    private readonly FrozenDictionary<string, Country> countries;
    private readonly FrozenDictionary<string, string> successors;

    /// <summary>A version of the code lists.</summary>
    /// <param name="version">Its name.</param>
    /// <param name="countries">The countries.</param>
    /// <param name="successors">Codes that are read as others, as <c>UK</c> as <c>GB</c>.</param>
    public CodeLists(string version, IEnumerable<Country> countries, IEnumerable<KeyValuePair<string, string>> successors)
    {
        Version = version;
        this.countries = countries.ToFrozenDictionary(country => country.Code, StringComparer.Ordinal);
        this.successors = successors.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The regions: the EEA, the rest of Europe, the Americas, Africa, Asia, Oceania with the Antarctic.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["AFR", "AMER", "ASIA", "EU", "EUR", "OCEA"];

    /// <summary>The Member States of the Union, whose orders Art. 10 DSA is about; the EEA has three more.</summary>
    public static IReadOnlyList<string> MemberStates { get; } = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".Split(' ');

    /// <summary>ISO 3166-1 with the names of CLDR, as of 2026.</summary>
    public static CodeLists Iso3166 { get; } = Embedded();

    /// <summary>Its name.</summary>
    public string Version { get; }

    /// <summary>All countries, by code.</summary>
    public IEnumerable<Country> Countries => countries.Values.OrderBy(country => country.Code, StringComparer.Ordinal);

    /// <summary>Codes that are read as others.</summary>
    public IEnumerable<KeyValuePair<string, string>> Successors => successors.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Whether a code is a country's of this version, as it stands.</summary>
    public bool Knows(string code) => countries.ContainsKey(code);

    /// <summary>The country that a code means, also one that was replaced.</summary>
    /// <exception cref="KeyNotFoundException">It means none.</exception>
    public Country Of(string code) => countries.TryGetValue(successors.GetValueOrDefault(code, code), out var country)
        ? country : throw new KeyNotFoundException($"The code list {Version} has no country with the code that was given.");

    private static CodeLists Embedded()
    {
        using var reader = new StreamReader(typeof(CodeLists).Assembly.GetManifestResourceStream("countries.csv")!);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','));
        return new("iso3166-1-2026", rows.Select(row => new Country(row[0], row[1], row[2], row[3])), [new("UK", "GB"), new("EL", "GR")]);
    }
}
