using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marten;
using Npgsql;
using NpgsqlTypes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Reading;

/// <summary>
/// Reads records of one organisation from any view. The present is one index range of the documents; a past instant adds one index descent for each
/// record, whatever the number of events since; a day of effect replays only the streams that say something for after that day.
/// </summary>
public sealed class RecordQueries(NpgsqlDataSource database, IDocumentStore store, SealedValues values)
{
    /// <summary>How many records are read, and their personal texts opened, at a time.</summary>
    public const int BatchSize = 500;

    /// <summary>One record, its personal texts opened; <c>null</c> when this view shows none.</summary>
    public async Task<T?> FindAsync<T>(string tenantId, Guid id, View view, CancellationToken ct) where T : Record, IRecord<T> =>
        (await ReadAsync<T>(tenantId, view, "and h.id = $2", id, 1, null, true, ct)).Records.SingleOrDefault();

    /// <summary>The next records by id, and the id after which to go on, <c>null</c> at the end.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="view">From where to look.</param>
    /// <param name="after">The last id of the page before.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="containing">What the record's JSON must contain, or <c>null</c>.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="open">Whether personal texts are opened; who only counts has no need to.</param>
    public async Task<(IReadOnlyList<T> Records, Guid? Next)> PageAsync<T>(
        string tenantId, View view, Guid? after, int limit, JsonObject? containing, CancellationToken ct, bool open = true) where T : Record, IRecord<T>
    {
        var (records, last, more) = await ReadAsync<T>(tenantId, view, "and h.id > $2", after ?? Guid.Empty, limit, containing, open, ct);
        return (records, more ? last : null);
    }

    /// <summary>All records, in batches, so that memory does not grow with the register.</summary>
    public async IAsyncEnumerable<T> AllAsync<T>(
        string tenantId, View view, JsonObject? containing, [EnumeratorCancellation] CancellationToken ct, bool open = true) where T : Record, IRecord<T>
    {
        var page = PageAsync<T>(tenantId, view, Guid.Empty, BatchSize, containing, ct, open);
        for (Guid? after = Guid.Empty; after is not null;)
        {
            (var records, after) = await page;
            // The next batch is read while this one is used.
            if (after is not null)
                page = PageAsync<T>(tenantId, view, after, BatchSize, containing, ct, open);
            foreach (var record in records)
                yield return record;
        }
    }

    /// <summary>The next records by id within a range of ids, which is one index range whatever else is on record.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="view">From where to look.</param>
    /// <param name="range">After which id, and up to which, that one included.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="containing">What the record's JSON must contain, or <c>null</c>.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="open">Whether personal texts are opened.</param>
    public async Task<(IReadOnlyList<T> Records, Guid? Next)> WithinAsync<T>(
        string tenantId, View view, (Guid After, Guid UpTo) range, int limit, JsonObject? containing, CancellationToken ct, bool open = true) where T : Record, IRecord<T>
    {
        var (records, last, more) = await ReadAsync<T>(
            tenantId, view, "and h.id > ($2::uuid[])[1] and h.id <= ($2::uuid[])[2]", new[] { range.After, range.UpTo }, limit, containing, open, ct);
        return (records, more ? last : null);
    }

