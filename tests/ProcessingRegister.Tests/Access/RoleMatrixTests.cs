using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Organisations;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Rules;
using Xunit;

namespace ProcessingRegister.Tests.Access;

/// <summary>Every cell of the matrix is called on the running program.</summary>
[Collection(RegisterCollection.Name)]
public sealed partial class The_role_matrix(RegisterHost register)
{
    private IReadOnlyList<RouteEndpoint> Endpoints => [.. register.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private IEnumerable<(RouteEndpoint Endpoint, string Method, Admission Admits)> Cells =>
        from endpoint in Endpoints
        let admits = Admission.Of(endpoint)
        where admits is not null
        from method in Admission.MethodsOf(endpoint)
        select (endpoint, method == "*" ? "GET" : method, admits);

    private IEnumerable<(RouteEndpoint Endpoint, string Method, Admission Admits)> OfOrganisations => Cells.Where(c => c.Admits.Roles.Count > 0);

    [Fact]
    public async Task Admits_each_role_where_it_is_marked_and_nowhere_else()
    {
        var (slug, _) = await register.OrganisationAsync(Role.Reader);
        var broken = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var client = await register.CallerAsync(slug, role);
            foreach (var (endpoint, method, admits) in OfOrganisations)
            {
                var status = await CallAsync(client, endpoint, method, slug);
                var right = admits.Roles.Contains(role)
                    ? status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)status < 500
                    : status == HttpStatusCode.Forbidden;
                if (!right)
                    broken.Add($"{role.Word()} with {method} at {Admission.RouteOf(endpoint)}: {(int)status}");
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public async Task Lets_nobody_into_another_organisation_or_tell_whether_it_exists()
    {
        var (slug, _) = await register.OrganisationAsync(Role.Reader);
        var (_, stranger) = await register.OrganisationAsync(Enum.GetValues<Role>());
        var broken = new List<string>();
        foreach (var (endpoint, method, _) in OfOrganisations)
        {
            var (there, nowhere) = (await CallAsync(stranger, endpoint, method, slug), await CallAsync(stranger, endpoint, method, "no-such-organisation"));
            if ((there, nowhere) != (HttpStatusCode.NotFound, HttpStatusCode.NotFound))
                broken.Add($"{method} at {Admission.RouteOf(endpoint)}: {(int)there}, {(int)nowhere}");
        }

        Assert.Empty(broken);
    }

    [Fact]
    public async Task Asks_everybody_to_sign_in_but_where_it_is_open()
    {
        var (slug, _) = await register.OrganisationAsync(Role.Reader);
        var broken = new List<string>();
        foreach (var (endpoint, method, _) in Cells.Where(c => !c.Admits.Anonymous))
        {
            if (await CallAsync(register.Anonymous(), endpoint, method, slug) is var status and not HttpStatusCode.Unauthorized)
                broken.Add($"{method} at {Admission.RouteOf(endpoint)}: {(int)status}");
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void Forgets_no_endpoint() => Assert.Empty(Admission.Undeclared(Endpoints));

    [Fact]
    public void Needs_no_word_that_could_be_a_slug() =>
        Assert.Empty(Endpoints
            .Select(e => e.RoutePattern.PathSegments)
            .Where(s => s.Count > 1 && s[0].Parts is [RoutePatternLiteralPart { Content: "v1" }])
            .Select(s => (s[1].Parts[0] as RoutePatternLiteralPart)?.Content)
            .OfType<string>().Distinct().Except(EstablishOrganisation.ReservedSlugs));

    [Fact]
    public void Is_what_the_documentation_shows() => GeneratedPage.Check(RoleMatrix.Page, RoleMatrix.Of(Endpoints));

    private static async Task<HttpStatusCode> CallAsync(HttpClient client, RouteEndpoint endpoint, string method, string slug)
    {
        var path = Parameter().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), m =>
            m.Groups[1].Value == Admission.OrganisationParameter ? slug : m.Value.Contains(":int", StringComparison.Ordinal) ? "1" : Guid.NewGuid().ToString());
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (request.Method != HttpMethod.Get)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    [GeneratedRegex(@"\{\**([a-zA-Z]+)[^}]*\}")]
    private static partial Regex Parameter();
}
