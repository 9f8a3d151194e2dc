using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting;
using ProcessingRegister.Imports;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Imports;

/// <summary>The files in samples/ are what its README says they are.</summary>
public sealed partial class Samples
{
    private static readonly string Folder = FolderOf();

    [Theory]
    [InlineData("erp-vendor.json")]
    [InlineData("example-controllers.json")]
    [InlineData("example-subprocessors.json")]
    public void Every_item_is_a_well_formed_request(string file)
    {
        foreach (var importable in Registers.Importables)
        {
            foreach (var item in Read(file)[importable.Section]?.AsArray() ?? [])
            {
                var request = JsonSerializer.Deserialize(item, importable.Item, RegisterJson.Edge);
                Assert.Empty(Assert.IsType<IChecked>(request, exactMatch: false).Faults());
            }
        }
    }

    [Fact]
    public void No_statement_of_the_policy_is_lost()
    {
        var entries = Read("erp-vendor.json")["processingActivities"]!.AsArray()
            .ToDictionary(e => e!["reference"]!.GetValue<string>(), e => e!.ToJsonString(new JsonSerializerOptions(RegisterJson.Edge) { WriteIndented = true }));
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Folder, "README.md")));
        Assert.True(rows.Count > 45);
        foreach (Match row in rows)
        {
            var texts = Reference().Matches(row.Groups["entries"].Value).Select(r => entries[r.Groups[1].Value]).ToList();
            foreach (var word in row.Groups["words"].Value.Split(';', StringSplitOptions.TrimEntries))
                Assert.True(texts.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)), $"{row.Groups["statement"].Value}: '{word}' is in none of its entries.");
        }

        Assert.Equal(Enumerable.Range(0, 15), rows.SelectMany(r => r.Groups["section"].Value.Split(',').Select(int.Parse)).Distinct().Order());
        Assert.Empty(entries.Keys.Except(rows.SelectMany(r => Reference().Matches(r.Groups["entries"].Value).Select(m => m.Groups[1].Value))));
    }

    [Fact]
    public void What_the_policy_leaves_open_has_a_reason_and_a_day()
    {
        foreach (var item in Read("erp-vendor.json")["processingActivities"]!.AsArray())
        {
            var content = JsonSerializer.Deserialize<RegisterProcessingActivity>(item, RegisterJson.Edge)!.Content;
            Assert.NotEqual(StatedAs.Missing, content.Transfers.State);
            Assert.NotEqual(StatedAs.Missing, content.Recipients.State);
            Assert.NotEqual(StatedAs.Missing, content.DataSubjects.State);
            Assert.NotEqual(StatedAs.Missing, content.DataCategories.State);
            Assert.All(content.DataCategories.Value ?? [], c => Assert.NotEqual(StatedAs.Missing, c.TimeLimitForErasure.State));
            Assert.Null(content.Owner);
        }
    }

    [Fact]
    public void The_columns_of_csv_are_those_that_the_readme_names()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.All(Registers.Importables.SelectMany(i => i.Columns), column => Assert.Contains($"`{column.Name}`", readme, StringComparison.Ordinal));
    }

    internal static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsObject();

    private static string FolderOf()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProcessingRegister.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "samples");
    }

    [GeneratedRegex(@"^\| (?<section>[\d, ]+) \| (?<statement>[^|]+) \| (?<entries>[^|]+) \| (?<words>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Reference();
}

/// <summary>The samples go in, and go in once.</summary>
public sealed class Importing_the_samples(ImportHost host) : IClassFixture<ImportHost>
{
    [Theory]
    [InlineData("erp-vendor.json")]
    [InlineData("example-controllers.json")]
    [InlineData("example-subprocessors.json")]
    public async Task All_lines_are_added_and_a_second_time_nothing_changes(string file)
    {
        var tenant = Guid.NewGuid().ToString();
        var sample = Samples.Read(file);
        var sections = Registers.Importables.Select(i => i.Section).ToHashSet();
        foreach (var absent in sample.Select(m => m.Key).Where(m => m != "format" && !sections.Contains(m)).ToList())
            sample.Remove(absent);
        var items = sample.Where(m => m.Value is JsonArray).Sum(m => m.Value!.AsArray().Count);

        Assert.Equal((ImportState.Committed, new ImportCounts(Added: items)), Result(await host.ImportAsync(tenant, sample.ToJsonString())));
        var events = await host.EventsAsync(tenant);
        Assert.Equal((ImportState.Committed, new ImportCounts(Unchanged: items)), Result(await host.ImportAsync(tenant, sample.ToJsonString())));
        Assert.Equal(events, await host.EventsAsync(tenant));
    }

    private static (ImportState, ImportCounts) Result(ImportReport report) => (report.State, report.Counts);
}
