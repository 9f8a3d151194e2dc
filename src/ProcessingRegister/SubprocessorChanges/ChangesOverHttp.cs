using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Vault;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>The three dates of a change, which are three: what was announced, what took effect, and when either was recorded.</summary>
/// <param name="AnnouncedAt">When it was announced.</param>
/// <param name="AnnouncementRecordedAt">When that was recorded.</param>
/// <param name="IntendedFrom">The day for which it is intended.</param>
/// <param name="EffectiveFrom">The first day of its effect.</param>
/// <param name="EffectRecordedAt">When that was recorded.</param>
public sealed record ChangeDatesShown(
    DateTimeOffset? AnnouncedAt, DateTimeOffset? AnnouncementRecordedAt, DateOnly IntendedFrom, DateOnly? EffectiveFrom, DateTimeOffset? EffectRecordedAt);

/// <summary>A change with its dates, and how all controllers stand to it.</summary>
/// <param name="Change">The change.</param>
/// <param name="Dates">Its three dates.</param>
/// <param name="Summary">How the controllers stand; only where one change is shown.</param>
public sealed record ShownChange(SubprocessorChange Change, ChangeDatesShown Dates, ChangeSummary? Summary = null);

/// <summary>A controller that a change concerns.</summary>
/// <param name="Name">Its name, by its agreement as it stands.</param>
/// <param name="Contact">Whom to reach.</param>
/// <param name="Notice">What it was told and what it answered.</param>
public sealed record InformedController(PersonalText? Name, ContactPerson? Contact, ChangeNotice Notice);

/// <summary>Changes of subprocessors over HTTP.</summary>
public static class ChangesOverHttp
{
    /// <summary>One change. It is never answered by 304: how the controllers stand to it changes with the clock, without a new version.</summary>
    public static async Task<IResult> ShowChange(this RecordQueries records, Guid id, IQuerySession session, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (await records.FindAsync<SubprocessorChange>(http.TenantId(), id, view, http.RequestAborted) is not { } change)
            return Problems.NotFound();
        http.Response.Tag(change.Version);
        var summary = await records.SummaryAsync(http.TenantId(), change, view, At(view, http), http.RequestAborted);
        return Showing.Json(new ShownChange(change, (await DatesOf([change], session, view, http.RequestAborted))[id], summary));
    }

    /// <summary>A page of changes.</summary>
    public static async Task<IResult> ListChanges(this RecordQueries records, IQuerySession session, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var (items, next) = await records.PageAsync<SubprocessorChange>(http.TenantId(), view, after, limit, null, http.RequestAborted);
        var dates = await DatesOf(items, session, view, http.RequestAborted);
        return Showing.PageOf(http, [.. items.Select(c => new ShownChange(c, dates[c.Id]))], next is { } id ? Showing.Cursor(id) : null);
    }

    /// <summary>When a change could lawfully take effect.</summary>
    public static async Task<IResult> EarliestDatesOf(this RecordQueries records, Guid id, DateOnly? informedOn, HttpContext http)
    {
        var (tenantId, ct, day) = (http.TenantId(), http.RequestAborted, informedOn ?? http.Now().Today);
        if (DayOfEffect.Faults("informedOn", day).ToList() is { Count: > 0 } faults)
            return Problems.Malformed(faults);
        if (await records.FindAsync<SubprocessorChange>(tenantId, id, View.Now, ct) is not { } change)
            return Problems.NotFound();
        var agreements = new ConcernedAgreements(records).AllAsync(tenantId, change.Content, day, change.Announcements is [var first, ..] ? first.Agreements : [], ct);
        return Showing.Json(await EarliestDates.OfAsync(change, agreements, day, LawBook.Current, ct));
    }

    /// <summary>One controller's record.</summary>
    public static async Task<IResult> ShowChangeNotice(this RecordQueries records, Guid id, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (await records.FindAsync<ChangeNotice>(http.TenantId(), id, view, http.RequestAborted) is not { } notice)
            return Problems.NotFound();
        http.Response.Tag(notice.Version);
        return Showing.Json(notice.ShownAt(At(view, http), LawBook.Current));
    }

    /// <summary>The controllers that a change concerns: a page as JSON, or all of them as CSV.</summary>
    public static async Task<IResult> Notices(this RecordQueries records, Guid id, string? standing, string? progress, HttpContext http)
    {
        if (Formats.Asked(http, out var format) is { } notAcceptable)
            return notAcceptable;
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        if (WordFaults<ControllerStanding>("standing", standing).Concat(WordFaults<NoticeProgress>("progress", progress)).ToList() is { Count: > 0 } faults)
            return Problems.Malformed(faults);
        var (tenantId, at) = (http.TenantId(), At(view, http));
        if (await records.FindAsync<SubprocessorChange>(tenantId, id, new View(view.AsOf, null), http.RequestAborted) is null)
            return Problems.NotFound();
        if (format == Format.Csv)
            return Csv.Of(NoticeColumns.All, ct => AsShown(ct));
        var (page, next) = (new List<InformedController>(), (Guid?)null);
        await foreach (var item in AsShown(http.RequestAborted))
        {
            if (page.Count == limit)
            {
                next = page[^1].Notice.Id;
                break;
            }

            page.Add(item);
        }

        return Showing.PageOf(http, page, next is { } last ? Showing.Cursor(last) : null);

        IAsyncEnumerable<InformedController> AsShown(CancellationToken ct) => records.ControllersAsync(
            tenantId, records.NoticesAsync(tenantId, id, view, after, ct).Where(n =>
                (progress is null || Words.Of(n.Progress) == progress) && (standing is null || Words.Of(n.StandingOn(DayFor(n, at), LawBook.Current)) == standing)),
            Math.Min(limit + 1, RecordQueries.BatchSize), at, ct);
    }

