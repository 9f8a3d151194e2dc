using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Organisations;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>A notice to one controller that is to be ordered.</summary>
/// <param name="Notification">The controller's record.</param>
/// <param name="Country">Where it is established, from which its language follows.</param>
/// <param name="Agreement">Its agreement.</param>
/// <param name="Order">What is told.</param>
/// <param name="Ways">On which ways.</param>
/// <param name="Kind">What is told, when it is another than the order's: a reminder of it.</param>
/// <param name="Redelivery">The decision to send again that is carried out.</param>
internal sealed record NoticeToOrder(
    Guid Notification, CountryCode Country, Guid Agreement, OrderedNotices Order, IReadOnlyList<Way> Ways, NoticeKind? Kind = null, ImpersonalText? Redelivery = null)
{
    /// <summary>What is told.</summary>
    public NoticeKind Tells => Kind ?? Order.Kind;

    /// <summary>In which language.</summary>
    public NoticeLanguage Language => Order.Language ?? (Country == Norway ? NoticeLanguage.Nb : NoticeLanguage.En);

    private static readonly CountryCode Norway = CountryCode.Parse("NO");
}

/// <summary>Orders notices for many controllers at once in the session's transaction, and says of each what is to be recorded.</summary>
internal sealed class NoticeOrdering(INoticeOutbox outbox, RecordQueries records, SealedValues values, TimeProvider clock)
{
    /// <summary>The kind of the records to which the outcomes belong.</summary>
    public const string RecordKind = "controller_notification";

    /// <summary>The agreements as they are in effect today, closed, and which of them have an endpoint. Who has read them already gives them.</summary>
    public async Task<(IReadOnlyDictionary<Guid, ProcessingAgreement> Agreements, IReadOnlySet<Guid> WithEndpoint)> ReachableAsync(
        string tenantId, IReadOnlyCollection<Guid> agreements, CancellationToken ct, IEnumerable<ProcessingAgreement>? read = null)
    {
        var found = read ?? await records.TheseAsync<ProcessingAgreement>(tenantId, agreements, new View(null, Today), ct, open: false);
        return (found.ToDictionary(a => a.Id), await outbox.WithEndpointAsync(tenantId, agreements, ct));
    }

    /// <summary>The day whose agreements say where a controller is reached.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Orders notices.</summary>
    /// <returns>For each controller, in the same order, the fact that it was ordered, or that nobody is to be reached.</returns>
    public async Task<IReadOnlyList<object>> OrderAsync(IDocumentSession session, Breach breach, IReadOnlyList<NoticeToOrder> notices, CancellationToken ct)
    {
        var now = Deciding.Later(clock.GetUtcNow(), DateTimeOffset.MinValue);
        foreach (var letter in notices.Where(n => n.Ways.Count > 0).GroupBy(n => (n.Order.Reference, n.Tells, n.Language)))
        {
            var filled = await ValuesAsync(session.TenantId, breach, letter.First().Order, letter.Key.Language, ct);
            await outbox.OrderAsync(session, new NoticeOrder(RecordKind, breach.Id, letter.Key.Tells, filled, [.. letter.SelectMany(RecipientsOf)]), ct);
        }

        return [.. notices.Select(n => FactOf(n, now))];
    }

    private static object FactOf(NoticeToOrder notice, DateTimeOffset now) => notice.Ways.Count == 0
        ? new ControllerFoundUnreachable(notice.Order.Reference, notice.Tells, now, notice.Redelivery)
        : new ControllerNoticeOrdered(notice.Order.Reference, notice.Tells, now, notice.Language,
            [.. notice.Ways.Select(way => new AddressedNotice(IdOf(notice, way), Reaching.MeansOf(way.Channel), way.Person?.Subject))], notice.Redelivery);

    private static IEnumerable<NoticeRecipient> RecipientsOf(NoticeToOrder notice) => notice.Ways.Select(way => new NoticeRecipient(
        IdOf(notice, way), notice.Agreement, notice.Language, way.Channel, way.Person?.Email, way.Person?.Name, notice.Notification));

    private static Guid IdOf(NoticeToOrder notice, Way way) => Reaching.NoticeOf(notice.Notification, notice.Order.Reference, notice.Tells, notice.Redelivery, way);

    private async Task<Dictionary<NoticePlaceholder, string>> ValuesAsync(
        string tenantId, Breach breach, OrderedNotices order, NoticeLanguage language, CancellationToken ct)
    {
        var words = order.Wording.First(w => w.Language == language).Places.ToList();
        await values.OpenAsync(tenantId, words.Select(w => w.Words).OfType<PersonalText>(), ct);
        var filled = new Dictionary<NoticePlaceholder, string> { [NoticePlaceholder.Reference] = breach.Reference.Value };
        foreach (var (place, text) in words)
        {
            if (text?.Value is { } value)
                filled[place] = value;
        }

        if ((breach.DutySince(BreachRole.Processor) ?? breach.DutySince(BreachRole.Subprocessor)) is { } aware)
            filled[NoticePlaceholder.AwareAt] = $"{breach.Place(LawBook.Current).LocalTimeOf(aware):yyyy-MM-dd HH:mm (zzz)}";
        if (!filled.ContainsKey(NoticePlaceholder.ContactPoint) && await KeeperAsync(tenantId, ct) is { } keeper
            && (keeper.DataProtectionOfficer.Value ?? keeper.Contact) is { } person)
            filled[NoticePlaceholder.ContactPoint] = Words.Of(person);
        return filled;
    }

    private async Task<OrganisationProfile?> KeeperAsync(string tenantId, CancellationToken ct) =>
        (await records.FindAsync<Organisation>(tenantId, Guid.Parse(tenantId), View.Now, ct))?.Profile;
}
