using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Web;
using Xunit;

namespace ProcessingRegister.Tests.Breaches;

/// <summary>A list of past breaches is imported, and the register says of each how it stood to its period.</summary>
[Collection(RegisterCollection.Name)]
public sealed class A_replay_of_past_breaches(RegisterHost register)
{
    private const string Header = "section,reference,jurisdiction,detectedAt,awareAt,notifiedAt,reasonsForDelay,kinds,numberAffected";

    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Jurisdictions = ["NO", "SE", "DK", "FI", "DE", "FR", "IE"];

    [Fact]
    public async Task Shows_each_as_a_naive_computation_has_it()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Dpo, Role.Reader);
        var rows = Enumerable.Range(0, 200).Select(Row).ToList();
        var (report, _) = await ImportAsync(client, slug, string.Join('\n', rows.Select(r => r.Text).Prepend(Header)), "skip");

        var lines = await LinesAsync(client, report);
        Assert.Equal(rows.Select(r => r.Refused), lines.Select(line => Problem(line)));
        var shown = (await GetAsync(client, $"/v1/{slug}/breaches?limit=500"))["items"]!.AsArray()
            .ToDictionary(b => (string)b!["reference"]!, b => (string)b!["deadlines"]!.AsArray().Single()!["state"]!);
        Assert.Equal(rows.Where(r => r.Refused is null).ToDictionary(r => r.Reference, r => r.State), shown);
        Assert.Equal(["met", "metLate", "overdue"], shown.Values.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["breach-not-yet-happened", "breach-reasons-for-delay-required", "notifiedAt"], rows.Select(r => r.Refused).OfType<string>().Distinct().Order(StringComparer.Ordinal));

        // The same list again says nothing new.
        var (again, _) = await ImportAsync(client, slug, string.Join('\n', rows.Where(r => r.Refused is null).Select(r => r.Text).Prepend(Header)), "stop");
        Assert.Equal(shown.Count, (int)(await GetAsync(client, again))["counts"]!["unchanged"]!);
    }

    [Fact]
    public async Task Is_for_the_officer_to_commit()
    {
        var (slug, officer) = await register.OrganisationAsync(Role.Dpo);
        using var contributor = await register.CallerAsync(slug, Role.Contributor);
        var file = $"{Header}\nbreaches,one,NO,,2025-03-03T08:00:00Z,2025-03-04T08:00:00Z,,integrity,3\n";

        Assert.Equal(HttpStatusCode.Forbidden, (await ImportAsync(contributor, slug, file, "stop")).Commit);
        Assert.Equal(HttpStatusCode.Forbidden, (await contributor.PostAsJsonAsync($"/v1/{slug}/past-breaches", new { reference = "two", jurisdiction = "NO", awareAt = First })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await ImportAsync(officer, slug, file, "stop")).Commit);
        var entered = await FilledBreach.PostAsync(officer, $"/v1/{slug}/past-breaches", new { reference = "two", jurisdiction = "NO", awareAt = First });
        Assert.Equal("two", (string)(await GetAsync(officer, entered.Headers.Location!.ToString()))["reference"]!);
    }

    [Fact]
    public async Task Takes_up_risk_reasons_communication_and_closure_and_refuses_line_by_line()
    {
        const string Columns = "section,reference,jurisdiction,awareAt,notifiedAt,risk,riskAssessedAt,riskReasons,reasonsForNotNotifying,communicatedAt,numberInformed,meansOfInforming,effects,remedialAction,closedAt";
        string[] good =
        [
            "breaches,closed,NO,2025-03-03T08:10:00Z,2025-03-04T08:00:00Z,highRisk,2025-03-03T12:00:00Z,Pay was seen.,,2025-03-05T09:00:00Z,38,letter;email,None.,Access was limited.,2025-04-01T08:00:00Z",
            "breaches,unlikely,NO,2025-05-05T08:10:00Z,,unlikely,,,The device was encrypted.,,,,,,",
            "breaches,untold,NO,2025-06-02T08:10:00Z,2025-06-03T08:00:00Z,highRisk,,,,,,,,,",
            "breaches,silent,NO,2025-07-07T08:10:00Z,,,,,,,,,,,",
        ];
        string[] bad =
        [
            "breaches,a,NO,2025-03-03T08:10:00Z,2025-03-04T08:00:00Z,high,,,,,,,,,",
            "breaches,b,NO,2025-03-03T08:10:00Z,,risk,,,Nobody asked.,,,,,,",
            "breaches,c,NO,2025-03-03T08:10:00Z,2025-03-04T08:00:00Z,,,,,,38,,,,",
            "breaches,d,NO,2025-03-03T08:10:00Z,2025-03-04T08:00:00Z,highRisk,,,,,,,None.,Nothing.,2025-04-01T08:00:00Z",
            "breaches,e,NO,2025-03-03T08:10:00Z,2025-03-04T08:00:00Z,risk,,,,,,,None.,,2025-04-01T08:00:00Z",
        ];
        var (slug, client) = await register.OrganisationAsync(Role.Dpo, Role.Reader);
        var file = string.Join('\n', [Columns, .. good, .. bad]);
        Assert.Equal(HttpStatusCode.Conflict, (await ImportAsync(client, slug, file, "stop")).Commit);
        var (report, _) = await ImportAsync(client, slug, file, "skip");

        Assert.Equal(
            ["5 risk", "6 breach-risk-must-be-notified", "7 numberInformed", "8 breach-duties-are-open", "9 remedialAction"],
            (await LinesAsync(client, report)).Where(line => Problem(line) is not null).Select(line => $"{(int)line["number"]! - 1} {Problem(line)}"));
        Assert.Equal(
            ["silent breach.sa overdue 2025-07-10T09:00:00+00:00", "untold breach.communication open "],
            (await GetAsync(client, $"/v1/{slug}/obligations"))["items"]!.AsArray().Select(o => $"{o!["title"]} {o["obligation"]} {o["state"]} {o["limit"]}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["closed breach.communication 2025-03-05T09:00:00+00:00", "closed breach.sa 2025-03-04T08:00:00+00:00", "untold breach.sa 2025-06-03T08:00:00+00:00"],
            (await GetAsync(client, $"/v1/{slug}/obligations?state=met"))["items"]!.AsArray().Select(o => $"{o!["title"]} {o["obligation"]} {o["metAt"]}").Order(StringComparer.Ordinal));
        var shown = (await GetAsync(client, $"/v1/{slug}/registers/breaches"))["items"]!.AsArray().ToDictionary(b => (string)b!["reference"]!, b => b!);
        Assert.Equal(("closed", "The device was encrypted."), ((string)shown["closed"]["status"]!, (string)shown["unlikely"]["whyAuthorityNotNotified"]!));

        var (again, _) = await ImportAsync(client, slug, string.Join('\n', good.Prepend(Columns)), "stop");
        Assert.Equal(good.Length, (int)(await GetAsync(client, again))["counts"]!["unchanged"]!);
    }

    // Rows of every sort: in time, within the hour that the latest reading adds, late with and without reasons, not notified, before awareness, to come.
    private static (string Reference, string Text, string State, string? Refused) Row(int n)
    {
        var aware = First.AddHours(n * 53).AddMinutes(n * 7 % 60).AddSeconds(n % 3 * 17);
        DateTimeOffset? notified = (n % 10) switch
        {
            0 => null,
            1 => aware.AddHours(72),
            2 => aware.AddHours(72).AddSeconds(1),
            3 => aware.AddHours(73),
            4 or 5 => aware.AddHours(73 + n),
            6 => n % 20 == 6 ? aware.AddMinutes(-1) : new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero),
            _ => aware.AddMinutes(n * 20),
        };
        var limit = aware.AddTicks(-(aware.Ticks % TimeSpan.TicksPerHour)).AddHours(73);
        var reasons = n % 10 == 4 || (n % 10 == 3 && n % 20 == 3) ? "The office was closed." : "";
        var isLate = notified > limit;
        var refused = notified < aware ? "notifiedAt" : notified?.Year == 2999 ? "breach-not-yet-happened" : isLate && reasons.Length == 0 ? "breach-reasons-for-delay-required" : null;
        var text = string.Join(',', "breaches", $"case {n}", Jurisdictions[n % Jurisdictions.Length], "", Text(aware), notified is { } at ? Text(at) : "", reasons, "confidentiality;integrity", n);
        return ($"case {n}", text, notified is null ? "overdue" : isLate ? "metLate" : "met", refused);
    }

    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // The place of a fault of form, or the code of a refusal.
    private static string? Problem(JsonNode line) =>
        line["problems"]?[0] is { } problem ? (string?)problem["code"] ?? (string?)problem["place"] : null;

    private static async Task<List<JsonNode>> LinesAsync(HttpClient client, string report) =>
        [.. (await GetAsync(client, $"{report}?limit=500"))["lines"]!["items"]!.AsArray().Select(line => line!)];

    private static async Task<(string Report, HttpStatusCode Commit)> ImportAsync(HttpClient client, string slug, string csv, string refusedLines)
    {
        var uploaded = await client.PostAsync($"/v1/{slug}/imports", new StringContent(csv, Encoding.UTF8, "text/csv"));
        await FilledBreach.DoneAsync(client, uploaded);
        var report = $"/v1/{slug}/imports/{(string)JsonNode.Parse(await uploaded.Content.ReadAsStringAsync())!["id"]!}";
        using var commit = new HttpRequestMessage(HttpMethod.Post, $"{report}/commit") { Content = JsonContent.Create(new { refusedLines }) };
        commit.Headers.IfMatch.Add((await client.GetAsync(report)).Headers.ETag!);
        var committed = await client.SendAsync(commit);
        if (committed.StatusCode == HttpStatusCode.Accepted)
            await FilledBreach.DoneAsync(client, committed);
        return (report, committed.StatusCode);
    }

    private static async Task<JsonNode> GetAsync(HttpClient client, string address) => JsonNode.Parse(await client.GetStringAsync(address))!;
}
