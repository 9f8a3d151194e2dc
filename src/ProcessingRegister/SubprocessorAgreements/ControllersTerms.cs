using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>What agreements with controllers demand of the subprocessors behind their services.</summary>
public sealed record DemandedTerms
{
    /// <summary>The services taken.</summary>
    public IReadOnlyList<ImpersonalText> Services { get; init; } = [];

    /// <summary>Where the data may lie and from where they may be seen.</summary>
    public IReadOnlyList<ResidencyCommitment> Residency { get; init; } = [];

    /// <summary>What is demanded of contracts with other processors besides.</summary>
    public SubprocessorDemands? DemandedOfSubprocessors { get; init; }

    /// <summary>Hours within which the controller was promised notice of a breach.</summary>
    public int? BreachNoticeHours { get; init; }

    /// <summary>Whether other processors are authorised one by one or in general.</summary>
    public SubprocessorAuthorisation? Authorisation { get; init; }

    /// <summary>The hours within which a subprocessor has to give notice, so that what the controller was promised can be kept.</summary>
    internal int? NoticeHoursDemanded => DemandedOfSubprocessors?.BreachNoticeHours ?? BreachNoticeHours;

    /// <summary>Whether a subprocessor that is for this service, or for every one, serves an agreement of these terms.</summary>
    internal bool Take(ImpersonalText? service) => service is { } one ? Services.Contains(one) : Services.Count > 0;
}

/// <summary>The agreements that demand the same, counted.</summary>
/// <param name="Terms">What they demand.</param>
/// <param name="Agreements">How many they are.</param>
/// <param name="Example">One of them.</param>
public sealed record AgreementGroup(DemandedTerms Terms, int Agreements, Guid Example);

/// <summary>
/// Reads what the agreements with controllers demand. Agreements are many and their terms few, so the database counts them by their terms and no agreement
/// is loaded; only those of which something takes effect after the day that is asked about are folded again, one by one.
/// </summary>
public sealed class ControllersTerms(NpgsqlDataSource database, RecordQueries records)
{
    private const string Later = "jsonb_path_exists(statements, '$[*].effectiveFrom ? (@ > $day)', jsonb_build_object('day', $2::text))";

    private const string Present = $"(ended_on is null or ended_on > $2) and not {Later}";

    // Counted by the values themselves; written out only once for each group.
    private const string Counted =
        $"""
        select jsonb_strip_nulls(jsonb_build_object('services', services, 'residency', residency, 'demandedOfSubprocessors', demanded,
            'breachNoticeHours', hours, 'authorisation', authorisation))::text, agreements, example
        from (
          select c.services, c.residency, c."demandedOfSubprocessors" as demanded, c."breachNoticeHours" as hours, c.subprocessors -> 'authorisation' as authorisation,
            count(*)::int as agreements, min(id::text)::uuid as example
          from said cross join lateral jsonb_to_record(content) as c(
            services jsonb, residency jsonb, "demandedOfSubprocessors" jsonb, "breachNoticeHours" jsonb, subprocessors jsonb)
          where {Present} group by 1, 2, 3, 4, 5) counted
        """;

    /// <summary>The agreements in effect on a day, by what they demand, the most first.</summary>
    public async Task<IReadOnlyList<AgreementGroup>> OnAsync(string tenantId, View view, DateOnly day, CancellationToken ct)
    {
        var groups = new Dictionary<string, AgreementGroup>();
        await using (var command = Command(Counted, tenantId, view, day))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                Add(JsonSerializer.Deserialize<DemandedTerms>(reader.GetString(0), RegisterJson.Storage)!, reader.GetInt32(1), reader.GetGuid(2));
        }

        await foreach (var agreement in FoldedAsync(tenantId, view, day, ct))
        {
            var content = agreement.Content;
            Add(new DemandedTerms
            {
                Services = content.Services,
                Residency = content.Residency,
                DemandedOfSubprocessors = content.DemandedOfSubprocessors,
                BreachNoticeHours = content.BreachNoticeHours,
                Authorisation = content.Subprocessors?.Authorisation,
            }, 1, agreement.Id);
        }

