using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace MerkleLog.Tests;

public class Canonical_json
{
    [Fact]
    public void Agrees_with_the_vectors_for_documents_from_text_element_and_node()
    {
        foreach (var @case in Vectors.Cases("jcs-documents"))
        {
            var input = @case.Text("input");
            var expected = @case.Text("canonical_hex");
            Assert.Equal(expected, Hex(CanonicalJson.BytesOfText(Encoding.UTF8.GetBytes(input))));
            Assert.Equal(expected, Hex(CanonicalJson.Bytes(JsonElement.Parse(input))));
            Assert.Equal(expected, Hex(CanonicalJson.Bytes(JsonNode.Parse(input))));
        }
    }

    [Fact]
    public void Writes_every_number_of_the_vectors_as_ECMAScript_does()
    {
        foreach (var @case in Vectors.Cases("jcs-numbers"))
        {
            var value = BitConverter.Int64BitsToDouble(Convert.ToInt64(@case.Text("ieee754"), 16));
            Assert.Equal(@case.Text("json"), Text(CanonicalJson.Bytes(JsonValue.Create(value))));
            Assert.Equal(@case.Text("json"), Canonical(@case.Text("json")));
        }
    }

    [Fact]
    public void Refuses_every_vector_that_is_not_I_JSON()
    {
        foreach (var @case in Vectors.Cases("jcs-refuse"))
            Assert.Throws<CanonicalJsonException>(() => Canonical(@case.Text("input")));
    }

    [Theory]
    [InlineData("""{"a":{"b":1,"b":1}}""", CanonicalJsonRule.DuplicateKey, "/a/b")]
    [InlineData("""{"a":{"b":1,"\u0062":1}}""", CanonicalJsonRule.DuplicateKey, "/a/b")]
    [InlineData("""{"a/b":{"~":["\ud800"]}}""", CanonicalJsonRule.LoneSurrogate, "/a~1b/~0/0")]
    [InlineData("""{"a":{"\udc00":1}}""", CanonicalJsonRule.LoneSurrogate, "/a")]
    [InlineData("""[1,-1e309]""", CanonicalJsonRule.NonFiniteNumber, "/1")]
    [InlineData("""[9007199254740993]""", CanonicalJsonRule.InexactNumber, "/0")]
    [InlineData("""[9223372036854775807]""", CanonicalJsonRule.InexactNumber, "/0")]
    [InlineData("""[0.10000000000000000001]""", CanonicalJsonRule.InexactNumber, "/0")]
    [InlineData("""[1e-400]""", CanonicalJsonRule.InexactNumber, "/0")]
    [InlineData("""[4e-324]""", CanonicalJsonRule.InexactNumber, "/0")]
    [InlineData("""[1e99999999999999999999]""", CanonicalJsonRule.NonFiniteNumber, "/0")]
    [InlineData("""[1e-99999999999999999999]""", CanonicalJsonRule.InexactNumber, "/0")]
    [InlineData("{\"a\":1}\u00a0", CanonicalJsonRule.NotJson, "")]
    [InlineData("\ufeff{}", CanonicalJsonRule.NotJson, "")]
    [InlineData("{} {}", CanonicalJsonRule.NotJson, "")]
    [InlineData("{/*c*/}", CanonicalJsonRule.NotJson, "")]
    public void A_refusal_names_the_rule_and_the_place(string text, CanonicalJsonRule rule, string pointer)
    {
        var refusal = Assert.Throws<CanonicalJsonException>(() => Canonical(text));
        Assert.Equal((rule, pointer), (refusal.Rule, refusal.Pointer));
    }

