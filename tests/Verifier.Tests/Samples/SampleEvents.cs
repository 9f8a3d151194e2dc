using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MerkleLog;
using Verifier.Sources;

namespace Verifier.Tests.Samples;

/// <summary>An event before it is sealed.</summary>
public sealed record SampleEvent(Guid Id, Guid Stream, long Version, long Sequence, string Type, DateTimeOffset At, JsonObject Data)
{
    /// <summary>The personal value that the data refer to, if any.</summary>
    public ValueRow? Value { get; init; }

    /// <summary>Whether the application wrote it, and so signed it with its origin key.</summary>
    public bool IsAttributed { get; init; } = true;
}

/// <summary>Made-up events, the same for the same index, so that a test can name one.</summary>
public static class SampleEvents
{
    public const string Tenant = "sample";

    /// <summary>Every so many events carry a personal value.</summary>
    public const int ValueEvery = 7;

    private const int Streams = 40;

    private static readonly DateTimeOffset Beginning = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(long index) => Beginning + TimeSpan.FromSeconds(index) + TimeSpan.FromMicroseconds(index % 1000);

    public static Guid Id(string kind, long index) =>
        new(Bytes($"{kind} {index.ToString(CultureInfo.InvariantCulture)}").AsSpan(0, 16));

    /// <summary>32 bytes that are the same for the same text. No secrets: these are samples.</summary>
    public static byte[] Bytes(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static SampleEvent Make(long index)
    {
        var id = Id("event", index);
        var data = new JsonObject
        {
            ["id"] = Id("activity", index % Streams).ToString(),
            ["since"] = "2026-03-01",
            ["title"] = "Payroll for field staff, version " + index.ToString(CultureInfo.InvariantCulture),
            ["volume"] = index % 1000,
            ["purposes"] = new JsonArray("payroll", "duties under tax law", "§ 41 \"wage account\""),
            ["retention"] = new JsonObject { ["years"] = 10, ["begins"] = "end of the calendar year" },
            ["legalBasis"] = "Article 6(1)(c)",
            ["recipients"] = new JsonArray("tax office", "health insurance"),
        };
        var value = index % ValueEvery == 0 ? Value(index, id) : null;
        if (value is not null)
            data["contact"] = new JsonObject { ["c"] = Commit(value).ToString(), ["$pv"] = value.Id.ToString() };
        return new SampleEvent(id, Id("stream", index % Streams), (index / Streams) + 1, index + 1000, "processing_activity_revised", At(index), data) { Value = value };
    }

    /// <summary>The row of the event table, with the headers that the application gives it.</summary>
    public static EventRow Row(SampleEvent e, long leafIndex, byte[] originKey)
    {
        var salt = Bytes($"salt {e.Id}");
        var headers = new JsonObject
        {
            ["actor"] = Id("actor", e.Sequence % 5).ToString(),
            ["recorded"] = CanonicalInstant.Text(e.At),
            ["correlation"] = Id("correlation", e.Sequence).ToString(),
        };
        var (commit, head) = (Commitment.OfPayload(salt, CanonicalJson.Bytes(e.Data)), Commitment.OfHeaders(salt, CanonicalJson.Bytes(headers)));
        headers["ledger.mac"] = Commitment.OfOrigin(originKey, Tenant, e.Stream, e.Id, e.Type, commit, head).ToString();
        headers["ledger.salt"] = Convert.ToBase64String(salt);
        return new EventRow(leafIndex, e.Sequence, e.Id, e.Stream, e.Version, e.Type, e.At, Utf8(e.Data), Utf8(headers));
    }

    /// <summary>The entry that a sealer makes of a row.</summary>
    public static Entry Entry(EventRow row, bool isAttributed)
    {
        var headers = JsonNode.Parse(row.Headers.Span)!.AsObject();
        var salt = Convert.FromBase64String((string)headers["ledger.salt"]!);
        var mac = Hash.Parse((string)headers["ledger.mac"]!);
        foreach (var own in headers.Select(header => header.Key).Where(name => name.StartsWith(Commitment.OwnHeaderPrefix, StringComparison.Ordinal)).ToList())
            headers.Remove(own);
        return new Entry(Tenant, row.Stream, row.Version, row.Sequence, row.Id, isAttributed ? row.Type : MerkleLog.Entry.Unattributed, row.At,
            Commitment.OfPayload(salt, CanonicalJson.BytesOfText(row.Data.Span)), Commitment.OfHeaders(salt, CanonicalJson.Bytes(headers)), mac);
    }

    private static ValueRow Value(long index, Guid eventId) =>
        new(Id("value", index), eventId, "/contact", Bytes($"secret {index}"), Encoding.UTF8.GetBytes($"\"Contact person {index}\""));

    private static Hash Commit(ValueRow value) =>
        Commitment.OfValue(value.Secret.Span, Tenant, value.EventId, value.Pointer, CanonicalJson.BytesOfText(value.Value.Span));

    private static byte[] Utf8(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
