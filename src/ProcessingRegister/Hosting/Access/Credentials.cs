using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>The identity provider, from the configuration section <c>Oidc</c>.</summary>
public sealed class OidcOptions
{
    /// <summary>The issuer's address, under which its discovery document lies; without it no JWT is accepted.</summary>
    public string? Authority { get; set; }

    /// <summary>The audience that an access token must name: this register.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim whose values <c>slug:role</c> add to the roles on record; none by default.</summary>
    public string? RolesClaim { get; set; }
}

/// <summary>Reads the credential of a request.</summary>
internal sealed class Credentials(IOptions<OidcOptions> oidc)
{
    private const string Bearer = "Bearer ";

    /// <summary>Whether the request carries any credential, valid or not.</summary>
    public static bool ArePresented(HttpContext http) => http.Request.Headers.Authorization.Count > 0 || SessionCookie.Read(http) is not null;

    /// <summary>The credential, as far as its form and signature can tell; <c>null</c> when there is none, or it cannot be one.</summary>
    public async Task<Credential?> OfAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count == 0)
            return SessionCookie.Read(http) is { } code ? new Credential.Session(Secret.Of(code).Digest) : null;
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return null;
        var text = header[Bearer.Length..].Trim();
        if (text.StartsWith(Secret.TokenPrefix, StringComparison.Ordinal))
            return Secret.IsToken(text) ? new Credential.Token(Secret.Of(text).Digest) : null;
        return oidc.Value.Authority is null ? null : await IdentityAsync(http);
    }

    private async Task<Credential?> IdentityAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded || result.Principal.FindFirst("iss")?.Value is not { } issuer || result.Principal.FindFirst("sub")?.Value is not { Length: > 0 } subject)
            return null;
        var claimed = oidc.Value.RolesClaim is not { Length: > 0 } claim ? []
            : result.Principal.FindAll(claim).Select(c => c.Value.Split(':')).Where(parts => parts.Length == 2).GroupBy(parts => parts[0]);
        return new Credential.Identity(issuer, subject, claimed.ToDictionary(g => g.Key, g => RoleWords.Read(g.Select(parts => parts[1]))));
    }
}

/// <summary>The cookie of a browser's session.</summary>
internal static class SessionCookie
{
    /// <summary>The secret in the cookie, if one was sent.</summary>
    public static string? Read(HttpContext http) => http.Request.Cookies[NameFor(http)] is { Length: > 0 } code ? code : null;

    /// <summary>Gives the browser the secret of a new session.</summary>
    public static void Write(HttpContext http, Secret secret, DateTimeOffset expiresAt) => http.Response.Cookies.Append(NameFor(http), secret.Text, Options(http, expiresAt));

    /// <summary>Takes it away.</summary>
    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), Options(http, null));

    // The prefix binds the cookie to this host and to https (RFC 6265bis section 4.1.3.2); over plain http, on this machine alone, a browser would refuse it.
    private static string NameFor(HttpContext http) => http.Request.IsHttps ? "__Host-register-session" : "register-session";

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expiresAt) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Expires = expiresAt,
        IsEssential = true,
    };
}
