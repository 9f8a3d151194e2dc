using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Imports;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Breaches;

[Collection(RegisterCollection.Name)]
public sealed class The_controllers_of_a_breach(RegisterHost register)
{
    private static readonly DateTimeOffset Detected = new(2026, 6, 1, 18, 20, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Told = new(2026, 6, 1, 20, 0, 0, TimeSpan.Zero);

    private static readonly string[] Payroll = ["payroll"];

    private static readonly string[] Records = ["records"];

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public async Task Are_selected_by_service_and_each_has_a_record_with_the_terms_of_its_contract()
    {
        var (at, tenant, client) = await BegunAsync();
        await ImportAsync(tenant, Agreement("111111111", "payroll", 24), Agreement("222222222", "payroll", 48), Agreement("333333333", "payroll", null), Agreement("444444444", "archive", 1));
        var breach = await ProcessedAsync(client, at);

        var accepted = await client.PostAsJsonAsync($"{breach}/controller-notifications", new { reference = "first", dataset = "payroll" });
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(("done", 3), await EndOfAsync(client, accepted));

        var items = (await GetAsync(client, $"{breach}/controllers"))["items"]!.AsArray();
        Assert.Equal([null, 24, 48], items.Select(i => (int?)i!["notification"]!["noticeHours"]).Order());
        Assert.Equal(["Controller 111111111", "Controller 222222222", "Controller 333333333"], items.Select(i => (string)i!["name"]!).Order());
        Assert.Equal(["breach.notice", "breach.noticeByContract"], Deadlines(items.Single(i => (int?)i!["notification"]!["noticeHours"] == 24)!).Select(d => (string)d!["obligation"]!));
        Assert.Equal("2026-06-02T20:00:00+00:00", (string)Deadlines(items.Single(i => (int?)i!["notification"]!["noticeHours"] == 24)!)[1]!["limit"]!["at"]!);
        Assert.Empty((await GetAsync(client, $"{breach}/controllers?state=delivered"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{breach}/controllers?state=lost")).StatusCode);

        var again = await client.PostAsJsonAsync($"{breach}/controller-notifications", new { reference = "first", dataset = "payroll" });
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Are_selected_once_for_a_request_that_is_retried()
    {
        var (at, _, client) = await BegunAsync();
        var breach = await ProcessedAsync(client, at);

        var (first, second) = (await TryAsync(), await TryAsync());

        Assert.Equal((HttpStatusCode.Accepted, first.Headers.Location), (second.StatusCode, second.Headers.Location));
        Assert.Equal(("done", 0), await EndOfAsync(client, second));
        Assert.Single((await GetAsync(client, breach))["controllerSelections"]!.AsArray());

        async Task<HttpResponseMessage> TryAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{breach}/controller-notifications") { Content = JsonContent.Create(new { reference = "first", dataset = "payroll" }) };
            request.Headers.Add("Idempotency-Key", "the same");
            return await client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Are_notified_one_by_one_and_covered_only_by_a_mandate()
    {
        var (at, tenant, client) = await BegunAsync();
        await ImportAsync(tenant, Agreement("111111111", "payroll", 24), Agreement("222222222", "payroll", null));
        var breach = await ProcessedAsync(client, at);
        await EndOfAsync(client, await client.PostAsJsonAsync($"{breach}/controller-notifications", new { reference = "first", dataset = "payroll" }));
        var items = (await GetAsync(client, $"{breach}/controllers"))["items"]!.AsArray();
        var (one, other) = ((string)items[0]!["notification"]!["id"]!, (string)items[1]!["notification"]!["id"]!);
        var (notification, dispatch) = ($"{at}/controller-notifications/{one}", Guid.NewGuid());

        await PostAsync(client, $"{notification}/dispatches", new { dispatch, sentAt = Told.AddHours(3), channel = "email", to = new { name = "Per", email = "per@example.org" } });
        await PostAsync(client, $"{notification}/deliveries", new { dispatch, deliveredAt = Told.AddHours(3).AddMinutes(1) });
        await PostAsync(client, $"{notification}/acknowledgements", new { acknowledgedAt = Told.AddHours(12) });
        await PostAsync(client, $"{notification}/awareness", new { awareAt = Told.AddHours(4) });
        await PostAsync(client, $"{at}/controller-notifications/{other}/dispatches", new { dispatch, sentAt = Told.AddHours(3), channel = "email" });
        await PostAsync(client, $"{at}/controller-notifications/{other}/bounces", new { dispatch, bouncedAt = Told.AddHours(4), cause = "5.1.1" });

        Assert.Equal(5, (await GetAsync(client, $"{notification}/history"))["items"]!.AsArray().Count);
        Assert.Single((await GetAsync(client, $"{breach}/controllers?state=bounced"))["items"]!.AsArray());
        var agreement = (string)items[0]!["notification"]!["agreement"]!;
        await PostAsync(client, $"{at}/reporting-mandates", new { agreement, reference = "m-1", scope = "firstOnly", validFrom = "2026-01-01", evidence = "annex 4" });

        var filed = await client.PostAsJsonAsync($"{breach}/authority-notifications",
            new { reference = "for all", authority = "NO", kind = "initial", filedAt = Told.AddHours(30), stillMissing = Records, @for = "controllers" });
        Assert.Equal(HttpStatusCode.Accepted, filed.StatusCode);
        await EndOfAsync(client, filed);

        var filing = Assert.Single((await GetAsync(client, breach))["filings"]!.AsArray())!;
        Assert.Equal((1, 1), ((int)filing["covered"]!, (int)filing["uncovered"]!));
        var shown = await GetAsync(client, notification);
        Assert.Equal("for all", (string)Assert.Single(shown["filings"]!.AsArray())!["filing"]!);
        Assert.Contains("met", Deadlines(new JsonObject { ["notification"] = shown.DeepClone() }).Where(d => (string)d!["obligation"]! == "breach.sa").Select(d => (string)d!["state"]!));
    }

    /// <summary>Several batches, work that broke off, and work that is delivered twice at once.</summary>
    [Fact]
    public async Task Are_dealt_with_in_batches_that_can_break_off_and_be_delivered_twice()
    {
        const int Many = (2 * ControllerRuns.BatchSize) + 60;
        var (at, tenant, client) = await BegunAsync();
        await ImportAsync(tenant, [.. Enumerable.Range(0, Many).Select(n => Agreement($"{100000000 + n}", "payroll", 24))]);
        var breach = await ProcessedAsync(client, at);
        var accepted = await client.PostAsJsonAsync($"{breach}/controller-notifications", new { reference = "first", dataset = "payroll" });
        Assert.Equal(("done", Many), await EndOfAsync(client, accepted));

        var run = Guid.Parse(accepted.Headers.Location!.ToString()[^36..]);
        Assert.Equal(Many, await EventsAsync(tenant));
        await RunAsync("update register.controller_run set phase = 0, after = '00000000-0000-0000-0000-000000000000', done = 0, finished_at = null where id = $1", run);
        var runs = register.Services.GetRequiredService<ControllerRuns>();
        await Task.WhenAll(runs.RunAsync(tenant, run, default), runs.RunAsync(tenant, run, default));

        Assert.Equal(Many, await EventsAsync(tenant));
        var (seen, next) = (new HashSet<string>(), $"{breach}/controllers?limit=200");
        while (next is not null)
        {
            var page = await GetAsync(client, next);
            foreach (var item in page["items"]!.AsArray())
                Assert.True(seen.Add((string)item!["notification"]!["id"]!));
            next = (string?)page["nextCursor"] is { } cursor ? $"{breach}/controllers?limit=200&cursor={cursor}" : null;
        }

        Assert.Equal(Many, seen.Count);

        await EndOfAsync(client, await client.PostAsJsonAsync($"{breach}/awareness", new { role = "processor", awareAt = Told.AddHours(-1), basis = "found earlier" }));
        Assert.Equal(2 * Many, await EventsAsync(tenant));
        Assert.Empty((await GetAsync(client, breach))["findings"]!.AsArray());
        await EndOfAsync(client, await client.PostAsJsonAsync($"{breach}/controller-notifications", new { reference = "second", dataset = "payroll" }));
        Assert.Equal(2 * Many, await EventsAsync(tenant));

        await EndOfAsync(client, await client.PostAsJsonAsync($"{breach}/withdrawal", new { foundAt = Told.AddDays(2), reasons = "Test data only." }));
        var lifted = (await GetAsync(client, $"{breach}/controllers?limit=500&state=unaffected"))["items"]!.AsArray();
        Assert.Equal(500, lifted.Count);
        Assert.All(lifted, item => Assert.Empty(Deadlines(item!)));
    }

    private static JsonArray Deadlines(JsonNode item) => item["notification"]!["deadlines"]!.AsArray();

    private async Task<(string At, string TenantId, HttpClient Client)> BegunAsync()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor, Role.Dpo, Role.Reader);
        return ($"/v1/{slug}", (await register.Services.GetRequiredService<Standings>().OrganisationAsync(slug, default))!.TenantId, client);
    }

    private static async Task<string> ProcessedAsync(HttpClient client, string at)
    {
        var breach = (await PostAsync(client, $"{at}/breaches", new { reference = "2026-07", jurisdiction = "NO", detectedAt = Detected })).Headers.Location!.ToString();
        await PostAsync(client, $"{breach}/datasets", new { dataset = new { name = "payroll", role = "processor", services = Payroll } });
        await PostAsync(client, $"{breach}/received-notices", new { reference = "INC-1", role = "processor", from = "subprocessor", receivedAt = Told, sender = "Drift AS" });
        return breach;
    }

    private static object Agreement(string number, string service, int? hours) => new
    {
        country = "NO",
        organisationNumber = number,
        effectiveFrom = "2026-01-01",
        content = new { controllerName = $"Controller {number}", contact = new { name = "Office" }, services = new[] { service }, breachNoticeHours = hours },
    };

    private async Task ImportAsync(string tenant, params object[] agreements)
    {
        var json = JsonSerializer.Serialize(
            new { format = "processing-register-import/1", processingAgreements = agreements }, WithoutNulls);
        var report = await register.Services.GetRequiredService<ImportFiles>().ImportFile(
            tenant, register.First.Actor, TimeZoneInfo.Utc, new MemoryStream(Encoding.UTF8.GetBytes(json)), "application/json", RefusedLines.Stop, null, default);
        Assert.True(report.Counts.Added == agreements.Length, JsonSerializer.Serialize(report));
    }

    private Task<long> EventsAsync(string tenant) => AskAsync(
        "select count(*) from register.mt_events where tenant_id = $1 and type in ('controller_found_concerned', 'notice_duty_restated')", tenant);

    private async Task<long> AskAsync(string sql, object value)
    {
        await using var command = register.Owner.CreateCommand(sql);
        command.Parameters.AddWithValue(value);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task RunAsync(string sql, object value)
    {
        await using var command = register.Owner.CreateCommand(sql);
        command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits for long work to end, by its events.</summary>
    private static async Task<(string State, int Done)> EndOfAsync(HttpClient client, HttpResponseMessage accepted)
    {
        Assert.True(accepted.StatusCode == HttpStatusCode.Accepted, await accepted.Content.ReadAsStringAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, accepted.Headers.Location) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } } };
        var events = await (await client.SendAsync(request)).Content.ReadAsStringAsync();
        var last = JsonNode.Parse(events.Split('\n').Last(line => line.StartsWith("data:", StringComparison.Ordinal))["data:".Length..])!;
        return ((string)last["state"]!, (int)last["done"]!);
    }

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
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
