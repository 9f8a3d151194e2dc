using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using NJsonSchema;
using TransparencyReport.Checks;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Formats;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

public class The_files_of_an_edition
{
    private static readonly Edition Edition = Published();
    private static readonly SortedDictionary<string, byte[]> Files = EditionFiles.Of(Edition, CodeLists.Iso3166, []);

    [Fact]
    public async Task Keep_the_schema()
    {
        var schema = await JsonSchema.FromJsonAsync(Text("edition.schema.json"));
        Assert.Empty(schema.Validate(Text("edition.json")));
    }

    [Theory]
    [InlineData("\"status\": \"suppressed\",", "\"status\": \"suppressed\", \"value\": 3,")]
    [InlineData("\"status\": \"exact\",", "\"status\": \"hidden\",")]
    [InlineData("\"status\": \"band\",", "\"status\": \"exact\",")]
    [InlineData("\"profile\": \"public\"", "\"profile\": \"secret\"")]
    public async Task Would_not_keep_the_schema_with_a_wrong_cell(string right, string wrong)
    {
        var schema = await JsonSchema.FromJsonAsync(Text("edition.schema.json"));
        var (json, at) = (Text("edition.json"), Text("edition.json").IndexOf(right, StringComparison.Ordinal));
        Assert.NotEmpty(schema.Validate(json[..at] + wrong + json[(at + right.Length)..]));
    }

    [Fact]
    public void Say_the_same()
    {
        Assert.Empty(Agreement.Of(Edition, Files));
        foreach (var file in new[] { "access.csv", "edition.json", "index.nb.html" })
        {
            var changed = new Dictionary<string, byte[]>(Files) { [file] = Encoding.UTF8.GetBytes(Text(file).Replace("10", "11", StringComparison.Ordinal)) };
            Assert.NotEmpty(Agreement.Of(Edition, changed));
        }
    }

    [Fact]
    public void Have_the_columns_of_the_schema() => Assert.Equal(
        "edition,profile,block,period_start,period_end,basis,country,region,instrument,urgency,data_sought,mode,outcome,notice,measure,unit,status,value,low,high,previous_value,revision_kind,revision_reason,first_edition",
        Text("access.csv").Split('\n')[0]);

    [Fact]
    public void Have_keys_that_are_unique_and_codes_that_are_declared()
    {
        using var package = JsonDocument.Parse(Text("datapackage.json"));
        foreach (var resource in package.RootElement.GetProperty("resources").EnumerateArray())
        {
            var table = Csv.Read(Text(resource.GetProperty("path").GetString()!));
            var head = table[0].ToList();
            var key = resource.GetProperty("schema").GetProperty("primaryKey").EnumerateArray().Select(name => head.IndexOf(name.GetString()!)).ToList();
            Assert.Equal(table.Count, table.Select(row => string.Join('|', key.Select(column => row[column]))).Distinct().Count());
            foreach (var field in resource.GetProperty("schema").GetProperty("fields").EnumerateArray().Where(field => field.GetProperty("constraints").TryGetProperty("enum", out _)))
            {
                var allowed = field.GetProperty("constraints").GetProperty("enum").EnumerateArray().Select(code => code.GetString()).ToHashSet();
                Assert.All(table.Skip(1), row => Assert.Contains(row[head.IndexOf(field.GetProperty("name").GetString()!)], allowed));
            }
        }
    }

