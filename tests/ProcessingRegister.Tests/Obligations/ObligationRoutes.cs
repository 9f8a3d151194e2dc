using System.Net;
using System.Text.Json.Nodes;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProcessingRegister.Breaches;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting;
using ProcessingRegister.Obligations;
using ProcessingRegister.Reading;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Obligations;

[Collection(RegisterCollection.Name)]
public sealed partial class Obligations_over_HTTP(RegisterHost register)
{
    private static readonly DateTimeOffset Today = new(DateTimeOffset.UtcNow.UtcDateTime.Date.AddHours(-1), TimeSpan.Zero);

    [Fact]
    public async Task Are_listed_with_what_is_overdue_first_and_found_by_state_article_party_record_and_day()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var late = await owing.BreachAsync("late", Today.AddDays(-9));
        await owing.AwareAsync(late, Today.AddDays(-8));
        var fresh = await owing.BreachAsync("fresh", Today.AddDays(-2));
        await owing.AwareAsync(fresh, Today.AddDays(-1));
        await owing.AskedAsync(fresh, "20/1", Today, Today.AddDays(30));
        await owing.ConcernAsync(fresh, 2, Today.AddDays(-1));

        var items = (await owing.GetAsync("obligations"))["items"]!.AsArray();
        Assert.Equal(["breach.sa", "breach.notice", "breach.notice", "breach.noticeByContract", "breach.noticeByContract", "breach.sa", "breach.answer"], items.Select(i => (string)i!["obligation"]!));
        Assert.Equal(("overdue", "late", "Art. 33(1)", "keeper", "supervisoryAuthority", $"breaches/{late}"), (
            (string)items[0]!["state"]!, (string)items[0]!["title"]!, (string)items[0]!["provision"]!, (string)items[0]!["who"]!, (string)items[0]!["toWhom"]!, (string)items[0]!["path"]!));
        Assert.Equal(("fresh", fresh.ToString()), ((string)items[1]!["title"]!, (string)items[1]!["about"]!));
        Assert.NotEmpty(items[0]!["explanation"]!["steps"]!.AsArray());
        Assert.Equal((string)(await owing.GetAsync($"breaches/{late}"))["deadlines"]![0]!["limit"]!["at"]!, (string)items[0]!["limit"]!);

