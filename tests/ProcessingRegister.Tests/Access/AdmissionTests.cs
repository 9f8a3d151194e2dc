using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using Xunit;

namespace ProcessingRegister.Tests.Access;

public class Whom_an_endpoint_admits
{
    private static RouteEndpoint Endpoint(string route, params object[] metadata) =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, new EndpointMetadataCollection(metadata), null);

    [Fact]
    public void Is_nobody_when_it_says_nothing() => Assert.Null(Admission.Of(Endpoint("/v1/{org}/things")));

    [Fact]
    public void Is_nobody_when_a_role_is_asked_for_where_no_organisation_is_named() =>
        Assert.Null(Admission.Of(Endpoint("/v1/things", new AllowedToAttribute(Role.Reader))));

    [Fact]
    public void Is_nobody_when_membership_of_the_organisation_would_not_be_looked_at() =>
        Assert.Null(Admission.Of(Endpoint("/v1/{org}/things", new AllowedToAnyoneSignedInAttribute())));

    [Fact]
    public void Is_nobody_when_it_is_open_where_nothing_may_be() => Assert.Null(Admission.Of(Endpoint("/v1/{org}/things", new AllowAnonymousAttribute())));

    [Fact]
    public void Is_nobody_when_it_says_two_things() =>
        Assert.Null(Admission.Of(Endpoint("/public/{org}/things", new AllowAnonymousAttribute(), new AllowedToAttribute(Role.Reader))));

    [Fact]
    public void Is_everybody_under_the_public_addresses_that_says_so() =>
        Assert.True(Admission.Of(Endpoint("/public/{org}/things", new AllowAnonymousAttribute()))?.Anonymous);

    [Fact]
    public void Is_not_everybody_under_an_address_that_only_begins_alike() => Assert.Null(Admission.Of(Endpoint("/publicity", new AllowAnonymousAttribute())));

    [Fact]
    public async Task Stops_the_start_by_name_when_it_was_forgotten()
    {
        var check = new AdmissionCheck { Sources = [new DefaultEndpointDataSource(Endpoint("/v1/{org}/forgotten", new HttpMethodMetadata(["GET"])))] };

        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => check.StartingAsync(default));

        Assert.Contains("GET /v1/{org}/forgotten", stopped.Message, StringComparison.Ordinal);
    }
}
