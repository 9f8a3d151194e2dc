using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Marten;
using Microsoft.AspNetCore.WebUtilities;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Reading;

/// <summary>One page of many.</summary>
/// <param name="Items">The items, in a fixed order.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; <c>null</c> on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary>One event in a record's history.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Type">Its name, as in the catalogue and in the ledger.</param>
/// <param name="Version">The record's version that it made.</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
/// <param name="Actor">Who acted: a reference, resolved by the organisation's directory.</param>
/// <param name="Data">The fact.</param>
public sealed record HistoryItem(Guid Id, string Type, long Version, DateTimeOffset RecordedAt, string? Actor, object Data);

/// <summary>How records are shown over HTTP: one, a page, a history.</summary>
public static class Showing
{
    /// <summary>The largest page.</summary>
    public const int MaxLimit = 500;

    /// <summary>The header of an event that says who acted: a random reference. Unlike the column of the same meaning it is sealed.</summary>
    public const string ActorHeader = "actor";

    /// <summary>One record, with its version as ETag; 304 when the client holds it.</summary>
    public static async Task<IResult> Show<T>(this RecordQueries records, Guid id, HttpContext http) where T : Record, IRecord<T>
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (await records.FindAsync<T>(http.TenantId(), id, view, http.RequestAborted) is not { } record)
            return Problems.NotFound();
        http.Response.Tag(record.Version);
        return http.Request.NotModifiedSince($"\"{record.Version}\"") ? Results.StatusCode(StatusCodes.Status304NotModified) : Json(record);
    }

    /// <summary>One page of records.</summary>
    public static async Task<IResult> List<T>(this RecordQueries records, HttpContext http, JsonObject? containing = null) where T : Record, IRecord<T>
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var (items, next) = await records.PageAsync<T>(http.TenantId(), view, after, limit, containing, http.RequestAborted);
        return PageOf(http, items, next is { } id ? Cursor(id) : null);
    }

    /// <summary>Records as the client asks for them: a page as JSON, or all of them as CSV.</summary>
    public static async Task<IResult> List<T>(this RecordQueries records, HttpContext http, IReadOnlyList<Column<T>> columns, JsonObject? containing = null)
        where T : Record, IRecord<T>
    {
        if (Formats.Asked(http, out var format) is { } notAcceptable)
            return notAcceptable;
        if (format == Format.Json)
            return await records.List<T>(http, containing);
        return View.Of(http, out var view) ?? Csv.Of(columns, ct => records.AllAsync<T>(http.TenantId(), view, containing, ct));
    }

    /// <summary>A record's events, oldest first.</summary>
    public static async Task<IResult> History<T>(this RecordQueries records, Guid id, IQuerySession session, HttpContext http) where T : Record, IRecord<T>
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        // The stream is asked for as this kind of record, so that one register does not show another's streams.
        if (await records.FindAsync<T>(http.TenantId(), id, new View(view.AsOf, null), http.RequestAborted) is null)
            return Problems.NotFound();
        var events = await session.Events.FetchStreamAsync(id, timestamp: view.AsOf, token: http.RequestAborted);
        await http.RequestServices.GetRequiredService<SealedValues>()
            .OpenAsync(http.TenantId(), events.SelectMany(e => PersonalValues.In(e.Data)), http.RequestAborted);
        return Json(new Page<HistoryItem>(
            [.. events.Select(ItemOf)], null));
    }

    /// <summary>An event as a reader sees it.</summary>
    public static HistoryItem ItemOf(JasperFx.Events.IEvent e) => new(e.Id, e.EventTypeName, e.Version, e.Timestamp, e.GetHeader(ActorHeader)?.ToString() ?? e.UserName, e.Data);

    /// <summary>A value as JSON in its edge form.</summary>
    public static IResult Json<T>(T value) => Results.Json(value, RegisterJson.Edge);

    /// <summary>A page with its link to the next (RFC 8288).</summary>
    public static IResult PageOf<T>(HttpContext http, IReadOnlyList<T> items, string? next, string cursor = "cursor")
    {
        LinkNext(http, next, cursor);
        return Json(new Page<T>(items, next));
    }

    /// <summary>Links the response to the next page (RFC 8288), if there is one.</summary>
    public static void LinkNext(HttpContext http, string? next, string cursor = "cursor")
    {
        if (next is not null)
        {
            var query = QueryHelpers.ParseQuery(http.Request.QueryString.Value).ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
            query[cursor] = next;
            http.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(http.Request.Path, query)}>; rel=\"next\"";
        }
    }

    /// <summary>Reads <c>?cursor=</c> and <c>?limit=</c>.</summary>
    public static IResult? Range(HttpContext http, out Guid? after, out int limit)
    {
        (after, limit) = (null, 50);
        var faults = new List<Fault>();
        if (http.Request.Query.TryGetValue("limit", out var asked)
            && (!int.TryParse(asked, System.Globalization.NumberStyles.None, null, out limit) || limit is < 1 or > MaxLimit))
            faults.Add(new Fault("limit", $"must be a whole number from 1 to {MaxLimit}"));
        if (http.Request.Query.TryGetValue("cursor", out var cursor))
        {
            Span<byte> bytes = stackalloc byte[16];
            // What is no base64url makes the decoder throw, so it is asked first.
            if (System.Buffers.Text.Base64Url.IsValid(cursor.ToString(), out var length) && length == bytes.Length
                && System.Buffers.Text.Base64Url.TryDecodeFromChars(cursor.ToString(), bytes, out _))
                after = new Guid(bytes, bigEndian: true);
            else
                faults.Add(new Fault("cursor", "must be a cursor that an earlier page gave"));
        }

        return faults.Count == 0 ? null : Problems.Malformed(faults);
    }

    /// <summary>The cursor of the page after a record.</summary>
    public static string Cursor(Guid id) => System.Buffers.Text.Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));
}
