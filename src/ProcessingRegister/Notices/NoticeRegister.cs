using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Templates;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Notices;

/// <summary><c>GET /v1/{org}/notices</c>.</summary>
public static class ListNoticesEndpoint
{
    /// <summary>Lists notices by id; with <c>?record=</c> those about that record.</summary>
    [WolverineGet("/v1/{org}/notices", OperationId = "listNotices"), Lists(typeof(NoticeShown), FromAnyView = false), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid? record, [NotBody] NoticeDesk desk, HttpContext http) => desk.ListAsync(record, http);
}

/// <summary><c>GET /v1/{org}/notices/{id}</c>.</summary>
public static class GetNoticeEndpoint
{
    /// <summary>Shows how far a notice has come.</summary>
    [WolverineGet("/v1/{org}/notices/{id}", OperationId = "getNotice"), Answers(200, typeof(NoticeShown)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, [NotBody] NoticeDesk desk, HttpContext http) => desk.ShowAsync(id, http);
}

/// <summary>Reports that a mail came back after the server had taken it over: a delivery status notification (RFC 3464) was read, by a person or a program.</summary>
/// <param name="Code">The SMTP reply that the report quotes, 500 to 599 (RFC 5321 section 4.2.1); absent when it quotes none.</param>
public sealed record ReportNoticeBounce(int? Code = null) : IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReportNoticeBounce(550);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Code is < 500 or > 599 ? [new Fault("/code", "must be a reply of permanent failure, from 500 to 599")] : [];
}

/// <summary><c>POST /v1/{org}/notices/{id}/bounces</c>.</summary>
public static class ReportNoticeBounceEndpoint
{
    /// <summary>Reports that a notice came back.</summary>
    [WolverinePost("/v1/{org}/notices/{id}/bounces", OperationId = "reportNoticeBounce"), Answers(200, typeof(NoticeShown)), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, ReportNoticeBounce command, [NotBody] NoticeDesk desk, HttpContext http) => desk.BounceAsync(id, command, http);
}

/// <summary>What the routes of notices do.</summary>
public sealed class NoticeDesk
{
    private readonly NoticeRows rows;

    internal NoticeDesk(NoticeRows rows) => this.rows = rows;

    /// <summary>Lists.</summary>
    public async Task<IResult> ListAsync(Guid? record, HttpContext http)
    {
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var found = await rows.PageAsync(http.TenantId(), record, after, limit + 1, http.RequestAborted);
        return Showing.PageOf(http, [.. found.Take(limit)], found.Count > limit ? Showing.Cursor(found[limit - 1].Id) : null);
    }

    /// <summary>Shows.</summary>
    public async Task<IResult> ShowAsync(Guid id, HttpContext http) =>
        await rows.FindHereAsync(http.TenantId(), id, http.RequestAborted) is { } notice ? Showing.Json(notice) : Problems.NotFound();

    /// <summary>Notes that a notice came back; told twice, it is noted once.</summary>
    public async Task<IResult> BounceAsync(Guid id, ReportNoticeBounce command, HttpContext http)
    {
        if (await rows.FindHereAsync(http.TenantId(), id, http.RequestAborted) is null)
            return Problems.NotFound();
        await rows.NoteAsync(http.TenantId(), id, NoticeResult.Bounced, NoticeTrouble.ReportedBack, command.Code, http.Caller().Actor, http.RequestAborted,
            NoticeState.Dispatched, NoticeState.Delivered);
        return await rows.FindAsync(http.TenantId(), id, http.RequestAborted) switch
        {
            null => Problems.NotFound(),
            { State: NoticeState.Bounced } notice => Showing.Json(notice),
            _ => Problems.Refused(NoticeRefusals.NotSentYet),
        };
    }

    /// <summary>Shows what a link is about.</summary>
    public async Task<IResult> ShowLinkAsync(string token, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await rows.OfLinkAsync(token, http.RequestAborted) is var (_, notice, letter, name)
            ? AcknowledgementPage.Of(notice, letter?.For(notice.Language, name, null), http) : Problems.NotFound();
    }

    /// <summary>Acknowledges receipt; done twice, it is noted once.</summary>
    public async Task<IResult> AcknowledgeAsync(string token, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await rows.OfLinkAsync(token, http.RequestAborted) is not var (tenantId, notice, _, _))
            return Problems.NotFound();
        // Whoever has the link has the notice, whatever this program was told before, or could not note.
        await rows.NoteAsync(tenantId, notice.Id, NoticeResult.Acknowledged, null, null, null, http.RequestAborted,
            [.. Enum.GetValues<NoticeState>().Where(state => state != NoticeState.Acknowledged)]);
        http.Response.Headers.Location = http.Request.Path.Value;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
