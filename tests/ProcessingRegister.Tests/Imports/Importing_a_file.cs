using System.Text;
using System.Text.Json.Nodes;
using ProcessingRegister.Imports;
using Xunit;

namespace ProcessingRegister.Tests.Imports;

/// <summary>A file from preview to commit, against a real database.</summary>
public sealed class Importing_a_file(ImportHost host) : IClassFixture<ImportHost>
{
    private readonly string tenant = Guid.NewGuid().ToString();

    [Fact]
    public async Task Adds_each_item_once_and_the_same_file_again_changes_nothing()
    {
        var file = await GeneratedAsync(1200);
        var first = await host.ImportAsync(tenant, file);
        Assert.Equal((ImportState.Committed, new ImportCounts(Added: 1200)), (first.State, first.Counts));
        Assert.Equal(1200, await host.EventsAsync(tenant));

        var again = await host.ImportAsync(tenant, file);
        Assert.Equal((ImportState.Committed, new ImportCounts(Unchanged: 1200)), (again.State, again.Counts));
        Assert.Equal(1200, await host.EventsAsync(tenant));
    }

    [Fact]
    public async Task Revises_what_the_file_says_otherwise_and_leaves_the_rest()
    {
        var file = JsonNode.Parse(await GeneratedAsync(3))!;
        await host.ImportAsync(tenant, file.ToJsonString());
        file["processingActivities"]![1]!["content"]!["description"] = "Carried out in another way now.";

        var report = await host.ImportAsync(tenant, file.ToJsonString());

        Assert.Equal(new ImportCounts(Changed: 1, Unchanged: 2), report.Counts);
        Assert.Equal("processing_activity_revised", await host.AskAsync<string>("select type from register.mt_events where tenant_id = $1 order by seq_id desc limit 1", tenant));
        Assert.Equal("Carried out in another way now.", await host.AskAsync<string>(
            "select data #>> '{content,description}' from register.mt_doc_processing_activity where tenant_id = $1 and data ->> 'reference' = 'activity-000001'", tenant));
    }

    [Fact]
    public async Task A_changed_personal_text_counts_as_a_change()
    {
        var file = JsonNode.Parse(await GeneratedAsync(2))!;
        await host.ImportAsync(tenant, file.ToJsonString());
        file["processingActivities"]![0]!["content"]!["owner"]!["person"]!["name"] = "The one who came after";
        Assert.Equal(new ImportCounts(Changed: 1, Unchanged: 1), (await host.ImportAsync(tenant, file.ToJsonString())).Counts);
    }

    [Fact]
    public async Task One_malformed_line_stops_the_file_and_nothing_is_written()
    {
        var file = JsonNode.Parse(await GeneratedAsync(3))!;
        file["processingActivities"]![1]!["content"]!.AsObject().Remove("name");
        file["processingActivities"]![2]!["content"]!["securityMeasures"] = new JsonObject { ["state"] = "notApplicable" };

        var report = await host.ImportAsync(tenant, file.ToJsonString());

        Assert.Equal((ImportState.Previewed, new ImportCounts(Added: 1, Refused: 2)), (report.State, report.Counts));
        Assert.Equal([(2, "/processingActivities/1/content/name"), (3, "/processingActivities/2/content/securityMeasures/reason")],
            report.Lines.Items.Select(line => (line.Number, line.Problems!.Single().Place)));
        Assert.Equal(0, await host.EventsAsync(tenant));
    }

    [Fact]
    public async Task Malformed_lines_are_left_out_when_that_is_asked_for()
    {
        var file = JsonNode.Parse(await GeneratedAsync(3))!;
        file["processingActivities"]![1]!["role"] = "owner";
        var report = await host.ImportAsync(tenant, file.ToJsonString(), refusedLines: RefusedLines.Skip);
        Assert.Equal((ImportState.Committed, new ImportCounts(Added: 2, Refused: 1)), (report.State, report.Counts));
        Assert.Equal(2, await host.EventsAsync(tenant));
    }

    [Fact]
    public async Task Of_two_items_about_one_record_the_second_is_refused()
    {
        var file = JsonNode.Parse(await GeneratedAsync(2))!;
        file["processingActivities"]![1]!["reference"] = " Activity-000000";
        var report = await host.ImportAsync(tenant, file.ToJsonString());
        Assert.Equal("is about the same record as line 1", Assert.Single(report.Lines.Items).Problems!.Single().Rule);
    }

