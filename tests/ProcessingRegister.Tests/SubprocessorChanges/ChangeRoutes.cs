using System.Net;
using System.Net.Http.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Tests.Hosting;
using Xunit;
using static ProcessingRegister.Tests.SubprocessorChanges.Facts;

namespace ProcessingRegister.Tests.SubprocessorChanges;

[Collection(RegisterCollection.Name)]
public sealed class A_change_of_subprocessors(RegisterHost host)
{
    [Fact]
    public async Task Shows_its_earliest_dates_before_anybody_is_told()
    {
        var processor = await Processor.BeginAsync(host);
        await processor.ImportAsync(
            Processor.Customer(1, Processor.General(30, 14)), Processor.Customer(2, Processor.General(30, 14)), Processor.Customer(3, Processor.General(60, 30)),
            Processor.Customer(4, new { authorisation = "specific", notice = new { length = 1, unit = "months" } }), Processor.Customer(5, null));
        var change = await processor.IntendAsync("2026-04-10");

        var dates = await processor.GetAsync($"{change}/earliest-dates?informedOn=2026-03-03");

        Assert.Equal(
            (5, 4, "2026-05-03", 1, 2, 1),
            ((int)dates["controllers"]!, (int)dates["differentTerms"]!, (string)dates["lawfulForAllFrom"]!, (int)dates["intendedTooEarlyFor"]!, (int)dates["mustAcceptExpressly"]!, (int)dates["withoutDate"]!));
        Assert.Equal(["2026-04-03 2", "2026-04-04 1", "2026-05-03 1"], dates["dates"]!.AsArray().Select(d => $"{d!["from"]} {d["controllers"]}"));
        Assert.Empty((await processor.GetAsync($"{change}/notices"))["items"]!.AsArray());
    }

    /// <summary>Rule 5.2 and vector V47: of 3,000 one objects on the last day at 23:59, another a minute after its end.</summary>
    [Fact]
    public async Task Is_lawful_for_all_but_the_one_who_objected_on_the_last_day()
    {
        const int Many = 3000;
        var processor = await Processor.BeginAsync(host);
        await processor.ImportAsync([.. Enumerable.Range(1, Many).Select(n => Processor.Customer(n, Processor.General(30, 30)))]);
        var change = await processor.IntendAsync("2026-04-03");
        Assert.Equal(("done", Many), await processor.EndOfAsync(await processor.AnnounceElsewhereAsync(change, Sent)));
        var page = (await processor.GetAsync($"{change}/notices?limit=2"))["items"]!.AsArray();
        var (one, late) = ((string)page[0]!["notice"]!["agreement"]!, (string)page[1]!["notice"]!["agreement"]!);
        Assert.Equal("2026-04-03", (string)page[0]!["notice"]!["shown"]!["earliestFrom"]!);

        await processor.PostAsync($"{change}/objections", new { agreement = one, reference = "mail", receivedAt = InOslo(2026, 4, 2, 23, 59), grounds = "Not abroad." });
        await processor.PostAsync($"{change}/objections", new { agreement = late, reference = "mail", receivedAt = InOslo(2026, 4, 3, 0, 1), grounds = "Not abroad." });
        Assert.Equal("change-early-without-reasons", await Processor.CodeAsync(await processor.Client.PostAsJsonAsync($"{change}/engagement", new { effectiveFrom = "2026-04-03" })));
        Assert.Equal(("done", Many), await processor.EndOfAsync(
            await processor.Client.PostAsJsonAsync($"{change}/engagement", new { effectiveFrom = "2026-04-03", reasons = "The objection was overlooked." })));

        var shown = await processor.GetAsync(change);
        Assert.Equal((1, Many - 1), (Processor.Standings(shown)["objectionOpen"], Processor.Standings(shown)["lawful"]));
        Assert.Equal(["begunDespiteObjection 1", $"contactPointMissing {Many}"], shown["summary"]!["findings"]!.AsArray().Select(f => $"{f!["finding"]} {f["controllers"]}"));
        Assert.Equal(("2026-04-03", 1), ((string)shown["dates"]!["effectiveFrom"]!, (int)shown["change"]!["effect"]!["notLawfulFor"]!));
        Assert.Equal(one, (string)Assert.Single((await processor.GetAsync($"{change}/notices?standing=objectionOpen"))["items"]!.AsArray())!["notice"]!["agreement"]!);
        Assert.Equal("2026-04-03", (string)(await processor.GetAsync($"{processor.At}/subprocessors/{processor.Subprocessor}"))["engagements"]![0]!["from"]!);

        await processor.PostAsync($"{change}/objections/1/resolution", new { agreement = one, outcome = "alternativeOffered", explanation = "Stays with the own desk." });
        // What was offered afterwards does not make the beginning lawful.
        Assert.Equal(1, Processor.Standings(await processor.GetAsync(change))["objectionOpen"]);
        var csv = await processor.Client.GetStringAsync($"{change}/notices.csv");
        Assert.Equal(Many + 1, csv.TrimEnd().Split('\n').Count(line => line.Length > 0 && (line.StartsWith("agreement", StringComparison.Ordinal) || line.Length > 36)));
    }

