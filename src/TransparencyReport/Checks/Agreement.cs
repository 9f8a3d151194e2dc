using System.Text;
using System.Xml.Linq;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Formats;

namespace TransparencyReport.Checks;

/// <summary>Whether the files of an edition say the same, cell by cell: a page and a file that drift apart have two cut-offs.</summary>
public static class Agreement
{
    /// <summary>Reads the files back and compares them with the edition.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="files">Its files: JSON, CSV, pages.</param>
    public static IReadOnlyList<Finding> Of(Edition edition, IReadOnlyDictionary<string, byte[]> files)
    {
        var expected = edition.Cells.ToDictionary(cell => cell.Key.ToString(), cell => Written(cell.Status, cell.Value, cell.Low, cell.High));
        var shown = edition.Cells.ToDictionary(cell => cell.Key.ToString(), Phrases.Shown);
        var keys = edition.Cells.ToDictionary(cell => cell.Key.ToString(), cell => cell.Key);
        var rows = Block.All.Where(block => files.ContainsKey(block.Name + ".csv")).Select(block => Csv.Read(Encoding.UTF8.GetString(files[block.Name + ".csv"])))
            .SelectMany(table => table.Skip(1).Select(row => OfRow(table[0], row)));
        var json = EditionReader.Read(files["edition.json"]).Cells.Select(cell => (cell.Key.ToString(), Written(cell.Status, cell.Value, cell.Low, cell.High)));
        List<Finding> findings = [.. Differing("CSV", expected, rows), .. Differing("JSON", expected, json)];
        foreach (var page in files.Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal)))
            findings.AddRange(Differing(page.Key, shown, OfPage(page.Value)));
        return findings;

        IEnumerable<Finding> Differing(string format, Dictionary<string, string> said, IEnumerable<(string Key, string Says)> found)
        {
            var of = found.ToLookup(pair => pair.Key, pair => pair.Says);
            return said.Where(pair => of[pair.Key].ToList() is not [var one] || one != pair.Value).Select(pair => pair.Key).Concat(of.Select(group => group.Key).Where(key => !said.ContainsKey(key)))
                .Select(key => new Finding("formats_disagree", $"{format} does not say of {key} what the edition says.", keys.TryGetValue(key, out var cell) ? [cell] : []));
        }
    }

    private static (string Key, string Says) OfRow(IReadOnlyList<string> head, IReadOnlyList<string> row)
    {
        var of = head.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
        var block = Block.Of(of["block"]);
        var span = new Periods.Span(Terms.Day(of["period_start"]), Terms.Day(of["period_end"]));
        var key = new CellKey(block, span, of["basis"], string.Join('|', block.Axes.Select(axis => of[axis])), Code.Read<Measure>(of["measure"]));
        return (key.ToString(), $"{of["status"]} {of["value"]} {of["low"]} {of["high"]}");
    }

    private static IEnumerable<(string Key, string Says)> OfPage(byte[] page) =>
        XDocument.Parse(Encoding.UTF8.GetString(page)).Descendants().Where(element => element.Attribute("data-cell") is not null)
            .Select(element => (element.Attribute("data-cell")!.Value, element.Value));

    private static string Written(CellStatus status, decimal? value, long? low, long? high) => $"{Code.Of(status)} {Csv.Number(value)} {Csv.Number(low)} {Csv.Number(high)}";
}
