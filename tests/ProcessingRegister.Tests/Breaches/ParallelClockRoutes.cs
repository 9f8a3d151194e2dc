using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Web;
using Xunit;

namespace ProcessingRegister.Tests.Breaches;

[Collection(RegisterCollection.Name)]
public sealed class The_clocks_of_other_acts_over_HTTP(RegisterHost register)
{
    private static readonly DateTimeOffset Aware = new(2026, 2, 16, 11, 17, 0, TimeSpan.Zero);

    private static readonly object Incident = new { reference = "bank", regime = "nis2", country = "SE", awareAt = Aware };

    [Fact]
    public async Task Are_shown_among_the_deadlines_of_the_breach_and_sent_again_change_nothing()
    {
        var (breach, officer, _) = await RecordedAsync();
        await FilledBreach.PostAsync(officer, $"{breach}/incidents", Incident);
        await FilledBreach.PostAsync(officer, $"{breach}/incidents", Incident);
        await FilledBreach.PostAsync(officer, $"{breach}/incident-steps", new { incident = "bank", step = "earlyWarning", takenAt = Aware.AddHours(20) });

        var shown = JsonNode.Parse(await officer.GetStringAsync(breach))!;
        Assert.Equal(3, (int)shown["version"]!);
        Assert.Equal([("nis2.earlyWarning", "met", "2026-02-17T11:17:00+00:00"), ("nis2.notification", "overdue", "2026-02-19T11:17:00+00:00")],
            shown["deadlines"]!.AsArray().Select(d => ((string)d!["obligation"]!, (string)d["state"]!, (string)d["target"]!["at"]!)));
    }

    [Fact]
    public async Task Are_stated_by_the_officer_and_by_nobody_of_another_organisation()
    {
        var (breach, _, slug) = await RecordedAsync();
        using var contributor = await register.CallerAsync(slug, Role.Contributor);
        using var stranger = (await register.OrganisationAsync(Role.Dpo)).Client;
        foreach (var (what, body) in new (string, object)[]
        {
            ("incidents", Incident), ("incident-steps", new { incident = "bank", step = "earlyWarning", takenAt = Aware }),
            ("incident-withdrawals", new { incident = "bank", withdrawnAt = Aware, reasons = "Not concerned." }),
        })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await contributor.PostAsJsonAsync($"{breach}/{what}", body)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync($"{breach}/{what}", body)).StatusCode);
        }
    }

    private async Task<(string Breach, HttpClient Officer, string Slug)> RecordedAsync()
    {
        var (slug, officer) = await register.OrganisationAsync(Role.Contributor, Role.Dpo, Role.Reader);
        var answer = await FilledBreach.PostAsync(officer, $"/v1/{slug}/breaches", new { reference = "2026-02", jurisdiction = "NO", detectedAt = Aware });
        return (answer.Headers.Location!.ToString(), officer, slug);
    }
}
