using System.Globalization;
using TransparencyReport.Codes;
using TransparencyReport.Editions;

namespace TransparencyReport.Formats;

/// <summary>A language of the pages.</summary>
public enum Language
{
    /// <summary>English.</summary>
    En,

    /// <summary>Norwegian bokmål.</summary>
    Nb,
}

/// <summary>What the pages say.</summary>
internal sealed class Phrases
{
    private static readonly Dictionary<string, IReadOnlyList<string>> All = Load();
    private readonly Language language;
    private readonly Edition edition;

    public Phrases(Language language, Edition edition) => (this.language, this.edition) = (language, edition);

    public string Tag => language == Language.En ? "en" : "nb";

    /// <summary>A phrase.</summary>
    public string this[string key] => All[key][(int)language + 1];

    /// <summary>A phrase with something filled in.</summary>
    public string Filled(string key, params object[] with) => string.Format(CultureInfo.InvariantCulture, this[key], with);

    /// <summary>A code in words: a country's name is the one of the edition.</summary>
    public string OfCode(string axis, string code) => code == Code.Total ? this["whole"]
        : axis is "country" or "via_country" && edition.CountryNames.TryGetValue(code, out var names) ? (language == Language.En ? names.English : names.Norwegian)
        : All.ContainsKey("code." + code) ? this["code." + code] : code;

    /// <summary>A cell as it is shown, with symbols that are never the same as nothing.</summary>
    public static string Shown(Cell cell) => cell.Status switch
    {
        CellStatus.Exact => Csv.Number(cell.Value),
        CellStatus.Suppressed => "c",
        CellStatus.Complementary => "x",
        CellStatus.Band => string.Create(CultureInfo.InvariantCulture, $"{cell.Low}–{cell.High}"),
        CellStatus.NotApplicable => "-",
        CellStatus.NotCollected => "n.c.",
        _ => "…",
    };

    private static Dictionary<string, IReadOnlyList<string>> Load()
    {
        using var reader = new StreamReader(typeof(Phrases).Assembly.GetManifestResourceStream("phrases.csv")!);
        return Csv.Read(reader.ReadToEnd()).Skip(1).ToDictionary(row => row[0]);
    }
}
