using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Imports;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.SubprocessorAgreements.Commitments;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.SubprocessorAgreements.Facts;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

[Collection(RegisterCollection.Name)]
public class The_routes_of_contracts_with_subprocessors(RegisterHost host)
{
    private static readonly JsonSerializerOptions WithoutNulls = new(RegisterJson.Edge) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static SubprocessorContent Hosted(string place, string service = "accounting", string seenFrom = "EEA") => new()
    {
        Kind = SubprocessorKind.Hosting,
        Services = [Served(service, [place], [seenFrom], "vouchers")],
    };

    private static AgreementContent Promising(string name, params ResidencyCommitment[] residency) => new()
    {
        ControllerName = new(name),
        Services = ["accounting"],
        BreachNoticeHours = 24,
        Residency = residency,
    };

    private static async Task<JsonObject> PostAsync<T>(HttpClient client, string path, T command, HttpStatusCode expected, long? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(command, options: RegisterJson.Edge) };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{path}: {answer.StatusCode} {body}");
        return body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject();
    }

    private static Task<JsonObject> ConcludeAsync(HttpClient client, string org, string number, AgreementContent content) =>
        PostAsync(client, $"/v1/{org}/processing-agreements", new ConcludeProcessingAgreement(CountryCode.Parse("NO"), new(number), content, Start), HttpStatusCode.Created);

    private static async Task<JsonArray> ItemsAsync(HttpClient client, string path) => (await client.GetFromJsonAsync<JsonObject>(path))!["items"]!.AsArray();

    private static DateOnly Now => DateOnly.FromDateTime(DateTime.UtcNow.AddDays(2));

    [Fact]
    public async Task Record_a_contract_amend_it_and_list_it_by_expiry()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var hosting = await client.RegisterAsync(org, "drift", "Drift AS", Hosted("NO"));

        using var answer = await client.SendAsync(org, $"/{hosting}/agreements", new ConcludeSubprocessorAgreement("hosting", Content(Day("2027-06-30")), Start));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var address = answer.Headers.Location!.ToString();
        Assert.Equal("2027-06-30", (string?)(await client.GetFromJsonAsync<JsonObject>(address))!["content"]!["runsUntil"]);
        Assert.Equal(address, (await client.SendAsync(org, $"/{hosting}/agreements", new ConcludeSubprocessorAgreement("hosting", Content()))).Headers.Location!.ToString());
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/agreements", new ConcludeSubprocessorAgreement("support", Content(Day("2027-01-31")), Start), HttpStatusCode.Created);

        await PostAsync(client, $"{address}/amendments", new AmendSubprocessorAgreement(Content(Day("2028-06-30")), Day("2026-02-01")), HttpStatusCode.PreconditionRequired);
        await PostAsync(client, $"{address}/amendments", new AmendSubprocessorAgreement(Content(Day("2028-06-30")), Day("2026-02-01")), HttpStatusCode.OK, version: 1);
        await PostAsync(client, $"{address}/impact-assessments", new AssessTransferImpact(Assessment()), HttpStatusCode.OK);

        Assert.Equal(["support"], (await ItemsAsync(client, $"/v1/{org}/subprocessor-agreements?expiresBefore=2028-01-01")).Select(i => (string?)i!["reference"]));
        Assert.Equal(["support", "hosting"], (await ItemsAsync(client, $"/v1/{org}/subprocessor-agreements?expiresBefore=2030-01-01")).Select(i => (string?)i!["reference"]));
        Assert.Equal(["hosting", "support"], (await ItemsAsync(client, $"/v1/{org}/subprocessor-agreements?expiresBefore=2030-01-01&validAt=2026-01-15")).Select(i => (string?)i!["reference"]).Order());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/v1/{org}/subprocessor-agreements?expiresBefore=soon")).StatusCode);
        Assert.Contains("support", await client.GetStringAsync($"/v1/{org}/subprocessor-agreements.csv?expiresBefore=2028-01-01"), StringComparison.Ordinal);
        Assert.Equal(["subprocessor_agreement_concluded", "subprocessor_agreement_amended", "transfer_impact_assessed"],
            (await ItemsAsync(client, $"{address}/history")).Select(i => (string?)i!["type"]));
        await PostAsync(client, $"{address}/termination", new TerminateSubprocessorAgreement(Day("2027-03-01"), TerminatingParty.Organisation), HttpStatusCode.OK);
        Assert.Equal(2, (await ItemsAsync(client, $"/v1/{org}/subprocessor-agreements?expiresBefore=2028-01-01")).Count);
    }

    [Fact]
    public async Task Engage_nobody_from_today_on_without_a_contract_in_force()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var hosting = await client.RegisterAsync(org, "drift", "Drift AS", Hosted("NO"));

        var refused = await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/engagement", new EngageSubprocessor(Now), HttpStatusCode.Conflict);
        Assert.Equal(("no-subprocessor-agreement-in-force", "Art. 28(4)"), ((string?)refused["code"], (string?)refused["provision"]));
        Assert.Equal("no-subprocessor-agreement-in-force", (string?)(await PostAsync(client, $"/v1/{org}/subprocessors", new RegisterSubprocessor("post", "Post AS", Hosted("NO"), Start, Now), HttpStatusCode.Conflict))["code"]);
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/agreements", new ConcludeSubprocessorAgreement("hosting", Content(Now.AddDays(-1)), Start), HttpStatusCode.Created);
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/engagement", new EngageSubprocessor(Now), HttpStatusCode.Conflict);
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/agreements", new ConcludeSubprocessorAgreement("hosting again", Content(), Start), HttpStatusCode.Created);

        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/engagement", new EngageSubprocessor(Now), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Show_which_contracts_leave_what_open_and_who_has_none()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var hosting = await client.RegisterAsync(org, "drift", "Drift AS", Hosted("NO"), Start);
        var none = await client.RegisterAsync(org, "post", "Post AS", Hosted("NO"), Start);
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/agreements", new ConcludeSubprocessorAgreement("hosting", Content(), Start), HttpStatusCode.Created);

        var rows = await ItemsAsync(client, $"/v1/{org}/subprocessor-agreements/completeness?validAt=2026-06-01");

        Assert.Equal([(none, 16, true), (hosting, 15, false)], rows.Select(r => ((Guid)r!["subprocessor"]!, (int)r["missing"]!, r["agreement"] is null)));
        Assert.Equal("annex 2", (string?)rows[1]!["items"]!.AsArray().Single(i => (string?)i!["item"] == "security")!["evidence"]);
        Assert.Single(await ItemsAsync(client, $"/v1/{org}/subprocessor-agreements/completeness?validAt=2026-06-01&limit=1"));
        await ConcludeAsync(client, org, "987654321", Promising("Bakeri"));
        var flow = await ItemsAsync(client, $"/v1/{org}/subprocessor-agreements/flow-down?validAt=2026-06-01");
        Assert.Equal([2, 1], flow.Select(f => f!["items"]!.AsArray().Count(i => !(bool)i!["met"]!)));
    }

    [Fact]
    public async Task Refuse_a_place_that_breaks_what_controllers_were_promised_unless_the_officer_overrides_it()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var officer = await host.CallerAsync(org, Role.Dpo, Role.Reader);
        var hosting = await client.RegisterAsync(org, "drift", "Drift AS", Hosted("NO"), Start);
        await ConcludeAsync(client, org, "987654321", Promising("Bakeri", Committed("NO", "accounting")));
        await ConcludeAsync(client, org, "123456785", Promising("Konditori", Committed("NO", "accounting")));
        await ConcludeAsync(client, org, "912345678", Promising("Kafe", Committed("EEA")));
        var move = new ReviseSubprocessor(Hosted("SE"), Day("2026-06-01"));

        var refused = await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/revisions", move, HttpStatusCode.Conflict, version: 2);
        Assert.Equal(("residency-commitment-broken", 2), ((string?)refused["code"], (int)refused["concerned"]!));
        Assert.Empty(await ItemsAsync(client, $"/v1/{org}/residency-conflicts"));

        var excuse = new OverrideResidency("backup", [In("SE")], Reason, Start);
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/residency-overrides", excuse, HttpStatusCode.Forbidden);
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/revisions", move, HttpStatusCode.Conflict, version: 2);
        var given = (Guid)(await PostAsync(officer, $"/v1/{org}/subprocessors/{hosting}/residency-overrides", excuse, HttpStatusCode.Created))["id"]!;
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/revisions", move, HttpStatusCode.OK, version: 2);

        var conflict = Assert.Single(await ItemsAsync(client, $"/v1/{org}/residency-conflicts"))!;
        Assert.Equal((2, "SE", given), ((int)conflict["agreements"]!, (string?)conflict["data"]!["place"], (Guid)conflict["override"]!));
        Assert.Empty(await ItemsAsync(client, $"/v1/{org}/residency-conflicts?validAt=2026-05-31"));
        Assert.Single(await ItemsAsync(client, $"/v1/{org}/residency-conflicts?asOf={Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("O"))}"));
        Assert.Equal("residency_override_given", (string?)Assert.Single(await ItemsAsync(client, $"/v1/{org}/residency-overrides/{given}/history"))!["type"]);

        await PostAsync(client, $"/v1/{org}/residency-overrides/{given}/withdrawal", new WithdrawResidencyOverride(Reason), HttpStatusCode.Forbidden);
        await PostAsync(officer, $"/v1/{org}/residency-overrides/{given}/withdrawal", new WithdrawResidencyOverride(Reason), HttpStatusCode.OK);
        Assert.Null(Assert.Single(await ItemsAsync(client, $"/v1/{org}/residency-conflicts"))!["override"]);
    }

    [Fact]
    public async Task Name_everything_that_depends_on_a_ground_that_lapsed()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var hosting = await client.RegisterAsync(org, "drift", "Drift AS", Hosted("NO", seenFrom: "US"), Start);
        var listed = new AgreedTransfer(In("US"), TransferMechanism.AdequacyDecision, AdequacyDecision: "(EU) 2023/1795", ListedFrom: Day("2024-01-01"), ListedUntil: Day("2026-05-01"));
        await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/agreements", new ConcludeSubprocessorAgreement("hosting", Content(null, listed), Start), HttpStatusCode.Created);
        await PostAsync(client, $"/v1/{org}/processing-activities", new RegisterProcessingActivity(
            "bookkeeping", ProcessingRole.Processor, new ActivityContent { Name = "Bookkeeping", Services = ["accounting"] }, Start), HttpStatusCode.Created);
        await ConcludeAsync(client, org, "987654321", Promising("Bakeri"));
        await ConcludeAsync(client, org, "123456785", Promising("Konditori"));

        Assert.Empty(await ItemsAsync(client, $"/v1/{org}/transfers?validAt=2026-05-01&gaps=only"));
        Assert.Equal("valid", (string?)Assert.Single(await ItemsAsync(client, $"/v1/{org}/transfers?validAt=2026-05-01"))!["ground"]!["verdict"]);
        var lapsed = Assert.Single(await ItemsAsync(client, $"/v1/{org}/transfers?validAt=2026-05-02&gaps=only"))!;

        Assert.Equal(("outsideScope", "2026-05-02"), ((string?)lapsed["ground"]!["gaps"]![0]!["gap"], (string?)lapsed["ground"]!["gaps"]![0]!["since"]));
        Assert.Equal((hosting, "bookkeeping", 2), ((Guid)lapsed["subprocessor"]!, (string?)Assert.Single(lapsed["activities"]!.AsArray())!["reference"], (int)lapsed["controllers"]!));
        var controllers = $"/v1/{org}/transfers/{hosting}/US/controllers";
        Assert.Equal(["Bakeri", "Konditori"], (await ItemsAsync(client, controllers)).Select(c => (string?)c!["name"]).Order());
        var page = (await client.GetFromJsonAsync<JsonObject>($"{controllers}?limit=1"))!;
        Assert.Single(await ItemsAsync(client, $"{controllers}?limit=1&cursor={page["nextCursor"]}"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/v1/{org}/transfers/{hosting}/IN/controllers")).StatusCode);
    }

    [Fact]
    public async Task Count_agreements_by_their_terms_on_the_day_that_is_asked_about()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        foreach (var (name, number) in new[] { ("Bakeri", "987654321"), ("Konditori", "123456785"), ("Kafe", "912345678") })
            await ConcludeAsync(client, org, number, Promising(name, Committed("NO", "accounting")));
        var amended = (Guid)(await ConcludeAsync(client, org, "998877665", Promising("Kiosk", Committed("NO", "accounting"))))["id"]!;
        await PostAsync(client, $"/v1/{org}/processing-agreements/{amended}/amendments",
            new AmendProcessingAgreement(Promising("Kiosk", Committed("EEA")), Day("2026-06-01")), HttpStatusCode.OK, version: 1);
        var tenant = (await host.Services.GetRequiredService<ProcessingRegister.Hosting.Access.Standings>().OrganisationAsync(org, default))!.TenantId;
        var terms = host.Services.GetRequiredService<ControllersTerms>();

        Assert.Equal([4], (await terms.OnAsync(tenant, View.Now, Day("2026-05-31"), default)).Select(g => g.Agreements));
        Assert.Equal([3, 1], (await terms.OnAsync(tenant, View.Now, Day("2026-06-01"), default)).Select(g => g.Agreements));
        Assert.Empty(await terms.OnAsync(tenant, View.Now, Day("2025-12-31"), default));
    }

    [Fact]
    public async Task Hold_a_file_to_the_same_rules_as_a_request()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader, Role.Admin);
        var (tenant, imports) = ((await host.Services.GetRequiredService<ProcessingRegister.Hosting.Access.Standings>().OrganisationAsync(org, default))!.TenantId,
            host.Services.GetRequiredService<ImportFiles>());
        await client.RegisterAsync(org, "drift", "Drift AS", Hosted("NO"), Start);
        await ConcludeAsync(client, org, "987654321", Promising("Bakeri", Committed("NO", "accounting")));

        using var file = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new
        {
            format = "processing-register-import/1",
            subprocessors = new[] { new RegisterSubprocessor("drift", "Drift AS", Hosted("SE"), Day("2026-06-01")), new RegisterSubprocessor("post", "Post AS", Hosted("NO"), Start, Now) },
        }, WithoutNulls));
        var report = await imports.ImportFile(tenant, host.First.Actor, TimeZoneInfo.Utc, file, "application/json", RefusedLines.Stop, null, default);

        Assert.Equal(["residency-commitment-broken", "no-subprocessor-agreement-in-force"], report.Lines.Items.Select(line => line.Problems![0].Code));
        Assert.Empty(await ItemsAsync(client, $"/v1/{org}/residency-conflicts"));
    }

    [Fact]
    public async Task Let_no_other_organisation_and_no_mere_reader_near()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var hosting = await client.RegisterAsync(org, "drift", "Drift AS", Hosted("NO"), Start);
        var contract = (Guid)(await PostAsync(client, $"/v1/{org}/subprocessors/{hosting}/agreements", new ConcludeSubprocessorAgreement("hosting", Content(), Start), HttpStatusCode.Created))["id"]!;
        var (other, attacker) = await host.OrganisationAsync(Role.Contributor, Role.Dpo, Role.Reader);

        Assert.Equal(HttpStatusCode.NotFound, (await attacker.GetAsync($"/v1/{org}/subprocessor-agreements/{contract}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await attacker.GetAsync($"/v1/{other}/subprocessor-agreements/{contract}")).StatusCode);
        await PostAsync(attacker, $"/v1/{other}/subprocessors/{hosting}/agreements", new ConcludeSubprocessorAgreement("mine", Content()), HttpStatusCode.NotFound);
        await PostAsync(attacker, $"/v1/{other}/subprocessors/{hosting}/residency-overrides", new OverrideResidency("mine", [In("SE")], Reason), HttpStatusCode.NotFound);
        await PostAsync(attacker, $"/v1/{other}/subprocessor-agreements/{contract}/termination", new TerminateSubprocessorAgreement(Day("2026-06-01"), TerminatingParty.Organisation), HttpStatusCode.NotFound);
        Assert.Empty(await ItemsAsync(attacker, $"/v1/{other}/subprocessor-agreements"));
        var reader = await host.CallerAsync(org, Role.Reader);
        await PostAsync(reader, $"/v1/{org}/subprocessors/{hosting}/agreements", new ConcludeSubprocessorAgreement("mine", Content()), HttpStatusCode.Forbidden);
    }
}
