using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.SubprocessorChanges;
using ProcessingRegister.Transparency;
using TransparencyReport.Periods;
using Xunit;
using Decided = ProcessingRegister.Decisions.Deciding;

namespace ProcessingRegister.Tests.Transparency;

[Collection(RegisterCollection.Name)]
public sealed class A_transparency_report_on_subprocessors(RegisterHost register)
{
    private const string Third = "2026Q3";

    // On 25 June at nine in Oslo: of the days until 3 August, thirty are enough and sixty are not.
    private static readonly DateTimeOffset Sent = new(2026, 6, 25, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Shows_what_was_announced_what_was_too_early_and_who_objected()
    {
        var processor = await Processor.BeginAsync(register);
        await processor.ImportAsync(Processor.Customer(1, Processor.General(30, 14)), Processor.Customer(2, Processor.General(60, 30)), Processor.Customer(3, Processor.General(10, 5)));
        var change = await processor.IntendAsync("2026-08-03");
        await processor.EndOfAsync(await processor.AnnounceElsewhereAsync(change, Sent));
        // Two objected, one of them twice; of both nothing stood open when the change took effect.
        foreach (var (notice, n) in (await processor.GetAsync($"{change}/notices"))["items"]!.AsArray().Take(2).Select((item, n) => ((string)item!["notice"]!["agreement"]!, n)))
        {
            for (var objection = 1; objection <= 1 + n; objection++)
            {
                await processor.PostAsync($"{change}/objections", new { agreement = notice, reference = $"mail {objection}", receivedAt = Sent.AddDays(1), grounds = "Not abroad." });
                await processor.PostAsync($"{change}/objections/{objection}/resolution", new { agreement = notice, outcome = "objectionWithdrawn", resolvedAt = Sent.AddDays(2) });
            }
        }

        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{change}/engagement", new { effectiveFrom = "2026-08-03", reasons = "The other contract ended." }));
        await EngageAsync(processor, "host", "2026-09-01");
        // In effect in another quarter, whoever was told of it.
        await EngageAsync(processor, "later", "2026-10-01");
        var withdrawn = await processor.IntendAsync("2026-08-10", "withdrawn", "purposeChanged");
        await processor.EndOfAsync(await processor.AnnounceElsewhereAsync(withdrawn, Sent));
        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{withdrawn}/withdrawal", new { reason = "Not concluded." }));

        var edition = await PublishedAsync(processor, 1, 1);
        var effect = (await processor.GetAsync(change))["change"]!["effect"]!;
        Assert.Equal((1, 1), ((int)effect["notLawfulFor"]!, (int)effect["belowNoticeFor"]!));
        foreach (var of in new[] { "_T", "added" })
        {
            Assert.Equal("2 changes, 1 never announced, 2 below notice", Told(edition, of));
            Assert.Equal((2, 2), (Figure(edition, "recorded_after_effect", of), Figure(edition, "objections", of)));
            Assert.Equal(38.6m, Figure(edition, "median_notice_days", of));
        }

        Assert.Equal(0, Figure(edition, "changes", "purpose_changed"));
        Assert.Equal("not_applicable", (string)Cell(edition, "median_notice_days", "removed")["status"]!);
        Assert.All(edition["cells"]!.AsArray().Where(cell => (string)cell!["block"]! == "data_subject_requests"), cell => Assert.Equal("not_collected", (string)cell!["status"]!));
        // Of controllers it says how many objected, and nothing by which one could be known.
        var agreement = (string)(await processor.GetAsync($"{change}/notices"))["items"]![0]!["notice"]!["agreement"]!;
        Assert.DoesNotContain(agreement, edition.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Hilfe", edition.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gets_a_new_edition_for_an_announcement_that_was_recorded_late()
    {
        var processor = await Processor.BeginAsync(register);
        await processor.ImportAsync(Processor.Customer(1, Processor.General(30, 14)));
        await processor.PostAsync($"/subprocessors/{processor.Subprocessor}/engagement", new { effectiveFrom = "2026-08-03" });
        var first = await PublishedAsync(processor, 1, 1);
        Assert.Equal("1 changes, 1 never announced, 1 below notice", Told(first));

        var change = await processor.IntendAsync("2026-08-03");
        await processor.EndOfAsync(await processor.AnnounceElsewhereAsync(change, Sent));
        // What is only announced is not known to be what took effect.
        Assert.Equal("report-nothing-changed", await Processor.CodeAsync(await AskForDraftAsync(processor)));
        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{change}/engagement", new { effectiveFrom = "2026-08-03" }));

        var second = await PublishedAsync(processor, 2, 3);
        Assert.Equal("1 changes, 0 never announced, 0 below notice", Told(second));
        Assert.Equal(38.6m, Figure(second, "median_notice_days"));
        Assert.Equal(["late_registration"], second["revisions"]!.AsArray().Select(revision => (string)revision!["kind"]!).Distinct());
        Assert.Equal(["below_contractual_notice", "median_notice_days", "never_announced"], second["revisions"]!.AsArray().Select(revision => (string)revision!["cell"]!["measure"]!).Distinct().Order());

        // Made again from the events, each has the bytes that were frozen, although more was recorded since.
        await processor.PostAsync($"{change}/objections", new { agreement = (string)(await processor.GetAsync($"{change}/notices"))["items"]![0]!["notice"]!["agreement"]!, reference = "mail", receivedAt = Sent.AddDays(1), grounds = "Not abroad." });
        foreach (var n in new[] { 1, 2 })
            Assert.True((bool)(await processor.GetAsync($"{processor.At}/transparency-reports/{Third}/editions/{n}/recomputation"))["isSame"]!);
        var third = await PublishedAsync(processor, 3, 5);
        Assert.Equal((1m, "maturation"), (Figure(third, "objections"), (string)third["revisions"]![0]!["kind"]!));
    }

    [Fact]
    public async Task Of_the_policy_before_is_made_again_the_same_and_superseded_by_one_that_counts_them()
    {
        var processor = await Processor.BeginAsync(register);
        await EngageAsync(processor, "host", "2026-08-03");
        await DraftByPolicyAsync(processor, "2026-2");
        var before = await PublishAsync(processor, 1, 1);
        Assert.Equal("not_collected", (string)Cell(before, "changes", "_T")["status"]!);
        Assert.True((bool)(await processor.GetAsync($"{processor.At}/transparency-reports/{Third}/editions/1/recomputation"))["isSame"]!);

        var after = await PublishedAsync(processor, 2, 3);
        Assert.Equal((1m, "2026-3"), (Figure(after, "changes"), (string)after["policyVersion"]!));
        Assert.Equal(["method"], after["revisions"]!.AsArray().Select(revision => (string)revision!["kind"]!).Distinct());
        Assert.True((bool)(await processor.GetAsync($"{processor.At}/transparency-reports/{Third}/editions/1/recomputation"))["isSame"]!);
    }

    [Fact]
    public async Task Is_not_stopped_by_a_statement_about_the_first_of_all_days()
    {
        var processor = await Processor.BeginAsync(register);
        var answer = await processor.PostAsync("/subprocessors", new { reference = "old", name = "Drift AS", effectiveFrom = "0001-01-01", engagedFrom = "0001-01-01", content = new { kind = "hosting", services = new[] { new { purpose = "Servers" } } } });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(0, Figure(await PublishedAsync(processor, 1, 1), "changes"));
    }

    private static async Task EngageAsync(Processor processor, string reference, string from)
    {
        var registered = await processor.PostAsync("/subprocessors", new { reference, name = $"Drift {reference} AS", effectiveFrom = "2025-01-01", content = new { kind = "hosting", services = new[] { new { purpose = "Servers" } } } });
        await processor.PostAsync($"/subprocessors/{registered.Headers.Location!.ToString()[^36..]}/engagement", new { effectiveFrom = from });
    }

    // As this program drafted when that policy was its own.
    private async Task DraftByPolicyAsync(Processor processor, string policy)
    {
        var (maker, name) = (register.Services.GetRequiredService<EditionMaker>(), new ReportName(new Quarter(2026, 3)));
        var basis = await register.Services.GetRequiredService<EditionBases>().FindAsync(processor.TenantId, "Europe/Oslo", [], [], default);
        var made = await maker.MakeAsync(processor.TenantId, name, basis! with { Policy = policy }, default);
        await using var session = register.Services.GetRequiredService<IDocumentStore>().LightweightSession(processor.TenantId);
        session.LastModifiedBy = register.First.Actor.ToString();
        var drafted = new EditionDrafted(2026, 3, 1, basis! with { Policy = policy }, EditionArchive.Named(made.Files), 0);
        session.Events.StartStream<QuarterlyReport>(name.IdIn(processor.TenantId), Decided.Wrap(session, [drafted], Decided.Later(DateTimeOffset.UtcNow, default)));
        EditionArchive.Freeze(session, made.Files);
        await session.SaveChangesAsync();
    }

    private static Task<HttpResponseMessage> AskForDraftAsync(Processor processor) => processor.Client.PostAsJsonAsync($"{processor.At}/transparency-reports", new { quarter = Third });

    private async Task<JsonNode> PublishedAsync(Processor processor, int n, long version)
    {
        await processor.PostAsync("/transparency-reports", new { quarter = Third });
        return await PublishAsync(processor, n, version);
    }

    private async Task<JsonNode> PublishAsync(Processor processor, int n, long version)
    {
        using var publication = new HttpRequestMessage(HttpMethod.Post, $"{processor.At}/transparency-reports/{Third}/editions/{n}/publication") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        publication.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        var answer = await processor.Client.SendAsync(publication);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await register.Anonymous().GetFromJsonAsync<JsonNode>($"/public/{processor.Slug}/transparency-reports/{Third}/editions/{n}.json"))!;
    }

    private static string Told(JsonNode edition, string of = "_T") => FormattableString.Invariant(
        $"{Figure(edition, "changes", of)} changes, {Figure(edition, "never_announced", of)} never announced, {Figure(edition, "below_contractual_notice", of)} below notice");

    private static JsonNode Cell(JsonNode edition, string measure, string change) => edition["cells"]!.AsArray().Single(cell =>
        (string)cell!["block"]! == "subprocessors" && (string)cell["measure"]! == measure && (string)cell["axes"]!["change"]! == change)!;

    private static decimal Figure(JsonNode edition, string measure, string change = "_T") => (decimal)Cell(edition, measure, change)["value"]!;
}
