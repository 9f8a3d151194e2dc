using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.AccessRequests;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Rules;
using ProcessingRegister.Transparency;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using TransparencyReport.Formats;
using Xunit;
using static ProcessingRegister.Tests.Transparency.Reporting;

namespace ProcessingRegister.Tests.Transparency;

[Collection(RegisterCollection.Name)]
public sealed class The_profiles_of_a_report(RegisterHost register)
{
    private const string Dsa = Third + "/dsa";
    private const string Bands = Third + "/us-nsl";

    [Fact]
    public async Task Are_each_made_from_the_events_and_published_at_addresses_of_their_own()
    {
        var (@case, anyone) = (await BegunAsync(ReportProfile.Dsa, ReportProfile.UsNsl), register.Anonymous());
        for (var i = 0; i < 5; i++)
            await @case.RecordAsync(@case.Dpo, AccessCase.Request($"other {i}"));
        await OrdersAsync(@case, "DE", 2);
        var confirmed = (await OrdersAsync(@case, "FR", 1))[0];
        await @case.SendAsync(@case.Counsel, confirmed, "receipt-confirmations", new ConfirmReceipt(AccessCase.Received.AddHours(6)));
        await @case.RecordAsync(@case.Counsel, Letter());
        foreach (var profile in new[] { ReportProfile.Public, ReportProfile.Dsa, ReportProfile.UsNsl })
            await DraftAsync(@case, profile);
        // None of them has to be examined with the others, so none is outdated by another's publication.
        foreach (var of in new[] { Dsa, Third, Bands })
            Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 1, of)).StatusCode);

        var edition = await register.PublicAsync(@case, Third);
        Assert.Equal((5, "public"), (Requests(edition), (string)edition["profile"]!));
        Assert.EndsWith("+dsa+us-nsl", (string)edition["policyVersion"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(edition["cells"]!.AsArray(), cell => (string)cell!["block"]! == "restricted" || (string?)cell["axes"]!["instrument"] == "dsa_art10");
        Assert.Equal("2026Q3.1 us-nsl 0-499", Band(await register.PublicAsync(@case, Bands)));
        Assert.All((await register.PublicAsync(@case, Bands))["cells"]!.AsArray(), cell => Assert.Equal("restricted", (string)cell!["block"]!));
        Assert.StartsWith("edition,profile,block,", await anyone.GetStringAsync(Public(@case, $"{Bands}.csv")), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await anyone.GetStringAsync(Public(@case, $"{Bands}/editions/1.html")), StringComparison.Ordinal);

        await HasTheTemplatesAsync(@case, anyone);
        await HasItsDigestsAsync(@case, anyone);
        foreach (var of in new[] { Third, Dsa, Bands })
        {
            var again = await @case.GetAsync(@case.Auditor, $"transparency-reports/{of}/editions/1/recomputation");
            Assert.True((bool)again["isSame"]!, again.ToJsonString());
        }

        foreach (var missing in new[] { $"{Third}/public", $"{Third}/customer", $"{Third}/customers", $"{Dsa}/editions/2", $"{Bands}/editions/1.csv?block=access", "2026Q2/dsa", $"{Third}/DSA" })
            Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(Public(@case, missing))).StatusCode);
    }

    [Fact]
    public async Task Move_the_floor_of_a_band_when_a_letter_is_released_and_keep_the_edition_before()
    {
        var (@case, anyone) = (await BegunAsync(ReportProfile.UsNsl), register.Anonymous());
        var letter = await @case.RecordAsync(@case.Counsel, Letter());
        foreach (var profile in new[] { ReportProfile.Public, ReportProfile.UsNsl })
            await DraftAsync(@case, profile);
        foreach (var of in new[] { Third, Bands })
            Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 1, of)).StatusCode);
        var before = await anyone.GetByteArrayAsync(Public(@case, $"{Bands}/editions/1.json"));

        await @case.SendAsync(@case.Counsel, letter, "secrecy-orders/1/lifting", new LiftSecrecy(AccessCase.Received.AddDays(30)));
        await @case.SealAsync();
        await DraftAsync(@case, ReportProfile.UsNsl);
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 2, version: 3, Bands)).StatusCode);
        var after = await register.PublicAsync(@case, Bands);
        Assert.Equal(("2026Q3.2 us-nsl 1-499", "2026Q3.1"), (Band(after), (string)after["supersedes"]!));
        var revision = after["revisions"]!.AsArray().First(revision => (string)revision!["cell"]!["measure"]! == "requests")!;
        Assert.Equal(("gag_lift", "0-499"), ((string)revision["kind"]!, (string)revision["previousValue"]!));
        Assert.Equal(before, await anyone.GetByteArrayAsync(Public(@case, $"{Bands}/editions/1.json")));
        // Of what the letter is about, the other edition has nothing to say.
        Assert.Equal("409 report-nothing-changed", await CodeAsync(await AskForDraftAsync(@case)));
    }

    [Fact]
    public async Task Do_not_let_one_tell_what_another_hides_whatever_is_chosen_after_a_draft_or_a_publication()
    {
        var @case = await AccessCase.BeginAsync(register);
        await OrdersAsync(@case, "DE", 3);
        Assert.Equal("409 report-profile-not-published", await CodeAsync(await AskForDraftAsync(@case, profile: ReportProfile.Dsa)));
        // This draft counts the orders. It must not be published beside an edition that shows them.
        await DraftAsync(@case);
        await ChooseAsync(@case, ReportProfile.Dsa);
        Assert.Equal("409 report-edition-outdated", await CodeAsync(await PublishAsync(@case, @case.Dpo, 1, version: 1)));
        await DraftAsync(@case);
        await DraftAsync(@case, ReportProfile.Dsa);
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 3)).StatusCode);
        Assert.Equal(0, Requests(await register.PublicAsync(@case, Third)));

        // And what was published is not divided anew, in neither direction; the difference of two editions would be what is hidden.
        Assert.Equal("409 report-profiles-published", await CodeAsync(await AskToChooseAsync(@case, @case.Dpo, 2026)));
        Assert.Equal("409 report-profiles-published", await CodeAsync(await AskToChooseAsync(@case, @case.Dpo, 2025, ReportProfile.UsNsl)));
        Assert.Equal(HttpStatusCode.OK, (await AskToChooseAsync(@case, @case.Dpo, 2026, ReportProfile.Dsa)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskToChooseAsync(@case, @case.Dpo, 2027)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 1, Dsa)).StatusCode);
        var profiles = await @case.GetAsync(@case.Reader, "transparency-profiles");
        Assert.Equal(["2026 dsa", "2027 "], profiles["choices"]!.AsArray().Select(choice => $"{choice!["year"]} {string.Join(' ', choice["profiles"]!.AsArray())}"));
    }

    [Fact]
    public async Task Do_not_go_on_counting_what_is_secret_since_another_profile_was_published()
    {
        var @case = await BegunAsync(ReportProfile.UsNsl);
        var files = new List<Guid>();
        for (var i = 0; i < 5; i++)
            files.Add(await @case.RecordAsync(@case.Dpo, AccessCase.Request($"2026-{i}")));
        await DraftAsync(@case, ReportProfile.UsNsl);
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 1, Bands)).StatusCode);
        // No edition that is published has counted it; so the first that would must not.
        await @case.SendAsync(@case.Counsel, files[0], "secrecy-orders", AccessCase.Order("order 1"));
        await @case.SealAsync();
        await DraftAsync(@case);
        Assert.Equal(4, Requests(await @case.GetAsync(@case.Dpo, $"transparency-reports/{Third}/editions/1.json")));
    }

    [Fact]
    public async Task Are_not_published_with_what_has_come_under_secrecy_since_the_draft()
    {
        var @case = await BegunAsync(ReportProfile.UsNsl);
        var files = new List<Guid>();
        for (var i = 0; i < 5; i++)
            files.Add(await @case.RecordAsync(@case.Dpo, AccessCase.Request($"2026-{i}")));
        await DraftAsync(@case);
        await DraftAsync(@case, ReportProfile.UsNsl);
        await @case.SendAsync(@case.Counsel, files[0], "secrecy-orders", AccessCase.Order("order 1"));
        await @case.SealAsync();
        Assert.Equal("409 report-edition-outdated", await CodeAsync(await PublishAsync(@case, @case.Dpo, 1, version: 1)));
        // The request is in no band: nothing keeps the bands.
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 1, Bands)).StatusCode);
        await DraftAsync(@case);
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 3)).StatusCode);
        Assert.Equal(4, Requests(await register.PublicAsync(@case, Third)));
    }

    [Fact]
    public async Task Are_each_behind_their_roles_and_of_one_organisation()
    {
        var (@case, other) = (await BegunAsync(ReportProfile.Dsa), await BegunAsync(ReportProfile.Dsa));
        await OrdersAsync(@case, "DE", 1);
        await DraftAsync(@case, ReportProfile.Dsa);
        foreach (var (by, expected) in new[] { (@case.Counsel, HttpStatusCode.Forbidden), (@case.Reader, HttpStatusCode.Forbidden), (@case.Auditor, HttpStatusCode.Forbidden), (other.Dpo, HttpStatusCode.NotFound), (register.Anonymous(), HttpStatusCode.Unauthorized) })
        {
            Assert.Equal(expected, (await PublishAsync(@case, by, 1, version: 1, Dsa)).StatusCode);
            Assert.Equal(expected, (await SendAsync(@case, by, 1, "withdrawal", 1, Dsa)).StatusCode);
            Assert.Equal(expected, (await AskToChooseAsync(@case, by, 2027)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await other.Dpo.GetAsync($"{@case.At}/transparency-reports/{Dsa}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Dpo.GetAsync($"{other.At}/transparency-reports/{Dsa}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await @case.Reader.GetAsync($"{@case.At}/transparency-reports/{Dsa}/editions/1/{DsaCsv.OrdersFile}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await register.Anonymous().GetAsync(Public(@case, Dsa))).StatusCode);
        await DraftAsync(other, ReportProfile.Dsa);
        var row = (await other.Reader.GetStringAsync($"{other.At}/transparency-reports/{Dsa}/editions/1/{DsaCsv.OrdersFile}")).Split('\n')[1];
        Assert.Contains(",TOTAL,,TOTAL,,,,,0,", row, StringComparison.Ordinal);

        foreach (var (command, pointer) in new[] { (new ChooseReportProfiles(1999, []), "/year"), (new ChooseReportProfiles(2027, [ReportProfile.Public]), "/profiles"), (new ChooseReportProfiles(2027, [ReportProfile.Dsa, ReportProfile.Dsa]), "/profiles") })
        {
            var refused = await @case.Dpo.PostAsJsonAsync($"{@case.At}/transparency-profiles", command, RegisterJson.Edge);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(pointer, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Are_all_drafted_at_the_end_of_a_quarter()
    {
        var @case = await BegunAsync(ReportProfile.Dsa, ReportProfile.UsNsl);
        var tenant = await register.TenantAsync(@case.Slug);
        await using (var row = register.Owner.CreateCommand("insert into transparency.quarter_end (tenant_id, year, quarter, due_at) values ($1, 2026, 3, '2026-09-30T22:00Z')"))
        {
            row.Parameters.AddWithValue(tenant!);
            await row.ExecuteNonQueryAsync();
        }

        var (message, drafting) = (new DraftAtQuarterEnd(tenant!, 2026, 3), register.Services.GetRequiredService<DraftingAtQuarterEnd>());
        await Task.WhenAll(drafting.DraftAsync(message, default), drafting.DraftAsync(message, default));
        var listed = (await @case.GetAsync(@case.Reader, "transparency-reports"))["items"]!.AsArray();
        Assert.Equal(["dsa", "public", "usNsl"], listed.Select(report => (string)report!["profile"]!).Order(StringComparer.Ordinal));
        Assert.Equal(3, await register.AskAsync("select count(*) from register.mt_events where tenant_id = $1 and type = 'edition_drafted'", tenant!));
        Assert.Equal(1, await register.AskAsync("select count(*) from transparency.quarter_end where tenant_id = $1 and made_at is not null", tenant!));
    }

    private static async Task HasTheTemplatesAsync(AccessCase @case, HttpClient anyone)
    {
        var orders = Csv.Read(await anyone.GetStringAsync(Public(@case, $"{Dsa}/editions/1/{DsaCsv.OrdersFile}")));
        Assert.Equal(Template("dsa-part-3-header.csv"), orders[0]);
        Assert.Equal(("3", "2", "1", "0"), (Number("TOTAL"), Number("DE"), Number("FR"), Number("SE")));
        // Hours to confirm receipt; and no median of nothing.
        Assert.Equal(("6", ""), (orders.Single(row => row[5] == "FR")[11], orders.Single(row => row[5] == "DE")[11]));
        Assert.All(orders.Skip(1), row => Assert.Equal("2026-07-01/2026-09-30", row[2]));

        // The day of publication was not known when the tables were frozen.
        var summary = Csv.Read(await anyone.GetStringAsync(Public(@case, $"{Dsa}/editions/1/{DsaCsv.SummaryFile}")));
        Assert.Equal(Template("dsa-part-1-header.csv"), summary[0]);
        var listed = (await anyone.GetFromJsonAsync<JsonNode>(Public(@case, "")))!["items"]!.AsArray().Single(item => (string)item!["profile"]! == "dsa")!;
        var day = TimeZoneInfo.ConvertTime((DateTimeOffset)listed["publishedAt"]!, TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo")).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([day, "", "2026-07-01", "2026-09-30"], summary.Skip(2).Select(row => row[3]));

        string Number(string scope) => orders.Single(row => row[5] == scope)[10];

        static IReadOnlyList<string> Template(string file) => Csv.Read(File.ReadAllText(Path.Combine(Source.Root, "tests/TransparencyReport.Tests/Data", file)))[0];
    }

    private static async Task HasItsDigestsAsync(AccessCase @case, HttpClient anyone)
    {
        var listed = (await anyone.GetFromJsonAsync<JsonNode>(Public(@case, "")))!["items"]!.AsArray();
        Assert.Equal(["dsa", "public", "usNsl"], listed.Select(edition => (string)edition!["profile"]!).Order(StringComparer.Ordinal));
        foreach (var file in listed.SelectMany(edition => edition!["files"]!.AsArray()))
            Assert.Equal((string)file!["sha256"]!, Convert.ToHexStringLower(SHA256.HashData(await anyone.GetByteArrayAsync((string)file["address"]!))));
        foreach (var of in new[] { Third, Dsa, Bands })
        {
            var at = Public(@case, $"{of}/editions/1");
            foreach (var line in (await anyone.GetStringAsync($"{at}/SHA256SUMS")).TrimEnd('\n').Split('\n').Select(line => line.Split("  ")))
                Assert.Equal(line[0], Convert.ToHexStringLower(SHA256.HashData(await anyone.GetByteArrayAsync($"{at}/{line[1]}"))));
            // What the data package names stands beside it.
            foreach (var resource in (await anyone.GetFromJsonAsync<JsonNode>($"{at}/datapackage.json"))!["resources"]!.AsArray())
                Assert.Contains(of == Third ? ",public," : of == Dsa ? ",dsa," : ",us-nsl,", await anyone.GetStringAsync($"{at}/{resource!["path"]}"), StringComparison.Ordinal);
        }

        var feed = XDocument.Parse(await anyone.GetStringAsync($"/public/{@case.Slug}/transparency-reports.atom"));
        var links = feed.Descendants().Where(e => e.Name.LocalName == "link").Select(e => new Uri(e.Attribute("href")!.Value).PathAndQuery).ToList();
        Assert.Equal(new[] { Third, Bands, Dsa }.Select(of => Public(@case, $"{of}/editions/1")).Order(StringComparer.Ordinal), links.Order(StringComparer.Ordinal));
        foreach (var link in links)
            Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(link)).StatusCode);
    }

    private async Task<AccessCase> BegunAsync(params ReportProfile[] profiles)
    {
        var @case = await AccessCase.BeginAsync(register);
        await ChooseAsync(@case, profiles);
        return @case;
    }

    private static async Task ChooseAsync(AccessCase @case, params ReportProfile[] profiles)
    {
        var answer = await AskToChooseAsync(@case, @case.Dpo, 2026, profiles);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> AskToChooseAsync(AccessCase @case, HttpClient by, int year, params ReportProfile[] profiles) =>
        by.PostAsJsonAsync($"{@case.At}/transparency-profiles", new ChooseReportProfiles(year, profiles), RegisterJson.Edge);

    private static async Task<IReadOnlyList<Guid>> OrdersAsync(AccessCase @case, string country, int count)
    {
        var files = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            files.Add(await @case.RecordAsync(@case.Dpo, AccessCase.Request($"dsa {country} {i}") with
            {
                Authority = new(CountryCode.Parse(country), new("Example authority"), new("12/345")),
                Instrument = Instrument.DsaInformationOrder,
                LegalBasis = null,
            }));
        }

        return files;
    }

    // Of the first half of the year, which the third quarter's edition shows.
    private static RecordAccessRequest Letter() => AccessCase.Request("letter", secret: true) with
    {
        ReceivedAt = new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero),
        Authority = new(CountryCode.Parse("US"), new("Example bureau"), new("12/345")),
        Instrument = Instrument.NationalSecurityLetter,
        LegalBasis = null,
    };

    private static string Band(JsonNode edition)
    {
        var band = edition["cells"]!.AsArray().Single(cell => (string)cell!["measure"]! == "requests" && (string)cell["axes"]!["instrument"]! == "nsl")!;
        return $"{edition["edition"]} {edition["profile"]} {band["low"]}-{band["high"]}";
    }
}
