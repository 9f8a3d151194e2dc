using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Access;

[Collection(RegisterCollection.Name)]
public sealed class Signing_in_by_a_link(RegisterHost register)
{
    private Task<string> LinkAsync() => register.Services.GetRequiredService<SignInLinks>().CreateAsync(register.First.Actor);

    private async Task<(HttpResponseMessage Response, string Cookie)> SignInAsync(string origin = "http://localhost")
    {
        var response = await register.Anonymous().GetAsync(new Uri(origin + await LinkAsync()));
        return (response, response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single() : "");
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string cookie, string? origin = null, string? site = null)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (method != HttpMethod.Get)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await register.Anonymous().SendAsync(request);
        return response.StatusCode;
    }

    [Fact]
    public async Task Leads_to_the_first_page_with_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        var (response, cookie) = await SignInAsync();

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location?.ToString());
        Assert.StartsWith("register-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Get, "/v1/first", cookie));
    }

    [Fact]
    public async Task By_https_binds_the_cookie_to_this_host()
    {
        var (_, cookie) = await SignInAsync("https://localhost");
        Assert.StartsWith("__Host-register-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Works_once_even_for_two_at_once()
    {
        var link = await LinkAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => register.Anonymous().GetAsync(link)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Is_over_when_the_link_has_expired()
    {
        var link = await LinkAsync();
        await using var age = register.Owner.CreateCommand("update access.sign_in_link set expires_at = now() - interval '1 second' where digest = $1");
        age.Parameters.AddWithValue(Secret.Of(link.Split('=')[1]).Digest);
        Assert.Equal(1, await age.ExecuteNonQueryAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await register.Anonymous().GetAsync(link)).StatusCode);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData("http://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", null, HttpStatusCode.BadRequest)]
    [InlineData(null, "same-origin", HttpStatusCode.BadRequest)]
    public async Task Lets_only_pages_of_the_register_change_anything(string? origin, string? site, HttpStatusCode expected)
    {
        var (_, cookie) = await SignInAsync();
        Assert.Equal(expected, await SendAsync(HttpMethod.Post, "/v1/organisations", cookie, origin, site));
    }

    [Fact]
    public async Task Ends_by_signing_out()
    {
        var (_, cookie) = await SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Get, "/v1/first", cookie));
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(HttpMethod.Post, "/sign-out", cookie, site: "same-origin"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Get, "/v1/first", cookie));
    }
}
