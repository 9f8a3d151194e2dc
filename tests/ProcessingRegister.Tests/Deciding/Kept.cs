using System.Text.Json;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Deciding;

/// <summary>
/// Stores a record as JSON and reads it, as happens between any two requests: what does not survive that is lost to the next decision, and personal
/// texts come back closed unless the command says that it compares them.
/// </summary>
internal static class Kept
{
    public static T AndRead<T>(T record, bool open) where T : Record
    {
        var (json, texts, _) = Encounters.During(() => JsonSerializer.Serialize(record, RegisterJson.Storage));
        var (read, closed, _) = Encounters.During(() => JsonSerializer.Deserialize<T>(json, RegisterJson.Storage)!);
        var values = texts.DistinctBy(text => text.Id).ToDictionary(text => text.Id, text => text.Value);
        foreach (var text in closed)
            text.Open(values[text.Id]);
        Assert.True(RegisterJson.SayTheSame(record, read), $"A {typeof(T).Name} does not survive being stored:\n{Said.Json(record)}\n{Said.Json(read)}");
        return open ? read : JsonSerializer.Deserialize<T>(json, RegisterJson.Storage)!;
    }
}
