using System.Net.Http.Json;
using System.Text.Json;
using ProcessingRegister.Vault;

namespace Benchmarks;

/// <summary>An invented breach, by the commands that a client sends.</summary>
internal static class SampleBreach
{
    /// <summary>The service that every controller takes.</summary>
    public static readonly ImpersonalText Service = new("platform");

    private static readonly string[] Measures = ["The account was closed.", "Keys were changed."];

    /// <summary>Records a breach of which the organisation is aware as processor.</summary>
    /// <param name="http">The client.</param>
    /// <param name="slug">The organisation.</param>
    /// <param name="reference">What it is called.</param>
    /// <param name="service">Which service is affected.</param>
    /// <param name="command">Whether the controllers are told as well.</param>
    /// <returns>Its address.</returns>
    public static async Task<string> BeginAsync(HttpClient http, string slug, string reference, string service, bool command = true)
    {
        var now = DateTimeOffset.UtcNow;
        using var recorded = await http.PostAsJsonAsync($"/v1/{slug}/breaches", new
        {
            reference,
            jurisdiction = "NO",
            detectedAt = now.AddMinutes(-10),
            facts = new { description = "A copy of a database was taken.", measuresTaken = Measures },
        });
        recorded.EnsureSuccessStatusCode();
        var breach = recorded.Headers.Location!.ToString();
        using var stated = await http.PostAsJsonAsync($"{breach}/datasets", new { dataset = new { name = "platform", role = "processor", services = new[] { service } } });
        stated.EnsureSuccessStatusCode();
        using var aware = await http.PostAsJsonAsync($"{breach}/awareness", new { role = "processor", awareAt = now.AddMinutes(-5), basis = "The copy was found." });
        aware.EnsureSuccessStatusCode();
        if (command)
            await EndOfAsync(http, await TellAsync(http, breach));
        return breach;
    }

    /// <summary>Selects the controllers and orders their notices, in one command.</summary>
    /// <returns>The address of the work that is then done.</returns>
    public static async Task<Uri> TellAsync(HttpClient http, string breach)
    {
        using var accepted = await http.PostAsJsonAsync($"{breach}/controller-notifications", new { reference = "first", dataset = "platform", notice = new { reference = "first notice" } });
        accepted.EnsureSuccessStatusCode();
        return accepted.Headers.Location!;
    }

    private static async Task EndOfAsync(HttpClient http, Uri operation)
    {
        while ((await http.GetFromJsonAsync<JsonElement>(operation)).GetProperty("state").GetString() != "done")
            await Task.Delay(50);
    }
}
