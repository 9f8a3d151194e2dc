using System.Text;
using System.Text.Json;

namespace MerkleLog.Tests;

public class Commitments
{
    private static readonly JsonElement Vector = Vectors.File("commitments");
    private static readonly byte[] Salt = Vector.Hex("salt_hex");
    private static readonly byte[] OriginKey = Vector.Hex("origin_key_hex");
    private static readonly byte[] Secret = Vector.Hex("secret_hex");
    private static readonly Guid Stream = Vector.GetProperty("stream").GetGuid();
    private static readonly Guid EventId = Vector.GetProperty("event_id").GetGuid();
    private static readonly string Tenant = Vector.Text("tenant");
    private static readonly string Type = Vector.Text("event_type");

    private static Hash Origin(string tenant, string type) =>
        Commitment.OfOrigin(OriginKey, tenant, Stream, EventId, type, Vector.Hash("payload"), Vector.Hash("headers"));

    private static byte[] Utf8(string key) => Encoding.UTF8.GetBytes(Vector.Text(key));

    [Fact]
    public void Agree_with_the_vector_made_by_another_implementation()
    {
        Assert.Equal(Vector.Hash("payload"), Commitment.OfPayload(Salt, Utf8("canonical_payload")));
        Assert.Equal(Vector.Hash("headers"), Commitment.OfHeaders(Salt, Utf8("canonical_headers")));
        Assert.Equal(Vector.Hash("origin"), Origin(Tenant, Type));
        Assert.Equal(Vector.Hash("value"), Commitment.OfValue(Secret, Tenant, EventId, Vector.Text("pointer"), Utf8("canonical_value")));
    }

    [Fact]
    public void Of_different_kinds_differ_over_the_same_bytes() =>
        Assert.NotEqual(Commitment.OfPayload(Salt, "{}"u8), Commitment.OfHeaders(Salt, "{}"u8));

    [Fact]
    public void Do_not_let_a_byte_move_from_one_field_to_the_next() =>
        Assert.NotEqual(
            Commitment.OfValue(Secret, "a", EventId, "/b", "\"c\""u8),
            Commitment.OfValue(Secret, "a", EventId, "/b\"", "c\""u8));

    [Fact]
    public void Bind_a_value_to_its_place()
    {
        var here = Commitment.OfValue(Secret, Tenant, EventId, "/name", "\"x\""u8);
        Assert.NotEqual(here, Commitment.OfValue(Secret, Tenant, EventId, "/alias", "\"x\""u8));
        Assert.NotEqual(here, Commitment.OfValue(Secret, Tenant, Stream, "/name", "\"x\""u8));
        Assert.NotEqual(here, Commitment.OfValue(Secret, "other", EventId, "/name", "\"x\""u8));
    }

    [Fact]
    public void Refuse_a_salt_or_key_that_is_too_short_and_text_that_is_not_Unicode()
    {
        Assert.Throws<ArgumentException>(() => Commitment.OfPayload(new byte[31], "{}"u8));
        Assert.Throws<ArgumentException>(() => Commitment.OfValue(new byte[16], Tenant, EventId, "", "1"u8));
        Assert.Throws<ArgumentException>(() => Commitment.OfOrigin(new byte[31], Tenant, Stream, EventId, Type, default, default));
        Assert.ThrowsAny<ArgumentException>(() => Origin("\ud800", Type));
    }

    [Fact]
    public void Make_the_entry_of_the_vector_byte_for_byte()
    {
        Assert.True(CanonicalInstant.TryParse(Vector.Text("at"), out var at));
        var entry = new Entry(
            Tenant, Stream, Vector.Count("version"), Vector.Count("sequence"), EventId, Type, at,
            Vector.Hash("payload"), Vector.Hash("headers"), Vector.Hash("origin"));
        Assert.Equal(Vector.Text("entry"), Encoding.UTF8.GetString(entry.ToBytes()));
        Assert.True(Entry.TryParse(entry.ToBytes(), out var read));
        Assert.Equal(entry, read);
    }

    [Fact]
    public void An_entry_has_one_spelling_only()
    {
        var text = Vector.Text("entry");
        string[] otherSpellings =
        [
            text + " ", text.Replace(":\"123\"", ":\"0123\"", StringComparison.Ordinal), text.Replace(":\"123\"", ":123", StringComparison.Ordinal),
            text.Replace("\"ver\":\"7\"", "\"ver\":\"7\",\"x\":1", StringComparison.Ordinal), text.Replace("entry/1", "entry/2", StringComparison.Ordinal),
            text.Replace("151188Z", "151188+00:00", StringComparison.Ordinal), text.Replace("aabb", "AABB", StringComparison.Ordinal),
            text.Replace("{\"at\"", "{ \"at\"", StringComparison.Ordinal), text.Replace("\"ver\":\"7\"", "\"ver\":\"-7\"", StringComparison.Ordinal),
            text.Replace("\"ver\":\"7\"", "\"ver\":\"99999999999999999999\"", StringComparison.Ordinal),
            text.Replace(",\"ver\":\"7\"", "", StringComparison.Ordinal),
            text.Replace("ü", "\\u00fc", StringComparison.Ordinal), text.Replace("i2Q=", "i2R=", StringComparison.Ordinal), "", "null", "[]",
        ];
        foreach (var other in otherSpellings)
        {
            Assert.NotEqual(text, other);
            Assert.False(Entry.TryParse(Encoding.UTF8.GetBytes(other), out _), other);
        }
    }

    [Fact]
    public void An_instant_is_cut_not_rounded_and_always_has_six_decimals()
    {
        var instant = new DateTimeOffset(2026, 11, 22, 17, 20, 12, TimeSpan.FromHours(1)).AddTicks(1511889);
        Assert.Equal("2026-11-22T16:20:12.151188Z", CanonicalInstant.Text(instant));
        Assert.Equal("2026-11-22T16:20:12.000000Z", CanonicalInstant.Text(instant.AddTicks(-1511889)));
        Assert.True(CanonicalInstant.TryParse("2026-11-22T16:20:12.151188Z", out var read));
        Assert.Equal(CanonicalInstant.Cut(instant), read);
        Assert.False(CanonicalInstant.TryParse("2026-11-22T16:20:12Z", out _));
        Assert.False(CanonicalInstant.TryParse("2026-11-22 16:20:12.151188Z", out _));
    }
}
