using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Obligations;

/// <summary>An organisation that owes something, and a client of it.</summary>
internal sealed record OwingRegister(RegisterHost Host, string Slug, string TenantId, HttpClient Client)
{
    public string At => $"/v1/{Slug}";

    public static async Task<OwingRegister> BeginAsync(RegisterHost host)
    {
        var (slug, client) = await host.OrganisationAsync(Role.Contributor, Role.Dpo, Role.Reader);
        return new(host, slug, (await host.Services.GetRequiredService<Standings>().OrganisationAsync(slug, default))!.TenantId, client);
    }

    /// <summary>Records a breach.</summary>
    public async Task<Guid> BreachAsync(string reference, DateTimeOffset detectedAt) =>
        (Guid)(await PostAsync("breaches", new { reference, jurisdiction = "NO", detectedAt }))["id"]!;

    /// <summary>The organisation becomes aware of a breach as controller.</summary>
    public Task AwareAsync(Guid breach, DateTimeOffset awareAt) => PostAsync($"breaches/{breach}/awareness", new { role = "controller", awareAt, basis = "found" });

    /// <summary>The authority asks for something.</summary>
    public Task AskedAsync(Guid breach, string reference, DateTimeOffset exchangedAt, DateTimeOffset answerBy) =>
        PostAsync($"breaches/{breach}/correspondence", new { reference, direction = "received", exchangedAt, summary = "asks", answerBy });

    /// <summary>Controllers are found to be concerned by a breach, as the work on them would do it.</summary>
    public async Task<IReadOnlyList<Guid>> ConcernAsync(Guid breach, int controllers, DateTimeOffset since)
    {
        await using var session = Host.Services.GetRequiredService<IDocumentStore>().LightweightSession(TenantId);
        session.LastModifiedBy = Guid.Empty.ToString();
        var ids = new List<Guid>();
        for (var n = 0; n < controllers; n++)
        {
            var agreement = Guid.CreateVersion7();
            ids.Add(ControllerNotification.IdOf(breach, agreement));
            session.Events.StartStream<ControllerNotification>(ids[^1], ProcessingRegister.Decisions.Deciding.Wrap(session,
                [new ControllerFoundConcerned(breach, agreement, BreachRole.Processor, CountryCode.Parse("NO"), since, 48, 1, true)], DateTimeOffset.UtcNow));
        }

        await session.SaveChangesAsync();
        return ids;
    }

    public async Task<JsonNode> PostAsync(string path, object body)
    {
        var response = await Client.PostAsJsonAsync($"{At}/{path}", body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {answer}");
        return JsonNode.Parse(answer)!;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var response = await Client.GetAsync($"{At}/{path}");
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {answer}");
        return JsonNode.Parse(answer)!;
    }

    /// <summary>The codes of what a query finds, in its order.</summary>
    public async Task<IReadOnlyList<string>> FoundAsync(string query) =>
        [.. (await GetAsync($"obligations{query}"))["items"]!.AsArray().Select(item => (string)item!["obligation"]!)];
}