    [Fact]
    public async Task Announced_one_day_before_where_thirty_are_owed_is_refused_until_its_day_and_recorded_once_begun()
    {
        var processor = await Processor.BeginAsync(host);
        await processor.ImportAsync(Processor.Customer(1, Processor.General(30, 14)), Processor.Customer(2, Processor.General(1, 1)));
        var (sent, tomorrow) = (DateTimeOffset.UtcNow.AddDays(-2), DayOf(DateTimeOffset.UtcNow.AddDays(1)));
        var change = await processor.IntendAsync($"{tomorrow:yyyy-MM-dd}");
        await processor.EndOfAsync(await processor.AnnounceElsewhereAsync(change, sent));

        var shown = await processor.GetAsync(change);
        Assert.Equal((1, $"{DayOf(sent).AddDays(31):yyyy-MM-dd}"), ((int)shown["summary"]!["intendedTooEarlyFor"]!, (string)shown["summary"]!["lawfulForAllFrom"]!));
        Assert.Equal("change-not-lawful-yet", await Processor.CodeAsync(await processor.Client.PostAsJsonAsync($"{change}/engagement", new { effectiveFrom = tomorrow, reasons = "We want to." })));

        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{change}/postponement", new { intendedFrom = tomorrow.AddDays(60) }));
        shown = await processor.GetAsync(change);
        Assert.Equal(0, (int)shown["summary"]!["intendedTooEarlyFor"]!);
        Assert.Equal("change-not-postponed", await Processor.CodeAsync(await processor.Client.PostAsJsonAsync($"{change}/postponement", new { intendedFrom = tomorrow })));
    }

    [Fact]
    public async Task Is_put_into_effect_without_those_who_are_excepted_and_tells_those_who_came_later()
    {
        var processor = await Processor.BeginAsync(host);
        await processor.ImportAsync(Processor.Customer(1, Processor.General(10, 10)), Processor.Customer(2, Processor.General(10, 10, silence: false)));
        var change = await processor.IntendAsync("2026-03-20");
        await processor.EndOfAsync(await processor.AnnounceElsewhereAsync(change, Sent));
        await processor.ImportAsync(Processor.Customer(3, Processor.General(5, 5)));
        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{change}/further-notices", new { reference = "april", elsewhere = new { means = "letter", sentAt = Sent.AddDays(3) } }));
        Assert.Equal(3, (await processor.GetAsync($"{change}/notices"))["items"]!.AsArray().Count);
        var asked = Assert.Single((await processor.GetAsync($"{change}/notices?standing=notAccepted"))["items"]!.AsArray())!["notice"]!;

        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{change}/engagement", new { effectiveFrom = "2026-03-20", except = new[] { (string)asked["agreement"]! } }));

        Assert.Equal(new Dictionary<string, int> { ["lawful"] = 2, ["excepted"] = 1 }, Processor.Standings(await processor.GetAsync(change)));
        Assert.Equal(["controller_concerned_by_change", "controller_excepted_from_change"],
            (await processor.GetAsync($"{processor.At}/change-notices/{(string)asked["id"]!}/history"))["items"]!.AsArray().Select(e => (string)e!["type"]!));
        Assert.Equal("change-in-effect", await Processor.CodeAsync(await processor.Client.PostAsJsonAsync($"{change}/withdrawal", new { })));
    }

