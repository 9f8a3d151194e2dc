using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>What everybody may know of one subprocessor: no address, no contact, no certificate, no data category.</summary>
/// <param name="Id">Its record, for who follows the list.</param>
/// <param name="Name">The legal entity.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Country">Where it is established.</param>
/// <param name="Since">The first day of its present engagement.</param>
/// <param name="Tasks">What it does for which service, and where.</param>
public sealed record PublicSubprocessor(Guid Id, ImpersonalText Name, SubprocessorKind Kind, CountryCode? Country, DateOnly Since, IReadOnlyList<PublicTask> Tasks)
{
    /// <summary>A subprocessor that is listed on a day.</summary>
    public static PublicSubprocessor Of(Subprocessor s, DateOnly day) =>
        new(s.Id, s.Name, s.Content.Kind, s.Content.Country, s.Engagements.Last(e => e.Covers(day)).From, PublicTask.Of(s.Content.Services));
}

/// <summary>What a subprocessor does for a service, and where.</summary>
/// <param name="Service">For which service; for every one when absent.</param>
/// <param name="Purpose">What.</param>
/// <param name="StoredIn">Where the data lie.</param>
/// <param name="AccessedFrom">From where they can be seen.</param>
public sealed record PublicTask(ImpersonalText? Service, ImpersonalText? Purpose, IReadOnlyList<Territory> StoredIn, IReadOnlyList<Territory> AccessedFrom)
{
    /// <summary>The tasks, without what is not for everybody.</summary>
    public static IReadOnlyList<PublicTask> Of(IEnumerable<ServedService> services) =>
        [.. services.Select(s => new PublicTask(s.Service, s.Purpose, s.StoredIn ?? [], s.AccessedFrom ?? []))];
}

/// <summary>A change of the public list.</summary>
/// <param name="On">From which day on.</param>
/// <param name="Change">What changed.</param>
/// <param name="Subprocessor">Of whom.</param>
/// <param name="Name">Its name from then on.</param>
/// <param name="NameBefore">Its name before, when it was renamed.</param>
/// <param name="Before">What it did, and where.</param>
/// <param name="After">What it does, and where.</param>
/// <param name="MergedInto">The one that it became one with.</param>
public sealed record PublicChange(
    DateOnly On, ChangeOfList Change, Guid Subprocessor, ImpersonalText Name, ImpersonalText? NameBefore, IReadOnlyList<PublicTask>? Before,
    IReadOnlyList<PublicTask>? After, Guid? MergedInto)
{
    /// <summary>A change as everybody may know it.</summary>
    public static PublicChange Of(DatedChange dated) => new(
        dated.On, dated.Change.Change, dated.Change.Subprocessor, dated.Change.Name, dated.Change.NameBefore,
        dated.Change.Before is { } before ? PublicTask.Of(before) : null, dated.Change.After is { } after ? PublicTask.Of(after) : null, dated.Change.MergedInto);
}

/// <summary>The public list on one day.</summary>
/// <param name="Organisation">Who engages these subprocessors.</param>
/// <param name="Day">The day.</param>
/// <param name="Items">The subprocessors, by name.</param>
public sealed record PublicList(ImpersonalText? Organisation, DateOnly Day, IReadOnlyList<PublicSubprocessor> Items)
{
    /// <summary>The list that a view shows: what was in effect on its day.</summary>
    public static async Task<PublicList> OfAsync(RecordQueries records, string tenantId, View view, DateOnly day, CancellationToken ct)
    {
        var items = await records.AllAsync<Subprocessor>(tenantId, view with { ValidAt = day }, null, ct, open: false).Where(s => s.IsListedOn(day)).ToListAsync(ct);
        return new(await NameOfAsync(records, tenantId, view, ct), day,
            [.. items.OrderBy(s => s.Name.Value, StringComparer.OrdinalIgnoreCase).ThenBy(s => s.Id).Select(s => PublicSubprocessor.Of(s, day))]);
    }

    /// <summary>The registered name of who keeps the list.</summary>
    public static async Task<ImpersonalText?> NameOfAsync(RecordQueries records, string tenantId, View view, CancellationToken ct) =>
        (await records.TheseAsync<Organisation>(tenantId, [Guid.Parse(tenantId)], view with { ValidAt = null }, ct, open: false)).SingleOrDefault()?.Profile.LegalName;

    /// <summary>An answer for everybody, which may be kept for a minute and then asked after by its tag.</summary>
    public static IResult Answer(HttpContext http, byte[] body, string mediaType)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"";
        (http.Response.Headers.ETag, http.Response.Headers.CacheControl) = (tag, "public, max-age=60");
        return http.Request.NotModifiedSince(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(body, mediaType);
    }

    internal static IResult AnswerJson<T>(HttpContext http, T value) => Answer(http, JsonSerializer.SerializeToUtf8Bytes(value, RegisterJson.Edge), "application/json; charset=utf-8");
}

/// <summary><c>GET /public/{org}/subprocessors</c>.</summary>
public static class GetPublicListEndpoint
{
    /// <summary>Shows everybody the list of subprocessors: today's, or with <c>asOf</c> or <c>validAt</c> that of another day.</summary>
    [WolverineGet("/public/{org}/subprocessors", OperationId = "getPublicSubprocessors"), AllowAnonymous, Shows(typeof(PublicList))]
    public static async Task<IResult> Get(RecordQueries records, HttpContext http) =>
        View.Of(http, out var view) ?? PublicList.AnswerJson(http, await PublicList.OfAsync(records, http.TenantId(), view, view.Day(http.Now()), http.RequestAborted));
}

/// <summary><c>GET /public/{org}/subprocessors/history</c>.</summary>
public static class GetPublicListHistoryEndpoint
{
    /// <summary>Shows everybody how the list of subprocessors changed, the latest change first; what is still to come is left out.</summary>
    [WolverineGet("/public/{org}/subprocessors/history", OperationId = "getPublicSubprocessorsHistory"), AllowAnonymous, Answers(200, typeof(Page<PublicChange>)), Answers(304)]
    public static async Task<IResult> Get(ListHistory history, HttpContext http) =>
        View.Of(http, out var view) ?? PublicList.AnswerJson(http,
            new Page<PublicChange>([.. (await history.ChangesAsync(http.TenantId(), view, view.Day(http.Now()), http.RequestAborted)).Select(PublicChange.Of)], null));
}

/// <summary><c>GET /public/{org}/subprocessors.atom</c>.</summary>
public static class GetPublicListFeedEndpoint
{
    /// <summary>The changes of the list as a feed (RFC 4287).</summary>
    [WolverineGet("/public/{org}/subprocessors.atom", OperationId = "getPublicSubprocessorsFeed"), AllowAnonymous, Answers(200, MediaType = ListFeed.MediaType), Answers(304)]
    public static async Task<IResult> Get(ListHistory history, RecordQueries records, HttpContext http) =>
        PublicList.Answer(http,
            ListFeed.Write(http.TenantId(), http.Caller().Slug!, await PublicList.NameOfAsync(records, http.TenantId(), View.Now, http.RequestAborted),
                await history.ChangesAsync(http.TenantId(), View.Now, http.Now().Today, http.RequestAborted)),
            $"{ListFeed.MediaType}; charset=utf-8");
}
