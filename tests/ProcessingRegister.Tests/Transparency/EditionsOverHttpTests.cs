using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MerkleLog;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Tests.AccessRequests;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Ledger;
using ProcessingRegister.Transparency;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Transparency.Reporting;

namespace ProcessingRegister.Tests.Transparency;

[Collection(RegisterCollection.Name)]
public sealed class A_transparency_report(RegisterHost register)
{
    [Fact]
    public async Task Is_published_by_the_data_protection_officer_and_by_nobody_else()
    {
        var (@case, _) = await CaseAsync(6);
        await DraftAsync(@case);
        foreach (var (by, expected) in new[] { (@case.Counsel, HttpStatusCode.Forbidden), (@case.Reader, HttpStatusCode.Forbidden), (@case.Auditor, HttpStatusCode.Forbidden),
            ((await register.OrganisationAsync(Role.Dpo)).Client, HttpStatusCode.NotFound), (register.Anonymous(), HttpStatusCode.Unauthorized) })
            Assert.Equal(expected, (await PublishAsync(@case, by, 1, version: 1)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PublishAsync(@case, @case.Dpo, 1, version: null)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PublishAsync(@case, @case.Dpo, 1, version: 7)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await register.Anonymous().GetAsync(Public(@case, Third))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await register.Anonymous().GetAsync(Public(@case, $"{Third}/editions/1"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await @case.Reader.GetAsync($"{@case.At}/transparency-reports/{Third}/editions/1.json")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 1)).StatusCode);
        Assert.Equal(6, Requests(await register.PublicAsync(@case, Third)));
        Assert.Equal("409 report-edition-published", await CodeAsync(await SendAsync(@case, @case.Dpo, 1, "withdrawal", 2)));
    }

    [Fact]
    public async Task Is_had_in_every_form_with_its_digests()
    {
        var (@case, anyone) = (await PublishedAsync(5), register.Anonymous());
        var at = Public(@case, Third);
        var json = await anyone.GetAsync(at);
        Assert.Equal(("application/json", $"/public/{@case.Slug}/transparency-reports/{Third}/editions/1/edition.json"),
            (json.Content.Headers.ContentType!.MediaType, json.Content.Headers.ContentLocation!.OriginalString));
        using var again = new HttpRequestMessage(HttpMethod.Get, at);
        again.Headers.IfNoneMatch.Add(json.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await anyone.SendAsync(again)).StatusCode);

        foreach (var (address, accept, mediaType, begins) in new[]
        {
            (at, "text/html", "text/html", "<!DOCTYPE html>"), ($"{at}.html", "*/*", "text/html", "<!DOCTYPE html>"), (at, "text/csv", "text/csv", "edition,profile,block"),
            ($"{at}/editions/1.csv?block=notice", "*/*", "text/csv", "edition,profile,block"), ($"{at}/editions/1/datapackage.json", "*/*", "application/json", "{"),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd(accept);
            var answer = await anyone.SendAsync(request);
            Assert.Equal((HttpStatusCode.OK, mediaType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.StartsWith(begins, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var impossible = new HttpRequestMessage(HttpMethod.Get, at);
        impossible.Headers.Accept.ParseAdd("image/png");
        Assert.Equal(HttpStatusCode.NotAcceptable, (await anyone.SendAsync(impossible)).StatusCode);
        foreach (var missing in new[] { "2026Q5", "2026q3", "2026Q2", $"{Third}/editions/2", $"{Third}/editions/1.csv?block=nothing", $"{Third}/editions/x" })
            Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(Public(@case, missing))).StatusCode);

        // The list of digests is right of every file, and so is the list of editions.
        var sums = (await anyone.GetStringAsync($"{at}/editions/1/SHA256SUMS")).TrimEnd('\n').Split('\n').Select(line => line.Split("  ")).ToDictionary(line => line[1], line => line[0]);
        foreach (var (file, digest) in sums)
            Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(await anyone.GetByteArrayAsync($"{at}/editions/1/{file}"))));
        var listed = Assert.Single((await anyone.GetFromJsonAsync<JsonNode>(Public(@case, "")))!["items"]!.AsArray())!;
        Assert.Equal(("2026Q3.1", true), ((string)listed["edition"]!, (bool)listed["isCurrent"]!));
        Assert.Equal(sums.Count + 1, listed["files"]!.AsArray().Count);
        var feed = XDocument.Parse(await anyone.GetStringAsync($"/public/{@case.Slug}/transparency-reports.atom"));
        var entry = Assert.Single(feed.Root!.Elements(), e => e.Name.LocalName == "entry");
        var link = entry.Elements().Single(e => e.Name.LocalName == "link").Attribute("href")!.Value;
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(new Uri(link).PathAndQuery)).StatusCode);
    }

    [Fact]
    public async Task Names_a_checkpoint_that_anybody_can_verify()
    {
        var @case = await PublishedAsync(3);
        var edition = await register.PublicAsync(@case, Third);
        var named = ((string)edition["cutoff"]!["streamHash"]!).Split(' ');
        var (size, root) = (long.Parse(named[1], System.Globalization.CultureInfo.InvariantCulture), named[2]);
        await @case.RecordAsync(@case.Dpo, AccessCase.Request("2026-777"));
        await @case.SealAsync();

        var log = new LogClient(register.Anonymous(), @case.Slug, await LogClient.KeyAsync(register.Anonymous(), @case.Slug));
        var now = await log.CheckpointAsync();
        Assert.Equal(now.Origin, named[0]);
        Assert.True(now.TreeSize > size);
        // The tree of the edition's size has that root still, read from the tiles of the log as it is now.
        Assert.Equal(root, (await TiledTree.RootAsync(log.ReadAsync, size)).ToString());
        // And the cut-off lies within it: everything that the edition counts was sealed under that root.
        Assert.True(await register.AskAsync("select count(*) from register.mt_events e join ledger.leaf f on f.event_id = e.id join ledger.log l on l.log_id = f.log_id and l.tenant_id = e.tenant_id "
            + "where l.origin = $1 and e.seq_id <= $2 and f.leaf_index >= $3", named[0], (long)edition["cutoff"]!["position"]!, size) == 0);
    }

    [Fact]
    public async Task Of_a_quarter_without_requests_is_published_too()
    {
        var @case = await PublishedAsync(0);
        var edition = await register.PublicAsync(@case, Third);
        Assert.Equal(0, Requests(edition));
        // What no register collects yet is not said to be 0.
        Assert.All(edition["cells"]!.AsArray().Where(cell => (string)cell!["block"]! == "data_subject_requests"), cell => Assert.Equal("not_collected", (string)cell!["status"]!));
    }

    [Fact]
    public async Task Counts_the_entries_of_the_register_in_the_quarter_in_which_they_take_effect()
    {
        var (@case, _) = await CaseAsync(0);
        foreach (var (name, from) in new[] { ("support", new DateOnly(2026, 7, 1)), ("accounting", new DateOnly(2026, 6, 30)), ("later", new DateOnly(2026, 10, 1)) })
        {
            var answer = await @case.Dpo.PostAsJsonAsync($"{@case.At}/processing-activities",
                new RegisterProcessingActivity(name, ProcessingRegister.Vocabulary.ProcessingRole.Controller, ProcessingActivities.Facts.Content(name), from), RegisterJson.Edge);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        }

        await @case.SealAsync();
        await DraftAsync(@case);
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 1)).StatusCode);
        var cells = (await register.PublicAsync(@case, Third))["cells"]!.AsArray();
        Assert.Equal((2, 1, 0), (Register("activities"), Register("registered"), Register("withdrawn")));

        int Register(string measure) => (int)cells.Single(cell =>
            (string)cell!["block"]! == "register" && (string)cell["measure"]! == measure && (string)cell["axes"]!["role"]! == "controller")!["value"]!;
    }

    [Fact]
    public async Task Gets_a_new_edition_for_what_was_registered_late_and_keeps_the_old_one()
    {
        var (@case, anyone) = (await PublishedAsync(5), register.Anonymous());
        var before = await anyone.GetByteArrayAsync(Public(@case, $"{Third}/editions/1.json"));
        Assert.Equal("409 report-nothing-changed", await CodeAsync(await AskForDraftAsync(@case)));
        await @case.RecordAsync(@case.Dpo, AccessCase.Request("late"));
        await DraftAsync(@case);
        Assert.Equal(before, await anyone.GetByteArrayAsync(Public(@case, $"{Third}.json")));
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 2, version: 3)).StatusCode);

        Assert.Equal(before, await anyone.GetByteArrayAsync(Public(@case, $"{Third}/editions/1.json")));
        var after = await register.PublicAsync(@case, Third);
        Assert.Equal(("2026Q3.2", "2026Q3.1", 6), ((string)after["edition"]!, (string)after["supersedes"]!, Requests(after)));
        Assert.Equal("late_registration", KindOfRequests(after));

        // Made again from the events, each has the bytes that were frozen, whatever was recorded since.
        foreach (var n in new[] { 1, 2 })
        {
            var again = await @case.GetAsync(@case.Auditor, $"transparency-reports/{Third}/editions/{n}/recomputation");
            Assert.True((bool)again["isSame"]!, again.ToJsonString());
        }
    }

    [Fact]
    public async Task Tells_nothing_of_secrecy_until_it_is_lifted()
    {
        var @case = await PublishedAsync(5);
        var secret = await @case.RecordAsync(@case.Counsel, AccessCase.Request("secret", secret: true));
        Assert.Equal("409 report-nothing-changed", await CodeAsync(await AskForDraftAsync(@case)));
        await @case.SendAsync(@case.Counsel, secret, "secrecy-orders/1/lifting", new LiftSecrecy(AccessCase.Received.AddDays(30)));
        await DraftAsync(@case);
        await PublishAsync(@case, @case.Dpo, 2, version: 3);
        var after = await register.PublicAsync(@case, Third);
        Assert.Equal((6, "gag_lift"), (Requests(after), KindOfRequests(after)));
    }

    [Fact]
    public async Task Goes_on_counting_what_was_published_before_its_secrecy_was_ordered()
    {
        var (@case, files) = await CaseAsync(5);
        await DraftAsync(@case);
        await PublishAsync(@case, @case.Dpo, 1, version: 1);
        await @case.SendAsync(@case.Counsel, files[0], "secrecy-orders", AccessCase.Order("order 1"));
        Assert.Equal("409 report-nothing-changed", await CodeAsync(await AskForDraftAsync(@case)));
    }

    [Fact]
    public async Task Is_refused_of_a_quarter_that_is_not_over_or_is_none()
    {
        var (@case, _) = await CaseAsync(0);
        Assert.Equal("409 report-quarter-not-over", await CodeAsync(await AskForDraftAsync(@case, "2998Q4")));
        Assert.Equal(HttpStatusCode.BadRequest, (await AskForDraftAsync(@case, "2026Q5")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await @case.Reader.PostAsJsonAsync($"{@case.At}/transparency-reports", new DraftEdition(Third), RegisterJson.Edge)).StatusCode);
    }

    [Fact]
    public async Task Says_that_a_draft_waits()
    {
        var (@case, _) = await CaseAsync(2);
        await DraftAsync(@case);
        Assert.Equal(["draftWaits"], (await @case.GetAsync(@case.Reader, $"transparency-reports/{Third}"))["findings"]!.AsArray().Select(finding => (string)finding!["code"]!));
    }

    private async Task<(AccessCase Case, IReadOnlyList<Guid> Files)> CaseAsync(int requests)
    {
        var @case = await AccessCase.BeginAsync(register);
        var files = new List<Guid>();
        for (var i = 0; i < requests; i++)
            files.Add(await @case.RecordAsync(@case.Dpo, AccessCase.Request($"2026-{i}")));
        return (@case, files);
    }

    private async Task<AccessCase> PublishedAsync(int requests)
    {
        var (@case, _) = await CaseAsync(requests);
        await DraftAsync(@case);
        var published = await PublishAsync(@case, @case.Dpo, 1, version: 1);
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        return @case;
    }
}
