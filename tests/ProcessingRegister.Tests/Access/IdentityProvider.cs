using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using Xunit;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ProcessingRegister.Tests.Access;

/// <summary>A real OpenID Connect provider in this process: it vouches for whatever subject a client asks for.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Issuer = "https://identity.example/";

    private readonly WebApplication provider;

    private IdentityProvider(WebApplication provider) => this.provider = provider;

    public HttpMessageHandler Handler => provider.GetTestServer().CreateHandler();

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddAuthentication();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(Issuer).SetTokenEndpointUris("connect/token").AllowClientCredentialsFlow();
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey().DisableAccessTokenEncryption().EnableDegradedMode();
            server.UseAspNetCore();
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(_ => default));
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                var identity = new ClaimsIdentity("test").SetClaim(Claims.Subject, context.Request.ClientId);
                identity.SetClaims("register_roles", [.. ((string?)context.Request["roles"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
                identity.SetResources((string?)context.Request["api"] ?? "");
                identity.SetDestinations(_ => [Destinations.AccessToken]);
                if (int.TryParse((string?)context.Request["seconds"], out var seconds))
                    identity.SetAccessTokenLifetime(TimeSpan.FromSeconds(seconds));
                context.SignIn(new ClaimsPrincipal(identity));
                return default;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        await app.StartAsync();
        return new IdentityProvider(app);
    }

    /// <summary>An access token for a subject.</summary>
    public async Task<string> VouchAsync(string subject, string audience, string roles = "", int? seconds = null)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = subject,
            ["client_secret"] = "any",
            ["api"] = audience,
            ["roles"] = roles,
        };
        if (seconds is not null)
            form["seconds"] = $"{seconds}";
        using var client = new HttpClient(Handler) { BaseAddress = new Uri(Issuer) };
        using var content = new FormUrlEncodedContent(form);
        using var response = await client.PostAsync(new Uri("connect/token", UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!;
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
