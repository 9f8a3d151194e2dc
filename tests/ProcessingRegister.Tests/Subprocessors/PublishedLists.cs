using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;
using ProcessingRegister.Decisions;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Subprocessors.Lists;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Subprocessors;

/// <summary>The lists that two companies published, replayed through the import (Published/SOURCE.md).</summary>
[Collection(RegisterCollection.Name)]
public class Published_lists(RegisterHost host)
{
    [Theory]
    [InlineData("github", 138, true)]
    [InlineData("github", 138, false)]
    [InlineData("basecamp", 130, true)]
    [InlineData("basecamp", 130, false)]
    public async Task Are_on_each_date_what_was_published(string company, int changes, bool confirmed)
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        Assert.Equal(changes, (await RowsAsync($"{company}-changes")).Count);
        var lists = await RowsAsync($"{company}-lists");

        var committed = await CommitAsync(client, org, Text($"{company}-changes"), confirmed);

        Assert.True((bool)committed["committed"]!);
        foreach (var date in lists.GroupBy(l => l["date"]))
        {
            var shown = (await client.GetFromJsonAsync<JsonObject>($"/public/{org}/subprocessors?validAt={date.Key}"))!["items"]!.AsArray();
            foreach (var list in date.GroupBy(l => l["service"]))
                Assert.Equal(list.Select(Entry).Order(StringComparer.Ordinal), shown.SelectMany(item => EntriesOf(item!, list.Key)).Order(StringComparer.Ordinal));
        }

        // Sent again, with the same answers, it has nothing to say.
        Assert.Empty((await CommitAsync(client, org, Text($"{company}-changes"), confirmed))["changes"]!.AsArray());
    }

    [Fact]
    public async Task Tell_renames_and_a_merger_from_the_one_who_is_new()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var proposals = (await SendAsync(client, org, Text("github-changes"), [], commit: false))["proposals"]!.AsArray().Where(p => (string?)p!["on"] == "2025-05-12").ToList();

        Assert.Equal(
            [
                "merger SendGrid > Twilio (SendGrid)", "rename Amazon Web Services (AWS) > Amazon Web Services Inc (AWS)", "rename Azure (Microsoft) > Microsoft (Azure)",
                "rename NexMo (aka Vonage) > NexMo Inc (aka Vonage)", "rename Npm, Inc. > npm Inc", "rename Semmle Inc. > Semmle Inc", "rename Twilio > Twilio (SendGrid)",
            ],
            proposals.Select(p => $"{p!["kind"]} {p["name"]} > {p["into"]}").Order(StringComparer.Ordinal));

        await CommitAsync(client, org, Text("github-changes"), confirmed: true);
        var difference = (await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/diff?from=2025-05-11&to=2025-05-12"))!;
        Assert.Equal(["OpenAI"], difference["added"]!.AsArray().Select(c => (string?)c!["name"]));
        Assert.Equal(["Azure Cognitive Services"], difference["removed"]!.AsArray().Select(c => (string?)c!["name"]));
        Assert.Equal(["SendGrid"], difference["merged"]!.AsArray().Select(c => (string?)c!["name"]));
        Assert.Equal(6, difference["renamed"]!.AsArray().Count);
    }

    [Fact]
    public async Task Are_not_recorded_while_a_proposal_is_open_or_a_line_is_wrong()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        const string Csv = "date,name\n2025-01-01,Alfa Drift\n2025-02-01,Alfa Drift AS\n2025-02-01,Beta\n";

        // The kind of company is no difference of name, so this is proposed and not taken for granted.
        using var open = await PostAsync(client, org, Csv, [], commit: true);
        using var wrong = await PostAsync(client, org, Csv + "2025-02-30,Gamma\n", [], commit: true);

        Assert.Equal((HttpStatusCode.Conflict, "subprocessor-list-proposals-open"), (open.StatusCode, await open.CodeAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(["/csv/5/date"], (await wrong.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Select(e => e.Key));
        Assert.Empty((await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors"))!["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(await host.CallerAsync(org, Role.Reader), org, Csv, [], commit: false)).StatusCode);
    }

    [Fact]
    public async Task Keep_a_contact_that_was_recorded_before_in_the_vault()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var id = await client.RegisterAsync(org, "drift", "Drift AS", Facts.Content(), Facts.Start);

        await CommitAsync(client, org, "date,name,purpose,location,service\n2026-02-01,Drift AS,backups,SE,payroll\n2026-02-15,Drift AS,backups,FI,payroll\n", confirmed: true);

        foreach (var (day, place) in new[] { ("2026-01-31", "NO"), ("2026-02-14", "SE"), ("2026-02-15", "FI") })
        {
            var shown = (await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/{id}?validAt={day}"))!["content"]!;
            Assert.Equal((place, "ola@example.no"), ((string?)shown["services"]![0]!["storedIn"]![0], (string?)shown["contact"]!["email"]));
        }
    }

    private static string Entry(IReadOnlyDictionary<string, string> line) => $"{line["name"]} | {line["purpose"]} | {line["places"]}";

    private static IEnumerable<string> EntriesOf(JsonNode item, string service) => item["tasks"]!.AsArray().Where(t => (string?)t!["service"] == service)
        .Select(t => $"{item["name"]} | {t!["purpose"]} | {string.Join(' ', t["storedIn"]!.AsArray().Select(p => (string?)p).Order(StringComparer.Ordinal))}");

    // A person answers what the preview asks; an answer may raise further proposals for later dates.
    private static async Task<JsonObject> CommitAsync(HttpClient client, string org, string csv, bool confirmed)
    {
        var answers = new List<ProposalAnswer>();
        for (var asked = -1; asked != answers.Count;)
        {
            asked = answers.Count;
            var plan = await SendAsync(client, org, csv, answers, commit: false);
            answers.AddRange(plan["proposals"]!.AsArray().Where(p => (string?)p!["state"] == "open")
                .Select(p => new ProposalAnswer((string)p!["id"]!, confirmed && p["because"]!.AsArray().Any(b => (string?)b is "similarName" or "nameWithinName"))));
        }

        return await SendAsync(client, org, csv, answers, commit: true);
    }

    private static async Task<JsonObject> SendAsync(HttpClient client, string org, string csv, IReadOnlyList<ProposalAnswer> answers, bool commit)
    {
        using var answer = await PostAsync(client, org, csv, answers, commit);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text.Length > 800 ? text[..800] : text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string org, string csv, IReadOnlyList<ProposalAnswer> answers, bool commit) => client.PostAsJsonAsync(
        new Uri($"/v1/{org}/subprocessor-lists", UriKind.Relative), new ImportSubprocessorList(csv, SubprocessorKind.ProcessingWithStorage, Commit: commit, Answers: answers), RegisterJson.Edge);

    private static string Text(string name)
    {
        using var file = typeof(Published_lists).Assembly.GetManifestResourceStream($"ProcessingRegister.Tests.Subprocessors.Published.{name}.csv")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync(string name)
    {
        await using var csv = CsvReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(Text(name))), new CsvReaderOptions(), leaveOpen: false);
        await csv.ReadHeaderAsync(default);
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (await csv.ReadAsync(default))
            rows.Add(csv.Headers.Select((h, i) => (h, Cell: csv.GetString(i))).ToDictionary(c => c.h, c => c.Cell));
        return rows;
    }
}
