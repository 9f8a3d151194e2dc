using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ProcessingRegister.Tests.AccessRequests;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Transparency;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Transparency;

/// <summary>Drafts and publishes reports over HTTP, and reads what was published.</summary>
internal static class Reporting
{
    public const string Third = "2026Q3";

    public static Task<HttpResponseMessage> AskForDraftAsync(AccessCase @case, string quarter = Third, ReportProfile profile = ReportProfile.Public) =>
        @case.Dpo.PostAsJsonAsync($"{@case.At}/transparency-reports", new DraftEdition(quarter, profile), RegisterJson.Edge);

    public static async Task DraftAsync(AccessCase @case, ReportProfile profile = ReportProfile.Public)
    {
        var answer = await AskForDraftAsync(@case, Third, profile);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public static Task<HttpResponseMessage> PublishAsync(AccessCase @case, HttpClient by, int n, long? version, string of = Third) => SendAsync(@case, by, n, "publication", version, of);

    public static async Task<HttpResponseMessage> SendAsync(AccessCase @case, HttpClient by, int n, string act, long? version, string of = Third)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{@case.At}/transparency-reports/{of}/editions/{n}/{act}") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return await by.SendAsync(request);
    }

    public static async Task<string> CodeAsync(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode} {(string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]}".TrimEnd();

    public static string Public(AccessCase @case, string what) => $"/public/{@case.Slug}/transparency-reports/{what}".TrimEnd('/');

    public static async Task<JsonNode> PublicAsync(this RegisterHost register, AccessCase @case, string what) => (await register.Anonymous().GetFromJsonAsync<JsonNode>(Public(@case, what)))!;

    public static int Requests(JsonNode edition) => (int)edition["cells"]!.AsArray().Single(IsWhole)!["value"]!;

    public static string KindOfRequests(JsonNode edition) => (string)edition["revisions"]!.AsArray().Single(revision => IsWhole(revision!["cell"]))!["kind"]!;

    public static bool IsWhole(JsonNode? cell) => (string)cell!["block"]! == "access" && (string)cell["measure"]! == "requests" && (string)cell["periodStart"]! == "2026-07-01"
        && (string)cell["periodEnd"]! == "2026-10-01" && cell["axes"]!.AsObject().All(axis => (string)axis.Value! == "_T");
}
