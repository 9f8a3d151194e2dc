using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Access;

/// <summary>A register that trusts an identity provider.</summary>
public sealed class RegisterWithIdentityProvider : RegisterHost, IAsyncLifetime
{
    internal const string Audience = "processing-register";

    internal IdentityProvider Provider { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Oidc:Authority"] = IdentityProvider.Issuer,
        ["Oidc:Audience"] = Audience,
        ["Oidc:RolesClaim"] = "register_roles",
    };

    protected override void Configure(IServiceCollection services) =>
        services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, jwt => jwt.BackchannelHttpHandler = Provider.Handler);

    async Task IAsyncLifetime.InitializeAsync()
    {
        Provider = await IdentityProvider.StartAsync();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Provider.DisposeAsync();
    }
}

public sealed class Somebody_for_whom_the_identity_provider_vouches(RegisterWithIdentityProvider register) : IClassFixture<RegisterWithIdentityProvider>
{
    private async Task<HttpClient> SomebodyAsync(string subject, string roles = "") =>
        register.Bearer(await register.Provider.VouchAsync(subject, RegisterWithIdentityProvider.Audience, roles));

    private static object Roles(params string[] roles) => new { roles };

    private static async Task<string> ActorAsync(HttpClient client) => (string)(await client.GetFromJsonAsync<JsonObject>("/v1/me"))!["actor"]!;

    [Fact]
    public async Task Is_a_random_reference_and_the_same_one_every_time()
    {
        var actor = await ActorAsync(await SomebodyAsync("kari"));
        Assert.Equal(actor, await ActorAsync(await SomebodyAsync("kari")));
        Assert.NotEqual(actor, await ActorAsync(await SomebodyAsync("ola")));
        await using var row = register.Owner.CreateCommand("select issuer || ' ' || subject from access.actor where actor_id = $1");
        row.Parameters.AddWithValue(Guid.Parse(actor));
        Assert.Equal($"{IdentityProvider.Issuer} kari", await row.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Has_no_role_before_an_admin_assigns_one()
    {
        var (slug, admin) = await register.OrganisationAsync(Role.Admin);
        var somebody = await SomebodyAsync("newcomer");
        Assert.Equal(HttpStatusCode.NotFound, (await somebody.GetAsync($"/v1/{slug}")).StatusCode);

        var assigned = await admin.PutAsJsonAsync($"/v1/{slug}/members/{await ActorAsync(somebody)}", Roles("reader"));

        Assert.Equal(HttpStatusCode.NoContent, assigned.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await somebody.GetAsync($"/v1/{slug}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await somebody.GetAsync($"/v1/{slug}/members")).StatusCode);
        Assert.Contains("newcomer", await admin.GetStringAsync($"/v1/{slug}/members"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_the_roles_that_the_claim_states_in_the_organisation_it_names()
    {
        var (slug, _) = await register.OrganisationAsync(Role.Admin);
        var (other, _) = await register.OrganisationAsync(Role.Admin);
        var somebody = await SomebodyAsync("claimed", $"{slug}:reader {slug}:owner reader :reader");

        Assert.Equal(HttpStatusCode.OK, (await somebody.GetAsync($"/v1/{slug}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await somebody.GetAsync($"/v1/{slug}/members")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await somebody.GetAsync($"/v1/{other}")).StatusCode);
        var organisations = (await somebody.GetFromJsonAsync<JsonObject>("/v1/organisations"))!["items"]!.AsArray();
        Assert.Equal(slug, (string?)Assert.Single(organisations)!["slug"]);
    }

    [Fact]
    public async Task Keeps_no_role_that_a_later_token_does_not_claim()
    {
        var (slug, _) = await register.OrganisationAsync(Role.Admin);
        Assert.Equal(HttpStatusCode.OK, (await (await SomebodyAsync("leaver", $"{slug}:reader")).GetAsync($"/v1/{slug}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await SomebodyAsync("leaver")).GetAsync($"/v1/{slug}")).StatusCode);
    }

    [Fact]
    public async Task Is_not_known_by_a_token_for_another_service() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await register.Bearer(await register.Provider.VouchAsync("kari", "another-service")).GetAsync("/v1/me")).StatusCode);

    [Fact]
    public async Task Is_not_known_by_a_token_that_has_expired() =>
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await register.Bearer(await register.Provider.VouchAsync("kari", RegisterWithIdentityProvider.Audience, seconds: -120)).GetAsync("/v1/me")).StatusCode);

    [Fact]
    public async Task Is_not_known_by_a_token_that_another_signed_in_the_providers_name()
    {
        await using var impostor = await IdentityProvider.StartAsync();
        var forged = await impostor.VouchAsync("kari", RegisterWithIdentityProvider.Audience);
        Assert.Equal(HttpStatusCode.Unauthorized, (await register.Bearer(forged).GetAsync("/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Is_not_known_by_a_token_whose_content_was_changed()
    {
        var parts = (await register.Provider.VouchAsync("kari", RegisterWithIdentityProvider.Audience)).Split('.');
        var other = (await register.Provider.VouchAsync("ola", RegisterWithIdentityProvider.Audience)).Split('.');
        Assert.Equal(HttpStatusCode.Unauthorized, (await register.Bearer($"{parts[0]}.{other[1]}.{parts[2]}").GetAsync("/v1/me")).StatusCode);
    }

    [Fact]
    public async Task May_not_establish_an_organisation_where_there_is_one_and_none_is_theirs()
    {
        var response = await (await SomebodyAsync("stranger")).PostAsJsonAsync("/v1/organisations",
            new { slug = "strangers", profile = new { legalName = "Example", country = "NO", jurisdiction = "NO" } });
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
