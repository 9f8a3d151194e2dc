using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Access;

[Collection(RegisterCollection.Name)]
public sealed class The_door(RegisterHost register)
{
    [Fact]
    public async Task Says_how_to_sign_in_and_why_a_credential_does_not_do()
    {
        var (slug, _) = await register.OrganisationAsync(Role.Reader);

        var none = await register.Anonymous().GetAsync($"/v1/{slug}");
        var wrong = await register.Bearer(Secret.NewToken().Text).GetAsync($"/v1/{slug}");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (none.StatusCode, wrong.StatusCode));
        Assert.Equal("application/problem+json", none.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer realm=\"processing-register\"", none.Headers.WwwAuthenticate.ToString());
        Assert.Contains("invalid_token", wrong.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer pr_")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")]
    public async Task Takes_nothing_for_a_credential_that_is_none(string header)
    {
        var client = register.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/organisations")).StatusCode);
    }

    [Fact]
    public async Task Knows_no_unknown_route_for_anybody()
    {
        var response = await register.Anonymous().GetAsync("/no/such/route");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Lets_a_browser_do_nothing_with_an_answer()
    {
        var response = await register.Anonymous().GetAsync(new Uri("https://localhost/v1/organisations"));
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Contains("max-age", response.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Slows_down_a_network_that_fails_too_often_but_nobody_who_does_not_fail()
    {
        var token = $"Bearer {Secret.NewToken().Text}";
        for (var i = 0; i < FailedAttempts.Permitted; i++)
            Assert.Equal(StatusCodes.Status401Unauthorized, (await FromAsync("2001:db8::1", token)).Response.StatusCode);

        // Another address of the same network does not help who fails; who holds a good token is let in, since all may come through one proxy.
        var stopped = await FromAsync("2001:db8::ffff", token);

        Assert.Equal(StatusCodes.Status429TooManyRequests, stopped.Response.StatusCode);
        Assert.Equal("60", stopped.Response.Headers.RetryAfter);
        Assert.Equal(StatusCodes.Status200OK, (await FromAsync("2001:db8::1", $"Bearer {register.First.Token.Token}")).Response.StatusCode);
        Assert.Equal(StatusCodes.Status401Unauthorized, (await FromAsync("192.0.2.1", token)).Response.StatusCode);
    }

    private Task<HttpContext> FromAsync(string address, string authorization) => register.Alba.Server.SendAsync(http =>
    {
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.Request.Path = "/v1/first";
        http.Request.Headers.Authorization = authorization;
    });
}
