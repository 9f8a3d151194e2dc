using System.Data;
using System.Text.Json;
using Npgsql;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Notices;

/// <summary>How far a notice has come.</summary>
public enum NoticeState
{
    /// <summary>It waits to be sent, for the first time or again.</summary>
    Queued,

    /// <summary>A mail server has taken it over.</summary>
    Dispatched,

    /// <summary>The recipient's endpoint has it.</summary>
    Delivered,

    /// <summary>The recipient confirmed receipt.</summary>
    Acknowledged,

    /// <summary>It was rejected for good, or came back.</summary>
    Bounced,

    /// <summary>It is given up.</summary>
    Failed,
}

/// <summary>A notice as it is shown: whose, about what, and how far it has come; not what it says, nor to which address.</summary>
/// <param name="Id">The notice.</param>
/// <param name="RecordKind">The kind of record that it is about.</param>
/// <param name="Record">The record.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="Language">Its language.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="OrderedAt">When it was ordered (UTC).</param>
/// <param name="Agreement">The agreement with its recipient; absent for the organisation's own people.</param>
/// <param name="NextAttemptAt">While it waits: when it is tried (UTC).</param>
public sealed record NoticeShown(
    Guid Id, string RecordKind, Guid Record, NoticeKind Kind, NoticeChannel Channel, NoticeLanguage Language, NoticeState State, int Attempts, DateTimeOffset OrderedAt,
    Guid? Agreement = null, DateTimeOffset? NextAttemptAt = null);

/// <summary>Reads notices, and notes what is told of them after they were sent.</summary>
internal sealed class NoticeRows(NpgsqlDataSource database, LetterSeal seal, OutgoingNotices outgoing, TimeProvider clock)
{
    private const string Select =
        """
        select n.id, n.record_kind, n.record_id, l.kind, n.agreement_id, n.channel, n.language, n.state, n.attempts, n.ordered_at, n.due_at
        from notices.notice n join notices.letter l on l.tenant_id = n.tenant_id and l.id = n.letter_id
        """;

    // Notices about a record that lies in the other drawer are absent with it.
    private const string IsHere = "not exists (select from register.elsewhere w where w.tenant_id = n.tenant_id and w.id in (n.record_id, l.record_id))";

    /// <summary>One notice, if the record that it is about is to be seen.</summary>
    public async Task<NoticeShown?> FindHereAsync(string tenantId, Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"{Select} where n.tenant_id = $1 and n.id = $2 and {IsHere}");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, ct)).SingleOrDefault();
    }

    /// <summary>One notice.</summary>
    public async Task<NoticeShown?> FindAsync(string tenantId, Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"{Select} where n.tenant_id = $1 and n.id = $2");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, ct)).SingleOrDefault();
    }

    /// <summary>Notices by id, about one record, or whose outcomes belong to it, or all.</summary>
    public async Task<IReadOnlyList<NoticeShown>> PageAsync(string tenantId, Guid? record, Guid? after, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"{Select} where n.tenant_id = $1 and n.id > $2 and {IsHere} {(record is null ? "" : "and (n.record_id = $4 or n.letter_id = any(select id from notices.letter where tenant_id = $1 and record_id = $4))")} order by n.id limit $3");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(after ?? Guid.Empty);
        command.Parameters.AddWithValue(limit);
        if (record is { } one)
            command.Parameters.AddWithValue(one);
        return await ReadAsync(command, ct);
    }

    /// <summary>The notice that a link is about, and what it says, or <c>null</c> for what was erased.</summary>
    public async Task<(string TenantId, NoticeShown Notice, Letter? Letter, string? Name)?> OfLinkAsync(string token, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select t.tenant_id, t.notice_id, l.id, l.key_rev, l.sealed, n.name_ref, l.record_id from notices.token t
            join notices.notice n on n.tenant_id = t.tenant_id and n.id = t.notice_id join notices.letter l on l.tenant_id = n.tenant_id and l.id = n.letter_id
            where t.digest = $1
            """);
        command.Parameters.AddWithValue(NoticeLinks.DigestOf(token));
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        if (!await reader.ReadAsync(ct))
            return null;
        var tenantId = reader.GetString(0);
        var notice = await FindAsync(tenantId, reader.GetGuid(1), ct) ?? throw new InvalidOperationException("A link leads to no notice.");
        return (tenantId, notice, await seal.OpenAsync(tenantId, reader.GetGuid(6), reader.GetGuid(2), reader.GetInt32(3), reader.GetFieldValue<byte[]>(4), ct),
            reader.IsDBNull(5) ? null : await outgoing.OpenAsync(tenantId, reader.GetGuid(5), ct));
    }

    /// <summary>Notes what is told of a notice after it was sent, if it is in one of these states, together with the outcome for whoever ordered it.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> NoteAsync(string tenantId, Guid id, NoticeResult result, NoticeTrouble? trouble, int? code, Guid? actor, CancellationToken ct, params NoticeState[] from)
    {
        await using var command = database.CreateCommand(
            """
            with noted as (
              update notices.notice set state = $3, outcomes = outcomes + 1, claim = null where tenant_id = $1 and id = $2 and state = any($4) returning *)
            insert into notices.outcome (tenant_id, notice_id, n, record_kind, record_id, result, at, attempt, trouble, code, actor)
            select tenant_id, id, outcomes, record_kind, record_id, $5, $6, attempts, $7, $8, $9 from noted
            """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(OutgoingNotices.StateAfter(result));
        command.Parameters.AddWithValue(from.Select(state => JsonNamingPolicy.CamelCase.ConvertName(state.ToString())).ToArray());
        command.Parameters.AddWithValue(result.ToString());
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.Add(new() { Value = (object?)trouble?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)code ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = (object?)actor ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    private static async Task<IReadOnlyList<NoticeShown>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var notices = new List<NoticeShown>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var state = Enum.Parse<NoticeState>(reader.GetString(7), ignoreCase: true);
            notices.Add(new NoticeShown(
                reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), Enum.Parse<NoticeKind>(reader.GetString(3)), Enum.Parse<NoticeChannel>(reader.GetString(5)),
                Enum.Parse<NoticeLanguage>(reader.GetString(6)), state, reader.GetInt32(8), reader.GetFieldValue<DateTimeOffset>(9),
                reader.IsDBNull(4) ? null : reader.GetGuid(4), state == NoticeState.Queued ? reader.GetFieldValue<DateTimeOffset>(10) : null));
        }

        return notices;
    }
}
