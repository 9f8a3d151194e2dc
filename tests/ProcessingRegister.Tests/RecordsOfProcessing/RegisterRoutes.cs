using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.RecordsOfProcessing.Records;

namespace ProcessingRegister.Tests.RecordsOfProcessing;

[Collection(RegisterCollection.Name)]
public sealed class Registers_over_HTTP(RegisterHost register)
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public async Task The_processors_record_names_keeper_controller_and_processing()
    {
        var (at, client) = await BegunAsync();
        await ConcludeAsync(client, at, "Bakeri", "987654321");

        var record = await GetAsync(client, $"{at}/registers/processor");

        Assert.Equal("Example Ltd", (string?)record["keeper"]![0]!["value"]!["name"]);
        var entry = Assert.Single(record["items"]!.AsArray())!;
        Assert.Equal("Bakeri", (string?)entry["points"]![0]!["value"]!["name"]);
        Assert.Equal("payroll", (string?)Assert.Single(entry["processing"]!.AsArray())!["reference"]);
    }

    [Fact]
    public async Task One_controllers_extract_shows_no_other()
    {
        var (at, client) = await BegunAsync();
        var bakery = await ConcludeAsync(client, at, "Bakeri", "987654321");
        await ConcludeAsync(client, at, "Konditori", "123456785");

        var extract = await client.GetStringAsync($"{at}/registers/processor.csv?controller={bakery}");

        Assert.Contains("Bakeri", extract, StringComparison.Ordinal);
        Assert.DoesNotContain("Konditori", extract, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{at}/registers/processor?controller={Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{at}/registers/processor?controller=")).StatusCode);
    }

    [Fact]
    public async Task A_register_is_to_be_had_as_CSV_and_in_no_form_that_is_not_offered()
    {
        var (at, client) = await BegunAsync();
        await ConcludeAsync(client, at, "=Bakeri", "987654321");
        foreach (var path in new[] { "registers/processor", "registers/controller", "processing-agreements", "processing-activities" })
        {
            var csv = await SendAsync(client, $"{at}/{path}", "text/csv");
            Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
            Assert.Contains("Accept", csv.Headers.Vary);
            Assert.Equal(await csv.Content.ReadAsStringAsync(), await client.GetStringAsync($"{at}/{path}.csv"));

            var refused = await SendAsync(client, $"{at}/{path}", "text/html");
            Assert.Equal((HttpStatusCode.NotAcceptable, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        }

        Assert.Contains("\"'=Bakeri, ", await client.GetStringAsync($"{at}/registers/processor.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agreement_can_be_found_by_its_service_and_only_concluded_once()
    {
        var (at, client) = await BegunAsync();
        var id = await ConcludeAsync(client, at, "Bakeri", "987 654 321");

        Assert.Single((await GetAsync(client, $"{at}/processing-agreements?service=salary"))["items"]!.AsArray());
        Assert.Empty((await GetAsync(client, $"{at}/processing-agreements?service=cloud"))["items"]!.AsArray());
        var again = await client.PostAsync($"{at}/processing-agreements", Body(Conclusion("Another name", "NO 987654321 MVA")));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.EndsWith(id.ToString(), again.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_register_shows_a_renamed_controller_by_its_name_on_the_day()
    {
        var (at, client) = await BegunAsync();
        var id = await ConcludeAsync(client, at, "Bakeri", "987654321");
        await PostAsync(client, $"{at}/processing-agreements/{id}/amendments", new AmendProcessingAgreement(Content("Konditori"), new(2026, 6, 1)), ifMatch: "\"1\"");

        Assert.Contains("Bakeri", await client.GetStringAsync($"{at}/registers/processor?validAt=2026-03-01"), StringComparison.Ordinal);
        Assert.Contains("Konditori", await client.GetStringAsync($"{at}/registers/processor?validAt=2026-06-01"), StringComparison.Ordinal);
        Assert.Empty((await GetAsync(client, $"{at}/registers/processor?validAt=2025-12-31"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_difference_names_what_changed_with_both_values_and_what_ended()
    {
        var (at, client) = await BegunAsync();
        var changed = await ConcludeAsync(client, at, "Bakeri", "987654321");
        var ended = await ConcludeAsync(client, at, "Konditori", "123456785");
        await ConcludeAsync(client, at, "Kafé", "123456793");
        var then = DateTimeOffset.UtcNow.ToString("O");
        await PostAsync(client, $"{at}/processing-agreements/{changed}/amendments", new AmendProcessingAgreement(Content("Bakst"), new(2026, 6, 1)), ifMatch: "\"1\"");
        await PostAsync(client, $"{at}/processing-agreements/{ended}/end", new EndProcessingAgreement(DeletionOrReturn.Both));
        var added = await ConcludeAsync(client, at, "Kantine", "123456807");

        var items = (await GetAsync(client, $"{at}/registers/diff?from={Uri.EscapeDataString(then)}"))["items"]!.AsArray();

        Assert.Equal(
            [(changed, "changed"), (ended, "removed"), (added, "added")], items.Select(i => ((Guid)i!["id"]!, (string)i["change"]!)));
        var name = items[0]!["members"]!.AsArray().Single(m => (string?)m!["pointer"] == "/content/controllerName")!;
        Assert.Equal(("Bakeri", "Bakst"), ((string?)name["from"], (string?)name["to"]));
        Assert.Empty((await GetAsync(client, $"{at}/registers/diff?from={Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("O"))}"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{at}/registers/diff")).StatusCode);
    }

    [Fact]
    public async Task What_has_ended_stands_in_the_register_no_more_but_can_be_seen_as_it_was()
    {
        var (at, client) = await BegunAsync();
        var id = await ConcludeAsync(client, at, "Bakeri", "987654321");
        await PostAsync(client, $"{at}/processing-agreements/{id}/end", new EndProcessingAgreement(DeletionOrReturn.Delete, new(2026, 3, 1)));

        Assert.Empty((await GetAsync(client, $"{at}/registers/processor"))["items"]!.AsArray());
        Assert.Single((await GetAsync(client, $"{at}/registers/processor?validAt=2026-02-28"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Completeness_counts_the_whole_and_asks_the_law_of_the_keepers_jurisdiction()
    {
        var (at, client) = await BegunAsync();
        await ConcludeAsync(client, at, "Bakeri", "987654321");
        await RegisterAsync(client, at, "support", ProcessingRole.Controller, new ActivityContent
        {
            Name = "Support",
            Transfers = Provided(new DataTransfer(CountryCode.Parse("IN"), Mechanism: TransferMechanism.StandardClausesModule2)),
        });

        var first = await GetAsync(client, $"{at}/registers/completeness?limit=2");
        var second = await GetAsync(client, $"{at}/registers/completeness?limit=2&cursor={first["nextCursor"]}");

        Assert.Equal(("NO", 3), ((string?)first["jurisdiction"], (int)first["summary"]!["records"]!));
        Assert.Equal(1, (int)first["summary"]!["transfers"]!["invalid"]!);
        Assert.True((bool)first["exemption"]!["recordRequired"]!);
        Assert.Equal(3, first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(i => (Guid)i!["id"]!).Distinct().Count());
        Assert.Null(second["nextCursor"]);
    }

    private async Task<(string At, HttpClient Client)> BegunAsync()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor, Role.Dpo);
        await RegisterAsync(client, $"/v1/{slug}", "payroll", ProcessingRole.Processor, Processing("payroll", "salary").Content);
        return ($"/v1/{slug}", client);
    }

    private static Task<Guid> RegisterAsync(HttpClient client, string at, string reference, ProcessingRole role, ActivityContent content) =>
        PostAsync(client, $"{at}/processing-activities", new RegisterProcessingActivity(reference, role, content, Start));

    private static Task<Guid> ConcludeAsync(HttpClient client, string at, string name, string number) =>
        PostAsync(client, $"{at}/processing-agreements", Conclusion(name, number));

    private static AgreementContent Content(string name) => Agreement(name, "salary").Content;

    private static ConcludeProcessingAgreement Conclusion(string name, string number) => new(CountryCode.Parse("NO"), new(number), Content(name), Start);

    private static JsonContent Body<T>(T command) => JsonContent.Create(command, options: RegisterJson.Edge);

    private static async Task<Guid> PostAsync<T>(HttpClient client, string at, T command, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, at) { Content = Body(command) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return (Guid)JsonNode.Parse(answer)!["id"]!;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string at, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, at);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request);
    }

    private static async Task<JsonObject> GetAsync(HttpClient client, string at)
    {
        var response = await client.GetAsync(at);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