    [Fact]
    public void A_refusal_never_quotes_the_value()
    {
        foreach (var text in new[] { "[12345678901234567890123]", "{\"a\":\"canary\\ud800\"}", "[canary]", "{\"a\":1e9999}" })
        {
            var refusal = Assert.Throws<CanonicalJsonException>(() => Canonical(text));
            Assert.DoesNotContain("canary", refusal.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("123456", refusal.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("9999", refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Equal(
            CanonicalJsonRule.NotJson,
            Assert.Throws<CanonicalJsonException>(() => CanonicalJson.BytesOfText([(byte)'"', 0xC3, 0x28, (byte)'"'])).Rule);

    [Fact]
    public void Nesting_is_bounded_for_text_and_for_nodes()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Assert.Equal(Nested(CanonicalJson.MaximumDepth), Canonical(Nested(CanonicalJson.MaximumDepth)));
        Assert.Throws<CanonicalJsonException>(() => Canonical(Nested(CanonicalJson.MaximumDepth + 1)));
        Assert.Throws<CanonicalJsonException>(() => Canonical(Nested(100_000)));

        var node = new JsonArray();
        for (var i = 0; i < CanonicalJson.MaximumDepth; i++)
            node = [node];
        Assert.Equal(CanonicalJsonRule.TooDeep, Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Bytes(node)).Rule);
    }

    [Fact]
    public void Nodes_that_a_program_builds_are_held_to_the_same_rules()
    {
        static CanonicalJsonRule Rule(JsonNode? node) => Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Bytes(node)).Rule;
        Assert.Equal(CanonicalJsonRule.NonFiniteNumber, Rule(new JsonArray(double.NaN)));
        Assert.Equal(CanonicalJsonRule.NonFiniteNumber, Rule(new JsonArray(float.PositiveInfinity)));
        Assert.Equal(CanonicalJsonRule.InexactNumber, Rule(new JsonArray(long.MaxValue)));
        Assert.Equal(CanonicalJsonRule.InexactNumber, Rule(new JsonArray(0.12345678901234567890m)));
        Assert.Equal(CanonicalJsonRule.LoneSurrogate, Rule(new JsonArray("\ud800")));
        Assert.Equal(CanonicalJsonRule.LoneSurrogate, Rule(new JsonArray('\ud800')));
        Assert.Equal(CanonicalJsonRule.LoneSurrogate, Rule(new JsonObject { ["\udfff"] = 1 }));
        Assert.Equal(CanonicalJsonRule.DuplicateKey, Rule(JsonNode.Parse("""{"a":1,"a":2}""")));
        Assert.Equal(CanonicalJsonRule.LoneSurrogate, Rule(JsonNode.Parse("""{"a":["\ud800"]}""")));
        Assert.Equal(CanonicalJsonRule.NotAJsonValue, Rule(new JsonArray(JsonValue.Create(new { Text = "\ud800" }))));
        Assert.Equal(CanonicalJsonRule.NotAJsonValue, Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Bytes(default(JsonElement))).Rule);

        var id = Guid.Parse("0192f0c8-5a3b-7c11-8d2e-1f2a3b4c5d6e");
        Assert.Equal(
            """["0192f0c8-5a3b-7c11-8d2e-1f2a3b4c5d6e",7,7.5,true,null,"x"]""",
            Text(CanonicalJson.Bytes(new JsonArray(id, 7L, 7.5m, true, null, 'x'))));
        Assert.Equal("null", Text(CanonicalJson.Bytes((JsonNode?)null)));
    }

    [Fact]
    public void A_double_survives_in_its_shortest_text_and_a_fraction_in_seventeen_digits() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
        {
            var canonical = Text(CanonicalJson.Bytes(JsonValue.Create(value)));
            Assert.Equal(canonical, Canonical(canonical));
            Assert.Equal(value, double.Parse(canonical, CultureInfo.InvariantCulture));
            if (double.IsNormal(value) && !double.IsInteger(value))
                Assert.Equal(canonical, Canonical(value.ToString("E16", CultureInfo.InvariantCulture)));
        });

    [Fact]
    public void Canonical_bytes_are_their_own_canonical_form_whatever_the_order_of_the_keys() =>
        Gen.Select(Gen.Dictionary(Gen.String, Gen.Double.Where(double.IsFinite))[0, 20], Gen.Int).Sample((members, seed) =>
        {
            members = members.Where(member => IsUnicode(member.Key)).ToDictionary();
            var keys = members.Keys.ToArray();
            var ordered = new JsonObject(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)members[key])));
            new Random(seed).Shuffle(keys);
            var shuffled = new JsonObject(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)members[key])));
            var bytes = CanonicalJson.Bytes(ordered);
            Assert.Equal(bytes, CanonicalJson.Bytes(shuffled));
            Assert.Equal(bytes, CanonicalJson.BytesOfText(bytes));
        });

    private static bool IsUnicode(string text) =>
        text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static string Canonical(string text) => Text(CanonicalJson.BytesOfText(Encoding.UTF8.GetBytes(text)));

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
