using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Breaches;

/// <summary>Breaches over HTTP, each with what is owed because of it at the instant of the view.</summary>
public static class BreachesOverHttp
{
    /// <summary>One breach. While something is owed it is never answered by 304: what is open changes with the clock, without a new version.</summary>
    public static async Task<IResult> ShowBreach(this RecordQueries records, Guid id, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (await records.FindAsync<Breach>(http.TenantId(), id, view, http.RequestAborted) is not { } breach)
            return Problems.NotFound();
        http.Response.Tag(breach.Version);
        var shown = Shown(breach, At(view, http));
        return shown.Deadlines!.All(d => d.MetAt is not null) && http.Request.NotModifiedSince($"\"{breach.Version}\"")
            ? Results.StatusCode(StatusCodes.Status304NotModified) : Showing.Json(shown);
    }

    /// <summary>A page of breaches.</summary>
    public static async Task<IResult> ListBreaches(this RecordQueries records, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var (items, next) = await records.PageAsync<Breach>(http.TenantId(), view, after, limit, null, http.RequestAborted);
        return Showing.PageOf(http, [.. items.Select(b => Shown(b, At(view, http)))], next is { } id ? Showing.Cursor(id) : null);
    }

    /// <summary>The register of Art. 33(5).</summary>
    public static async Task<IResult> BreachRegister(this RecordQueries records, HttpContext http)
    {
        if (Formats.Asked(http, out var format) is { } notAcceptable)
            return notAcceptable;
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (format == Format.Csv)
            return Csv.Of(BreachEntry.Columns, ct => records.AllAsync<Breach>(http.TenantId(), view, null, ct).Select(BreachEntry.Of));
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var (items, next) = await records.PageAsync<Breach>(http.TenantId(), view, after, limit, null, http.RequestAborted);
        return Showing.PageOf(http, [.. items.Select(BreachEntry.Of)], next is { } id ? Showing.Cursor(id) : null);
    }

    /// <summary>What came about and what is due, in the order of the law's clock.</summary>
    public static async Task<IResult> BreachTimeline(this RecordQueries records, Guid id, IQuerySession session, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (await records.FindAsync<Breach>(http.TenantId(), id, new View(view.AsOf, null), http.RequestAborted) is not { } breach)
            return Problems.NotFound();
        var events = await session.Events.FetchStreamAsync(id, timestamp: view.AsOf, token: http.RequestAborted);
        await http.RequestServices.GetRequiredService<SealedValues>()
            .OpenAsync(http.TenantId(), events.SelectMany(e => PersonalValues.In(e.Data)), http.RequestAborted);
        return Showing.Json(new Page<TimelineItem>(Timeline.Of(events.Select(Showing.ItemOf), breach.Obligations(LawBook.Current, At(view, http))), null));
    }

    /// <summary>One controller's notification.</summary>
    public static async Task<IResult> ShowNotification(this RecordQueries records, Guid id, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (await records.FindAsync<ControllerNotification>(http.TenantId(), id, view, http.RequestAborted) is not { } notification)
            return Problems.NotFound();
        http.Response.Tag(notification.Version);
        return Showing.Json(Shown(notification, At(view, http)));
    }

    /// <summary>A page of the controllers concerned by a breach.</summary>
    public static async Task<IResult> Controllers(this RecordQueries records, Guid id, string? state, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        if (state is not null && !EnumerationConverter.WordsOf(typeof(NoticeState)).Contains(state))
            return Problems.Malformed(new Fault("state", $"must be one of {string.Join(", ", EnumerationConverter.WordsOf(typeof(NoticeState)))}"));
        var (tenantId, ct) = (http.TenantId(), http.RequestAborted);
        if (await records.FindAsync<Breach>(tenantId, id, new View(view.AsOf, null), ct) is null)
            return Problems.NotFound();
        var range = ControllerNotification.RangeOf(id);
        var first = after is { } cursor && cursor.CompareTo(range.After) > 0 ? cursor : range.After;
        var containing = state is null ? null : new System.Text.Json.Nodes.JsonObject { ["state"] = state };
        var (items, next) = await records.WithinAsync<ControllerNotification>(tenantId, view, (first, range.UpTo), limit, containing, ct);
        var agreements = (await records.TheseAsync<ProcessingAgreement>(tenantId, [.. items.Select(n => n.Agreement)], ct)).ToDictionary(a => a.Id);
        return Showing.PageOf(http, [.. items.Select(n => Concerned(Shown(n, At(view, http)), agreements.GetValueOrDefault(n.Agreement)))],
            next is { } last ? Showing.Cursor(last) : null);
    }

    private static ConcernedController Concerned(ControllerNotification notification, ProcessingAgreement? agreement) =>
        new(agreement?.Content.ControllerName, agreement?.Content.Contact, notification);

    private static Breach Shown(Breach breach, DateTimeOffset at) => breach with
    {
        Deadlines = [.. breach.Obligations(LawBook.Current, at).Select(ShownDeadline.Of)],
        Findings = [.. breach.FindingsUnder(LawBook.Current)],
    };

    private static ControllerNotification Shown(ControllerNotification notification, DateTimeOffset at) => notification with
    {
        Deadlines = [.. notification.Obligations(LawBook.Current, at).Select(ShownDeadline.Of)],
        CautiousTarget = notification.CautiousAuthorityDeadline(LawBook.Current)?.Target,
        Findings = [.. notification.FindingsUnder(LawBook.Current)],
    };

    // What was owed then is told as it stood then.
    private static DateTimeOffset At(View view, HttpContext http) => view.AsOf ?? http.Now().Instant;
}

/// <summary>A controller concerned by a breach.</summary>
/// <param name="Name">Its name, by its agreement as it stands.</param>
/// <param name="Contact">Whom to reach.</param>
/// <param name="Notification">How far its notification has come.</param>
public sealed record ConcernedController(PersonalText? Name, ContactPerson? Contact, ControllerNotification Notification);
