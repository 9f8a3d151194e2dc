using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Breaches;

[Collection(RegisterCollection.Name)]
public sealed class Breaches_over_HTTP(RegisterHost register)
{
    private static readonly DateTimeOffset Detected = new(2026, 6, 1, 18, 20, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Aware = new(2026, 6, 2, 10, 17, 0, TimeSpan.Zero);

    private static readonly string[] Confidentiality = ["confidentiality"];

    private static readonly string[] ByLetter = ["letter"];

    private static readonly string[] Inputs = ["state of the keys"];

    [Fact]
    public async Task A_case_is_recorded_from_the_alert_to_the_closure()
    {
        var (at, client) = await BegunAsync();
        var breach = await RecordAsync(client, at);

        await PostAsync(client, $"{breach}/investigation", new { begunAt = Detected.AddMinutes(10) });
        await PostAsync(client, $"{breach}/datasets", new { dataset = new { name = "own staff", role = "controller" } });
        await PostAsync(client, $"{breach}/awareness", new { role = "controller", awareAt = Aware, basis = "Kari found names in the files." });
        await PostAsync(client, $"{breach}/facts", new { facts = new { numberOfDataSubjects = new { inAll = new { qualifier = "approximate", value = 40 } } }, reason = "counted" });

        var shown = await GetAsync(client, breach);
        var deadline = Assert.Single(shown["deadlines"]!.AsArray())!;
        Assert.Equal(("breach.sa", "2026-06-05T10:17:00+00:00", "2026-06-05T11:00:00+00:00", "overdue", "Art. 33(1)"),
            ((string)deadline["obligation"]!, (string)deadline["target"]!["at"]!, (string)deadline["limit"]!["at"]!, (string)deadline["state"]!, (string)deadline["provision"]!));
        Assert.Contains("72 hours", string.Join(' ', deadline["inWords"]!.AsArray().Select(w => (string)w!)), StringComparison.Ordinal);
        Assert.NotEmpty(deadline["explanation"]!["steps"]!.AsArray());
        Assert.Equal("riskNotAssessed", (string)shown["findings"]![0]!["code"]!);

        var late = await client.PostAsJsonAsync($"{breach}/authority-notifications", new { reference = "first", authority = "NO", kind = "complete", filedAt = Aware.AddDays(4) });
        Assert.Equal((HttpStatusCode.Conflict, "breach-reasons-for-delay-required"), (late.StatusCode, (string)(await JsonAsync(late))["code"]!));
        await PostAsync(client, $"{breach}/authority-notifications", new { reference = "first", authority = "NO", kind = "complete", filedAt = Aware.AddDays(4), reasonsForDelay = "The office was closed." });
        await PostAsync(client, $"{breach}/risk-assessments", new { outcome = "highRisk", assessedAt = Aware.AddDays(5), method = "recital 76", reasons = "Pay was seen.", enisa = new { dataProcessingContext = 3, easeOfIdentification = 0.75m, confidentiality = 0.5m, integrity = 0, availability = 0, maliciousIntent = 0.5m } });
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsJsonAsync($"{breach}/closure", new { closedAt = Aware.AddDays(20), effects = "None.", remedialAction = "All." })).StatusCode);
        await PostAsync(client, $"{breach}/communications", new { reference = "letter", informedAt = Aware.AddDays(6), number = new { qualifier = "exact", value = 40 }, means = ByLetter, contents = "What to do." });
        await PostAsync(client, $"{breach}/correspondence", new { reference = "20/1", direction = "received", exchangedAt = Aware.AddDays(7), summary = "The case is closed." });
        await PostAsync(client, $"{breach}/attachments", new { document = new { name = "letter", sha256 = Convert.ToBase64String(new byte[32]), mediaType = "application/pdf", size = 12 } });
        await PostAsync(client, $"{breach}/closure", new { closedAt = Aware.AddDays(20), effects = "No misuse.", remedialAction = "Access was limited." });

