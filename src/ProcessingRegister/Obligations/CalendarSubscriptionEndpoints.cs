using Microsoft.AspNetCore.Authorization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Obligations;

/// <summary>Asks for an address under which a calendar program subscribes to what is owed. It is answered once and not shown again: an Idempotency-Key has no effect here.</summary>
/// <param name="Name">What it is for, in words about things.</param>
public sealed record SubscribeToCalendar(ImpersonalText Name) : IExemplified
{
    /// <inheritdoc />
    public static object Example => new SubscribeToCalendar("calendar of the privacy office");
}

/// <summary>A subscription, with its address this once.</summary>
/// <param name="Id">Names it, for its revocation.</param>
/// <param name="Address">The address; whoever has it reads the calendar.</param>
public sealed record CalendarSubscriptionShown(Guid Id, string Address)
{
    /// <summary>Never the address.</summary>
    public override string ToString() => "[secret]";
}

/// <summary>A subscription as it is listed: everything but its address.</summary>
/// <param name="Id">Names it, for its revocation.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Roles">With which of its maker's roles it reads, as far as the maker still holds them.</param>
/// <param name="CreatedBy">The actor who made it.</param>
/// <param name="CreatedAt">When (UTC).</param>
/// <param name="RevokedAt">Since when it opens nothing (UTC).</param>
public sealed record CalendarSubscriptionListed(Guid Id, string Name, IReadOnlyList<Role> Roles, Guid CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>The rules that forbid something about the calendar.</summary>
public static class CalendarRefusals
{
    /// <summary>A subscription ends with its maker's roles, and of those that the identity provider states nobody here learns when they end.</summary>
    public static readonly Refusal RolesNotOnRecord = new("calendar-roles-not-on-record", "Art. 32(1)",
        "A subscription holds while its maker holds a role, and yours are stated by the identity provider alone; have an admin assign you one.");
}

/// <summary><c>POST /v1/{org}/calendar-subscriptions</c>.</summary>
public static class SubscribeToCalendarEndpoint
{
    /// <summary>Makes an address for calendar programs; it is shown once.</summary>
    [WolverinePost("/v1/{org}/calendar-subscriptions", OperationId = "subscribeToCalendar"), Answers(201, typeof(CalendarSubscriptionShown)), AllowedTo(Role.Dpo, Role.Counsel)]
    public static async Task<IResult> Post(SubscribeToCalendar command, CalendarSubscriptions subscriptions, NoticeOptions options, HttpContext http)
    {
        if (await subscriptions.AddAsync(http.TenantId(), http.Caller().Actor, command.Name, http.RequestAborted) is not var (id, secret))
            return Problems.Refused(CalendarRefusals.RolesNotOnRecord);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = $"{http.Request.Path}/{id}";
        var address = $"{options.PublicAddress.AbsoluteUri.TrimEnd('/')}/calendars/{http.Caller().Slug}/{secret}";
        return Results.Json(new CalendarSubscriptionShown(id, address), RegisterJson.Edge, statusCode: StatusCodes.Status201Created);
    }
}

/// <summary><c>GET /v1/{org}/calendar-subscriptions</c>.</summary>
public static class ListCalendarSubscriptionsEndpoint
{
    /// <summary>Lists the addresses for calendar programs, without their secrets.</summary>
    [WolverineGet("/v1/{org}/calendar-subscriptions", OperationId = "listCalendarSubscriptions"), Answers(200, typeof(Page<CalendarSubscriptionListed>))]
    [AllowedTo(Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static async Task<IResult> Get(CalendarSubscriptions subscriptions, HttpContext http) =>
        Showing.Json(new Page<CalendarSubscriptionListed>(await subscriptions.AllAsync(http.TenantId(), http.RequestAborted), null));
}

/// <summary><c>DELETE /v1/{org}/calendar-subscriptions/{id}</c>.</summary>
public static class RevokeCalendarSubscriptionEndpoint
{
    /// <summary>Revokes an address for calendar programs at once.</summary>
    [WolverineDelete("/v1/{org}/calendar-subscriptions/{id}", OperationId = "revokeCalendarSubscription"), Answers(204), AllowedTo(Role.Dpo, Role.Counsel, Role.Admin)]
    public static async Task<IResult> Delete(Guid id, CalendarSubscriptions subscriptions, HttpContext http) =>
        await subscriptions.RevokeAsync(http.TenantId(), id, http.RequestAborted) ? Results.NoContent() : Problems.NotFound();
}

/// <summary><c>GET /calendars/{org}/{secret}</c>.</summary>
public static class GetSubscribedCalendarEndpoint
{
    /// <summary>Shows, to whoever has the address, what the organisation owes by a limit as a calendar (RFC 5545).</summary>
    [WolverineGet("/calendars/{org}/{secret}", OperationId = "getSubscribedCalendar"), Answers(200, typeof(string), MediaType = ObligationCalendar.MediaType), AllowAnonymous]
    public static async Task<IResult> Get(string secret, CalendarSubscriptions subscriptions, ObligationCalendar calendar, HttpContext http)
    {
        if (await subscriptions.OpenAsync(http.TenantId(), secret, http.RequestAborted) is not var (maker, roles))
            return Problems.NotFound();
        http.Features.Set(http.Caller() with { Actor = maker, Roles = roles });
        return await calendar.Show(http);
    }
}
