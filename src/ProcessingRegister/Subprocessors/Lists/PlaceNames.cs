using System.Collections.Frozen;
using System.Globalization;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>Reads places as lists name them: by code or by English name, several in one cell. What is not known is refused, not guessed.</summary>
internal static class PlaceNames
{
    private static readonly char[] Separators = [',', ';', '/'];

    private static readonly FrozenDictionary<string, Territory> Names = CountryCode.All
        .SelectMany(country => EnglishNames(country).Select(name => (Name: name, Territory: Territory.Of(country))))
        .Concat(
        [
            ("US", Territory.Parse("US")), ("USA", Territory.Parse("US")), ("U.S.", Territory.Parse("US")), ("Bosnia and Herzegovina", Territory.Parse("BA")), ("United States of America", Territory.Parse("US")),
            ("UK", Territory.Parse("GB")), ("Great Britain", Territory.Parse("GB")), ("The Netherlands", Territory.Parse("NL")), ("Czech Republic", Territory.Parse("CZ")),
            ("European Union", Territory.EuropeanUnion), ("EU/EEA", Territory.EuropeanEconomicArea), ("European Economic Area", Territory.EuropeanEconomicArea),
        ])
        .DistinctBy(n => n.Item1, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(n => n.Item1, n => n.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The places of a cell, each once, in their order; <c>null</c> when one of them is not known.</summary>
    public static IReadOnlyList<Territory>? Read(string cell)
    {
        if (Find(cell.Trim()) is { } whole)
            return [whole];
        var places = new List<Territory>();
        foreach (var part in cell.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = part.StartsWith("and ", StringComparison.Ordinal) ? part[4..] : part;
            // A country may have an "and" in its name, so the whole goes before its halves.
            foreach (var piece in Find(name) is null ? name.Split(" and ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [name])
            {
                if (Find(piece) is not { } place)
                    return null;
                if (!places.Contains(place))
                    places.Add(place);
            }
        }

        return places;
    }

    private static Territory? Find(string name) => Territory.TryParse(name, out var place) || Names.TryGetValue(name, out place) ? place : null;

    private static IEnumerable<string> EnglishNames(CountryCode country)
    {
        try
        {
            return [new RegionInfo(country.Code).EnglishName];
        }
        catch (ArgumentException)
        {
            // A code that this machine's culture data do not name is still known by its code.
            return [];
        }
    }
}
