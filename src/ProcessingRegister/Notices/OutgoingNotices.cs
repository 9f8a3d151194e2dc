using System.Text.Json;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Notices;

/// <summary>One notice that a sender holds, opened.</summary>
internal sealed record Outgoing(
    string TenantId, Guid Id, Guid? Agreement, string RecordKind, Guid Record, NoticeKind Kind, NoticeLanguage Language, int Attempt, DateTimeOffset OrderedAt, Guid Claim)
{
    /// <summary>What is said; <c>null</c> when it was erased.</summary>
    public Letter? Letter { get; init; }

    /// <summary>The address, for mail; <c>null</c> when it was erased.</summary>
    public string? Address { get; init; }

    /// <summary>The contact person's name.</summary>
    public string? Name { get; init; }

    /// <summary>Never the address or the name.</summary>
    public override string ToString() => $"[notice {Id}]";
}

/// <summary>How an attempt went, and when the next one is, if there is one.</summary>
internal sealed record Attempted(NoticeResult Result, byte[]? ContentDigest = null, NoticeTrouble? Trouble = null, int? Code = null, TimeSpan? Again = null);

/// <summary>Takes notices from the outbox for a sender and writes back how it went; both go by the database's clock, which all nodes share.</summary>
internal sealed class OutgoingNotices(NpgsqlDataSource database, SealedValues values, LetterSeal seal, TimeProvider clock)
{
    /// <summary>How long a sender may hold what it took. After a crash others wait for as long.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Takes notices that are due, so that no other sender does for the time of a lease.</summary>
    public async Task<IReadOnlyList<Outgoing>> ClaimAsync(NoticeChannel channel, int limit, CancellationToken ct)
    {
        var claim = Guid.NewGuid();
        await using var command = database.CreateCommand(
            """
            with due as (
              select tenant_id, id from notices.notice where state = 'queued' and channel = $1 and due_at <= clock_timestamp()
              order by due_at limit $2 for update skip locked),
            taken as (
              update notices.notice n set claim = $3, due_at = clock_timestamp() + $4 from due where n.tenant_id = due.tenant_id and n.id = due.id
              returning n.*)
            select t.tenant_id, t.id, t.agreement_id, t.record_kind, t.record_id, l.kind, t.language, t.attempts, t.ordered_at, t.address_ref, t.name_ref,
              l.id, l.key_rev, l.sealed, l.record_id
            from taken t join notices.letter l on l.tenant_id = t.tenant_id and l.id = t.letter_id order by t.ordered_at, t.id
            """);
        command.Parameters.AddWithValue(channel.ToString());
        command.Parameters.AddWithValue(limit);
        command.Parameters.AddWithValue(claim);
        command.Parameters.AddWithValue(Lease);
        var taken = new List<Row>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                taken.Add(Row.Of(reader, claim));
        }

        return await OpenAsync(taken, ct);
    }

    /// <summary>Gives back what was taken and not tried; no attempt is counted.</summary>
    public async Task ReleaseAsync(IEnumerable<Outgoing> notices, TimeSpan pause, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            update notices.notice n set claim = null, due_at = clock_timestamp() + $4 from unnest($1::text[], $2::uuid[], $3::uuid[]) as r (tenant, id, claim)
            where n.tenant_id = r.tenant and n.id = r.id and n.claim = r.claim and n.state = 'queued'
            """);
        var released = notices.ToList();
        command.Parameters.AddWithValue(released.Select(n => n.TenantId).ToArray());
        command.Parameters.AddWithValue(released.Select(n => n.Id).ToArray());
        command.Parameters.AddWithValue(released.Select(n => n.Claim).ToArray());
        command.Parameters.AddWithValue(pause);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Writes down how an attempt went, in one statement: the notice's state, and the outcome for whoever ordered it. Who lost the claim meanwhile
    /// writes nothing, so that one attempt is written down once.
    /// </summary>
    /// <returns>Whether it was written.</returns>
    public async Task<bool> NoteAsync(Outgoing notice, Attempted how, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with noted as (
              update notices.notice set state = $4, attempts = attempts + 1, outcomes = outcomes + 1, claim = null, due_at = clock_timestamp() + $5
              where tenant_id = $1 and id = $2 and claim = $3 and state = 'queued'
              returning *)
            insert into notices.outcome (tenant_id, notice_id, n, record_kind, record_id, result, at, attempt, content_digest, trouble, code)
            select tenant_id, id, outcomes, record_kind, record_id, $6, $7, attempts, $8, $9, $10 from noted
            """);
        command.Parameters.AddWithValue(notice.TenantId);
        command.Parameters.AddWithValue(notice.Id);
        command.Parameters.AddWithValue(notice.Claim);
        command.Parameters.AddWithValue(StateAfter(how.Result));
        command.Parameters.AddWithValue(how.Again ?? TimeSpan.Zero);
        command.Parameters.AddWithValue(how.Result.ToString());
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.Add(new() { Value = (object?)how.ContentDigest ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = (object?)how.Trouble?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)how.Code ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>The state of a notice after a result, as it is stored; what was deferred is in the queue still.</summary>
    public static string StateAfter(NoticeResult result) => result == NoticeResult.Deferred ? "queued" : JsonNamingPolicy.CamelCase.ConvertName(result.ToString());

    /// <summary>Opens one value of the vault; <c>null</c> when it was erased.</summary>
    public async Task<string?> OpenAsync(string tenantId, Guid value, CancellationToken ct)
    {
        var text = PersonalText.Closed(value, []);
        await values.OpenAsync(tenantId, [text], ct);
        return text.Value;
    }

    // Two queries open all addresses and names of one organisation, and each letter is opened once.
    private async Task<IReadOnlyList<Outgoing>> OpenAsync(List<Row> rows, CancellationToken ct)
    {
        var (opened, letters) = (new List<Outgoing>(rows.Count), new Dictionary<(string, Guid), Letter?>());
        foreach (var tenant in rows.GroupBy(row => row.Notice.TenantId))
        {
            var texts = tenant.SelectMany(row => new[] { row.Address, row.Name }).OfType<Guid>().Distinct().ToDictionary(id => id, id => PersonalText.Closed(id, []));
            await values.OpenAsync(tenant.Key, texts.Values, ct);
            foreach (var row in tenant)
            {
                if (!letters.TryGetValue((tenant.Key, row.LetterId), out var letter))
                    letters[(tenant.Key, row.LetterId)] = letter = await seal.OpenAsync(tenant.Key, row.LetterAbout, row.LetterId, row.KeyRevision, row.Sealed, ct);
                opened.Add(row.Notice with { Letter = letter, Address = Value(row.Address), Name = Value(row.Name) });
            }

            string? Value(Guid? id) => id is { } known ? texts[known].Value : null;
        }

        return opened;
    }

    private sealed record Row(Outgoing Notice, Guid? Address, Guid? Name, Guid LetterId, int KeyRevision, byte[] Sealed, Guid LetterAbout)
    {
        public static Row Of(NpgsqlDataReader reader, Guid claim)
        {
            var notice = new Outgoing(
                reader.GetString(0), reader.GetGuid(1), Id(2), reader.GetString(3), reader.GetGuid(4), Enum.Parse<NoticeKind>(reader.GetString(5)),
                Enum.Parse<NoticeLanguage>(reader.GetString(6)), reader.GetInt32(7) + 1, reader.GetFieldValue<DateTimeOffset>(8), claim);
            return new Row(notice, Id(9), Id(10), reader.GetGuid(11), reader.GetInt32(12), reader.GetFieldValue<byte[]>(13), reader.GetGuid(14));

            Guid? Id(int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
        }
    }
}
