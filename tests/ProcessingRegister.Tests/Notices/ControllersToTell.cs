using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Imports;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

/// <summary>A controller with whom there is an agreement, as a test has it.</summary>
internal sealed record Controller(string Number, string Country = "NO", int? Hours = null, string? Email = null, string Service = "payroll", string? OfficersEmail = null);

/// <summary>A breach of an organisation, whose controllers are to be told.</summary>
internal sealed class ControllersToTell
{
    public static readonly DateTimeOffset Told = new(2026, 6, 1, 20, 0, 0, TimeSpan.Zero);

    private static readonly string[] Services = ["payroll"];

    private static readonly string[] Measures = ["The account was closed."];

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private ControllersToTell(NoticeHost host, Orderer orderer, string breach) => (Host, Orderer, Breach) = (host, orderer, breach);

    public NoticeHost Host { get; }

    public Orderer Orderer { get; }

    /// <summary>The breach's address.</summary>
    public string Breach { get; }

    public Guid BreachId => Guid.Parse(Breach[^36..]);

    public HttpClient Client => Orderer.Client;

    /// <summary>An organisation with these agreements and a breach of which it is aware.</summary>
    public static async Task<ControllersToTell> BeginAsync(NoticeHost host, params Controller[] controllers)
    {
        var orderer = await host.OrdererAsync("keeper@example.com");
        // What earlier tests did not send is none of this one's.
        await host.AskAsync<long>("with left_over as (update notices.notice set state = 'failed' where state = 'queued' returning 1) select count(*) from left_over");
        await ImportAsync(host, orderer, controllers);
        var at = $"/v1/{orderer.Slug}";
        var breach = (await PostAsync(orderer.Client, $"{at}/breaches", new
        {
            reference = "2026-07",
            jurisdiction = "NO",
            detectedAt = Told.AddHours(-2),
            facts = new { description = "A copy of payslips was taken.", measuresTaken = Measures },
        })).Headers.Location!.ToString();
        await PostAsync(orderer.Client, $"{breach}/datasets", new { dataset = new { name = "payroll", role = "processor", services = Services } });
        await PostAsync(orderer.Client, $"{breach}/received-notices", new { reference = "INC-1", role = "processor", from = "subprocessor", receivedAt = Told, sender = "Drift AS" });
        return new ControllersToTell(host, orderer, breach);
    }

    public static async Task ImportAsync(NoticeHost host, Orderer orderer, params Controller[] controllers)
    {
        var json = JsonSerializer.Serialize(new
        {
            format = "processing-register-import/1",
            processingAgreements = controllers.Select(c => new
            {
                country = c.Country,
                organisationNumber = c.Number,
                effectiveFrom = "2026-01-01",
                content = Content(c),
            }),
        }, WithoutNulls);
        var report = await host.Services.GetRequiredService<ImportFiles>().ImportFile(
            orderer.TenantId, host.First.Actor, TimeZoneInfo.Utc, new MemoryStream(Encoding.UTF8.GetBytes(json)), "application/json", RefusedLines.Stop, null, default);
        Assert.Equal(controllers.Length, report.Counts.Added);
    }

    /// <summary>Selects them, and tells them at once if a notice is given.</summary>
    public Task<JsonNode> SelectAsync(string reference = "first", object? notice = null) =>
        EndOfAsync($"{Breach}/controller-notifications", new { reference, dataset = "payroll", notice });

    /// <summary>Sends a notice to those who are selected.</summary>
    public Task<JsonNode> SendAsync(object notice) => EndOfAsync($"{Breach}/controller-notices", new { notice });

    /// <summary>Sends a request whose work is done in the background, and waits for its end.</summary>
    public async Task<JsonNode> EndOfAsync(string address, object body)
    {
        var accepted = await Client.PostAsync(address, Json(body));
        Assert.True(accepted.StatusCode == HttpStatusCode.Accepted, $"{address}: {accepted.StatusCode} {await accepted.Content.ReadAsStringAsync()}");
        using var request = new HttpRequestMessage(HttpMethod.Get, accepted.Headers.Location) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } } };
        var events = await (await Client.SendAsync(request)).Content.ReadAsStringAsync();
        var last = JsonNode.Parse(events.Split('\n').Last(line => line.StartsWith("data:", StringComparison.Ordinal))["data:".Length..])!;
        Assert.Equal("done", (string)last["state"]!);
        return last;
    }

    /// <summary>Those concerned, by the number in their name.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode>> ControllersAsync(string query = "") =>
        (await GetAsync($"{Breach}/controllers{query}"))["items"]!.AsArray().ToDictionary(item => ((string)item!["name"]!)[^9..], item => item!["notification"]!);

    /// <summary>Waits until the controllers stand as is expected, by their numbers.</summary>
    public async Task ExpectAsync(params (string Number, string State)[] states)
    {
        var seen = "";
        await NoticeHost.UntilAsync(async () =>
        {
            var controllers = await ControllersAsync("?limit=500");
            seen = string.Join(", ", controllers.Select(c => $"{c.Key} {c.Value["state"]}"));
            return states.All(s => (string)controllers[s.Number]["state"]! == s.State);
        }, () => $"the controllers stood as expected, but {seen}");
    }

    public async Task<JsonNode> GetAsync(string address)
    {
        var response = await Client.GetAsync(address);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>The types of the events of a controller's record, in their order.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(JsonNode notification) =>
        [.. (await GetAsync($"/v1/{Orderer.Slug}/controller-notifications/{notification["id"]}/history"))["items"]!.AsArray().Select(e => (string)e!["type"]!)];

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, object body)
    {
        var response = await client.PostAsync(address, Json(body));
        Assert.True(response.IsSuccessStatusCode, $"{address}: {await response.Content.ReadAsStringAsync()}");
        return response;
    }

    public static StringContent Json(object body) => new(JsonSerializer.Serialize(body, WithoutNulls), Encoding.UTF8, "application/json");

    /// <summary>What an agreement with a controller says.</summary>
    public static object Content(Controller c) => new
    {
        controllerName = $"Controller {c.Number}",
        contact = new { name = $"Kontor {NoticeHost.Canary}", email = c.Email },
        dataProtectionOfficer = c.OfficersEmail is null ? null : new { state = "provided", value = new { name = "Ombud", email = c.OfficersEmail } },
        services = new[] { c.Service },
        breachNoticeHours = c.Hours,
    };
}