        shown = await GetAsync(client, breach);
        Assert.Equal(("closed", 3.25m, "high"), ((string)shown["status"]!, (decimal)shown["riskAssessments"]![0]!["enisaScore"]!, (string)shown["riskAssessments"]![0]!["enisaBand"]!));
        Assert.Equal(["metLate", "met"], shown["deadlines"]!.AsArray().Select(d => (string)d!["state"]!));
        Assert.Equal(11, (await GetAsync(client, $"{breach}/history"))["items"]!.AsArray().Count);
        var timeline = (await GetAsync(client, $"{breach}/timeline"))["items"]!.AsArray();
        Assert.Equal(["breach_recorded", "investigation_begun", "awareness_established", "breach.sa", "authority_notified"], timeline.Take(5).Select(i => (string)i!["what"]!));
    }

    [Fact]
    public async Task The_register_shows_every_breach_as_of_any_date()
    {
        var (at, client) = await BegunAsync();
        var breach = await RecordAsync(client, at);
        await PostAsync(client, $"{breach}/awareness", new { role = "controller", awareAt = Aware, basis = "found" });
        await PostAsync(client, $"{breach}/risk-assessments", new { outcome = "unlikely", assessedAt = Aware.AddHours(2), method = "recital 76", reasons = "Encrypted." });
        var before = (string)(await GetAsync(client, breach))["recordedAt"]!;
        await PostAsync(client, $"{breach}/non-notification", new { decidedAt = Aware.AddHours(3), reasons = "The keys are safe.", inputs = Inputs });

        var now = Assert.Single((await GetAsync(client, $"{at}/registers/breaches"))["items"]!.AsArray())!;
        Assert.Equal(("The keys are safe.", "unlikely"), ((string)now["whyAuthorityNotNotified"]!, (string)now["risk"]!));
        var then = Assert.Single((await GetAsync(client, $"{at}/registers/breaches?asOf={Uri.EscapeDataString(before)}"))["items"]!.AsArray())!;
        Assert.Null(then["whyAuthorityNotNotified"]);
        Assert.Empty((await GetAsync(client, $"{at}/registers/breaches?asOf=2026-01-31"))["items"]!.AsArray());
        Assert.Contains("The keys are safe.", await client.GetStringAsync($"{at}/registers/breaches.csv"), StringComparison.Ordinal);
        Assert.Single((await GetAsync(client, $"{at}/breaches"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_form_is_to_be_had_as_JSON_and_as_text()
    {
        var (at, client) = await BegunAsync();
        var breach = await RecordAsync(client, at);

        var form = await GetAsync(client, $"{breach}/notification-form?authority=edpb");
        Assert.Contains("48 Awareness of the controller", form["missing"]!.AsArray().Select(m => (string)m!));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{breach}/notification-form?authority=datatilsynet") { Headers = { Accept = { new("text/plain") } } };
        var text = await client.SendAsync(request);
        Assert.Equal("text/plain", text.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Somebody read an archive.", await text.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{breach}/notification-form?authority=bsi")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{breach}/notification-form")).StatusCode);
    }

    [Fact]
    public async Task What_is_open_is_never_answered_by_304_and_what_is_settled_may_be()
    {
        var (at, client) = await BegunAsync();
        var breach = await RecordAsync(client, at);
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());

        await PostAsync(client, $"{breach}/awareness", new { role = "controller", awareAt = Aware, basis = "found" });
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, breach);
            request.Headers.IfNoneMatch.Add((await client.GetAsync(breach)).Headers.ETag!);
            return (await client.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task Decisions_are_for_the_officer_and_facts_for_whoever_contributes()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor);
        var breach = await RecordAsync(client, $"/v1/{slug}");

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync($"{breach}/closure", new { closedAt = Aware, effects = "None.", remedialAction = "All." })).StatusCode);
        using var stranger = (await register.OrganisationAsync(Role.Dpo)).Client;
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(breach)).StatusCode);
    }

    [Fact]
    public async Task No_name_stands_in_what_is_stored()
    {
        var (at, client) = await BegunAsync();
        var breach = await RecordAsync(client, at, "Solveig Unntak saw it.");
        var id = Guid.Parse(breach[^36..]);

        await using var command = register.Owner.CreateCommand(
            """
            select (select string_agg(data::text, '') from register.mt_events where stream_id = $1) || (select data::text from register.mt_doc_breach where id = $1)
              || (select string_agg(state::text, '') from register.record_version where id = $1)
            """);
        command.Parameters.AddWithValue(id);
        var stored = (string)(await command.ExecuteScalarAsync())!;

        Assert.DoesNotContain("Unntak", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("deadlines", stored, StringComparison.Ordinal);
        Assert.Contains("Solveig Unntak", (string)(await GetAsync(client, breach))["facts"]!["discovery"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_of_the_interface_says_what_a_breach_shows()
    {
        var (_, client) = await BegunAsync();

        var description = await GetAsync(client, "/openapi/v1.json");

        Assert.NotNull(description["paths"]!["/v1/{org}/breaches/{id}/authority-notifications"]!["post"]!["responses"]!["202"]);
        Assert.NotNull(description["components"]!["schemas"]!["Breach"]!["properties"]!["deadlines"]);
    }

    private async Task<(string At, HttpClient Client)> BegunAsync()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor, Role.Dpo, Role.Reader);
        return ($"/v1/{slug}", client);
    }

    private static async Task<string> RecordAsync(HttpClient client, string at, string discovery = "An alert.") => (await PostAsync(client, $"{at}/breaches", new
    {
        reference = "2026-07",
        jurisdiction = "NO",
        detectedAt = Detected,
        facts = new { kinds = Confidentiality, description = "Somebody read an archive.", discovery },
    })).Headers.Location!.ToString();

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, object body)
    {
        var response = await client.PostAsJsonAsync(address, body);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {await response.Content.ReadAsStringAsync()}");
        return response;
    }

    private static async Task<JsonNode> GetAsync(HttpClient client, string address)
    {
        var response = await client.GetAsync(address);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {await response.Content.ReadAsStringAsync()}");
        return await JsonAsync(response);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonNode>())!;
}
