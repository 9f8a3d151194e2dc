using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Makes a record for each controller that a change concerns, and orders its notices in the same transaction.</summary>
internal sealed class InformingControllers(RecordQueries records, INoticeOutbox outbox, ChangeLetters letters, TimeProvider clock) : IBatchedWork
{
    /// <summary>What this work is called where its progress is stored.</summary>
    public const string WorkName = "subprocessorChange.inform";

    /// <summary>How many controllers are informed in one transaction.</summary>
    public const int BatchSize = 500;

    private readonly ConcernedAgreements concerned = new(records);

    /// <inheritdoc />
    public string Name => WorkName;

    /// <inheritdoc />
    public string ResultOf(Guid subject) => $"/subprocessor-changes/{subject}/notices";

    /// <inheritdoc />
    public async Task<WorkBatch> StepAsync(IDocumentSession session, BatchedRun run, object asked, CancellationToken ct)
    {
        var announcement = SubprocessorChange.AnnouncementIn(asked);
        // Held until the batch is committed: a day that is postponed meanwhile is told to the controllers of this batch as to all others.
        var change = (await session.Events.FetchForExclusiveWriting<SubprocessorChange>(run.Subject, ct)).Aggregate!;
        if (change.State == ChangeState.Withdrawn)
            return new WorkBatch(null, 0);
        var (agreements, next) = await concerned.NextAsync(session.TenantId, change.Content, announcement.TermsOn, announcement.Agreements, run.Place, BatchSize, ct);
        var known = (await session.LoadManyAsync<ChangeNotice>(ct, [.. agreements.Select(a => NoticeIds.Of(change.Id, a.Id))])).Select(n => n.Id).ToHashSet();
        var further = agreements.Where(a => !known.Contains(NoticeIds.Of(change.Id, a.Id))).ToList();
        var endpoints = announcement.Elsewhere is null ? await outbox.WithEndpointAsync(session.TenantId, [.. further.Select(a => a.Id)], ct) : new HashSet<Guid>();
        var now = clock.GetUtcNow();
        var recipients = new List<(ChangeTerms? Terms, ProcessingAgreement Agreement, NoticeRecipient Recipient)>();
        foreach (var agreement in further)
        {
            var (id, terms) = (NoticeIds.Of(change.Id, agreement.Id), ChangeTerms.Of(agreement));
            IReadOnlyList<NoticeRecipient> notices = announcement.Elsewhere is null ? [.. RecipientsOf(id, agreement, endpoints)] : [];
            recipients.AddRange(notices.Select(notice => (terms, agreement, notice)));
            session.Events.StartStream<ChangeNotice>(id, Deciding.Wrap(session, [new ControllerConcernedByChange(
                change.Id, agreement.Id, change.Content.Kind, agreement.Country, change.Jurisdiction, agreement.Version, terms, announcement.AnnouncedAt,
                change.IntendedFrom, agreement.Content.Contact?.Email is not null || endpoints.Contains(agreement.Id),
                [.. notices.Select(n => new OrderedChangeNotice(n.Notice, n.Channel == NoticeChannel.Mail ? MeansOfInforming.Email : MeansOfInforming.Webhook, n.Language))],
                announcement.Elsewhere)], now));
        }

        await OrderAsync(session, change, announcement, recipients, now, ct);
        return new WorkBatch(next, agreements.Count);
    }

    // Controllers who can object until the same day read the same letter.
    private async Task OrderAsync(
        IDocumentSession session, SubprocessorChange change, Announcement announcement,
        List<(ChangeTerms? Terms, ProcessingAgreement Agreement, NoticeRecipient Recipient)> recipients, DateTimeOffset now, CancellationToken ct)
    {
        if (recipients.Count == 0)
            return;
        var (dates, words) = (new KnownDates(LawBook.Current), await letters.WordsAsync(session.TenantId, change, announcement, ct));
        var alike = recipients.GroupBy(r => (r.Recipient.Language, ObjectBy: ObjectionsEnd(r.Terms, r.Agreement)));
        await outbox.OrderAsync(session, [.. alike.Select(of => new NoticeOrder(
            NoticeOutcomes.Kind, change.Id, NoticeKind.SubprocessorChange, ChangeLetters.Values(words, of.Key.Language, change, of.Key.ObjectBy),
            [.. of.Select(r => r.Recipient)]))], ct);

        // As if it is sent at once; if it leaves on a later day, the controller has the longer time that its agreement then gives.
        DateOnly? ObjectionsEnd(ChangeTerms? terms, ProcessingAgreement agreement) => terms is null || !change.Content.Kind.CanBeObjectedTo() ? null
            : dates.Of(new(terms, agreement.Country, change.Jurisdiction), now)?.ObjectionEnds?.LastDay;
    }

    private static IEnumerable<NoticeRecipient> RecipientsOf(Guid id, ProcessingAgreement agreement, IReadOnlySet<Guid> endpoints)
    {
        var language = agreement.Country.Code == "NO" ? NoticeLanguage.Nb : NoticeLanguage.En;
        if (agreement.Content.Contact is { Email: { } address } contact)
            yield return new(NoticeIds.ByChannel(id, NoticeChannel.Mail), agreement.Id, language, NoticeChannel.Mail, address, contact.Name, id);
        if (endpoints.Contains(agreement.Id))
            yield return new(NoticeIds.ByChannel(id, NoticeChannel.Webhook), agreement.Id, language, NoticeChannel.Webhook, null, agreement.Content.Contact?.Name, id);
    }
}
