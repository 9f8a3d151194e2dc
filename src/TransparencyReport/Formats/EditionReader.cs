using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Periods;

namespace TransparencyReport.Formats;

/// <summary>Reads editions back from the JSON that was published: what is frozen is read, never made again.</summary>
public static class EditionReader
{
    /// <summary>Reads an edition.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">It is not an edition.</exception>
    public static Edition Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var (json, cutoff, codes) = (document.RootElement, document.RootElement.GetProperty("cutoff"), document.RootElement.GetProperty("codeLists"));
        return new Edition
        {
            Id = EditionId.Parse(Text(json, "edition")),
            Supersedes = json.GetProperty("supersedes").GetString() is { } id ? EditionId.Parse(id) : null,
            Profile = Terms.ProfileOf(Text(json, "profile")),
            Zone = Text(json.GetProperty("period"), "zone"),
            Cutoff = new(cutoff.GetProperty("position").GetInt64(), cutoff.GetProperty("recordedAt").GetDateTimeOffset(), Text(cutoff, "streamHash")),
            PolicyVersion = Text(json, "policyVersion"),
            CodeListVersion = Text(codes, "version"),
            CountryNames = codes.GetProperty("countries").EnumerateObject()
                .ToImmutableSortedDictionary(country => country.Name, country => (Text(country.Value, "en"), Text(country.Value, "nb")), StringComparer.Ordinal),
            Tables = [.. json.GetProperty("tables").EnumerateArray().Select(table =>
                new TableState(Days(table), Terms.Axes(table.GetProperty("axes").EnumerateArray().Select(axis => axis.GetString()!)), Text(table, "status") == "published"))],
            Cells = [.. json.GetProperty("cells").EnumerateArray().Select(ReadCell)],
            Balances = [.. json.GetProperty("balances").EnumerateArray().Select(balance =>
                new Balance(Number(balance, "openStart"), Number(balance, "received"), Number(balance, "reopened"), Number(balance, "closed"), Number(balance, "openEnd")))],
            Revisions = [.. json.GetProperty("revisions").EnumerateArray().GroupBy(revision => Key(revision.GetProperty("cell"))).Select(ReadRevision)],
            Suppression = json.GetProperty("suppression") is var of && of.TryGetProperty("k", out _)
                ? new((int)Number(of, "k"), (int)Number(of, "primary"), (int)Number(of, "complementary"), (int)Number(of, "rolledUp"), (int)Number(of, "exposedElsewhere")) : null,
        };
    }

    private static Cell ReadCell(JsonElement json) => new(Key(json), Code.Read<CellStatus>(Text(json, "status")),
        json.TryGetProperty("value", out var value) ? value.GetDecimal() : null,
        json.TryGetProperty("low", out var low) ? low.GetInt64() : null,
        json.TryGetProperty("high", out var high) ? high.GetInt64() : null)
    {
        FirstEdition = Text(json, "firstEdition"),
    };

    private static Revision ReadRevision(IGrouping<CellKey, JsonElement> kinds)
    {
        var first = kinds.First();
        return new(kinds.Key, [.. kinds.Select(json => Code.Read<RevisionKind>(Text(json, "kind")))],
            first.TryGetProperty("previousValue", out var previous) ? previous.GetString()! : "", Text(first, "reason"), Terms.Day(Text(first, "date")));
    }

    private static CellKey Key(JsonElement json)
    {
        var block = Block.Of(Text(json, "block"));
        var axes = json.GetProperty("axes");
        return new(block, Days(json), Text(json, "basis"), string.Join('|', block.Axes.Select(axis => Text(axes, axis))), Code.Read<Measure>(Text(json, "measure")));
    }

    private static Span Days(JsonElement json) => new(Terms.Day(Text(json, "periodStart")), Terms.Day(Text(json, "periodEnd")));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is not a text.");

    private static long Number(JsonElement json, string name) => json.GetProperty(name).TryGetInt64(out var number)
        ? number : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name} is not a whole number."));
}
