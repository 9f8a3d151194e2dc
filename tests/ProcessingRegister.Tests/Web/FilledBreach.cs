using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ProcessingRegister.Tests.Web;

/// <summary>A breach with something under every heading of its page: aware two hours ago, so that the period for the authority runs.</summary>
internal static class FilledBreach
{
    private static readonly string[] Salary = ["salary"];

    private static readonly string[] Confidentiality = ["confidentiality"];

    private static readonly string[] Records = ["records"];

    private static readonly string[] Email = ["email"];

    /// <summary>The second at which the organisation became aware: two hours before now.</summary>
    public static DateTimeOffset Aware { get; } = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds());

    public static async Task<Guid> CreateAsync(HttpClient client, string at, string text)
    {
        var id = await RecordAsync(client, at, "2026-11", text);
        var breach = $"{at}/breaches/{id}";
        await PostAsync(client, $"{breach}/datasets", new { dataset = new { name = "payroll data", role = "processor", services = Salary } });
        await PostAsync(client, $"{breach}/datasets", new { dataset = new { name = "own staff", role = "controller" } });
        await PostAsync(client, $"{breach}/received-notices", new { reference = "INC-4711", role = "processor", from = "subprocessor", receivedAt = Aware, sender = text });
        await PostAsync(client, $"{breach}/awareness", new { role = "controller", awareAt = Aware, basis = "The files were opened." });
        await PostAsync(client, $"{breach}/facts", new { facts = new { numberOfDataSubjects = new { inAll = new { qualifier = "approximate", value = 40 } } }, reason = "Counted." });
        await PostAsync(client, $"{breach}/risk-assessments", new { outcome = "unlikely", assessedAt = Aware.AddMinutes(20), method = "recital 76", reasons = "Encrypted." });
        await PostAsync(client, $"{breach}/risk-assessments", new { outcome = "highRisk", assessedAt = Aware.AddMinutes(40), method = "recital 76", reasons = "The keys were taken." });
        await PostAsync(client, $"{breach}/incidents", new { reference = "bank", regime = "dora", country = "SE", awareAt = Aware, entity = "controller" });
        await PostAsync(client, $"{breach}/incident-steps", new { incident = "bank", step = "classifiedAsMajor", takenAt = Aware.AddMinutes(30) });
        await PostAsync(client, $"{breach}/orders", new { reference = "20/7", orderedAt = Aware.AddMinutes(50), text = "Tell them.", communicateBy = Aware.AddDays(5) });
        await PostAsync(client, $"{breach}/communications", new { reference = "mail", informedAt = Aware.AddMinutes(55), number = new { qualifier = "atLeast", value = 30 }, means = Email, contents = text });
        await PostAsync(client, $"{breach}/correspondence", new { reference = "20/8", direction = "received", exchangedAt = Aware.AddMinutes(60), summary = "How many?", answerBy = Aware.AddDays(9) });
        await PostAsync(client, $"{breach}/attachments", new { document = new { name = "report", sha256 = Convert.ToBase64String(new byte[32]), mediaType = "application/pdf", size = 12 } });
        await DoneAsync(client, await PostAsync(client, $"{breach}/controller-notifications", new { reference = "all", dataset = "payroll data" }));
        return id;
    }

    /// <summary>Files the first of several notifications.</summary>
    public static Task FileAsync(HttpClient client, string breach, DateTimeOffset filedAt) =>
        PostAsync(client, $"{breach}/authority-notifications", new { reference = "first", authority = "NO", kind = "initial", filedAt, stillMissing = Records });

    public static async Task<Guid> RecordAsync(HttpClient client, string at, string reference, string text)
    {
        var facts = new { kinds = Confidentiality, description = text, discovery = "An alert.", measuresTaken = Email };
        var answer = await PostAsync(client, $"{at}/breaches", new { reference, jurisdiction = "NO", detectedAt = Aware.AddMinutes(-10), facts });
        return (Guid)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>Waits for long work to end, by its events.</summary>
    public static async Task DoneAsync(HttpClient client, HttpResponseMessage accepted)
    {
        if (accepted.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException(await accepted.Content.ReadAsStringAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, accepted.Headers.Location) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } } };
        await (await client.SendAsync(request)).Content.ReadAsStringAsync();
    }

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, object body)
    {
        var response = await client.PostAsJsonAsync(address, body);
        return response.IsSuccessStatusCode ? response : throw new InvalidOperationException($"{address}: {await response.Content.ReadAsStringAsync()}");
    }
}