    /// <summary>How all controllers stand to a change.</summary>
    internal static Task<ChangeSummary> SummaryAsync(
        this RecordQueries records, string tenantId, SubprocessorChange change, View view, DateTimeOffset at, CancellationToken ct) =>
        ChangeSummary.OfAsync(
            records.NoticesAsync(tenantId, change.Id, new View(view.AsOf, null), null, ct),
            change.Effect?.From ?? ChangePeriods.KeeperOf(change.Jurisdiction, at, LawBook.Current).DayOf(at), LawBook.Current, at, ct);

    /// <summary>The first of the controllers for whom the change is not lawful on its day.</summary>
    internal static async Task<IReadOnlyList<InformedController>> NotLawfulAsync(
        this RecordQueries records, string tenantId, Guid change, View view, DateTimeOffset at, int limit, CancellationToken ct)
    {
        var (law, known) = (LawBook.Current, new KnownDates(LawBook.Current));
        var notices = records.NoticesAsync(tenantId, change, new View(view.AsOf, null), null, ct)
            .Where(n => n.StandingOn(DayFor(n, at), law, known) is not (ControllerStanding.Lawful or ControllerStanding.Excepted)).Take(limit);
        return await records.ControllersAsync(tenantId, notices, limit, at, ct).ToListAsync(ct);
    }

    /// <summary>The records of a change, by id.</summary>
    internal static async IAsyncEnumerable<ChangeNotice> NoticesAsync(
        this RecordQueries records, string tenantId, Guid change, View view, Guid? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var range = NoticeIds.RangeOf(change);
        for (Guid? from = after is { } cursor && cursor.CompareTo(range.After) > 0 ? cursor : range.After; from is { } place;)
        {
            (var page, from) = await records.WithinAsync<ChangeNotice>(tenantId, view, (place, range.UpTo), RecordQueries.BatchSize, null, ct);
            foreach (var notice in page)
                yield return notice;
        }
    }

    // Names and contacts are read for so many at a time as are going to be shown.
    private static async IAsyncEnumerable<InformedController> ControllersAsync(
        this RecordQueries records, string tenantId, IAsyncEnumerable<ChangeNotice> notices, int batch, DateTimeOffset at, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var chunk in notices.Chunk(batch).WithCancellation(ct))
        {
            var agreements = (await records.TheseAsync<ProcessingAgreement>(tenantId, [.. chunk.Select(n => n.Agreement)], ct)).ToDictionary(a => a.Id);
            foreach (var notice in chunk)
            {
                var content = agreements.GetValueOrDefault(notice.Agreement)?.Content;
                yield return new(content?.ControllerName, content?.Contact, notice.ShownAt(at, LawBook.Current));
            }
        }
    }

    /// <summary>The three dates of changes.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, ChangeDatesShown>> DatesOf(
        IReadOnlyList<SubprocessorChange> changes, IQuerySession session, View view, CancellationToken ct)
    {
        var (ids, until) = (changes.Select(c => c.Id).ToArray(), view.AsOf ?? DateTimeOffset.MaxValue);
        IReadOnlyList<IEvent> events = ids.Length == 0 ? []
            : await session.Events.QueryAllRawEvents().Where(e => ids.Contains(e.StreamId) && e.Timestamp <= until).ToListAsync(ct);
        var steps = events.Select(e => (e.StreamId, e.Timestamp, Step: SubprocessorChange.StepIn(e.Data))).ToLookup(e => e.StreamId);
        return changes.ToDictionary(c => c.Id, c => new ChangeDatesShown(
            c.AnnouncedAt, steps[c.Id].Where(e => e.Step.Announces).Select(e => (DateTimeOffset?)e.Timestamp).FirstOrDefault(),
            c.IntendedFrom, c.Effect?.From, steps[c.Id].Where(e => e.Step.TakesEffect).Select(e => (DateTimeOffset?)e.Timestamp).FirstOrDefault()));
    }

    private static DateOnly DayFor(ChangeNotice notice, DateTimeOffset at) =>
        notice.EffectiveFrom ?? ChangePeriods.KeeperOf(notice.Jurisdiction, at, LawBook.Current).DayOf(at);

    private static IEnumerable<Fault> WordFaults<T>(string name, string? word) where T : struct, Enum =>
        word is null || EnumerationConverter.WordsOf(typeof(T)).Contains(word) ? []
        : [new Fault(name, $"must be one of {string.Join(", ", EnumerationConverter.WordsOf(typeof(T)))}")];

    // What was owed then is told as it stood then.
    private static DateTimeOffset At(View view, HttpContext http) => view.AsOf ?? http.Now().Instant;
}
