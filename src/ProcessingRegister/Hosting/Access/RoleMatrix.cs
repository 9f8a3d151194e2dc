using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.StaticAssets;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>The matrix of roles and routes as a page of the documentation, generated from what the endpoints themselves say.</summary>
public static class RoleMatrix
{
    /// <summary>Where the page lies in the repository.</summary>
    public const string Page = "docs/roles.md";

    /// <summary>The page.</summary>
    public static string Of(IEnumerable<Endpoint> endpoints)
    {
        var routes = endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => (Route: "/" + e.RoutePattern.RawText?.TrimStart('/'), Methods: string.Join(", ", Admission.MethodsOf(e)), Admits: Admission.Of(e)))
            .Where(r => r.Admits is not null)
            .Distinct()
            .OrderBy(r => r.Route, StringComparer.Ordinal).ThenBy(r => r.Methods, StringComparer.Ordinal)
            .ToList();
        var page = new StringBuilder(
            """
            # Who may call which route

            Generated from the endpoints; do not edit. Run the tests with `UPDATE_GENERATED=1` to write it anew. A test calls every cell.

            Roles are held in one organisation and stand side by side; none contains another. Whoever holds none in the organisation of an address is
            answered 404, whoever holds another than those marked 403, whoever is not signed in 401.

            ## Routes of an organisation


            """);
        page.Append("| method | route |").AppendJoin("|", Enum.GetValues<Role>().Select(role => $" {role.Word()} ")).Append("|\n");
        page.Append("|---|---|").AppendJoin("|", Enum.GetValues<Role>().Select(_ => ":-:")).Append("|\n");
        foreach (var route in routes.Where(r => r.Admits!.Roles.Count > 0))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {route.Methods} | `{route.Route}` |")
                .AppendJoin("|", Enum.GetValues<Role>().Select(role => route.Admits!.Roles.Contains(role) ? " ● " : "   ")).Append("|\n");
        }

        List("For everybody who is signed in", r => r.AnyoneSignedIn);
        List("For everybody", r => r.Anonymous);
        return page.ToString();

        void List(string heading, Func<Admission, bool> which)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n| method | route |\n|---|---|\n");
            foreach (var route in routes.Where(r => which(r.Admits!)))
                page.Append(CultureInfo.InvariantCulture, $"| {route.Methods} | `{route.Route}` |\n");
        }
    }
}
