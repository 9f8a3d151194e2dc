using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.SubprocessorAgreements.Facts;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

[Collection(RegisterCollection.Name)]
public class The_grounds_in_a_chain(RegisterHost host)
{
    private static readonly SubprocessorContent Support = new() { Kind = SubprocessorKind.Hosting, Services = [Served("accounting", ["NO"], ["IN"])] };

    private static readonly AgreedTransfer Clauses = new(In("IN"), TransferMechanism.StandardClausesModule3, "Decision (EU) 2021/914", "annex 4");

    [Fact]
    public async Task Are_those_of_the_contracts_on_the_day_and_as_was_known()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var (direct, under) = (await client.RegisterAsync(org, "drift", "Drift AS", Support, Start), await client.RegisterAsync(org, "under", "Under AS", Support));
        await client.SendAsync(org, $"/{direct}/own-subprocessors", new AddOwnSubprocessor(under, Start));
        var contract = await CreateAsync(client, $"/v1/{org}/subprocessors/{direct}/agreements", new ConcludeSubprocessorAgreement("support", Content(null, Clauses), Start));
        var controller = await ControllerAsync(client, org);
        var beforeAssessing = DateTimeOffset.UtcNow;
        await CreateAsync(client, $"/v1/{org}/subprocessor-agreements/{contract}/impact-assessments", new AssessTransferImpact(Assessment()), HttpStatusCode.OK);

        var known = await GroundsAsync(client, org, controller, "2026-06-01");
        var knownThen = await GroundsAsync(client, org, controller, "2026-06-01", beforeAssessing);
        var earlier = await GroundsAsync(client, org, controller, "2026-01-31");

        Assert.Equal(("valid", "contract", "standardClausesModule3", "2026-02-01", contract),
            ((string?)known[0]["verdict"], (string?)known[0]["restsOn"], (string?)known[0]["mechanism"], (string?)known[0]["impactAssessedOn"], (Guid)known[0]["agreement"]!));
        Assert.Equal(("invalid", "standardClausesModule3", null), ((string?)knownThen[0]["verdict"], (string?)knownThen[0]["mechanism"], (string?)knownThen[0]["impactAssessedOn"]));
        Assert.Equal(("invalid", null), ((string?)earlier[0]["verdict"], (string?)earlier[0]["impactAssessedOn"]));
        // Another's contract carries nothing: that there is none is said, and not left out.
        Assert.Equal(("invalid", "nothing", null, "mechanismRecorded"),
            ((string?)known[1]["verdict"], (string?)known[1]["restsOn"], (string?)known[1]["mechanism"], (string?)known[1]["findings"]![0]!["condition"]));
    }

    [Fact]
    public async Task Stand_in_one_controllers_extract_too_and_are_nobody_elses()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var direct = await client.RegisterAsync(org, "drift", "Drift AS", Support, Start);
        var controller = await ControllerAsync(client, org);
        var (other, attacker) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        // The same names in another organisation, with a contract: it must not carry the data of this one.
        var theirs = await attacker.RegisterAsync(other, "drift", "Drift AS", Support, Start);
        await CreateAsync(attacker, $"/v1/{other}/subprocessors/{theirs}/agreements", new ConcludeSubprocessorAgreement("support", Content(null, Clauses), Start));
        await CreateAsync(attacker, $"/v1/{other}/subprocessors/{direct}/agreements", new ConcludeSubprocessorAgreement("support", Content(null, Clauses), Start), HttpStatusCode.NotFound);

        var extract = (await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/registers/processor?controller={controller}&validAt=2026-06-01"))!["items"]![0]!;

        Assert.Equal("nothing", (string?)India(extract["subprocessors"]![0]!)["restsOn"]);
        Assert.Equal(HttpStatusCode.NotFound, (await attacker.GetAsync(new Uri($"/v1/{other}/subprocessors/chain?controller={controller}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Are_found_by_an_index_however_many_contracts_there_are()
    {
        await using var connection = await host.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            """
            set enable_seqscan = off;
            explain select h.id, h.data from register.mt_doc_subprocessor_agreement h
            where h.tenant_id = 'a' and cast(h.data ->> 'subprocessor' as uuid) = any(array['0198c1f0-0000-7000-8000-0000000000a1'::uuid]) order by h.id limit 10
            """, connection);
        var plan = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                plan.Add(reader.GetString(0));
        }

        Assert.Contains(plan, line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains("subprocessor", StringComparison.Ordinal));
    }

    private static Task<Guid> ControllerAsync(HttpClient client, string org) =>
        CreateAsync(client, $"/v1/{org}/processing-agreements", new ConcludeProcessingAgreement(
            CountryCode.Parse("NO"), new("987654321"), new AgreementContent { ControllerName = new("Bakeri"), Services = ["accounting"] }, Start));

    private static async Task<JsonNode[]> GroundsAsync(HttpClient client, string org, Guid controller, string day, DateTimeOffset? asOf = null)
    {
        var then = asOf is { } instant ? $"&asOf={instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)}" : "";
        var chain = await client.GetFromJsonAsync<JsonObject>($"/v1/{org}/subprocessors/chain?controller={controller}&validAt={day}{then}");
        return [.. chain!["links"]!.AsArray().Select(link => India(link!))];
    }

    private static JsonNode India(JsonNode link) => link["places"]!.AsArray().Single(p => (string?)p!["place"] == "IN")!["ground"]!;

    private static async Task<Guid> CreateAsync<T>(HttpClient client, string path, T command, HttpStatusCode expected = HttpStatusCode.Created)
    {
        using var answer = await client.PostAsJsonAsync(path, command, RegisterJson.Edge);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{path}: {answer.StatusCode} {body}");
        return expected == HttpStatusCode.Created ? (Guid)JsonNode.Parse(body)!["id"]! : Guid.Empty;
    }
}
