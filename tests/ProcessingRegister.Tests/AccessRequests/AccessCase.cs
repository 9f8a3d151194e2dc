using System.Formats.Tar;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.AccessRequests;

/// <summary>An organisation with an agreement, and its people: what the routes of authorities' requests are tried with.</summary>
internal sealed class AccessCase
{
    private readonly RegisterHost register;

    private AccessCase(RegisterHost register, string slug, HttpClient counsel, HttpClient dpo, HttpClient reader, HttpClient auditor, Guid agreement) =>
        (this.register, Slug, Counsel, Dpo, Reader, Auditor, Agreement) = (register, slug, counsel, dpo, reader, auditor, agreement);

    public static DateTimeOffset Received { get; } = new(2026, 9, 7, 8, 30, 0, TimeSpan.Zero);

    public string Slug { get; }

    public HttpClient Counsel { get; }

    public HttpClient Dpo { get; }

    public HttpClient Reader { get; }

    public HttpClient Auditor { get; }

    public Guid Agreement { get; }

    public string At => $"/v1/{Slug}";

    public static async Task<AccessCase> BeginAsync(RegisterHost register)
    {
        var (slug, counsel) = await register.OrganisationAsync(Role.Counsel);
        var dpo = await register.CallerAsync(slug, Role.Dpo, Role.Contributor);
        var concluded = await dpo.PostAsJsonAsync($"/v1/{slug}/processing-agreements", ConcludeProcessingAgreement.Example, RegisterJson.Edge);
        concluded.EnsureSuccessStatusCode();
        var agreement = (Guid)(await concluded.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        return new AccessCase(register, slug, counsel, dpo, await register.CallerAsync(slug, Role.Reader), await register.CallerAsync(slug, Role.Auditor), agreement);
    }

    public static RecordAccessRequest Request(string reference, bool secret = false) => new(
        reference, Received, AccessChannel.Letter, new(CountryCode.Parse("NO"), new("Eksempel politidistrikt"), new("12/345")), Instrument.ProductionOrder, Proceedings.Criminal,
        new([DataSought.Subscriber], AccessMode.Stored), CountryCode.Parse("NO"), LegalBasis: "no.strpl.210", Secrecy: secret ? Order("order 1") : null);

    public static OrderSecrecy Order(string reference) => new(reference, "straffeprosessloven § 210 c", [SecrecyScope.Controllers], Received, Received.AddDays(560));

    public async Task<Guid> RecordAsync(HttpClient by, RecordAccessRequest request)
    {
        var answer = await by.PostAsJsonAsync($"{At}/access-requests", request, RegisterJson.Edge);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (Guid)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }

    public async Task<JsonNode> SendAsync<T>(HttpClient by, Guid file, string route, T command)
    {
        var answer = await by.PostAsJsonAsync($"{At}/access-requests/{file}/{route}", command, RegisterJson.Edge);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{route}: {answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public async Task<string> RefusedAsync<T>(HttpClient by, Guid file, string route, T command)
    {
        var answer = await by.PostAsJsonAsync($"{At}/access-requests/{file}/{route}", command, RegisterJson.Edge);
        return $"{(int)answer.StatusCode} {(string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]}".TrimEnd();
    }

    public async Task<JsonNode> GetAsync(HttpClient by, string route)
    {
        var answer = await by.GetAsync($"{At}/{route}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{route}: {answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Files of the list that somebody is shown.</summary>
    public async Task<IReadOnlyList<Guid>> ListedAsync(HttpClient by) => [.. (await GetAsync(by, "access-requests"))["items"]!.AsArray().Select(r => (Guid)r!["id"]!)];

    /// <summary>Has everything sealed.</summary>
    public async Task SealAsync()
    {
        while (await register.AskAsync("select count(*) from ledger.pending") > 0 || await register.AskAsync("select count(*) from ledger.log where signed_size < size and closed_at is null") > 0)
            await register.Services.GetRequiredService<Sealer>().SealAsync(default);
    }

    /// <summary>
    /// Everything that somebody is answered who tries every route, by route: status, headers and body to the letter. Left out is what is of the moment of the
    /// answer itself: its trace, its date, and when an export was made.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> TriedAsync(HttpClient by, Guid file, Guid @event)
    {
        string[] routes =
        [
            "access-requests", "access-requests?limit=1", "access-requests?asOf=2099-01-01", "access-requests.csv", $"access-requests/{file}", $"access-requests/{file}?asOf=2026-10-01",
            $"access-requests/{file}/history", $"access-requests/{file}/consultations", "erasure-holds", $"access-aggregates?exporter={Agreement}&from=2026-01-01&to=2027-01-01",
            "exporter-reporting", "events?limit=500", "events?type=access_request_received", "events?type=secrecy_ordered", "events?type=access_request_consulted", $"events/{@event}/receipt",
            $"ledger/inclusion?event={@event}", "ledger/status", "ledger/checkpoints", "ledger/keys", "ledger/anchors", "notices", $"notices?record={file}", $"operations/{@event}", "registers/breaches",
            "registers/processor", "processing-agreements",
        ];
        var tried = new Dictionary<string, string>();
        foreach (var route in routes)
            tried[route] = await AnswerAsync(await by.GetAsync($"{At}/{route}"));
        foreach (var route in new[] { "checkpoint", "keys", "tile/0/000.p/1", "tile/entries/000.p/1" })
            tried[$"log {route}"] = await AnswerAsync(await by.GetAsync($"/ledger/{Slug}/{route}"));
        tried["receipt-confirmations"] = await AnswerAsync(await by.PostAsJsonAsync($"{At}/access-requests/{file}/receipt-confirmations", new ConfirmReceipt(Received.AddHours(1)), RegisterJson.Edge));
        tried["secrecy-orders"] = await AnswerAsync(await by.PostAsJsonAsync($"{At}/access-requests/{file}/secrecy-orders", Order("order 1"), RegisterJson.Edge));
        tried["under secrecy"] = await AnswerAsync(await by.PostAsJsonAsync($"{At}/access-requests", Request("2026-900", secret: true), RegisterJson.Edge));
        foreach (var (path, digest) in await ExportAsync(by))
            tried[$"export {path}"] = digest;
        return tried;
    }

    /// <summary>An export as one text: entries, rows and values stand in it in the clear.</summary>
    public async Task<string> TarAsync(HttpClient by, string route)
    {
        var answer = await by.GetAsync($"{At}/{route}");
        answer.EnsureSuccessStatusCode();
        return Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<IReadOnlyDictionary<string, string>> ExportAsync(HttpClient by)
    {
        var files = new Dictionary<string, string>();
        using var answer = await by.GetAsync($"{At}/ledger/export");
        if (!answer.IsSuccessStatusCode)
            return new Dictionary<string, string> { ["status"] = answer.StatusCode.ToString() };
        await using var tar = new TarReader(await answer.Content.ReadAsStreamAsync());
        while (await tar.GetNextEntryAsync(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            if (entry.DataStream is { } data)
                await data.CopyToAsync(content);
            var text = Encoding.UTF8.GetString(content.ToArray());
            if (entry.Name == "manifest.json")
            {
                var manifest = JsonNode.Parse(text)!.AsObject();
                manifest.Remove("madeAt");
                text = manifest.ToJsonString();
            }

            files[entry.Name] = entry.Name == "manifest.json" ? text : Convert.ToHexString(SHA256.HashData(content.ToArray()));
        }

        return files;
    }

    private static async Task<string> AnswerAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsByteArrayAsync();
        var text = Encoding.Latin1.GetString(body);
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            var problem = JsonNode.Parse(body)!.AsObject();
            problem.Remove("traceId");
            text = problem.ToJsonString();
        }

        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Content-Length" or "traceparent"))
            .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(",", h.Value)}");
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{text}";
    }
}

/// <summary>Asks the database as its owner.</summary>
internal static class AskingTheDatabase
{
    public static async Task<string?> TenantAsync(this RegisterHost register, string slug)
    {
        await using var command = register.Owner.CreateCommand("select tenant_id from access.organisation where slug = $1");
        command.Parameters.AddWithValue(slug);
        return (string?)await command.ExecuteScalarAsync();
    }

    public static async Task<long> AskAsync(this RegisterHost register, string sql, params object[] values)
    {
        await using var command = register.Owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
