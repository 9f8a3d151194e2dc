using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;

namespace TransparencyReport.Formats;

/// <summary>The description of the CSV files after the Data Package standard: types, keys, codes and constraints of every column.</summary>
public static class DataPackage
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the description.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="codes">The code lists that it was made with.</param>
    /// <param name="files">The CSV files by block.</param>
    public static string Write(Edition edition, CodeLists codes, IReadOnlyDictionary<Block, byte[]> files)
    {
        var package = new JsonObject
        {
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"transparency-report-{edition.Id}{(edition.Profile == Profile.Public ? "" : $"-{Terms.Of(edition.Profile)}")}").ToLowerInvariant(),
            ["version"] = edition.Id.ToString(),
            ["profile"] = "tabular-data-package",
            ["licenses"] = new JsonArray(new JsonObject { ["name"] = "CC-BY-4.0", ["path"] = "https://creativecommons.org/licenses/by/4.0/" }),
            ["resources"] = new JsonArray([.. Block.All.Where(files.ContainsKey).Select(block => Resource(block, codes, files[block]))]),
        };
        return package.ToJsonString(Options) + "\n";
    }

    private static JsonObject Resource(Block block, CodeLists codes, byte[] bytes) => new()
    {
        ["name"] = block.Name,
        ["path"] = block.Name + ".csv",
        ["profile"] = "tabular-data-resource",
        ["format"] = "csv",
        ["mediatype"] = "text/csv",
        ["encoding"] = "utf-8",
        ["dialect"] = new JsonObject { ["delimiter"] = ",", ["lineTerminator"] = "\n", ["header"] = true },
        ["bytes"] = bytes.Length,
        ["hash"] = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)),
        ["schema"] = new JsonObject
        {
            ["fields"] = new JsonArray([.. BlockTable.Columns(block).Select(column => Field(block, column, codes))]),
            ["primaryKey"] = Names(BlockTable.Key(block)),
            ["missingValues"] = Names([""]),
        },
    };

    private static JsonObject Field(Block block, string column, CodeLists codes)
    {
        var (type, constraints) = column switch
        {
            "edition" or "first_edition" => ("string", Required(("pattern", "^[0-9]{4}Q[1-4]\\.[1-9][0-9]*$"))),
            "profile" => ("string", Required(("enum", Names(Enum.GetValues<Profile>().Select(Terms.Of))))),
            "block" => ("string", Required(("enum", Names([block.Name])))),
            "period_start" or "period_end" => ("date", Required()),
            "measure" => ("string", Required(("enum", Names(Code.All<Measure>())))),
            "unit" => ("string", Required(("enum", Names(Enum.GetValues<Measure>().Select(measure => measure.Unit()).Distinct())))),
            "status" => ("string", Required(("enum", Names(Code.All<CellStatus>())))),
            "value" => ("number", new JsonObject { ["minimum"] = 0 }),
            "low" or "high" => ("integer", new JsonObject { ["minimum"] = 0 }),
            "revision_kind" => ("string", new JsonObject { ["pattern"] = KindsPattern() }),
            "basis" => ("string", Required()),
            _ when block.Axes.Contains(column) => ("string", Required(("enum", Names([.. Vocabulary.Of(column, codes), Code.Total])))),
            _ => ("string", new JsonObject()),
        };
        return new JsonObject { ["name"] = column, ["type"] = type, ["constraints"] = constraints };
    }

    private static string KindsPattern()
    {
        var kind = $"({string.Join('|', Code.All<RevisionKind>())})";
        return $"^{kind}( {kind})*$";
    }

    private static JsonObject Required(params (string Name, JsonNode Value)[] more)
    {
        var constraints = new JsonObject { ["required"] = true };
        foreach (var (name, value) in more)
            constraints[name] = value;
        return constraints;
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];
}