    /// <summary>Work that broke off, and work that is delivered twice at once.</summary>
    [Fact]
    public async Task Informs_in_batches_that_can_break_off_and_be_delivered_twice()
    {
        const int Many = InformingControllers.BatchSize + 60;
        var processor = await Processor.BeginAsync(host);
        await processor.ImportAsync([.. Enumerable.Range(1, Many).Select(n => Processor.Customer(n, Processor.General(30, 14)))]);
        var change = await processor.IntendAsync("2026-04-10");
        var accepted = await processor.AnnounceElsewhereAsync(change, Sent);
        await processor.EndOfAsync(accepted);

        var run = Guid.Parse(accepted.Headers.Location!.ToString()[^36..]);
        await using (var back = host.Owner.CreateCommand("update register.batched_run set phase = 0, after = '00000000-0000-0000-0000-000000000000', done = 0, finished_at = null where id = $1"))
        {
            back.Parameters.AddWithValue(run);
            await back.ExecuteNonQueryAsync();
        }

        Assert.Equal("change-still-announcing", await Processor.CodeAsync(await processor.Client.PostAsJsonAsync($"{change}/engagement", new { effectiveFrom = "2026-04-10" })));
        var runs = host.Services.GetRequiredService<BatchedRuns>();
        await Task.WhenAll(runs.RunAsync(processor.TenantId, run, default), runs.RunAsync(processor.TenantId, run, default));
        await using var count = host.Owner.CreateCommand("select count(*) from register.mt_events where tenant_id = $1 and type = 'controller_concerned_by_change'");
        count.Parameters.AddWithValue(processor.TenantId);
        Assert.Equal((long)Many, await count.ExecuteScalarAsync());

        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{change}/withdrawal", new { reason = "Not concluded." }));
        Assert.Equal(new Dictionary<string, int> { ["excepted"] = Many }, Processor.Standings(await processor.GetAsync(change)));
    }

    [Fact]
    public async Task Is_shown_to_everybody_once_announced_and_says_nothing_of_controllers()
    {
        var processor = await Processor.BeginAsync(host);
        await processor.ImportAsync(Processor.Customer(1, Processor.General(30, 14)));
        var change = await processor.IntendAsync("2026-04-10");
        var feed = $"/public/{processor.Slug}/subprocessor-changes.atom";
        XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Empty(XDocument.Parse(await host.Anonymous().GetStringAsync(feed)).Descendants(atom + "entry"));

        await processor.EndOfAsync(await processor.AnnounceElsewhereAsync(change, Sent));
        var text = await host.Anonymous().GetStringAsync(feed);
        Assert.Equal("Addition: Hilfe GmbH (intended from 2026-04-10)", Assert.Single(XDocument.Parse(text).Descendants(atom + "entry")).Element(atom + "title")!.Value);
        Assert.DoesNotContain("Controller", text, StringComparison.Ordinal);
        foreach (var language in new[] { "en", "nb" })
        {
            var visitor = processor.Client;
            visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/o/{processor.Slug}/subprocessor-changes")).StatusCode);
            Assert.Contains("2026-04-10", await visitor.GetStringAsync($"/o/{processor.Slug}/subprocessor-changes/{change[^36..]}"), StringComparison.Ordinal);
            visitor.DefaultRequestHeaders.AcceptLanguage.Clear();
        }
    }

    [Fact]
    public async Task Belongs_to_its_organisation_and_is_put_into_effect_by_its_officer_only()
    {
        var (processor, other) = (await Processor.BeginAsync(host), await Processor.BeginAsync(host));
        await processor.ImportAsync(Processor.Customer(1, Processor.General(30, 14)));
        var change = await processor.IntendAsync("2026-04-10");
        await processor.EndOfAsync(await processor.AnnounceElsewhereAsync(change, Sent));
        var notice = (string)(await processor.GetAsync($"{change}/notices"))["items"]![0]!["notice"]!["id"]!;

        foreach (var path in new[] { $"/subprocessor-changes/{change[^36..]}", $"/subprocessor-changes/{change[^36..]}/notices", $"/change-notices/{notice}", $"/subprocessor-changes/{change[^36..]}/earliest-dates" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync(other.At + path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostAsJsonAsync($"{other.At}/subprocessor-changes/{change[^36..]}/engagement", new { effectiveFrom = "2026-04-10" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync(change)).StatusCode);
        // Another's subprocessor is none that a change can name.
        var foreign = other with { Subprocessor = processor.Subprocessor };
        Assert.Equal(HttpStatusCode.BadRequest, (await foreign.Client.PostAsJsonAsync($"{other.At}/subprocessor-changes", new
        {
            reference = "x",
            jurisdiction = "NO",
            intendedFrom = "2026-04-10",
            content = new { kind = "addition", subprocessors = new[] { foreign.Subprocessor }, wording = new[] { new { language = "en", description = "x" } } },
        })).StatusCode);
        var contributor = await host.CallerAsync(processor.Slug, Role.Contributor);
        Assert.Equal(HttpStatusCode.Forbidden, (await contributor.PostAsJsonAsync($"{change}/engagement", new { effectiveFrom = "2026-04-10" })).StatusCode);
    }
}
