using System.Net;
using Microsoft.AspNetCore.Authorization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Notices;

/// <summary>A notice as its link shows it.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Subject">Its subject; absent when it was erased.</param>
/// <param name="Text">Its text.</param>
public sealed record NoticeOfLink(Guid Notice, NoticeState State, string? Subject = null, string? Text = null);

/// <summary><c>GET /notices/{token}</c>.</summary>
public static class ShowNoticeLinkEndpoint
{
    /// <summary>Shows, to whoever has the link, what would be acknowledged. It changes nothing: programs that check mail follow links.</summary>
    [WolverineGet("/notices/{token}", OperationId = "showNoticeLink"), Answers(200, typeof(NoticeOfLink)), AllowAnonymous]
    public static Task<IResult> Get(string token, [NotBody] NoticeDesk desk, HttpContext http) => desk.ShowLinkAsync(token, http);
}

/// <summary><c>POST /notices/{token}</c>.</summary>
public static class AcknowledgeNoticeEndpoint
{
    /// <summary>Acknowledges that a notice was received.</summary>
    [WolverinePost("/notices/{token}", OperationId = "acknowledgeNotice"), Answers(303), AllowAnonymous]
    public static Task<IResult> Post(string token, [NotBody] NoticeDesk desk, HttpContext http) => desk.AcknowledgeAsync(token, http);
}

/// <summary>The page behind a link: the notice, and one button. It is the recipient's, so it speaks the notice's language.</summary>
internal static class AcknowledgementPage
{
    /// <summary>As a page for a browser, else as JSON.</summary>
    public static IResult Of(NoticeShown notice, (string Subject, string Text)? said, HttpContext http)
    {
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return Showing.Json(new NoticeOfLink(notice.Id, notice.State, said?.Subject, said?.Text));
        var isNorwegian = notice.Language == NoticeLanguage.Nb;
        var title = Encode(said?.Subject ?? (isNorwegian ? "Meldingen er slettet" : "The notice was erased"));
        var action = notice.State == NoticeState.Acknowledged
            ? $"<p class=\"lead\">{(isNorwegian ? "Mottaket er bekreftet. Takk." : "Receipt is confirmed. Thank you.")}</p>"
            : $"<form method=\"post\"><button type=\"submit\">{(isNorwegian ? "Bekreft at meldingen er mottatt" : "Confirm that the notice was received")}</button></form>";
        return Results.Content($"""
            <!DOCTYPE html>
            <html lang="{(isNorwegian ? "nb" : "en")}">
            <head>
                <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
                <meta name="robots" content="noindex"><link rel="stylesheet" href="/register.css"><link rel="icon" href="data:,"><title>{title}</title>
            </head>
            <body><main id="content"><h1>{title}</h1>{action}<pre>{Encode(said?.Text ?? "")}</pre></main></body>
            </html>
            """, "text/html; charset=utf-8");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
