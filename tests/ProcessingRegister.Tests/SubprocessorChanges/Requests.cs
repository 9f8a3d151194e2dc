using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Imports;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.SubprocessorChanges;

/// <summary>An organisation with customers and a subprocessor, and what it asks of the register.</summary>
internal sealed record Processor(RegisterHost Host, string Slug, string TenantId, HttpClient Client, Guid Subprocessor)
{
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly string[] Payroll = ["payroll"];

    public string At => $"/v1/{Slug}";

    public static async Task<Processor> BeginAsync(RegisterHost host)
    {
        var (slug, client) = await host.OrganisationAsync(Role.Contributor, Role.Dpo, Role.Reader);
        var tenant = (await host.Services.GetRequiredService<Standings>().OrganisationAsync(slug, default))!.TenantId;
        var begun = new Processor(host, slug, tenant, client, default);
        var registered = await begun.PostAsync("/subprocessors", new { reference = "help", name = "Hilfe GmbH", effectiveFrom = "2025-01-01", content = new { kind = "processingWithStorage", services = new[] { new { purpose = "Help desk" } } } });
        return begun with { Subprocessor = Guid.Parse(registered.Headers.Location!.ToString()[^36..]) };
    }

    /// <summary>Customers by import, so that thousands come at once.</summary>
    public async Task ImportAsync(params object[] agreements)
    {
        var json = JsonSerializer.Serialize(new { format = "processing-register-import/1", processingAgreements = agreements }, WithoutNulls);
        var report = await Host.Services.GetRequiredService<ImportFiles>().ImportFile(
            TenantId, Host.First.Actor, TimeZoneInfo.Utc, new MemoryStream(Encoding.UTF8.GetBytes(json)), "application/json", RefusedLines.Stop, null, default);
        Assert.True(report.Counts.Added == agreements.Length, JsonSerializer.Serialize(report));
    }

    public static object Customer(int number, object? terms, string country = "NO", string? mail = null) => new
    {
        country,
        organisationNumber = $"{100000000 + number}",
        effectiveFrom = "2025-01-01",
        content = new { controllerName = $"Controller {number}", contact = new { name = "Office", email = mail }, services = Payroll, subprocessors = terms },
    };

    public static object General(int notice, int objection, bool silence = true) =>
        new { authorisation = "general", noticeDays = notice, objectionDays = objection, silenceIsAcceptance = silence };

    /// <summary>Intends an addition, and returns its address.</summary>
    public async Task<string> IntendAsync(string from, string reference = "2026-03", string kind = "addition") =>
        (await PostAsync("/subprocessor-changes", new
        {
            reference,
            jurisdiction = "NO",
            intendedFrom = from,
            content = new
            {
                kind,
                subprocessors = new[] { Subprocessor },
                services = Payroll,
                wording = new[] { new { language = "en", description = "Help desk: cases are stored in Germany." } },
            },
        })).Headers.Location!.ToString();

    public Task<HttpResponseMessage> AnnounceElsewhereAsync(string change, DateTimeOffset sentAt) =>
        Client.PostAsJsonAsync($"{change}/announcement", new { elsewhere = new { means = "letter", sentAt } });

    public async Task<HttpResponseMessage> PostAsync(string path, object body)
    {
        var response = await Client.PostAsJsonAsync(path.StartsWith("/v1", StringComparison.Ordinal) ? path : At + path, body);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return response;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var response = await Client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Waits for long work to end, by its events.</summary>
    public async Task<(string State, int Done)> EndOfAsync(HttpResponseMessage accepted)
    {
        Assert.True(accepted.StatusCode == HttpStatusCode.Accepted, await accepted.Content.ReadAsStringAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, accepted.Headers.Location) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } } };
        var events = await (await Client.SendAsync(request)).Content.ReadAsStringAsync();
        var last = JsonNode.Parse(events.Split('\n').Last(line => line.StartsWith("data:", StringComparison.Ordinal))["data:".Length..])!;
        return ((string)last["state"]!, (int)last["done"]!);
    }

    public static async Task<string?> CodeAsync(HttpResponseMessage refused)
    {
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        return (string?)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["code"];
    }

    public static Dictionary<string, int> Standings(JsonNode change) =>
        change["summary"]!["standings"]!.AsArray().ToDictionary(s => (string)s!["standing"]!, s => (int)s!["controllers"]!);
}
