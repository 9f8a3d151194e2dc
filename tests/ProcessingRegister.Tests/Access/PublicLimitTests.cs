using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Access;

public class The_limit_on_what_is_public
{
    private static PublicLimitOptions Set(string? requests, string? window = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["PublicLimit:Requests"] = requests, ["PublicLimit:Window"] = window }.Where(s => s.Value is not null)).Build());
        services.AddPublicLimit();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<PublicLimitOptions>>().Value;
    }

    private static DefaultHttpContext From(string address, string path = "/public/org/subprocessors") =>
        new DefaultHttpContext { Request = { Path = path }, Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

    private static int Permitted(PublicLimitOptions settings, params HttpContext[] requests)
    {
        using var limiter = PublicLimit.Of(settings);
        return requests.Count(http => limiter.AttemptAcquire(http).IsAcquired);
    }

    [Fact]
    public void Is_what_the_environment_says()
    {
        Assert.Equal((300, TimeSpan.FromMinutes(1)), (Set(null).Requests, Set(null).Window));
        Assert.Equal((20, TimeSpan.FromSeconds(10)), (Set("20", "00:00:10").Requests, Set("20", "00:00:10").Window));
        Assert.Throws<OptionsValidationException>(() => Set("-1"));
        Assert.Throws<OptionsValidationException>(() => Set("20", "00:00:00"));
    }

    [Fact]
    public void Is_none_when_it_is_zero() =>
        Assert.Equal(1000, Permitted(Set("0"), [.. Enumerable.Repeat<HttpContext>(From("192.0.2.1"), 1000)]));

    [Fact]
    public void Is_the_networks_and_not_the_addresss()
    {
        Assert.Equal(2, Permitted(Set("2"), From("192.0.2.1"), From("::ffff:192.0.2.1"), From("192.0.2.1")));
        Assert.Equal(2, Permitted(Set("2"), From("2001:db8::1"), From("2001:db8::2"), From("2001:db8::3")));
        Assert.Equal(3, Permitted(Set("2"), From("2001:db8::1"), From("2001:db8::2"), From("2001:db8:0:1::1")));
    }

    [Fact]
    public void Is_for_what_is_public_alone() =>
        Assert.Equal(4, Permitted(Set("1"), From("192.0.2.1", "/PUBLIC/org/subprocessors"), From("192.0.2.1", "/public/org/transparency-reports"),
            From("192.0.2.1", "/v1/org/subprocessors"), From("192.0.2.1", "/health/ready"), From("192.0.2.1", "/ledger/org/checkpoint")));
}

[Collection(RegisterCollection.Name)]
public class Asking_too_often_for_what_is_public(RegisterHost register)
{
    private const string Address = "2001:db8:77::1";

    private static readonly string[] Paths = ["subprocessors", "subprocessors/history", "subprocessors.atom", "subprocessor-changes.atom", "transparency-reports", "transparency-reports/2026Q3"];

    [Fact]
    public async Task Is_answered_with_when_to_come_again()
    {
        for (var i = 0; i < new PublicLimitOptions().Requests; i++)
            Assert.NotEqual(StatusCodes.Status429TooManyRequests, (await FromAsync(Address, Paths[i % Paths.Length])).Response.StatusCode);

        foreach (var path in Paths)
        {
            // Neither a name for itself nor another address of the same network helps who asks too often.
            var refused = await FromAsync("2001:db8:77::2", path, http => http.Request.Headers["X-Forwarded-For"] = "192.0.2.9");

            Assert.Equal((StatusCodes.Status429TooManyRequests, "application/problem+json"), (refused.Response.StatusCode, refused.Response.ContentType));
            Assert.InRange(int.Parse(refused.Response.Headers.RetryAfter.ToString(), CultureInfo.InvariantCulture), 1, 60);
            var problem = (await JsonNode.ParseAsync(refused.Response.Body))!;
            Assert.Equal(("urn:processing-register:too-many-requests", 429), ((string?)problem["type"], (int)problem["status"]!));
        }

        Assert.Equal(StatusCodes.Status200OK, (await FromAsync("192.0.2.77", "subprocessors")).Response.StatusCode);
        Assert.Equal(StatusCodes.Status200OK, (await FromAsync(Address, null, http => http.Request.Headers.Authorization = $"Bearer {register.First.Token.Token}")).Response.StatusCode);
    }

    private Task<HttpContext> FromAsync(string address, string? path, Action<HttpContext>? more = null) => register.Alba.Server.SendAsync(http =>
    {
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.Request.Method = HttpMethods.Get;
        http.Request.Path = path is null ? "/v1/first" : $"/public/first/{path}";
        more?.Invoke(http);
    });
}
