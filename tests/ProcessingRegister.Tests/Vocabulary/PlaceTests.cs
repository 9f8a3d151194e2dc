using System.Text.Json;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Vocabulary;

public class A_country
{
    [Fact]
    public void Is_one_of_the_249_assigned_codes() => Assert.Equal(249, CountryCode.All.Count());

    [Theory]
    [InlineData("UK")]
    [InlineData("EU")]
    [InlineData("no")]
    [InlineData(" NO")]
    [InlineData("NOR")]
    [InlineData("")]
    [InlineData(null)]
    public void Is_nothing_else(string? text) => Assert.False(CountryCode.TryParse(text, out _));

    [Theory]
    [InlineData("NO", true)]
    [InlineData("IE", true)]
    [InlineData("AX", true)]
    [InlineData("CH", false)]
    [InlineData("GB", false)]
    public void Lies_in_the_EEA_or_not(string code, bool isEea) => Assert.Equal(isEea, CountryCode.Parse(code).IsEea);

    [Fact]
    public void Is_equal_to_itself_however_it_was_read() => Assert.Equal(CountryCode.Parse("NO"), JsonSerializer.Deserialize<CountryCode>("\"NO\""));

    [Fact]
    public void Can_be_the_name_of_a_property()
    {
        var json = JsonSerializer.Serialize(new Dictionary<CountryCode, int> { [CountryCode.Parse("SE")] = 1 });

        Assert.Equal("""{"SE":1}""", json);
        Assert.Equal(1, JsonSerializer.Deserialize<Dictionary<CountryCode, int>>(json)![CountryCode.Parse("SE")]);
    }

    [Theory]
    [InlineData("\"Oslo, c/o A. Person\"")]
    [InlineData("4711")]
    public void Malformed_in_JSON_is_refused_by_the_rule_and_without_the_value(string json)
    {
        var refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CountryCode>(json));

        Assert.StartsWith(CountryCode.Rule, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(json.Trim('"'), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_as_the_name_of_a_property_is_refused_without_the_name()
    {
        var refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<CountryCode, int>>("""{"Somebody":1}"""));

        Assert.StartsWith(CountryCode.Rule, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody", refused.ToString(), StringComparison.Ordinal);
    }
}

public class A_territory
{
    [Theory]
    [InlineData("EU")]
    [InlineData("EEA")]
    [InlineData("NO")]
    [InlineData("US")]
    public void Survives_JSON(string code) =>
        Assert.Equal($"\"{code}\"", JsonSerializer.Serialize(JsonSerializer.Deserialize<Territory>($"\"{code}\"")));

    [Fact]
    public void Is_a_country_or_a_region_of_countries()
    {
        Assert.Equal(CountryCode.Parse("NO"), Territory.Parse("NO").Country);
        Assert.Null(Territory.Parse("EEA").Country);
        Assert.True(Territory.EuropeanUnion.IsEea);
        Assert.False(Territory.Parse("US").IsEea);
        Assert.Equal(Territory.Parse("NO"), CountryCode.Parse("NO"));
    }

    [Theory]
    [InlineData("eea")]
    [InlineData("Europe")]
    [InlineData(null)]
    public void Is_nothing_else(string? text) => Assert.False(Territory.TryParse(text, out _));

    [Fact]
    public void Malformed_is_refused_by_the_rule() =>
        Assert.Equal(Territory.Rule, Assert.Throws<FormatException>(() => Territory.Parse("Somewhere")).Message);
}
