using System.Text.Json;

namespace Benchmarks.Measurements;

/// <summary>The addresses of all pages of a register, found as a client finds them: by going from each page to the next.</summary>
/// <param name="Addresses">The pages.</param>
/// <param name="After">For each page the last id of the one before it.</param>
internal sealed record PageWalk(IReadOnlyList<string> Addresses, IReadOnlyList<Guid> After)
{
    /// <summary>Walks the processing activities.</summary>
    public static async Task<PageWalk> OfAsync(HttpClient http, Access access, int limit)
    {
        var (addresses, after) = (new List<string>(), new List<Guid>());
        var first = $"/v1/{access.Slug}/processing-activities?limit={limit}";
        var last = Guid.Empty;
        for (var next = first; next is not null;)
        {
            addresses.Add(next);
            after.Add(last);
            using var page = JsonDocument.Parse(await GetAsync(http, next));
            last = page.RootElement.GetProperty("items").EnumerateArray().Last().GetProperty("id").GetGuid();
            next = page.RootElement.GetProperty("nextCursor").GetString() is { } cursor ? $"{first}&cursor={cursor}" : null;
        }

        return new(addresses, after);
    }

    /// <summary>Reads one page to its end.</summary>
    public static async Task<byte[]> GetAsync(HttpClient http, string address)
    {
        using var response = await http.GetAsync(address);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }
}
