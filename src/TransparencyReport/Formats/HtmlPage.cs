using System.Text;
using System.Xml;
using System.Xml.Linq;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;

namespace TransparencyReport.Formats;

/// <summary>An edition as a page: HTML that is also well-formed XML, without scripts, every chart beside its table.</summary>
public sealed class HtmlPage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:auto;padding:1rem;color:#1a1a1a;background:#fff}table{border-collapse:collapse;margin:1rem 0}"
        + "th,td{border:1px solid #767676;padding:.2rem .5rem;text-align:left}td{text-align:right}caption{text-align:left;font-weight:bold}svg{max-width:40rem;width:100%}"
        + ".scroll{overflow-x:auto}";

    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private readonly Edition edition;
    private readonly IReadOnlyList<Edition> earlier;
    private readonly Phrases phrases;

    private HtmlPage(Edition edition, IReadOnlyList<Edition> earlier, Language language) =>
        (this.edition, this.earlier, phrases) = (edition, earlier, new Phrases(language, edition));

    /// <summary>Writes the page.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="earlier">Editions of earlier quarters, for the line over time.</param>
    /// <param name="language">The language.</param>
    public static string Write(Edition edition, IReadOnlyList<Edition> earlier, Language language)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, IndentChars = "", NewLineChars = "\n" }))
            new HtmlPage(edition, earlier, language).Page().Save(writer);
        return text.Append('\n').ToString();
    }

    private XElement Page()
    {
        var title = $"{phrases["title"]} {edition.Id.Quarter}";
        var main = Element("main", Element("h1", title), Introduction());
        main.Add(OverTime());
        foreach (var block in Block.All.Where(block => edition.Cells.Any(cell => cell.Key.Block == block)))
            main.Add(OfBlock(block));
        main.Add(Tables(), Revisions());
        return Element("html", new XAttribute("lang", phrases.Tag),
            Element("head", Element("meta", new XAttribute("charset", "utf-8")), Element("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width")),
                Element("title", title), Element("style", Style)),
            Element("body", main));
    }

    private IEnumerable<XElement> Introduction()
    {
        yield return Element("p", $"{phrases.Filled("edition", edition.Id)}. {(edition.Supersedes is { } before ? phrases.Filled("supersedes", before) : phrases["first"])}");
        yield return Element("p", phrases.Filled("period", Terms.Of(edition.Id.Quarter.Span.Start), Terms.Of(edition.Id.Quarter.Span.EndExclusive), edition.Zone,
            edition.Cutoff.Position, Terms.Of(edition.Cutoff.RecordedAt), edition.Cutoff.StreamHash, edition.PolicyVersion, edition.CodeListVersion));
        if (edition.Profile != Profile.Public)
            yield return Element("p", phrases["profile." + Terms.Of(edition.Profile)]);
        foreach (var apart in edition.Profile == Profile.Public ? edition.Apart : [])
            yield return Element("p", phrases["apart." + Terms.Of(apart)]);
        yield return Element("p", phrases["symbols"]);
        if (edition.Suppression is { } of)
            yield return Element("p", phrases.Filled("audit", of.K - 1, of.Primary, of.Complementary, of.RolledUp, of.ExposedElsewhere));
    }

    private IEnumerable<XElement> OverTime()
    {
        var points = earlier.Append(edition).Where(of => of.Profile == edition.Profile && of.Balances.Length > 0 && of.Id.Quarter.CompareTo(edition.Id.Quarter) <= 0)
            .GroupBy(of => of.Id.Quarter).OrderBy(group => group.Key)
            .Select(group => (Label: group.Key.ToString(), Value: (decimal)group.MaxBy(of => of.Id.Number)!.Balances[0].Received)).TakeLast(8).ToList();
        if (points.Count == 0)
            yield break;
        yield return Element("h2", phrases["quarters"]);
        yield return Charts.Line("quarters", phrases["quarters"], Described(points.Select(point => (point.Label, Csv.Number(point.Value)))), points);
        yield return Table(phrases["quarters"], [phrases["quarter"], phrases["measure.received"]], points.Select(point => (string[])[point.Label, Csv.Number(point.Value)]));
    }

    private IEnumerable<XElement> OfBlock(Block block)
    {
        yield return Element("h2", new XAttribute("id", block.Name), phrases["block." + block.Name]);
        // A table has the cells of the same days, basis and axes.
        var tables = edition.Cells.Where(cell => cell.Key.Block == block).GroupBy(cell => (cell.Key.Span, cell.Key.Basis, Axes: string.Join('|', Shown(cell.Key))));
        foreach (var table in tables)
        {
            var axes = table.Key.Axes.Length == 0 ? [] : table.Key.Axes.Split('|');
            var (measures, rows) = (table.Select(cell => cell.Key.Measure).Distinct().Order().ToList(), table.GroupBy(cell => cell.Key.Axes).ToList());
            var caption = $"{phrases["block." + block.Name]}: {(axes.Length == 0 ? phrases["whole"] : string.Join(", ", axes.Select(axis => phrases["axis." + axis])))}. "
                + $"{Days(table.Key.Span)} {table.Key.Span} ({table.Key.Basis})";
            if (axes.Length == 1 && rows.Count is > 1 and <= 40)
                yield return Bars(block, table.Key.Span, table.Key.Basis, axes[0], caption, [.. table.Where(cell => cell.Key.Measure == measures[0])]);
            yield return Element("div", new XAttribute("class", "scroll"), new XAttribute("tabindex", "0"), new XAttribute("role", "region"), new XAttribute("aria-label", caption),
                Element("table", Element("caption", caption),
                    Element("thead", Element("tr", axes.Select(axis => Heading(phrases["axis." + axis], "col")).Concat(measures.Select(measure => Heading(phrases["measure." + Code.Of(measure)], "col"))))),
                    Element("tbody", rows.Select(row => Row(axes, measures, row)))));
        }
    }

    private XElement Row(string[] axes, List<Measure> measures, IEnumerable<Cell> row)
    {
        var cells = row.ToDictionary(cell => cell.Key.Measure);
        var key = cells.First().Value.Key;
        return Element("tr", axes.Select(axis => Heading(phrases.OfCode(axis, key.On(axis)), "row")).Concat(measures.Select(measure => cells.TryGetValue(measure, out var cell)
            ? Element("td", new XAttribute("data-cell", cell.Key.ToString()), Phrases.Shown(cell)) : Element("td"))));
    }

    private XElement Bars(Block block, Periods.Span span, string basis, string axis, string caption, IReadOnlyList<Cell> cells)
    {
        (string Label, decimal? Value, string Shown)[] bars = [.. cells.Select(cell => (phrases.OfCode(axis, cell.Key.On(axis)), cell.Value, Phrases.Shown(cell)))];
        var id = $"{block.Name}-{Terms.Of(span.Start)}-{Terms.Of(span.EndExclusive)}-{basis}-{axis}";
        return Charts.Bars(id, phrases.Filled("chart", caption), Described(bars.Select(bar => (bar.Label, bar.Shown))), bars);
    }

    // The country stands for its region, which is in the row as well.
    private static IEnumerable<string> Shown(CellKey key)
    {
        var shown = key.Block.Axes.Where(axis => key.On(axis) != Code.Total).ToList();
        return shown.Contains("country") ? shown.Where(axis => axis != "region") : shown;
    }

    private XElement[] Tables() => edition.Tables.Length == 0 ? [] :
    [
        Element("h2", phrases["tables"]),
        Table(phrases["tables"], [phrases["quarter"], phrases["tables"], phrases["state"]], edition.Tables.Select(table => (string[])
            [table.Span.ToString(), string.Join(", ", Terms.Of(table.Axes).DefaultIfEmpty(phrases["whole"])), phrases[table.IsPublished ? "published" : "rolled_up"]])),
    ];

    private IEnumerable<XElement> Revisions()
    {
        yield return Element("h2", phrases["revisions"]);
        yield return edition.Revisions.Length == 0 ? Element("p", phrases["none"])
            : Table(phrases["revisions"], [phrases["cell"], phrases["kind"], phrases["previous"], phrases["reason"]], edition.Revisions.Select(revision => (string[])
                [revision.Cell.ToString(), string.Join(", ", revision.Kinds.Select(kind => phrases["kind." + Code.Of(kind)])), revision.PreviousValue, revision.Reason]));
    }

    private string Days(Periods.Span span) => phrases[span == edition.Id.Quarter.Span ? "quarter" : span == Periods.Span.OfYear(span.Start.Year) ? "year" : "half_year"];

    private static string Described(IEnumerable<(string Label, string Shown)> items) => string.Join("; ", items.Select(item => $"{item.Label}: {item.Shown}"));

    private static XElement Table(string caption, string[] heads, IEnumerable<string[]> rows) => Element("table", Element("caption", caption),
        Element("thead", Element("tr", heads.Select(head => Heading(head, "col")))),
        Element("tbody", rows.Select(row => Element("tr", row.Select((text, i) => i == 0 ? Heading(text, "row") : Element("td", text))))));

    private static XElement Heading(string text, string scope) => Element("th", new XAttribute("scope", scope), text);

    private static XElement Element(string name, params object[] content) => new(Html + name, content);
}
