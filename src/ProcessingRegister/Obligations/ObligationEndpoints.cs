using System.Diagnostics.CodeAnalysis;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Obligations;

/// <summary><c>GET /v1/{org}/obligations</c>.</summary>
public static class ListObligationsEndpoint
{
    /// <summary>
    /// Lists what is owed, from every register, in the order in which it falls due: what is not met, or what stands as <c>?state=</c> says (overdue, open,
    /// notDue, met, metLate), falls due before <c>?dueBefore=</c>, follows from <c>?article=</c> (33 finds 33(1) too), is owed by <c>?who=</c> or because of <c>?record=</c>.
    /// </summary>
    [WolverineGet("/v1/{org}/obligations", OperationId = "listObligations"), Lists(typeof(ShownObligation), AsCsv = true, FromAnyView = false)]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    [SuppressMessage("Style", "IDE0060", Justification = "The parameters are named for the description of the interface.")]
    public static Task<IResult> Get(
        string? state, string? dueBefore, string? article, string? record, string? who, string? asOf, ObligationRegister register, HttpContext http) => register.Show(http);
}

/// <summary><c>GET /v1/{org}/obligations.csv</c>.</summary>
public static class ListObligationsAsCsvEndpoint
{
    /// <summary>Lists what is owed as CSV.</summary>
    [WolverineGet("/v1/{org}/obligations.csv", OperationId = "listObligationsAsCsv"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(ObligationRegister register, HttpContext http) => register.Show(http);
}

/// <summary><c>GET /v1/{org}/obligations/summary</c>.</summary>
public static class GetObligationSummaryEndpoint
{
    /// <summary>Shows how much is overdue, open, due within a day and not due yet, in all and by kind.</summary>
    [WolverineGet("/v1/{org}/obligations/summary", OperationId = "getObligationSummary"), Answers(200, typeof(ObligationSummary))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(ObligationRegister register, HttpContext http) => register.Summary(http);
}

/// <summary><c>GET /v1/{org}/obligations.ics</c>.</summary>
public static class GetObligationCalendarEndpoint
{
    /// <summary>Shows what the organisation owes by a limit as a calendar (RFC 5545).</summary>
    [WolverineGet("/v1/{org}/obligations.ics", OperationId = "getObligationCalendar"), Answers(200, typeof(string), MediaType = ObligationCalendar.MediaType)]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(ObligationCalendar calendar, HttpContext http) => calendar.Show(http);
}
