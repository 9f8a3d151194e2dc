using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace MerkleLog.Tests;

/// <summary>The quick ways of reading what is usual answer what the thorough ones answer.</summary>
public class Quick_readings
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.String[Gen.Char["a\"\\/\n\u0001§é€𝄞"], 0, 6]);

    private static readonly Gen<JsonNode?> Json = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number))
        : Gen.OneOf<JsonNode?>(
            Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Double[-1e6, 1e6].Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Const((JsonNode?)null),
            WellFormed().Select(text => (JsonNode?)JsonValue.Create(text)),
            inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Dictionary(WellFormed(), inner)[0, 5].Select(members => (JsonNode?)new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))))));

    [Fact]
    public void Of_json_text_give_the_bytes_of_the_parsed_value() => Gen.Select(Json, Gen.Bool).Sample((json, indented) =>
    {
        var text = Encoding.UTF8.GetBytes(json?.ToJsonString(new JsonSerializerOptions { WriteIndented = indented }) ?? "null");
        return CanonicalJson.BytesOfText(text).AsSpan().SequenceEqual(CanonicalJson.Bytes(JsonElement.Parse(text)));
    });

    [Theory]
    [InlineData("""{"b":1,"a":2,"b":3}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("[-0]")]
    [InlineData("[1e2,1.50,123456789012345678]")]
    [InlineData("""["\ud800"]""")]
    [InlineData("{} {}")]
    [InlineData("[1,]")]
    [InlineData("")]
    public void Of_json_text_refuse_what_the_parsed_value_refuses(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);

        Assert.Equal(Outcome(() => CanonicalJson.Bytes(JsonElement.Parse(utf8))), Outcome(() => CanonicalJson.BytesOfText(utf8)));
    }

    [Fact]
    public void Of_an_entry_accept_its_one_spelling_and_no_other() =>
        Gen.Select(Text, Gen.Long[0, long.MaxValue], Gen.Guid, Gen.Int[0, 500], Gen.Byte, Gen.Bool).Sample((type, number, id, place, change, inserted) =>
        {
            if (!IsWellFormed(type))
                return;
            var entry = new Entry("tenant", id, number, number, id, type, DateTimeOffset.UnixEpoch.AddTicks(number % 1_000_000_000_000), Hash.Sha256([1]), Hash.Sha256([2]), Hash.Sha256([3]));
            var bytes = entry.ToBytes().ToList();
            Assert.True(Entry.TryParse(bytes.ToArray(), out var read));
            Assert.Equal(entry, read);

            if (inserted)
                bytes.Insert(place % bytes.Count, change);
            else
                bytes[place % bytes.Count] = change;
            // Whatever is accepted must be what it would be written as.
            if (Entry.TryParse(bytes.ToArray(), out var other))
                Assert.Equal(bytes, other.ToBytes());
        });

    [Fact]
    public void Of_an_instant_agree_with_the_text() => Gen.Select(Gen.DateTime, Gen.Int[0, 26], Gen.Char["0123456789-:.TZ "]).Sample((time, place, change) =>
    {
        var text = CanonicalInstant.Text(new DateTimeOffset(time, TimeSpan.Zero)).ToCharArray();
        text[place] = change;
        var accepted = CanonicalInstant.TryParse(new string(text), out var instant);
        return accepted == CanonicalInstant.TryParse(Encoding.ASCII.GetBytes(text), out var quick) && instant == quick;
    });

    [Fact]
    public void Of_a_hash_refuse_a_second_spelling()
    {
        var text = Hash.Sha256([1]).ToString();
        // The last character before the padding has two bits that mean nothing.
        var second = text[..42] + (char)(text[42] + 1) + "=";

        Assert.True(Hash.TryParse(Encoding.ASCII.GetBytes(text), out var hash));
        Assert.Equal(Hash.Sha256([1]), hash);
        Assert.False(Hash.TryParse(Encoding.ASCII.GetBytes(second), out _));
        Assert.False(Hash.TryParse(Encoding.ASCII.GetBytes(text.Replace('=', ' ')), out _));
    }

    private static string Outcome(Func<byte[]> make)
    {
        try
        {
            return Convert.ToHexString(make());
        }
        catch (CanonicalJsonException refused)
        {
            return refused.Rule.ToString();
        }
        catch (JsonException)
        {
            return CanonicalJsonRule.NotJson.ToString();
        }
    }

    private static Gen<string> WellFormed() => Text.Where(IsWellFormed);

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