        return [.. groups.Values.OrderByDescending(g => g.Agreements).ThenBy(g => g.Example)];

        void Add(DemandedTerms terms, int agreements, Guid example)
        {
            var key = JsonSerializer.Serialize(terms, RegisterJson.Storage);
            groups[key] = groups.TryGetValue(key, out var known) ? known with { Agreements = known.Agreements + agreements } : new(terms, agreements, example);
        }
    }

    /// <summary>The next agreements by id that take one of these services on a day, and the id after which to go on.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="view">From where to look.</param>
    /// <param name="day">The day.</param>
    /// <param name="services">The services; every one when <c>null</c>.</param>
    /// <param name="after">The last id of the page before.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IReadOnlyList<ProcessingAgreement> Agreements, Guid? Next)> TakingAsync(
        string tenantId, View view, DateOnly day, IReadOnlyCollection<ImpersonalText>? services, Guid? after, int limit, CancellationToken ct)
    {
        // Which services an agreement takes on that day is known for those that say nothing later; the others are asked themselves.
        var ids = new List<Guid>();
        const string Taking = "(case when $4::text[] is null then content -> 'services' <> '[]' else jsonb_exists_any(content -> 'services', $4) end)";
        await using (var command = Command($"select id from said where (({Present} and {Taking}) or {Later}) and id > $5 order by id limit $6", tenantId, view, day))
        {
            command.Parameters.Add(new() { Value = (object?)services?.Select(s => s.Value).ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            command.Parameters.AddWithValue(after ?? Guid.Empty);
            command.Parameters.AddWithValue(limit + 1);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                ids.Add(reader.GetGuid(0));
        }

        var page = ids.Take(limit).ToList();
        var found = await records.TheseAsync<ProcessingAgreement>(tenantId, page, view with { ValidAt = day }, ct);
        return ([.. found.Where(a => !(a.EndedOn <= day) && (services is null ? a.Content.Services.Count > 0 : a.Content.Services.Any(services.Contains))).OrderBy(a => a.Id)],
            ids.Count > limit ? page[^1] : null);
    }

    private async IAsyncEnumerable<ProcessingAgreement> FoldedAsync(
        string tenantId, View view, DateOnly day, [EnumeratorCancellation] CancellationToken ct)
    {
        var later = new List<Guid>();
        await using (var command = Command($"select id from said where {Later}", tenantId, view, day))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                later.Add(reader.GetGuid(0));
        }

        foreach (var batch in later.Chunk(RecordQueries.BatchSize))
        {
            foreach (var agreement in (await records.TheseAsync<ProcessingAgreement>(tenantId, batch, view with { ValidAt = day }, ct, open: false)).Where(a => !(a.EndedOn <= day)))
                yield return agreement;
        }
    }

    // What each agreement said: now, or in its last version that had been recorded by an instant. Each document is unpacked once.
    private NpgsqlCommand Command(string question, string tenantId, View view, DateOnly day)
    {
        const string Unpacked = """as x("endedOn" text, content jsonb, statements jsonb)""";
        var command = database.CreateCommand(view.AsOf is null
            ? $"""
               with said as (
                 select h.id, x."endedOn" as ended_on, x.content, x.statements
                 from register.mt_doc_processing_agreement h cross join lateral jsonb_to_record(h.data) {Unpacked}
                 where h.tenant_id = $1 and $3::timestamptz is null) {question}
               """
            : $"""
               with said as (
                 select h.id, x."endedOn" as ended_on, x.content, x.statements
                 from register.mt_doc_processing_agreement h cross join lateral (
                   select state from register.record_version v where v.tenant_id = h.tenant_id and v.id = h.id and v.recorded_at <= $3
                   order by v.recorded_at desc, v.version desc limit 1) v cross join lateral jsonb_to_record(v.state) {Unpacked}
                 where h.tenant_id = $1) {question}
               """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        command.Parameters.Add(new() { Value = (object?)view.AsOf ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }
}
