using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Obligations;

/// <summary>
/// What every register owes, read from the rows that the records wrote with their events. A page is one index range for each state that is asked for:
/// what it costs does not grow with the number of obligations.
/// </summary>
public sealed class ObligationRegister(NpgsqlDataSource database)
{
    private const string Selected =
        """
        o.record_id, o.record_kind, o.path, o.about, o.title, o.kind, o.reference, o.provision, o.who, o.to_whom, o.since_at, o.target_at, o.limit_at, o.met_at, o.rule,
        o.jurisdiction, o.recorded_at, o.explanation, o.due_at, o.tenant_id
        """;

    // The database keeps the members of an object in an order of its own.
    private static readonly JsonSerializerOptions Stored = new(RegisterJson.Storage) { AllowOutOfOrderMetadataProperties = true };

    /// <summary>The next obligations in the order in which they fall due, and where to go on, <c>null</c> at the end.</summary>
    internal async Task<(IReadOnlyList<ShownObligation> Items, ObligationPlace? Next)> PageAsync(
        string tenantId, ObligationQuestion question, ObligationPlace? after, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand();
        command.CommandText = Sql(command.Parameters, tenantId, question, after, limit + 1);
        var items = new List<ShownObligation>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            items.Add(Read(reader, question.At));
        return items.Count > limit ? (items[..limit], ObligationPlace.Of(items[limit - 1])) : (items, null);
    }

    /// <summary>All of them, page by page.</summary>
    internal async IAsyncEnumerable<ShownObligation> AllAsync(string tenantId, ObligationQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        ObligationPlace? after = null;
        do
        {
            (var items, after) = await PageAsync(tenantId, question, after, RecordQueries.BatchSize, ct);
            foreach (var item in items)
                yield return item;
        }
        while (after is not null);
    }

    /// <summary>How many are not met, by kind.</summary>
    internal async Task<ObligationSummary> SummaryAsync(string tenantId, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select kind, count(*) filter (where limit_at < $2), count(*) filter (where since_at <= $2 and (limit_at is null or limit_at >= $2)),
              count(*) filter (where since_at <= $2 and limit_at >= $2 and limit_at < $2 + interval '24 hours'), count(*) filter (where since_at > $2 and (limit_at is null or limit_at >= $2))
            from register.known_obligation where tenant_id = $1 and superseded_at is null and met_at is null group by kind order by kind
            """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(now.ToUniversalTime());
        var kinds = new List<ObligationCount>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            kinds.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
        return new(now, new(null, kinds.Sum(k => k.Overdue), kinds.Sum(k => k.Open), kinds.Sum(k => k.DueWithinADay), kinds.Sum(k => k.NotDue)), kinds);
    }

    /// <summary>The statement of a page. A part of a record is shown under the title of that record.</summary>
    internal static string Sql(NpgsqlParameterCollection parameters, string tenantId, ObligationQuestion question, ObligationPlace? after, int limit)
    {
        var conditions = new List<string> { $"o.tenant_id = {Add(tenantId)}" };
        var at = Add(question.At.ToUniversalTime());
        conditions.Add(question.AsOf is null ? "o.superseded_at is null" : $"o.recorded_at <= {at} and (o.superseded_at is null or o.superseded_at > {at})");
        if (question.DueBefore is { } before)
            conditions.Add($"o.due_at < {Add(before.ToUniversalTime())}");
        if (question.Article is { } article)
            conditions.Add($"{Add(article)} = any(o.articles)");
        if (question.Record is { } record)
            conditions.Add($"(o.record_id = {Add(record)} or o.about = {Add(record)})");
        if (question.Who is { } who)
            conditions.Add($"o.who = {Add(Words.Of(who))}");
        if (after is not null)
            conditions.Add($"(o.due_at, o.record_id, o.kind, o.reference) > ({Add(after.DueAt)}, {Add(after.Record)}, {Add(after.Kind)}, {Add(after.Reference)})");

        const string Order = "due_at, record_id, kind, reference";
        var (all, most) = (string.Join(" and ", conditions), Add(limit));
        var parts = question.States.SelectMany(state => Conditions(state, at)).Select(state => $"select * from (select {Selected} from register.known_obligation o where {all} and {state} order by {Order} limit {most}) part");
        // The parts of one record have one title, which is looked up once.
        return $"""
            with page as materialized (select * from ({string.Join(" union all ", parts)}) part order by {Order} limit {most}),
            whole as materialized (select p.about, register.title_of($1, p.about) as title from (select distinct about from page where title is null) p)
            select o.record_id, o.record_kind, o.path, o.about, coalesce(o.title, whole.title), o.kind, o.reference, o.provision, o.who, o.to_whom, o.since_at, o.target_at,
              o.limit_at, o.met_at, o.rule, o.jurisdiction, o.recorded_at, o.explanation
            from page o left join whole on whole.about = o.about order by {Order}
            """;

        string Add(object value)
        {
            parameters.AddWithValue(value);
            return $"${parameters.Count}";
        }
    }

    // Standing.At in the words of the database, each an index range.
    private static IEnumerable<string> Conditions(ObligationState state, string at) => state switch
    {
        ObligationState.Overdue => [$"o.met_at is null and o.limit_at is not null and o.due_at < {at}"],
        ObligationState.Open => [
            $"o.met_at is null and o.limit_at is not null and o.due_at >= {at} and o.since_at <= {at}",
            $"o.met_at is null and o.limit_at is null and o.since_at <= {at}"],
        ObligationState.NotDue => [
            $"o.met_at is null and o.limit_at is not null and o.due_at >= {at} and o.since_at > {at}",
            $"o.met_at is null and o.limit_at is null and o.since_at > {at}"],
        ObligationState.Met => ["o.met_at is not null and (o.limit_at is null or o.met_at <= o.limit_at)"],
        _ => ["o.met_at > o.limit_at"],
    };

    private static ShownObligation Read(NpgsqlDataReader row, DateTimeOffset at)
    {
        var (since, target, limit, met) = (Instant(10)!.Value, Instant(11)!.Value, Instant(12), Instant(13));
        var (state, passed) = Standing.At(since, target, limit, met, at);
        return new(
            row.GetGuid(0), row.GetString(1), Text(2), row.GetGuid(3), Text(4), row.GetString(5), Text(6) is { Length: > 0 } reference ? reference : null, row.GetString(7),
            Enum.Parse<DutyParty>(row.GetString(8), ignoreCase: true), Enum.Parse<DutyParty>(row.GetString(9), ignoreCase: true), since, target, limit, state, passed, met,
            row.GetString(14), Text(15), Instant(16)!.Value, row.IsDBNull(17) ? null : JsonSerializer.Deserialize<Explanation>(row.GetFieldValue<byte[]>(17), Stored));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        DateTimeOffset? Instant(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
    }
}