    [Theory]
    [InlineData("index.en.html", "en")]
    [InlineData("index.nb.html", "nb")]
    public void Have_pages_without_scripts_whose_charts_have_names_and_tables(string file, string language)
    {
        var page = XDocument.Parse(Text(file));
        var names = page.Descendants().ToLookup(element => element.Name.LocalName);
        Assert.Equal(language, page.Root!.Attribute("lang")!.Value);
        Assert.Empty(names["script"]);
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.NotEmpty(names["svg"]);
        Assert.All(names["svg"], chart =>
        {
            Assert.Equal(["title", "desc"], chart.Elements().Take(2).Select(element => element.Name.LocalName));
            Assert.Equal("img", chart.Attribute("role")!.Value);
            Assert.NotNull(chart.ElementsAfterSelf().First().DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == "caption"));
        });
        Assert.All(names["table"], table => Assert.Equal("caption", table.Elements().First().Name.LocalName));
        Assert.All(names["th"], heading => Assert.NotNull(heading.Attribute("scope")));
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Have_checksums() => Assert.All(Text(EditionFiles.Checksums).Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
        Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(Files[line[66..]]))));

    [Fact]
    public void Do_not_begin_a_field_as_a_formula_does() =>
        Assert.Equal("'=1+1,\"a,\"\"b\"\n", Csv.Write([["=1+1", "a,\"b"]]));

    [Fact]
    public void For_the_digital_services_act_have_the_headers_of_the_templates()
    {
        var ledger = new Ledger();
        for (var i = 0; i < 3; i++)
            ledger.Receive($"o{i}", "2026-02-01T00:00Z", i < 2 ? "DE" : "FR", Instrument.DsaArt10).Close($"o{i}", $"2026-02-0{i + 2}T00:00Z");
        ledger.Receive("other", "2026-02-01T00:00Z", "DE");
        var edition = Report.MakeDsa(ledger.Order(new(2026, 1), [], Ledger.Apart(2026, Profile.Dsa))).Edition!;
        var rows = Csv.Read(Encoding.UTF8.GetString(EditionFiles.Of(edition, CodeLists.Iso3166, [])[DsaCsv.OrdersFile]));
        Assert.Equal(Ledger.Data("dsa-part-3-header.csv")[0], rows[0]);
        Assert.Equal(Ledger.Data("dsa-part-1-header.csv")[0], Csv.Read(DsaCsv.Summary(edition, "Example", new(2026, 5, 1), null))[0]);
        Assert.Equal("3", Row("TOTAL")[10]);
        Assert.Equal(("2", "", "36"), (Row("DE")[10], Row("DE")[11], Row("DE")[12]));
        // Nothing received is 0; what is not measured, or not recorded here, is blank.
        Assert.Equal(("0", "", ""), (Row("SE")[10], Row("SE")[12], Row("SE")[6]));
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));

        IReadOnlyList<string> Row(string scope) => Assert.Single(rows, row => row[5] == scope);
    }

    [Fact]
    public void Are_announced_in_a_feed()
    {
        var feed = XDocument.Parse(Feed.Write([Edition], new Uri("https://register.example/reports"), "Example"));
        XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Equal("https://register.example/reports/2026Q1.1/public/", Assert.Single(feed.Root!.Elements(atom + "entry")).Element(atom + "id")!.Value);
    }

    private static string Text(string file) => Encoding.UTF8.GetString(Files[file]);

    private static Edition Published()
    {
        var ledger = An_edition.Many().Receive("es", "2026-02-01T00:00Z", "ES").Receive("keep", "2026-02-01T00:00Z", series: Series.Preservation);
        var aware = Ledger.At("2026-02-03T08:00Z");
        ledger.Add(position => new BreachKnown("b", position, aware.AddHours(90), aware, ProcessingRole.Processor, BreachCategory.Confidentiality) { Notified = aware.AddHours(80), Affected = 12, ReasonsForDelay = true });
        ledger.Add(position => new SubprocessorChanged("s", position, aware, SubprocessorChange.Added, aware.AddDays(9), aware) { Announced = aware.AddDays(-1), BelowNotice = true, Objections = 2 });
        ledger.Add(position => new ActivityChanged("p", position, aware, ProcessingRole.Controller, ActivityChange.Registered, aware, 2));
        return ledger.Publish(new(2026, 1), policy: Ledger.Policy(share: 1) with { Tables = [new(AxisSet.Country), new(AxisSet.Instrument, true), new(AxisSet.Instrument | AxisSet.Outcome), new(AxisSet.Outcome), new(AxisSet.None, true)] });
    }
}
