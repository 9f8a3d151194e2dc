using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Templates;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Notices;

/// <summary>
/// Puts notices into the outbox: a sealed letter for each order, and one small row for each recipient, all of these in one statement of the session's own
/// transaction, however many they are (docs/adr/0008).
/// </summary>
internal sealed class NoticeOutbox(NpgsqlDataSource database, RecordQueries records, TemplateBook templates, LetterSeal seal, TimeProvider clock) : INoticeOutbox
{
    /// <inheritdoc />
    public async Task OrderAsync(IDocumentSession session, IReadOnlyList<NoticeOrder> orders, CancellationToken ct)
    {
        var (tenantId, writing) = (session.TenantId, new Writing(templates, records, session.TenantId));
        var notices = new List<(Guid Letter, NoticeOrder Order, NoticeRecipient Recipient)>();
        foreach (var order in orders.Where(o => o.Recipients.Count > 0))
        {
            Refuse(order);
            var letter = Guid.CreateVersion7();
            var (revision, bytes) = await seal.SealAsync(tenantId, order.Record, letter, await writing.LetterOf(order, ct), ct);
            session.QueueSqlCommand(
                "insert into notices.letter (tenant_id, id, record_kind, record_id, kind, key_rev, sealed, ordered_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                tenantId, letter, order.RecordKind, order.Record, order.Kind.ToString(), revision, bytes, clock.GetUtcNow());
            notices.AddRange(order.Recipients.Select(recipient => (letter, order, recipient)));
        }

        if (notices.Count == 0)
            return;
        // Null does not stand in an array of uuid that is sent in one piece, so an empty id stands for it.
        session.QueueSqlCommand(
            """
            insert into notices.notice (tenant_id, letter_id, record_kind, id, record_id, agreement_id, channel, language, address_ref, name_ref)
            select ?, letter, kind, id, record, nullif(agreement, none), channel, language, nullif(address, none), nullif(name, none)
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as r (letter, kind, id, record, agreement, channel, language, address, name),
              (select '00000000-0000-0000-0000-000000000000'::uuid as none) as n
            on conflict do nothing
            """,
            tenantId, notices.Select(n => n.Letter).ToArray(), notices.Select(n => n.Order.RecordKind).ToArray(), notices.Select(n => n.Recipient.Notice).ToArray(),
            notices.Select(n => n.Recipient.Record ?? n.Order.Record).ToArray(), notices.Select(n => n.Recipient.Agreement ?? Guid.Empty).ToArray(),
            notices.Select(n => n.Recipient.Channel.ToString()).ToArray(), notices.Select(n => n.Recipient.Language.ToString()).ToArray(),
            notices.Select(n => n.Recipient.Address?.Id ?? Guid.Empty).ToArray(), notices.Select(n => n.Recipient.Name?.Id ?? Guid.Empty).ToArray());
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

    private static void Refuse(NoticeOrder order)
    {
        foreach (var recipient in order.Recipients)
        {
            if (recipient.Channel == NoticeChannel.Mail && recipient.Address is null)
                throw new ArgumentException("A recipient by mail has an address.", nameof(order));
            if (recipient.Address is { Commitment: null } || recipient.Name is { Commitment: null })
                throw new ArgumentException("An address or a name is not in the vault yet.", nameof(order));
        }
    }

    // What letters have in common is read once for all that are ordered together.
    private sealed class Writing(TemplateBook templates, RecordQueries records, string tenantId)
    {
        private readonly Dictionary<(NoticeKind, NoticeLanguage), TemplateWords> known = [];
        private Organisation? organisation;

        public async Task<Letter> LetterOf(NoticeOrder order, CancellationToken ct)
        {
            var words = new Dictionary<NoticeLanguage, TemplateWords>();
            foreach (var language in order.Recipients.Select(r => r.Language).Distinct())
            {
                if (!known.TryGetValue((order.Kind, language), out var found))
                    known[(order.Kind, language)] = found = await templates.FindAsync(tenantId, order.Kind, language, ct);
                words[language] = found;
            }

            var values = new Dictionary<NoticePlaceholder, string>(order.Values);
            organisation ??= Guid.TryParse(tenantId, out var id) ? await records.FindAsync<Organisation>(tenantId, id, View.Now, ct) : null;
            if (organisation is not null)
                values.TryAdd(NoticePlaceholder.Organisation, organisation.Profile.LegalName.Value);
            return new Letter(words, values);
        }
    }
}
