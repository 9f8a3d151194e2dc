using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Ledger.Auditing;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(RegisterCollection.Name)]
public sealed class An_audit(RegisterHost host)
{
    [Fact]
    public async Task Proves_everything_that_the_service_can_check()
    {
        var (slug, auditor) = await host.OrganisationAsync(Role.Auditor);
        await SealAsync(slug, auditor);

        var (operation, audit) = await AuditAsync(slug, auditor);

        Assert.Equal("done", operation.GetProperty("state").GetString());
        Assert.True(audit.GetProperty("succeeded").GetBoolean());
        var verdicts = audit.GetProperty("report").GetProperty("checks").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!, c => c.GetProperty("verdict").GetString());
        Assert.Equal(["V1", "V2", "V3", "V4", "V4b", "V5", "V6", "V7", "V9"], verdicts.Where(v => v.Value == "passed").Select(v => v.Key).Order(StringComparer.Ordinal).Select(id => id));
        // Nobody has stamped or witnessed anything here, and that is not called a success.
        Assert.Equal("notChecked", verdicts["V8"]);
    }

    [Fact]
    public async Task Is_made_by_itself_when_it_falls_due()
    {
        var (slug, auditor) = await host.OrganisationAsync(Role.Auditor);
        await SealAsync(slug, auditor);

        var audits = await WaitAsync(async () =>
        {
            var page = await auditor.GetFromJsonAsync<JsonElement>($"/v1/{slug}/ledger/audits");
            return page.GetProperty("items").EnumerateArray().Any(a => a.TryGetProperty("finishedAt", out var at) && at.ValueKind == JsonValueKind.String) ? page : (JsonElement?)null;
        });

        Assert.All(audits.GetProperty("items").EnumerateArray(), a => Assert.True(a.GetProperty("succeeded").GetBoolean()));
    }

    [Fact]
    public async Task Is_asked_for_by_auditors_and_shown_to_no_other_organisation()
    {
        var (slug, auditor) = await host.OrganisationAsync(Role.Auditor);
        await SealAsync(slug, auditor);
        using var reader = await host.CallerAsync(slug, Role.Reader);
        var (otherSlug, other) = await host.OrganisationAsync(Role.Auditor);

        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync($"/v1/{slug}/ledger/audits", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/v1/{slug}/ledger/audits", null)).StatusCode);
        var (_, audit) = await AuditAsync(slug, auditor);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/v1/{otherSlug}/ledger/audits/{audit.GetProperty("id").GetString()}")).StatusCode);
    }

    private static async Task<(JsonElement Operation, JsonElement Audit)> AuditAsync(string slug, HttpClient client)
    {
        using var accepted = await client.PostAsync($"/v1/{slug}/ledger/audits", null);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var operation = await WaitAsync(async () =>
        {
            var state = await client.GetFromJsonAsync<JsonElement>(accepted.Headers.Location);
            return state.GetProperty("state").GetString() == "running" ? null : (JsonElement?)state;
        });
        return (operation, await client.GetFromJsonAsync<JsonElement>(operation.GetProperty("result").GetString()));
    }

    private async Task SealAsync(string slug, HttpClient client)
    {
        var sealer = host.Services.GetRequiredService<Sealer>();
        await WaitAsync(async () =>
        {
            await sealer.SealAsync(default);
            var status = await client.GetFromJsonAsync<JsonElement>($"/v1/{slug}/ledger/status");
            return status.GetProperty("pending").GetInt64() == 0 && status.GetProperty("signedSize").GetInt64() > 0 ? status : (JsonElement?)null;
        });
    }

    private static async Task<JsonElement> WaitAsync(Func<Task<JsonElement?>> ask)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; ; await Task.Delay(50, patience.Token))
        {
            if (await ask() is { } answer)
                return answer;
        }
    }
}
