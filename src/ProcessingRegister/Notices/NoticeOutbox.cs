using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Templates;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Notices;

/// <summary>
/// Puts notices into the outbox: one sealed letter, and one small row for each recipient, in two statements of the session's own transaction, however
/// many recipients there are (docs/adr/0008).
/// </summary>
internal sealed class NoticeOutbox(NpgsqlDataSource database, RecordQueries records, TemplateBook templates, LetterSeal seal, TimeProvider clock) : INoticeOutbox
{
    /// <inheritdoc />
    public async Task OrderAsync(IDocumentSession session, NoticeOrder order, CancellationToken ct)
    {
        if (order.Recipients.Count == 0)
            return;
        foreach (var recipient in order.Recipients)
        {
            if (recipient.Channel == NoticeChannel.Mail && recipient.Address is null)
                throw new ArgumentException("A recipient by mail has an address.", nameof(order));
            if (recipient.Address is { Commitment: null } || recipient.Name is { Commitment: null })
                throw new ArgumentException("An address or a name is not in the vault yet.", nameof(order));
        }

        var (tenantId, letter) = (session.TenantId, Guid.CreateVersion7());
        var (revision, bytes) = await seal.SealAsync(tenantId, order.Record, letter, await LetterOf(tenantId, order, ct), ct);
        session.QueueSqlCommand(
            "insert into notices.letter (tenant_id, id, record_kind, record_id, kind, key_rev, sealed, ordered_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
            tenantId, letter, order.RecordKind, order.Record, order.Kind.ToString(), revision, bytes, clock.GetUtcNow());

        // Null does not stand in an array of uuid that is sent in one piece, so an empty id stands for it.
        var recipients = order.Recipients;
        session.QueueSqlCommand(
            """
            insert into notices.notice (tenant_id, letter_id, record_kind, id, record_id, agreement_id, channel, language, address_ref, name_ref)
            select ?, ?, ?, id, record, nullif(agreement, none), channel, language, nullif(address, none), nullif(name, none)
            from unnest(?, ?, ?, ?, ?, ?, ?) as r (id, record, agreement, channel, language, address, name), (select '00000000-0000-0000-0000-000000000000'::uuid as none) as n
            on conflict do nothing
            """,
            tenantId, letter, order.RecordKind, recipients.Select(r => r.Notice).ToArray(), recipients.Select(r => r.Record ?? order.Record).ToArray(),
            recipients.Select(r => r.Agreement ?? Guid.Empty).ToArray(),
            recipients.Select(r => r.Channel.ToString()).ToArray(), recipients.Select(r => r.Language.ToString()).ToArray(),
            recipients.Select(r => r.Address?.Id ?? Guid.Empty).ToArray(), recipients.Select(r => r.Name?.Id ?? Guid.Empty).ToArray());
    }

    /// <inheritdoc />
    public async Task<IReadOnlySet<Guid>> WithEndpointAsync(string tenantId, IReadOnlyCollection<Guid> agreements, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select agreement_id from notices.endpoint where tenant_id = $1 and agreement_id = any($2) and disabled_at is null");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(agreements.ToArray());
        var found = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            found.Add(reader.GetGuid(0));
        return found;
    }

    private async Task<Letter> LetterOf(string tenantId, NoticeOrder order, CancellationToken ct)
    {
        var words = new Dictionary<NoticeLanguage, TemplateWords>();
        foreach (var language in order.Recipients.Select(r => r.Language).Distinct())
            words[language] = await templates.FindAsync(tenantId, order.Kind, language, ct);
        var values = new Dictionary<NoticePlaceholder, string>(order.Values);
        if (Guid.TryParse(tenantId, out var id) && await records.FindAsync<Organisation>(tenantId, id, View.Now, ct) is { } organisation)
            values.TryAdd(NoticePlaceholder.Organisation, organisation.Profile.LegalName.Value);
        return new Letter(words, values);
    }
}
