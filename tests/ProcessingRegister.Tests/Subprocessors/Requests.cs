using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Subprocessors;

/// <summary>Requests to this register, as a client sends them.</summary>
internal static class Requests
{
    /// <summary>Registers a subprocessor, and returns its id.</summary>
    public static async Task<Guid> RegisterAsync(
        this HttpClient client, string org, string reference, string name, SubprocessorContent content, DateOnly? engagedFrom = null)
    {
        using var answer = await client.SendAsync(org, "", new RegisterSubprocessor(reference, name, content, Facts.Start, engagedFrom));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (Guid)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    /// <summary>Sends a command about subprocessors.</summary>
    public static async Task<HttpResponseMessage> SendAsync<T>(this HttpClient client, string org, string path, T command, long? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{org}/subprocessors{path}") { Content = JsonContent.Create(command, options: RegisterJson.Edge) };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await client.SendAsync(request);
    }

    /// <summary>The code of a refusal.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage answer) => (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"];
}