        Assert.Equal(["breach.sa"], await owing.FoundAsync("?state=overdue"));
        Assert.Equal(6, (await owing.FoundAsync("?state=open")).Count);
        Assert.Equal(7, (await owing.FoundAsync("?state=open,overdue")).Count);
        Assert.Empty(await owing.FoundAsync("?state=met"));
        Assert.Equal(6, (await owing.FoundAsync("?article=33")).Count);
        Assert.Equal(["breach.sa", "breach.sa"], await owing.FoundAsync("?article=Art.%2033(1)"));
        Assert.Equal(["breach.noticeByContract", "breach.noticeByContract"], await owing.FoundAsync("?article=28(3)"));
        Assert.Equal(["breach.sa"], await owing.FoundAsync($"?record={late}"));
        Assert.Equal(6, (await owing.FoundAsync($"?record={fresh}")).Count);
        Assert.Empty(await owing.FoundAsync("?who=controller"));
        Assert.DoesNotContain("breach.answer", await owing.FoundAsync($"?dueBefore={Today.AddDays(20):yyyy-MM-dd}"));
        Assert.Equal(8, (await owing.Client.GetStringAsync($"{owing.At}/obligations.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        var counts = (await owing.GetAsync("obligations/summary"))["all"]!;
        Assert.Equal((1, 6), ((int)counts["overdue"]!, (int)counts["open"]!));

        // What is notified late is met, and late.
        await owing.PostAsync($"breaches/{late}/authority-notifications", new { reference = "first", authority = "NO", kind = "complete", filedAt = Today, reasonsForDelay = "Closed." });
        Assert.Empty(await owing.FoundAsync("?state=overdue"));
        Assert.Equal(["breach.sa"], await owing.FoundAsync("?state=metLate"));
    }

    [Fact]
    public async Task Lead_from_their_page_to_that_of_the_record_where_there_is_one()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var breach = await owing.BreachAsync("2026 & seven", Today.AddDays(-2));
        await owing.AwareAsync(breach, Today.AddDays(-1));
        await owing.ConcernAsync(breach, 1, Today.AddDays(-1));
        await owing.AskedAsync(breach, "20/1", Today, Today.AddDays(30));
        var subprocessor = (string)(await owing.PostAsync("subprocessors", new
        {
            reference = "help",
            name = "Hilfe GmbH",
            effectiveFrom = "2025-01-01",
            content = new { kind = "processingWithStorage", services = new[] { new { purpose = "Help desk" } } },
        }))["id"]!;
        await owing.PostAsync($"subprocessors/{subprocessor}/certificates", new
        {
            reference = "cert-1",
            certificate = new { standard = "iso27001", scope = "operation", issuer = "Eksempel Sertifisering AS", validFrom = "2026-01-01", validUntil = "2027-12-31" },
            receivedOn = "2026-01-02",
        });

        var page = await owing.Client.GetStringAsync($"/o/{owing.Slug}/obligations");
        string[] links = [$"/o/{owing.Slug}/breaches/{breach}", $"/o/{owing.Slug}/breaches/{breach}/controllers", $"/o/{owing.Slug}/subprocessors/{subprocessor}"];
        Assert.Equal(links.Order(StringComparer.Ordinal), Cells().Matches(page).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(">2026 &amp; seven</a>", page, StringComparison.Ordinal);
        foreach (var link in links)
            Assert.Equal(HttpStatusCode.OK, (await owing.Client.GetAsync(link)).StatusCode);
    }

    [System.Text.RegularExpressions.GeneratedRegex("<td>\\s*<a href=\"([^\"]+)\">")]
    private static partial System.Text.RegularExpressions.Regex Cells();

    [Theory]
    [InlineData("?state=late", "state")]
    [InlineData("?article=(1)", "article")]
    [InlineData("?who=me", "who")]
    [InlineData("?record=7", "record")]
    [InlineData("?dueBefore=soon", "dueBefore")]
    [InlineData("?validAt=2026-01-01", "validAt")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?stat=open", "stat")]
    public async Task Asked_for_wrongly_are_not_shown(string query, string place)
    {
        var owing = await OwingRegister.BeginAsync(register);
        var response = await owing.Client.GetAsync($"{owing.At}/obligations{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([place], JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!.AsObject().Select(e => e.Key));
    }

    [Fact]
    public async Task Are_shown_as_of_any_instant()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var breach = await owing.BreachAsync("2026-07", Today.AddDays(-2));
        await owing.AwareAsync(breach, Today.AddHours(-20));
        var before = (string)(await owing.GetAsync($"breaches/{breach}"))["recordedAt"]!;
        await owing.PostAsync($"breaches/{breach}/authority-notifications", new { reference = "first", authority = "NO", kind = "complete", filedAt = Today });

        Assert.Empty(await owing.FoundAsync("?state=open"));
        Assert.Equal(["breach.sa"], await owing.FoundAsync("?state=met"));
        Assert.Equal(["breach.sa"], await owing.FoundAsync($"?state=open&asOf={Uri.EscapeDataString(before)}"));
        Assert.Empty(await owing.FoundAsync($"?state=met&asOf={Uri.EscapeDataString(before)}"));
        Assert.Empty(await owing.FoundAsync("?asOf=2026-01-31"));
    }

    [Fact]
    public async Task Are_paged_without_repeating_or_losing_one_while_facts_arrive()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var breach = await owing.BreachAsync("2026-07", Today.AddDays(-2));
        await owing.ConcernAsync(breach, 30, Today.AddDays(-1));
        var (seen, next) = (new List<string>(), "obligations?limit=7");
        for (var page = 0; next is not null; page++)
        {
            var answer = await owing.GetAsync(next);
            seen.AddRange(answer["items"]!.AsArray().Select(i => $"{i!["record"]} {i["obligation"]}"));
            if (page == 2)
                await owing.ConcernAsync(await owing.BreachAsync("another", Today.AddDays(-2)), 3, Today.AddDays(-2));
            next = (string?)answer["nextCursor"] is { } cursor ? $"obligations?limit=7&cursor={cursor}" : null;
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.InRange(seen.Count, 60, 66);
    }

    [Fact]
    public async Task Are_for_readers_of_the_organisation_alone()
    {
        var owing = await OwingRegister.BeginAsync(register);
        await owing.AwareAsync(await owing.BreachAsync("2026-07", Today.AddDays(-2)), Today.AddDays(-1));
        var (other, stranger) = await register.OrganisationAsync(Role.Reader);
        var admin = await register.CallerAsync(owing.Slug, Role.Admin);
        foreach (var path in new[] { "obligations", "obligations.csv", "obligations.ics", "obligations/summary" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{owing.At}/{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync($"{owing.At}/{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await register.Anonymous().GetAsync($"{owing.At}/{path}")).StatusCode);
            Assert.DoesNotContain("2026-07", await stranger.GetStringAsync($"/v1/{other}/{path}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Are_the_same_when_all_is_reckoned_anew()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var breach = await owing.BreachAsync("2026-07", Today.AddDays(-2));
        await owing.AwareAsync(breach, Today.AddDays(-1));
        await owing.ConcernAsync(breach, 3, Today.AddDays(-1));
        await owing.AwareAsync(breach, Today.AddDays(-1).AddHours(-3));
        var live = await RowsAsync(owing.TenantId);
        Assert.Contains(live, row => !row.EndsWith(' '));

        await using (var connection = await register.Owner.OpenConnectionAsync())
            await Reckoning.RunAsync(connection, default);

        Assert.Equal(live, await RowsAsync(owing.TenantId));
        await Rebuilding.RunAsync(register.Owner, default);
        Assert.Equal(live, await RowsAsync(owing.TenantId));
    }

    [Fact]
    public async Task Are_not_lost_and_keep_no_fact_from_being_recorded_where_the_law_is_not_known()
    {
        var (owing, breach, now) = (await OwingRegister.BeginAsync(register), Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var recorded = new BreachRecorded("2026-07", CountryCode.Parse("JP"), now.AddDays(-2), new());
        var asked = new CorrespondenceEntered("20/1", CorrespondenceDirection.Received, now.AddDays(-1), new("asks"), now.AddDays(9), null, null);
        await AppendAsync(0, recorded, asked);
        Assert.Equal(["breach.answer"], await owing.FoundAsync(""));

        await AppendAsync(2, new AwarenessEstablished(BreachRole.Controller, now.AddDays(-1), new("found")));
        Assert.Equal(["law.notKnown", "breach.answer"], await owing.FoundAsync(""));
        Assert.Equal(["law.notKnown"], await owing.FoundAsync("?article=5(2)&state=open"));

        await AppendAsync(3, new BreachFoundNotToExist(now, new("a test")));
        Assert.Equal(["breach.answer"], await owing.FoundAsync(""));

        async Task AppendAsync(long version, params object[] facts)
        {
            await using var session = register.Services.GetRequiredService<IDocumentStore>().LightweightSession(owing.TenantId);
            session.LastModifiedBy = Guid.Empty.ToString();
            foreach (var fact in facts)
                await register.Services.GetRequiredService<SealedValues>().RecogniseSubjectsAsync(owing.TenantId, fact, default);
            var events = ProcessingRegister.Decisions.Deciding.Wrap(session, facts, DateTimeOffset.UtcNow);
            if (version == 0)
                session.Events.StartStream<Breach>(breach, events);
            else
                session.Events.Append(breach, version + events.Length, events);
            await session.SaveChangesAsync();
        }
    }

    [Fact]
    public async Task Of_a_record_that_lies_in_the_closed_drawer_are_shown_to_nobody()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var breach = await owing.BreachAsync("2026-07", Today.AddDays(-2));
        await owing.AwareAsync(breach, Today.AddDays(-1));
        Assert.Equal(["breach.sa"], await owing.FoundAsync(""));

        await using var hide = register.Owner.CreateCommand("insert into register.elsewhere (tenant_id, kind, id, document) values ($1, 'breach', $2, '{}')");
        hide.Parameters.AddWithValue(owing.TenantId);
        hide.Parameters.AddWithValue(breach);
        await hide.ExecuteNonQueryAsync();

        Assert.Empty(await owing.FoundAsync(""));
        Assert.Empty(await owing.FoundAsync($"?asOf={Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("O"))}"));
        Assert.Equal(0, (int)(await owing.GetAsync("obligations/summary"))["all"]!["open"]!);
        Assert.DoesNotContain("VEVENT", await owing.Client.GetStringAsync($"{owing.At}/obligations.ics"), StringComparison.Ordinal);
        await using var back = register.Owner.CreateCommand("delete from register.elsewhere where id = $1");
        back.Parameters.AddWithValue(breach);
        await back.ExecuteNonQueryAsync();
    }

    [Theory]
    [InlineData(ObligationState.Overdue, 1)]
    [InlineData(ObligationState.Open, 2)]
    public async Task Are_read_by_index_ranges_alone(ObligationState state, int ranges)
    {
        var (owing, now) = (await OwingRegister.BeginAsync(register), DateTimeOffset.UtcNow);
        await using var connection = await register.Owner.OpenConnectionAsync();
        await using var settings = new NpgsqlCommand("set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off", connection);
        await settings.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand { Connection = connection };
        explain.CommandText = "explain " + ObligationRegister.Sql(explain.Parameters, owing.TenantId, new(now, null, [state]), null, 51);
        var plan = new List<string>();
        await using (var reader = await explain.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                plan.Add(reader.GetString(0));
        }

        Assert.True(plan.Count(line => line.Contains("Index Scan using obligation_by_limit", StringComparison.Ordinal)
            || line.Contains("Index Scan using obligation_without_limit", StringComparison.Ordinal)) == ranges, string.Join('\n', plan));
        await using var reset = new NpgsqlCommand("reset all", connection);
        await reset.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string tenantId)
    {
        await using var command = register.Owner.CreateCommand(
            """
            select concat_ws(' ', record_id, kind, reference, version, about, title, path, provision, who, to_whom, since_at, target_at, limit_at, met_at, rule, explanation, recorded_at, '')
              || coalesce(superseded_at::text, '') from register.obligation where tenant_id = $1 order by 1
            """);
        command.Parameters.AddWithValue(tenantId);
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
