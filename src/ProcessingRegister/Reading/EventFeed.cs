using System.Globalization;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Reading;

/// <summary>One event in the feed of all events.</summary>
/// <param name="Position">Where it stands in the feed: what to send as <c>after</c> to go on behind it.</param>
/// <param name="StreamId">The record it belongs to.</param>
/// <param name="Event">The event.</param>
public sealed record FeedItem(string Position, Guid StreamId, HistoryItem Event);

/// <summary><c>GET /v1/{org}/events</c>: all events, in an order that can be followed without missing any.</summary>
public static class EventFeedEndpoint
{
    // A transaction that is still open may yet commit events with lower numbers, so the feed ends where the oldest of them began.
    private const string Query =
        """
        select f.epoch, f.xid::text, f.seq_id, e.id from register.feed f join register.mt_events e on e.seq_id = f.seq_id and e.tenant_id = f.tenant_id
        where f.tenant_id = $1 and (f.epoch, f.xid, f.seq_id) > ($2, $3::text::xid8, $4)
          and not exists (select from register.elsewhere w where w.tenant_id = f.tenant_id and w.id = e.stream_id)
          and (f.epoch < (select max(epoch) from register.feed_epoch) or f.xid < pg_snapshot_xmin(pg_current_snapshot())) and ($5::text is null or e.type = $5)
        order by f.epoch, f.xid, f.seq_id limit $6
        """;

    /// <summary>Lists all events of the organisation, in order, from a position on.</summary>
    [WolverineGet("/v1/{org}/events", OperationId = "listEvents"), Lists(typeof(FeedItem), FromAnyView = false, Cursor = "after")]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static async Task<IResult> Get(string? after, string? type, NpgsqlDataSource database, IQuerySession session, SealedValues values, HttpContext http)
    {
        if (Showing.Range(http, out _, out var limit) is { } malformed)
            return malformed;
        if (!TryPosition(after, out var epoch, out var xid, out var seq))
            return Problems.Malformed(new Fault("after", "must be a position that the feed gave"));
        var places = new List<(string Position, Guid Id)>();
        await using (var command = database.CreateCommand(Query))
        {
            command.Parameters.AddWithValue(http.TenantId());
            command.Parameters.AddWithValue(epoch);
            command.Parameters.AddWithValue(xid.ToString(CultureInfo.InvariantCulture));
            command.Parameters.AddWithValue(seq);
            command.Parameters.Add(new() { Value = (object?)type ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
            command.Parameters.AddWithValue(limit);
            await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
            while (await reader.ReadAsync(http.RequestAborted))
                places.Add(($"{reader.GetInt32(0)}-{reader.GetString(1)}-{reader.GetInt64(2)}", reader.GetGuid(3)));
        }

        var ids = places.Select(p => p.Id).ToArray();
        var events = (await session.Events.QueryAllRawEvents().Where(e => ids.Contains(e.Id)).ToListAsync(http.RequestAborted)).ToDictionary(e => e.Id);
        if (events.Values.Where(e => e.Data is IConfidentialFact).Select(e => e.StreamId).Distinct().Order().ToList() is { Count: > 0 } read)
            await http.RequestServices.GetRequiredService<IConsultations>().NoteAsync(http, Consultation.Feed, read);
        await values.OpenAsync(http.TenantId(), events.Values.SelectMany(e => PersonalValues.In(e.Data)), http.RequestAborted);
        return Showing.PageOf(http,
            [.. places.Select(p => (p.Position, Event: events[p.Id])).Select(p => new FeedItem(p.Position, p.Event.StreamId, Showing.ItemOf(p.Event)))],
            places.Count == limit ? places[^1].Position : null, "after");
    }

    private static bool TryPosition(string? after, out int epoch, out ulong xid, out long seq)
    {
        (epoch, xid, seq) = (0, 0, 0);
        return after is null
            || (after.Split('-') is [var e, var x, var s] && int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out epoch)
                && ulong.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out xid) && long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out seq));
    }
}
