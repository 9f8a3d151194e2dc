using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Tests.AccessRequests;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Transparency;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Transparency;

[Collection(RegisterCollection.Name)]
public sealed class The_report_on_a_year(RegisterHost register)
{
    [Fact]
    public async Task Is_refused_by_the_hard_check_that_fails_and_there_is_nothing_to_publish()
    {
        var @case = await LateAsync();
        var refused = await AskForDraftAsync(@case, "2025Q4");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("report-fails-its-checks", (string)problem["code"]!);
        var finding = Assert.Single(problem["findings"]!.AsArray())!;
        Assert.Equal("quarters_do_not_sum_to_year", (string)finding["code"]!);
        Assert.Contains("2025Q3.1", (string)finding["sentence"]!, StringComparison.Ordinal);
        Assert.True((int)finding["cells"]! > 0);

        Assert.Equal(HttpStatusCode.NotFound, (await @case.Dpo.GetAsync($"{@case.At}/transparency-reports/2025Q4")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PublishAsync(@case, "2025Q4", 1, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await register.Anonymous().GetAsync($"/public/{@case.Slug}/transparency-reports/2025Q4")).StatusCode);
        Assert.Equal(0, await register.AskAsync("select count(*) from register.mt_events where type = 'edition_drafted' and tenant_id = $1 and data ->> 'quarter' = '4'", (await register.TenantAsync(@case.Slug))!));
    }

    [Fact]
    public async Task Waits_for_its_quarters_and_comes_by_itself_once_they_are_published()
    {
        var @case = await LateAsync();
        var tenant = (await register.TenantAsync(@case.Slug))!;
        await using (var row = register.Owner.CreateCommand("insert into transparency.quarter_end (tenant_id, year, quarter, due_at) values ($1, 2025, 4, '2025-12-31T23:00Z')"))
        {
            row.Parameters.AddWithValue(tenant);
            await row.ExecuteNonQueryAsync();
        }

        await register.Services.GetRequiredService<DraftingAtQuarterEnd>().DraftAsync(new DraftAtQuarterEnd(tenant, 2025, 4), default);
        Assert.Equal(1, await WaitingAsync("made_at is null and refused = array['quarters_do_not_sum_to_year']"));
        Assert.Equal(HttpStatusCode.NotFound, (await @case.Dpo.GetAsync($"{@case.At}/transparency-reports/2025Q4")).StatusCode);
        // The quarter for which it waits was drafted anew, and stands before the officer.
        Assert.Equal(["publishedLate", "draftWaits"], (await @case.GetAsync(@case.Dpo, "transparency-reports/2025Q3"))["findings"]!.AsArray().Select(finding => (string)finding!["code"]!));

        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, "2025Q3", 2, 3)).StatusCode);
        await UntilAsync(() => WaitingAsync("made_at is not null and refused is null"));
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, "2025Q4", 1, 1)).StatusCode);
        var year = (await register.Anonymous().GetFromJsonAsync<JsonNode>($"/public/{@case.Slug}/transparency-reports/2025Q4"))!;
        Assert.Equal((7, 0), (Requests(year, "2025-01-01"), Requests(year, "2025-10-01")));

        Task<long> WaitingAsync(string state) => register.AskAsync($"select count(*) from transparency.quarter_end where tenant_id = $1 and year = 2025 and quarter = 4 and {state}", tenant);
    }

    [Fact]
    public async Task Finds_a_quarter_whose_draft_became_outdated_drafted_anew_with_the_same_figures()
    {
        var @case = await LateAsync();
        await DraftAsync(@case, "2025Q3");
        await DraftAsync(@case, "2026Q1");
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, "2026Q1", 1, 1)).StatusCode);
        // What is public was examined together, and now there is more.
        Assert.Equal("409 report-edition-outdated", await CodeAsync(await PublishAsync(@case, "2025Q3", 2, 3)));
        await DraftAsync(@case, "2025Q3");
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, "2025Q3", 2, 5)).StatusCode);
    }

    // Six requests of the third quarter are published, and a seventh is found afterwards.
    private async Task<AccessCase> LateAsync()
    {
        var @case = await AccessCase.BeginAsync(register);
        var received = new DateTimeOffset(2025, 9, 8, 8, 30, 0, TimeSpan.Zero);
        for (var i = 0; i < 6; i++)
            await @case.RecordAsync(@case.Dpo, AccessCase.Request($"2025-{i}") with { ReceivedAt = received });
        await DraftAsync(@case, "2025Q3");
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, "2025Q3", 1, 1)).StatusCode);
        await @case.RecordAsync(@case.Dpo, AccessCase.Request("2025-late") with { ReceivedAt = received });
        return @case;
    }

    private static Task<HttpResponseMessage> AskForDraftAsync(AccessCase @case, string quarter) =>
        @case.Dpo.PostAsJsonAsync($"{@case.At}/transparency-reports", new DraftEdition(quarter), RegisterJson.Edge);

    private static async Task DraftAsync(AccessCase @case, string quarter)
    {
        var answer = await AskForDraftAsync(@case, quarter);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<HttpResponseMessage> PublishAsync(AccessCase @case, string quarter, int n, long version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{@case.At}/transparency-reports/{quarter}/editions/{n}/publication") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return await @case.Dpo.SendAsync(request);
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer) => $"{(int)answer.StatusCode} {(string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]}".TrimEnd();

    private static int Requests(JsonNode edition, string from) => (int)edition["cells"]!.AsArray().Single(cell => (string)cell!["block"]! == "access" && (string)cell["measure"]! == "requests"
        && (string)cell["periodStart"]! == from && (string)cell["periodEnd"]! == "2026-01-01" && cell["axes"]!.AsObject().All(axis => (string)axis.Value! == "_T"))!["value"]!;

    private static async Task UntilAsync(Func<Task<long>> holds)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (await holds() == 0)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "It does not come.");
            await Task.Delay(100);
        }
    }
}
