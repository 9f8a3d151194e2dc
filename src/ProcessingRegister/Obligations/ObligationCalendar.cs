using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Reminders;
using ProcessingRegister.Web;

namespace ProcessingRegister.Obligations;

/// <summary>
/// What the organisation owes by a limit, as a calendar (RFC 5545): what is overdue, and what falls due within <see cref="Ahead"/>. An event lasts from the
/// target to the limit. What was met, or is owed no more, is absent, and a client that subscribes takes it away; what moved keeps its UID.
/// </summary>
/// <remarks>Events and not to-dos, since the calendars of offices show none of those that they subscribe to. They block no time.</remarks>
public sealed class ObligationCalendar(NpgsqlDataSource database, ReminderOptions reminders)
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>How far ahead it looks.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(92);

    /// <summary>How many events it has at most; of more, those that fall due first.</summary>
    public const int MaxEvents = 1000;

    private sealed record Entry(
        Guid First, string Kind, string Reference, string Provision, string? Title, string? Path, DateTimeOffset Target, DateTimeOffset Limit, long Number,
        DateTimeOffset RecordedAt, long Version);

    /// <summary>The calendar as the response, with the digest of what it says as its ETag.</summary>
    public async Task<IResult> Show(HttpContext http)
    {
        var calendar = Write(http.Caller().Slug!, await EntriesAsync(http.TenantId(), http.Now().Instant + Ahead, http.RequestAborted));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(calendar)))[..32]}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Append("Vary", "Accept-Language");
        return http.Request.NotModifiedSince(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Text(calendar, MediaType);
    }

    // The same duty by the same limit of several parts of one record is one event, with their number.
    private async Task<IReadOnlyList<Entry>> EntriesAsync(string tenantId, DateTimeOffset until, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select min(o.record_id::text)::uuid, o.kind, o.reference, min(o.provision), coalesce(register.title_of($1, o.about), ''),
              case when count(*) = 1 then min(o.path) end, o.target_at, o.limit_at, count(*), max(o.recorded_at), max(o.version)
            from register.known_obligation o
            where o.tenant_id = $1 and o.superseded_at is null and o.met_at is null and o.limit_at is not null and o.due_at < $2 and o.who = 'keeper'
            group by o.about, o.kind, o.reference, o.target_at, o.limit_at order by o.limit_at, 1, o.kind, o.reference limit $3
            """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(until.ToUniversalTime());
        command.Parameters.AddWithValue(MaxEvents);
        var entries = new List<Entry>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            entries.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5),
                reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetInt64(8), reader.GetFieldValue<DateTimeOffset>(9), reader.GetInt64(10)));
        }

        return entries;
    }

    private string Write(string slug, IReadOnlyList<Entry> entries)
    {
        var calendar = new CalendarWriter();
        calendar.Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//ProcessingRegister//Obligations//EN").Line("CALSCALE", "GREGORIAN");
        calendar.Text("X-WR-CALNAME", $"{Phrases.Say("obligations")} ({slug})").Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H").Line("X-PUBLISHED-TTL", "PT1H");
        foreach (var entry in entries)
            Write(calendar, slug, entry);
        return calendar.Line("END", "VCALENDAR").ToString();
    }

    private void Write(CalendarWriter calendar, string slug, Entry entry)
    {
        var what = $"{Phrases.Cite(entry.Provision)}: {DutyWords.Of(entry.Kind)}{(entry.Number > 1 ? $" ({entry.Number})" : "")}";
        var about = string.Join(", ", new[] { entry.Title, entry.Reference }.Where(part => !string.IsNullOrEmpty(part)));
        calendar.Line("BEGIN", "VEVENT").Line("UID", Uid(slug, entry));
        // Without a METHOD both say when it was last revised (RFC 5545 section 3.8.7.2).
        calendar.Instant("DTSTAMP", entry.RecordedAt).Instant("LAST-MODIFIED", entry.RecordedAt).Line("SEQUENCE", entry.Version.ToString(CultureInfo.InvariantCulture));
        calendar.Instant("DTSTART", entry.Target);
        if (entry.Limit > entry.Target)
            calendar.Instant("DTEND", entry.Limit);
        calendar.Text("SUMMARY", about.Length == 0 ? what : $"{what} – {about}").Text("DESCRIPTION", Phrases.Say("calendarText", Written(entry.Target), Written(entry.Limit)));
        if (entry.Path is not null)
            calendar.Text("X-REGISTER-PATH", $"/v1/{slug}/{entry.Path}");
        calendar.Line("TRANSP", "TRANSPARENT").Line("CLASS", "CONFIDENTIAL");
        foreach (var before in reminders.BeforeLimit)
        {
            calendar.Line("BEGIN", "VALARM").Line("ACTION", "DISPLAY").Text("DESCRIPTION", what);
            calendar.Instant("TRIGGER;VALUE=DATE-TIME", entry.Limit - before).Line("END", "VALARM");
        }

        calendar.Line("END", "VEVENT");
    }

    private static string Written(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Uid(string slug, Entry entry) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{slug}\n{entry.First}\n{entry.Kind}\n{entry.Reference}")))[..40] + "@obligations.processing-register";
}