    [Fact]
    public async Task A_record_does_not_change_its_role()
    {
        const string Item = """{"format":"processing-register-import/1","processingActivities":[{"reference":"a","role":"ROLE","content":{"name":"A"}}]}""";
        await host.ImportAsync(tenant, Item.Replace("ROLE", "controller", StringComparison.Ordinal));
        var report = await host.ImportAsync(tenant, Item.Replace("ROLE", "processor", StringComparison.Ordinal));
        Assert.Equal("activity-role-is-fixed", Assert.Single(report.Lines.Items).Problems!.Single().Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"another/1","processingActivities":[]}""")]
    [InlineData("""{"processingActivities":[],"format":"processing-register-import/1"}""")]
    [InlineData("""{"format":"processing-register-import/1","unknown":[]}""")]
    [InlineData("""{"format":"processing-register-import/1","processingActivities":[{"reference":"a"}""")]
    [InlineData("""{"format":"processing-register-import/1","processingActivities":[]} trailing""")]
    public async Task A_file_that_cannot_be_read_is_refused_as_a_whole(string file)
    {
        var report = await host.ImportAsync(tenant, file);
        Assert.Equal(ImportState.Refused, report.State);
        Assert.NotNull(report.Note);
        Assert.Equal(0, await host.EventsAsync(tenant));
    }

    [Fact]
    public async Task Csv_says_the_same_as_json_and_names_the_column_of_a_fault()
    {
        const string Csv = """
            reference,role,effectiveFrom,name,purposes,legalBases,dataSubjects,dataCategories,recipients,securityMeasures,/content/owner/person/name
            newsletter,controller,2024-01-01,Newsletter,"informing of offers; measuring interest",consent,subscribers,contact details; interests,processor: mail provider,"accessControl: need to know, encryption",Head of marketing
            payroll,controller,2024-01-01,Payroll,paying wages,LEGAL,employees,,,,
            """;
        var report = await host.ImportAsync(tenant, Csv, "text/csv; charset=utf-8", RefusedLines.Skip);
        Assert.Equal((ImportState.Committed, new ImportCounts(Added: 1, Refused: 1)), (report.State, report.Counts));
        var refused = Assert.Single(report.Lines.Items);
        Assert.Equal((3, "legalBases"), (refused.Number, refused.Problems!.Single().Place));
        Assert.Equal("""["consent"]""", await host.AskAsync<string>(
            "select data #>> '{content,purposes,value,1,legalBases,value}' from register.mt_doc_processing_activity where tenant_id = $1", tenant));
        Assert.Equal(new ImportCounts(Unchanged: 1, Refused: 1), (await host.ImportAsync(tenant, Csv, "text/csv")).Counts);
    }

    [Fact]
    public async Task No_personal_value_of_the_file_stands_anywhere_in_the_clear()
    {
        const string Canary = "Canary Birdsong";
        var file = """
            {"format":"processing-register-import/1","processingActivities":[{"reference":"a","role":"controller","content":
            {"name":"A","owner":{"person":{"name":"CANARY","email":"CANARY@example.org"}}}},{"reference":"CANARY@example.org"}]}
            """.Replace("CANARY", Canary, StringComparison.Ordinal);
        await host.ImportAsync(tenant, file);
        // Kept as it was received and with its report, as between preview and commit.
        await (await host.SendAsync(HttpMethod.Post, "/v1/acme/imports", tenant, file)).Content.ReadAsStringAsync();
        await host.ImportAsync(tenant, file, refusedLines: RefusedLines.Skip);
        Assert.Equal(1, await host.EventsAsync(tenant));

        foreach (var table in await TablesAsync())
        {
            foreach (var encoding in new[] { Canary, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Canary)) })
                Assert.True(await host.AskAsync<long>($"select count(*) from {table} t where t::text like '%' || $1 || '%'", encoding) == 0, $"{table} holds a personal value in the clear.");
        }
    }

    [Fact]
    public async Task After_a_commit_nothing_is_left_of_the_file()
    {
        await host.ImportAsync(tenant, await GeneratedAsync(5));
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from register.import_part where tenant_id = $1", tenant));
    }

    [Fact]
    public async Task A_commit_that_breaks_off_has_written_nothing_and_is_done_when_it_is_tried_again()
    {
        var file = new MemoryStream(Encoding.UTF8.GetBytes(await GeneratedAsync(1200)));
        // The total is known only in the commit: the second of its three batches is in the transaction when this stops it.
        await Assert.ThrowsAsync<TimeoutException>(() => host.Imports.ImportFile(tenant, ImportHost.Actor, TimeZoneInfo.Utc, file, "application/json", RefusedLines.Stop,
            progress => { if (progress is { Total: 1200, Done: 1000 }) throw new TimeoutException(); }, default));
        Assert.Equal(0, await host.EventsAsync(tenant));

        var id = await host.AskAsync<Guid>("select id from register.import where tenant_id = $1 and state = 'committing'", tenant);
        await host.Imports.WriteAsync(tenant, id, default);
        Assert.Equal(1200, await host.EventsAsync(tenant));
        await host.Imports.WriteAsync(tenant, id, default);
        Assert.Equal(1200, await host.EventsAsync(tenant));
    }

    internal static async Task<string> GeneratedAsync(int activities)
    {
        using var stream = new MemoryStream();
        await GeneratedRegister.WriteAsync(stream, activities);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private async Task<List<string>> TablesAsync()
    {
        await using var command = host.Owner.CreateCommand(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('register', 'vault', 'keys', 'messaging', 'access')");
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }
}
