using System.Text.Json;

namespace MerkleLog.Tests;

/// <summary>The vectors beside the tests: facts made by other implementations, read as they are.</summary>
internal static class Vectors
{
    public static JsonElement File(string name) =>
        JsonElement.Parse(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", name + ".json")));

    public static IEnumerable<JsonElement> Cases(string name) => File(name).GetProperty("cases").EnumerateArray();

    public static string Text(this JsonElement @case, string key) => @case.GetProperty(key).GetString()!;

    public static long Count(this JsonElement @case, string key) => @case.GetProperty(key).GetInt64();

    public static Hash Hash(this JsonElement @case, string key) => MerkleLog.Hash.Parse(@case.Text(key));

    public static byte[] Hex(this JsonElement @case, string key) => Convert.FromHexString(@case.Text(key));

    public static Hash[] Hashes(this JsonElement @case, string key) =>
        @case.GetProperty(key) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(hash => MerkleLog.Hash.Parse(hash.GetString()!))]
            : [];
}
