using System.Text.Json;
using MerkleLog;
using Npgsql;

namespace ProcessingRegister.Ledger;

/// <summary>A committed row of the event table, as far as it is sealed.</summary>
/// <param name="Tenant">Whose event it is.</param>
/// <param name="Sequence">Its number in the store.</param>
/// <param name="Id">Its id.</param>
/// <param name="Stream">The record it belongs to.</param>
/// <param name="Version">Its place there, from 1.</param>
/// <param name="Type">Its stored name.</param>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="Data">The payload, JSON in UTF-8 as the database writes it.</param>
/// <param name="Headers">The headers, likewise; <c>null</c> when the row has none.</param>
internal sealed record EventRow(
    string Tenant, long Sequence, Guid Id, Guid Stream, long Version, string Type, DateTimeOffset At, byte[] Data, byte[]? Headers)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order, of the table under the name <c>e</c>.</summary>
    public const string Columns = "e.tenant_id, e.seq_id, e.id, e.stream_id, e.version, e.type, e.timestamp, e.data, e.headers";

    private static readonly JsonElement None = JsonElement.Parse("{}"u8);

    /// <summary>Reads a row.</summary>
    public static EventRow Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetInt64(1), reader.GetGuid(2), reader.GetGuid(3), reader.GetInt64(4), reader.GetString(5),
        new DateTimeOffset(reader.GetDateTime(6)), reader.GetFieldValue<byte[]>(7), reader.IsDBNull(8) ? null : reader.GetFieldValue<byte[]>(8));

    /// <summary>
    /// The entry for this row. What this application did not write, or what was changed after it was written, becomes an entry of the type
    /// <see cref="Entry.Unattributed"/>: it stays in the log, and stands out.
    /// </summary>
    public Entry ToEntry(OriginKey key)
    {
        var headers = HeadersOf(Headers);
        var salt = BytesIn(headers, Commitment.SaltHeader);
        var code = BytesIn(headers, Commitment.OriginHeader);
        // Instants are repeated in the headers because the origin code covers these and not the column.
        var recorded = TextIn(headers, OriginListener.RecordedHeader) == CanonicalInstant.Text(At);

        var payload = Canonical(() => Commitment.OfPayload(salt.AsSpan(), CanonicalJson.BytesOfText(Data)));
        var head = Canonical(() => Commitment.OfHeaders(salt.AsSpan(), Commitment.CanonicalHeaders(headers)));
        return key.Wrote(code, Tenant, Stream, Id, Type, payload, head) && recorded
            ? new Entry(Tenant, Stream, Version, Sequence, Id, Type, At, payload, head, code)
            : new Entry(Tenant, Stream, Version, Sequence, Id, Entry.Unattributed, At, payload, head, code);
    }

    private static JsonElement HeadersOf(byte[]? headers)
    {
        try
        {
            return headers is not null && JsonElement.Parse(headers) is { ValueKind: JsonValueKind.Object } read ? read : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static string? TextIn(JsonElement headers, string name) =>
        headers.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // 32 zero bytes stand for what the row does not have (docs/ledger-format.md section 3).
    private static Hash BytesIn(JsonElement headers, string name) => Hash.TryParse(TextIn(headers, name), out var bytes) ? bytes : default;

    private static Hash Canonical(Func<Hash> commitment)
    {
        try
        {
            return commitment();
        }
        catch (CanonicalJsonException)
        {
            // What has no canonical form was not written by this application, whose commitments need one.
            return default;
        }
    }
}
