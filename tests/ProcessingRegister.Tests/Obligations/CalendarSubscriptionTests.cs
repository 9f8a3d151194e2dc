using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ical.Net;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.AccessRequests;
using ProcessingRegister.Tests.Notices;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Obligations;

/// <summary>Addresses under which calendar programs fetch what is owed, without a bearer token.</summary>
[Collection(NoticeCollection.Name)]
public sealed class A_subscription_to_the_calendar(NoticeHost host)
{
    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);

    [Fact]
    public async Task Gives_the_calendar_to_a_program_that_sends_no_token()
    {
        var owing = await OwingAsync();
        var made = await MakeAsync(owing.Client, owing.At);
        Assert.StartsWith($"https://register.example.com/calendars/{owing.Slug}/", made.Address, StringComparison.Ordinal);

        var answer = await host.Anonymous().GetAsync(PathOf(made));

        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("2026-07", Assert.Single(Calendar.Load(await answer.Content.ReadAsStringAsync())!.Events).Summary, StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, PathOf(made)) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await host.Anonymous().SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Is_not_to_be_had_by_another_secret_or_of_another_organisation()
    {
        var (owing, other) = (await OwingAsync(), await OwingAsync());
        var secret = PathOf(await MakeAsync(owing.Client, owing.At)).Split('/')[^1];
        using var anyone = host.Anonymous();
        foreach (var path in new[]
        {
            $"/calendars/{owing.Slug}/{(secret[0] == 'A' ? 'B' : 'A')}{secret[1..]}", $"/calendars/{owing.Slug}/{secret[..^1]}", $"/calendars/{owing.Slug}/%C3%A6",
            $"/calendars/{other.Slug}/{secret}", $"/calendars/nobody/{secret}", $"/calendars/{owing.Slug}.closed/{secret}",
        })
            Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(path)).StatusCode);
        // It opens the calendar and nothing else.
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Bearer(secret).GetAsync($"{owing.At}/obligations.ics")).StatusCode);
    }

    [Fact]
    public async Task Is_revoked_at_once_and_only_by_its_own_organisation()
    {
        var (owing, other) = (await OwingAsync(), await OwingAsync());
        var made = await MakeAsync(owing.Client, owing.At);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Client.DeleteAsync($"{other.At}/calendar-subscriptions/{made.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(made));

        for (var time = 0; time < 2; time++)
            Assert.Equal(HttpStatusCode.NoContent, (await owing.Client.DeleteAsync($"{owing.At}/calendar-subscriptions/{made.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(made));
    }

    [Fact]
    public async Task Ends_with_the_roles_and_with_the_token_of_whoever_made_it()
    {
        var owing = await OwingAsync();
        using var admin = await host.CallerAsync(owing.Slug, Role.Admin);
        using var officer = await host.CallerAsync(owing.Slug, Role.Dpo);
        var (first, second) = (await MakeAsync(officer, owing.At), await MakeAsync(owing.Client, owing.At));
        var actor = (string)(await officer.GetFromJsonAsync<JsonNode>("/v1/me"))!["actor"]!;

        await AssignAsync("admin");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await OpenAsync(first), await OpenAsync(second)));
        await AssignAsync("dpo");
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(first));

        var token = (await admin.GetFromJsonAsync<JsonNode>($"{owing.At}/tokens"))!["items"]!.AsArray().Single(t => (string)t!["actor"]! == actor)!;
        (await admin.DeleteAsync($"/v1/tokens/{token["id"]}")).EnsureSuccessStatusCode();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await OpenAsync(first), await OpenAsync(second)));

        async Task AssignAsync(params string[] roles) => (await admin.PutAsJsonAsync($"{owing.At}/members/{actor}", new { roles })).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Is_listed_without_its_secret_which_is_kept_nowhere()
    {
        var owing = await OwingAsync();
        var made = await MakeAsync(owing.Client, owing.At);
        var secret = PathOf(made).Split('/')[^1];
        await OpenAsync(made);
        await host.Anonymous().GetAsync($"/calendars/nobody/{secret}");

        var listed = await owing.Client.GetStringAsync($"{owing.At}/calendar-subscriptions");
        var item = Assert.Single(JsonNode.Parse(listed)!["items"]!.AsArray())!;
        Assert.Equal((made.Id, "calendar of the office", "reader,contributor,dpo"), ((Guid)item["id"]!, (string)item["name"]!, string.Join(',', item["roles"]!.AsArray())));
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        Assert.NotEmpty(host.Log.Lines);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(secret)), await host.AskAsync<byte[]>("select digest from access.calendar_subscription where id = $1", made.Id));
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from access.calendar_subscription s where s::text like '%' || $1 || '%'", secret));
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from register.answer a where a::text like '%' || $1 || '%'", secret));
    }

    [Fact]
    public async Task Shows_nothing_of_a_file_under_secrecy()
    {
        var @case = await AccessCase.BeginAsync(host);
        var (officers, counsels) = (await MakeAsync(@case.Dpo, @case.At), await MakeAsync(@case.Counsel, @case.At));
        var before = await ReadAsync(officers);
        var request = AccessCase.Request("secret");
        await @case.RecordAsync(@case.Counsel, request with { Secrecy = AccessCase.Order("order 1") with { Until = DateTimeOffset.UtcNow.AddDays(20) } });

        Assert.Equal(1, await host.AskAsync<long>(
            "select count(*) from register.obligation o join access.organisation a on o.tenant_id = a.tenant_id || '.closed' where a.slug = $1 and o.kind = 'access.secrecyReview' and o.limit_at < now() + interval '92 days'",
            @case.Slug));
        Assert.Equal(before, await ReadAsync(officers));
        Assert.DoesNotContain("VEVENT", await ReadAsync(counsels), StringComparison.Ordinal);
    }

    private async Task<OwingRegister> OwingAsync()
    {
        var owing = await OwingRegister.BeginAsync(host);
        await owing.AwareAsync(await owing.BreachAsync("2026-07", Yesterday.AddDays(-1)), Yesterday);
        return owing;
    }

    private static async Task<(Guid Id, string Address)> MakeAsync(HttpClient client, string at)
    {
        var answer = await client.PostAsJsonAsync($"{at}/calendar-subscriptions", new { name = "calendar of the office" });
        Assert.Equal((HttpStatusCode.Created, true), (answer.StatusCode, answer.Headers.CacheControl!.NoStore));
        var made = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return ((Guid)made["id"]!, (string)made["address"]!);
    }

    private static string PathOf((Guid Id, string Address) made) => new Uri(made.Address).AbsolutePath;

    private async Task<HttpStatusCode> OpenAsync((Guid Id, string Address) made) => (await host.Anonymous().GetAsync(PathOf(made))).StatusCode;

    private async Task<string> ReadAsync((Guid Id, string Address) made) => await host.Anonymous().GetStringAsync(PathOf(made));
}
