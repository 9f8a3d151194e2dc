using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticAssets;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>Whom an endpoint admits, as its metadata say.</summary>
/// <param name="Anonymous">Everybody, signed in or not.</param>
/// <param name="AnyoneSignedIn">Everybody who is signed in.</param>
/// <param name="Roles">Those who hold one of these in the organisation of the address.</param>
public sealed record Admission(bool Anonymous, bool AnyoneSignedIn, IReadOnlySet<Role> Roles)
{
    /// <summary>The name of the route value that names an organisation.</summary>
    public const string OrganisationParameter = "org";

    /// <summary>Under these a route may be open to everybody, and so may the files that pages are dressed in.</summary>
    public static IReadOnlyList<string> OpenPrefixes { get; } = ["/health", "/public", "/ledger", "/sign-in", "/openapi", "/swagger", "/language", "/notices", "/calendars"];

    // The framework brings these along, for scripts that the pages do not have and for files that are being developed. Nobody needs them: they stay closed.
    private static readonly string[] OfTheFramework = ["GET /_framework/opaque-redirect", "GET,HEAD /{**path:file}"];

    /// <summary>Whom an endpoint admits; <c>null</c> when its metadata say nothing, or what cannot be kept: then nobody.</summary>
    public static Admission? Of(RouteEndpoint endpoint)
    {
        var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var signedIn = endpoint.Metadata.GetMetadata<AllowedToAnyoneSignedInAttribute>() is not null;
        var roles = (endpoint.Metadata.GetMetadata<AllowedToAttribute>()?.Roles ?? []).ToHashSet();
        var names = endpoint.RoutePattern.GetParameter(OrganisationParameter) is not null;
        return (anonymous, signedIn, roles.Count > 0) switch
        {
            (true, false, false) when IsOpen(endpoint) => new(true, false, roles),
            (false, true, false) when !names => new(false, true, roles),
            (false, false, true) when names => new(false, false, roles),
            _ => null,
        };
    }

    /// <summary>The endpoints that admit nobody, each with its method and route: somebody forgot to say who may call them, or said it wrongly.</summary>
    public static IReadOnlyList<string> Undeclared(IEnumerable<Endpoint> endpoints) =>
        [.. endpoints.OfType<RouteEndpoint>().Where(e => Of(e) is null).Select(RouteOf).Except(OfTheFramework).Order(StringComparer.Ordinal)];

    /// <summary>The methods and the route of an endpoint, such as <c>GET /v1/{org}</c>.</summary>
    public static string RouteOf(RouteEndpoint endpoint) =>
        $"{string.Join(',', MethodsOf(endpoint))} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    /// <summary>The methods of an endpoint.</summary>
    public static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"];

    private static bool IsOpen(RouteEndpoint endpoint)
    {
        // The files that pages are dressed in.
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return true;
        var route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        return OpenPrefixes.Any(prefix => route.StartsWith(prefix, StringComparison.Ordinal) && (route.Length == prefix.Length || route[prefix.Length] == '/'));
    }
}

/// <summary>Stops the start when an endpoint does not say, in a way that can be kept, whom it admits.</summary>
internal sealed class AdmissionCheck : IHostedLifecycleService
{
    /// <summary>The program's endpoints, once they are mapped.</summary>
    public ICollection<EndpointDataSource> Sources { get; set; } = [];

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var undeclared = Admission.Undeclared(Sources.SelectMany(source => source.Endpoints));
        return undeclared.Count == 0 ? Task.CompletedTask
            : throw new InvalidOperationException(
                "These endpoints do not say whom they admit ([AllowedTo] with {org} in the route, [AllowedToAnyoneSignedIn] without, [AllowAnonymous] under "
                + $"{string.Join(", ", Admission.OpenPrefixes)}): {string.Join("; ", undeclared)}.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
