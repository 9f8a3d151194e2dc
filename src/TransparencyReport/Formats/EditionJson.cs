using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;

namespace TransparencyReport.Formats;

/// <summary>An edition as JSON; what it says is described by <c>edition.schema.json</c>.</summary>
public static class EditionJson
{
    /// <summary>The JSON Schema, draft 2020-12.</summary>
    public static byte[] Schema()
    {
        using var stream = typeof(EditionJson).Assembly.GetManifestResourceStream("edition.schema.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes an edition; the same edition gives the same bytes.</summary>
    public static byte[] Write(Edition edition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            Head(json, edition);
            Array(json, "tables", edition.Tables, table =>
            {
                Period(json, table.Span);
                json.WriteStartArray("axes");
                foreach (var axis in Terms.Of(table.Axes))
                    json.WriteStringValue(axis);
                json.WriteEndArray();
                json.WriteString("status", table.IsPublished ? "published" : "rolled_up");
            });
            Array(json, "balances", edition.Balances, balance =>
            {
                json.WriteNumber("openStart", balance.OpenStart);
                json.WriteNumber("received", balance.Received);
                json.WriteNumber("reopened", balance.Reopened);
                json.WriteNumber("closed", balance.Closed);
                json.WriteNumber("openEnd", balance.OpenEnd);
            });
            Array(json, "cells", edition.Cells, cell => WriteCell(json, cell));
            Array(json, "revisions", edition.Revisions.SelectMany(revision => revision.Kinds, (revision, kind) => (revision, kind)), pair => WriteRevision(json, pair.revision, pair.kind));
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void Head(Utf8JsonWriter json, Edition edition)
    {
        json.WriteString("edition", edition.Id.ToString());
        json.WriteString("supersedes", edition.Supersedes?.ToString());
        json.WriteString("profile", Terms.Of(edition.Profile));
        json.WriteStartObject("period");
        json.WriteString("start", Terms.Of(edition.Id.Quarter.Span.Start));
        json.WriteString("endExclusive", Terms.Of(edition.Id.Quarter.Span.EndExclusive));
        json.WriteString("zone", edition.Zone);
        json.WriteEndObject();
        json.WriteStartObject("cutoff");
        json.WriteNumber("position", edition.Cutoff.Position);
        json.WriteString("recordedAt", Terms.Of(edition.Cutoff.RecordedAt));
        json.WriteString("streamHash", edition.Cutoff.StreamHash);
        json.WriteEndObject();
        json.WriteString("policyVersion", edition.PolicyVersion);
        json.WriteStartObject("codeLists");
        json.WriteString("version", edition.CodeListVersion);
        json.WriteStartObject("countries");
        foreach (var (code, (english, norwegian)) in edition.CountryNames)
        {
            json.WriteStartObject(code);
            json.WriteString("en", english);
            json.WriteString("nb", norwegian);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("suppression");
        if (edition.Suppression is { } suppression)
        {
            json.WriteNumber("k", suppression.K);
            json.WriteNumber("primary", suppression.Primary);
            json.WriteNumber("complementary", suppression.Complementary);
            json.WriteNumber("rolledUp", suppression.RolledUp);
            json.WriteNumber("exposedElsewhere", suppression.ExposedElsewhere);
        }

        json.WriteString("audit", edition.Suppression is null ? "not_applicable" : "passed");
        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, Cell cell)
    {
        Key(json, cell.Key);
        json.WriteString("unit", cell.Unit);
        json.WriteString("status", Code.Of(cell.Status));
        if (cell.Value is { } value)
            json.WriteNumber("value", value);
        if (cell.Low is { } low)
            json.WriteNumber("low", low);
        if (cell.High is { } high)
            json.WriteNumber("high", high);
        json.WriteString("firstEdition", cell.FirstEdition);
    }

    private static void WriteRevision(Utf8JsonWriter json, Revision revision, RevisionKind kind)
    {
        json.WriteStartObject("cell");
        Key(json, revision.Cell);
        json.WriteEndObject();
        json.WriteString("kind", Code.Of(kind));
        if (revision.PreviousValue.Length > 0)
            json.WriteString("previousValue", revision.PreviousValue);
        json.WriteString("reason", revision.Reason);
        json.WriteString("date", Terms.Of(revision.Date));
    }

    private static void Key(Utf8JsonWriter json, CellKey key)
    {
        json.WriteString("block", key.Block.Name);
        Period(json, key.Span);
        json.WriteString("basis", key.Basis);
        json.WriteStartObject("axes");
        var codes = key.Axes.Split('|');
        for (var i = 0; i < key.Block.Axes.Length; i++)
            json.WriteString(key.Block.Axes[i], codes[i]);
        json.WriteEndObject();
        json.WriteString("measure", Code.Of(key.Measure));
    }

    private static void Period(Utf8JsonWriter json, Periods.Span span)
    {
        json.WriteString("periodStart", Terms.Of(span.Start));
        json.WriteString("periodEnd", Terms.Of(span.EndExclusive));
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
