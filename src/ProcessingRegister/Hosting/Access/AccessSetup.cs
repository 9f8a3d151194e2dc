using Marten;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using ProcessingRegister.Organisations;

namespace ProcessingRegister.Hosting.Access;

/// <summary>Puts access control into the program.</summary>
public static class AccessSetup
{
    /// <summary>Adds access control. The database and the clock are added elsewhere.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        // A single scheme would otherwise become the default one, and be tried on every request before ours has looked at it.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);

        var services = builder.Services;
        services.AddOptions<OidcOptions>().BindConfiguration("Oidc")
            .Validate(o => o.Authority is null || !string.IsNullOrEmpty(o.Audience), "Oidc:Audience must be set together with Oidc:Authority: a token for another service is no token for this one.")
            .ValidateOnStart();
        services.AddAuthentication().AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<OidcOptions>>(TrustIssuer);
        services.AddSingleton<Credentials>();
        services.AddSingleton<Standings>();
        services.AddSingleton<FailedAttempts>();
        services.AddPublicLimit();
        services.AddSingleton<Tokens>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<Members>();
        services.AddSingleton<IMemberships>(provider => provider.GetRequiredService<Members>());
        services.AddSingleton<Establishing>();
        services.AddSingleton<Beginning>();
        services.AddSingleton<TokenUse>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenUse>());
        services.AddSingleton<AdmissionCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<AdmissionCheck>());
        services.ConfigureMarten((provider, store) => store.Listeners.Add(new ZoneFollowsJurisdiction(provider.GetRequiredService<Standings>())));
    }

    /// <summary>Promises the security headers, for whatever answers behind it.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        SecurityHeaders.Promise(http);
        return next(http);
    });

    /// <summary>
    /// Puts the door into the pipeline: behind the handling of exceptions and forwarded headers, before everything that reads a body or answers a
    /// request. What is not a mapped endpoint is not found behind it.
    /// </summary>
    public static void UseAccess(this WebApplication app)
    {
        app.Services.GetRequiredService<AdmissionCheck>().Sources = ((IEndpointRouteBuilder)app).DataSources;
        app.UseMiddleware<AccessControl>();
    }

    private static void TrustIssuer(JwtBearerOptions jwt, IOptions<OidcOptions> oidc)
    {
        if (oidc.Value.Authority is not { } authority)
            return;
        jwt.Authority = authority;
        jwt.Audience = oidc.Value.Audience;
        jwt.RequireHttpsMetadata = !new Uri(authority).IsLoopback;
        // Claims keep the names of the specification: sub is sub.
        jwt.MapInboundClaims = false;
        jwt.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
    }
}
