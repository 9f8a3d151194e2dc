using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Access;

[Collection(RegisterCollection.Name)]
public sealed class API_tokens(RegisterHost register)
{
    private static object Request(string slug, object? expiresAt = null, params string[] roles) =>
        expiresAt is null ? new { organisation = slug, name = "export", roles } : new { organisation = slug, name = "export", roles, expiresAt };

    private static object Roles(params string[] roles) => new { roles };

    private static async Task<JsonObject> CreateAsync(HttpClient admin, string slug, params string[] roles)
    {
        var response = await admin.PostAsJsonAsync("/v1/tokens", Request(slug, null, roles));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    [Fact]
    public async Task Work_with_the_roles_they_were_given_and_hold_for_ninety_days()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin, Role.Reader);
        var token = await CreateAsync(admin, slug, "reader");

        Assert.Equal(HttpStatusCode.OK, (await register.Bearer((string)token["token"]!).GetAsync($"/v1/{slug}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await register.Bearer((string)token["token"]!).GetAsync($"/v1/{slug}/tokens")).StatusCode);
        Assert.Equal(90, (token["expiresAt"]!.GetValue<DateTimeOffset>() - DateTimeOffset.UtcNow).TotalDays, 0.1);
    }

    [Fact]
    public async Task Are_kept_as_digests_and_never_shown_again()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin, Role.Reader);
        var secret = (string)(await CreateAsync(admin, slug, "reader"))["token"]!;

        Assert.DoesNotContain(secret[3..], await admin.GetStringAsync($"/v1/{slug}/tokens"), StringComparison.Ordinal);
        await using var rows = register.Owner.CreateCommand("select string_agg(t::text, '') from access.token t");
        Assert.DoesNotContain(secret[3..], (string)(await rows.ExecuteScalarAsync())!, StringComparison.Ordinal);
        await using var digests = register.Owner.CreateCommand("select count(*) from access.token where digest = $1");
        digests.Parameters.AddWithValue(Secret.Of(secret).Digest);
        Assert.Equal(1L, await digests.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Are_refused_from_the_moment_they_are_revoked()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin, Role.Reader);
        var token = await CreateAsync(admin, slug, "reader");
        var client = register.Bearer((string)token["token"]!);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/v1/{slug}")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/v1/tokens/{token["id"]}")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"/v1/{slug}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/v1/tokens/{token["id"]}")).StatusCode);
    }

    [Fact]
    public async Task Are_not_revoked_by_an_admin_of_another_organisation()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin, Role.Reader);
        var (_, stranger) = await register.OrganisationAsync(Enum.GetValues<Role>());
        var token = await CreateAsync(admin, slug, "reader");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync($"/v1/tokens/{token["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await register.Bearer((string)token["token"]!).GetAsync($"/v1/{slug}")).StatusCode);
    }

    [Fact]
    public async Task Can_give_themselves_up()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin, Role.Reader);
        var token = await CreateAsync(admin, slug, "reader");

        Assert.Equal(HttpStatusCode.NoContent, (await register.Bearer((string)token["token"]!).DeleteAsync($"/v1/tokens/{token["id"]}")).StatusCode);
    }

    [Fact]
    public async Task Are_not_made_with_a_role_that_their_maker_does_not_hold()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsJsonAsync("/v1/tokens", Request(slug, null, "reader"))).StatusCode);
    }

    [Fact]
    public async Task Are_made_by_admins_only()
    {
        var (slug, reader) = await register.OrganisationAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync("/v1/tokens", Request(slug, null, "reader"))).StatusCode);
    }

    [Fact]
    public async Task Are_not_made_for_an_organisation_of_others()
    {
        var (slug, _) = await register.OrganisationAsync(Role.Reader);
        var (_, stranger) = await register.OrganisationAsync(Enum.GetValues<Role>());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync("/v1/tokens", Request(slug, null, "reader"))).StatusCode);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(367)]
    public async Task Do_not_hold_for_longer_than_a_year_or_end_before_they_begin(int days)
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin);
        var response = await admin.PostAsJsonAsync("/v1/tokens", Request(slug, DateTimeOffset.UtcNow.AddDays(days), "admin"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["/expiresAt"]);
    }

    [Fact]
    public async Task Say_when_they_were_last_used()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin);
        Assert.Null((await admin.GetFromJsonAsync<JsonObject>($"/v1/{slug}/tokens"))!["items"]![0]!["lastUsedAt"]);

        await register.Services.GetRequiredService<TokenUse>().WriteAsync(default);

        Assert.NotNull((await admin.GetFromJsonAsync<JsonObject>($"/v1/{slug}/tokens"))!["items"]![0]!["lastUsedAt"]);
    }

    [Fact]
    public async Task Lose_a_role_at_once_when_it_is_taken_away_and_leave_one_admin()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin, Role.Reader);
        var token = await CreateAsync(admin, slug, "reader");
        var client = register.Bearer((string)token["token"]!);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/v1/{slug}")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync($"/v1/{slug}/members/{token["actor"]}", Roles())).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/v1/{slug}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PutAsJsonAsync($"/v1/{slug}/members/{Guid.NewGuid()}", Roles("reader"))).StatusCode);

        // The first actor is an admin too, and this token the other: the last of the two stays.
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync($"/v1/{slug}/members/{register.First.Actor}", Roles())).StatusCode);
        var me = (string)(await admin.GetFromJsonAsync<JsonObject>("/v1/me"))!["actor"]!;
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PutAsJsonAsync($"/v1/{slug}/members/{me}", Roles("reader"))).StatusCode);
    }
}