    /// <summary>How many records within a range of ids have each value of a member of their JSON, by that value; ids and view as for <see cref="WithinAsync"/>.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="view">From where to look; no day of effect.</param>
    /// <param name="range">After which id, and up to which, that one included.</param>
    /// <param name="member">The member, which every record has.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyDictionary<string, long>> CountWithinAsync<T>(
        string tenantId, View view, (Guid After, Guid UpTo) range, string member, CancellationToken ct) where T : Record, IRecord<T>
    {
        var table = $"register.mt_doc_{T.Kind}";
        await using var command = database.CreateCommand(view.AsOf is null
            ? $"select h.data ->> $4, count(*) from {table} h where h.tenant_id = $1 and h.id > $2 and h.id <= $3 group by 1"
            : $"""
               select v.state ->> $4, count(*) from {table} h cross join lateral (
                 select state from register.record_version v where v.tenant_id = h.tenant_id and v.id = h.id and v.recorded_at <= $5
                 order by v.recorded_at desc, v.version desc limit 1) v
               where h.tenant_id = $1 and h.id > $2 and h.id <= $3 group by 1
               """);
        foreach (var value in new object[] { tenantId, range.After, range.UpTo, member })
            command.Parameters.AddWithValue(value);
        if (view.AsOf is { } asOf)
            command.Parameters.AddWithValue(asOf);
        var counts = new Dictionary<string, long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            counts[reader.GetString(0)] = reader.GetInt64(1);
        return counts;
    }

    /// <summary>The records of these ids.</summary>
    public Task<IReadOnlyList<T>> TheseAsync<T>(string tenantId, IReadOnlyCollection<Guid> ids, CancellationToken ct) where T : Record, IRecord<T> =>
        TheseAsync<T>(tenantId, ids, View.Now, ct);

    /// <summary>The records of these ids that this view shows.</summary>
    public async Task<IReadOnlyList<T>> TheseAsync<T>(string tenantId, IReadOnlyCollection<Guid> ids, View view, CancellationToken ct, bool open = true)
        where T : Record, IRecord<T> => (await ReadAsync<T>(tenantId, view, "and h.id = any($2)", ids.ToArray(), ids.Count, null, open, ct)).Records;

    /// <summary>The records that name one of these others in a member of theirs, by an index that their register declares. The member must never change.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="member">The member of their JSON, which holds one id.</param>
    /// <param name="others">The others.</param>
    /// <param name="view">From where to look.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="open">Whether personal texts are opened.</param>
    public async Task<IReadOnlyList<T>> NamingAsync<T>(string tenantId, string member, IReadOnlyCollection<Guid> others, View view, CancellationToken ct, bool open = true)
        where T : Record, IRecord<T> =>
        (await ReadAsync<T>(tenantId, view, $"and cast(h.data ->> '{member}' as uuid) = any($2)", others.ToArray(), int.MaxValue - 1, null, open, ct)).Records;

    /// <summary>
    /// The next records, by id, of which a version was recorded after one instant and up to another. One index range of the versions: what it costs is
    /// in proportion to what was recorded between the two, not to the register.
    /// </summary>
    public async Task<(IReadOnlyList<(Guid Id, string Kind)> Records, Guid? Next)> ChangedAsync(
        string tenantId, string[] kinds, DateTimeOffset from, DateTimeOffset to, Guid? after, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select distinct id, kind from register.record_version
            where tenant_id = $1 and kind = any($2) and recorded_at > $3 and recorded_at <= $4 and id > $5
            order by id limit $6
            """);
        foreach (var value in new object[] { tenantId, kinds, from, to, after ?? Guid.Empty, limit + 1 })
            command.Parameters.AddWithValue(value);
        var changed = new List<(Guid Id, string Kind)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            changed.Add((reader.GetGuid(0), reader.GetString(1)));
        return changed.Count > limit ? (changed[..limit], changed[limit - 1].Id) : (changed, null);
    }

    private async Task<(IReadOnlyList<T> Records, Guid Last, bool More)> ReadAsync<T>(
        string tenantId, View view, string range, object of, int limit, JsonObject? containing, bool open, CancellationToken ct) where T : Record, IRecord<T>
    {
        var table = $"register.mt_doc_{T.Kind}";
        await using var command = database.CreateCommand(view.AsOf is null
            ? $"select h.id, h.data from {table} h where h.tenant_id = $1 {range} {(containing is null ? "" : "and h.data @> $4")} order by h.id limit $3"
            : $"""
               select h.id, v.state from {table} h cross join lateral (
                 select state from register.record_version v where v.tenant_id = h.tenant_id and v.id = h.id and v.recorded_at <= $5
                 order by v.recorded_at desc, v.version desc limit 1) v
               where h.tenant_id = $1 {range} {(containing is null ? "and $4::jsonb is null" : "and v.state @> $4")} order by h.id limit $3
               """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(of);
        command.Parameters.AddWithValue(limit + 1);
        if (containing is not null || view.AsOf is not null)
            command.Parameters.Add(new() { Value = (object?)containing?.ToJsonString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
        if (view.AsOf is { } asOf)
            command.Parameters.AddWithValue(asOf);

        var records = new List<T>();
        var texts = new List<PersonalText>();
        var (last, more, read) = (Guid.Empty, false, 0);
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                if (more = read++ == limit)
                    break;
                last = reader.GetGuid(0);
                var json = reader.GetFieldValue<byte[]>(1);
                var (record, met, _) = Encounters.During(() => JsonSerializer.Deserialize<T>(json, RegisterJson.Storage)!);
                // A record under secrecy does not lie in an open drawer; were it ever to, it would still not be shown.
                if (record is IConfidential { IsUnderSecrecy: true } && !ClosedDrawer.Is(tenantId))
                    continue;
                records.Add(record);
                texts.AddRange(met);
            }
        }

        if (view.ValidAt is { } day && await InEffectAsync(tenantId, records, view, day, ct) is { } inEffect)
            (records, texts) = inEffect;
        if (open)
            await values.OpenAsync(tenantId, texts, ct);
        return (records, last, more);
    }

    // Replays the streams that say something for after the day; the others are in effect as they stand.
    private async Task<(List<T>, List<PersonalText>)?> InEffectAsync<T>(string tenantId, List<T> records, View view, DateOnly day, CancellationToken ct)
        where T : Record, IRecord<T>
    {
        var later = records.Where(r => r.LatestEffect > day).Select(r => r.Id).ToArray();
        if (later.Length == 0)
            return null;
        await using var session = store.QuerySession(tenantId);
        var until = view.AsOf ?? DateTimeOffset.MaxValue;
        var events = await session.Events.QueryAllRawEvents().Where(e => later.Contains(e.StreamId) && e.Timestamp <= until).OrderBy(e => e.Version).ToListAsync(ct);
        var replayed = events.GroupBy(e => e.StreamId).ToDictionary(
            g => g.Key, g => Fold.InEffect<T>(g.Key, [.. g.Select(e => new RecordedEvent(e.Id, e.Timestamp, e.Data))], day));
        var inEffect = records.Select(r => replayed.TryGetValue(r.Id, out var then) ? then : r).OfType<T>().ToList();
        return (inEffect, [.. inEffect.SelectMany(r => PersonalValues.In(r))]);
    }
}
