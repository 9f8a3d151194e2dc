using System.Text.Json;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Vault;

public class Json_at_the_edge
{
    private const string Good = """{"reference":"support","role":"controller","content":{"name":"Support"},"effectiveFrom":"2026-03-01"}""";

    [Fact]
    public void Is_read_when_it_is_as_described()
    {
        var command = JsonSerializer.Deserialize<RegisterProcessingActivity>(Good, RegisterJson.Edge)!;

        Assert.Equal(("support", ProcessingRole.Controller, new DateOnly(2026, 3, 1)), (command.Reference.Value, command.Role, command.EffectiveFrom));
        Assert.Equal(ProcessingRegister.Decisions.StatedAs.Missing, command.Content.Purposes.State);
    }

    [Theory]
    [InlineData("an unknown member", "\"reference\"", "\"colour\":\"red\",\"reference\"")]
    [InlineData("a member given twice", "\"reference\"", "\"reference\":\"other\",\"reference\"")]
    [InlineData("a member in another case", "\"reference\"", "\"Reference\"")]
    [InlineData("a required member that is missing", "\"reference\":\"support\",", "")]
    [InlineData("a required member of a part that is missing", "\"name\":\"Support\"", "")]
    [InlineData("an unknown word", "\"controller\"", "\"emperor\"")]
    [InlineData("a number for a word", "\"controller\"", "0")]
    [InlineData("a number in quotation marks for a word", "\"controller\"", "\"0\"")]
    [InlineData("null for a word", "\"controller\"", "null")]
    [InlineData("null for a text", "\"support\"", "null")]
    [InlineData("null for a part", "{\"name\":\"Support\"}", "null")]
    [InlineData("null for a point", "\"name\":\"Support\"", "\"name\":\"Support\",\"purposes\":null")]
    [InlineData("null in a list of texts", "\"name\":\"Support\"", "\"name\":\"Support\",\"services\":[null]")]
    [InlineData("null in a list of parts", "\"name\":\"Support\"", "\"name\":\"Support\",\"systems\":[null]")]
    [InlineData("null in a list of words", "\"name\":\"Support\"", "\"name\":\"Support\",\"purposes\":{\"state\":\"provided\",\"value\":[{\"text\":\"x\",\"legalBases\":{\"state\":\"provided\",\"value\":[null]}}]}")]
    [InlineData("a list for a text", "\"support\"", "[\"support\"]")]
    [InlineData("a date that is none", "2026-03-01", "2026-02-30")]
    [InlineData("an instant for a date", "2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("a number as text", "\"name\":\"Support\"", "\"name\":\"Support\",\"dataCategories\":{\"state\":\"provided\",\"value\":[{\"name\":\"x\",\"timeLimitForErasure\":{\"state\":\"provided\",\"value\":{\"text\":\"x\",\"years\":\"3\"}}}]}")]
    [InlineData("a comma too many", "\"2026-03-01\"", "\"2026-03-01\",")]
    [InlineData("a comment", "\"reference\"", "/* why */\"reference\"")]
    public void Is_refused_with(string what, string good, string bad)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var refused = Xunit.Record.Exception(() => JsonSerializer.Deserialize<RegisterProcessingActivity>(Good.Replace(good, bad, StringComparison.Ordinal), RegisterJson.Edge));
        Assert.True(refused is JsonException, $"{what} must be refused, but brought {refused?.GetType().Name ?? "no complaint"}.");
    }

    [Fact]
    public void Says_the_same_whatever_references_a_value_carries()
    {
        static ContactPerson Ola() => new() { Subject = Guid.NewGuid(), Name = new("Ola") };

        Assert.True(RegisterJson.SayTheSame(Ola(), Ola()));
        Assert.False(RegisterJson.SayTheSame(Ola(), Ola() with { Function = new("Adviser") }));
    }
}
