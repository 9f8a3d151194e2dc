using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Notices.Templates;

/// <summary>Asks how a notice would read, with invented values. Nothing is written.</summary>
/// <param name="Notice">Which kind.</param>
/// <param name="Language">Which language.</param>
/// <param name="Subject">A subject to try; the present template's when absent.</param>
/// <param name="Body">A text to try; the present template's when absent.</param>
public sealed record PreviewNoticeTemplate(NoticeKind Notice, NoticeLanguage Language, ImpersonalText? Subject = null, PersonalText? Body = null) : IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new PreviewNoticeTemplate(NoticeKind.BreachNotice, NoticeLanguage.En);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => NoticeTemplate.Faults(Subject ?? "-", Body ?? new PersonalText("-"));
}

/// <summary>How a notice reads.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The text.</param>
public sealed record NoticePreview(string Subject, string Text);

/// <summary><c>POST /v1/{org}/notice-templates/preview</c>.</summary>
public static class PreviewNoticeTemplateEndpoint
{
    /// <summary>Shows how a notice would read, with invented values.</summary>
    [WolverinePost("/v1/{org}/notice-templates/preview", OperationId = "previewNoticeTemplate"), Answers(200, typeof(NoticePreview)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel)]
    public static async Task<IResult> Post(PreviewNoticeTemplate command, TemplateBook templates, HttpContext http)
    {
        var present = await templates.FindAsync(http.TenantId(), command.Notice, command.Language, http.RequestAborted);
        var unknown = DefaultTemplates.Unknown(command.Language);
        return Showing.Json(new NoticePreview(
            TemplateText.OneLine(TemplateText.Fill(command.Subject?.Value ?? present.Subject, Invented, unknown)),
            TemplateText.Fill(command.Body?.Value ?? present.Body, Invented, unknown)));
    }

    private static string? Invented(NoticePlaceholder place) => place switch
    {
        NoticePlaceholder.Organisation => "Example Ltd",
        NoticePlaceholder.Recipient => "Data Protection Office",
        NoticePlaceholder.Reference => "2026-0017",
        NoticePlaceholder.Nature => "A backup could be read by another customer.",
        NoticePlaceholder.Extent => "Employees, about 40; payslips, about 480.",
        NoticePlaceholder.ContactPoint => "Privacy desk, privacy@example.com",
        NoticePlaceholder.Consequences => "Salaries may have become known to one recipient, who has deleted them.",
        NoticePlaceholder.Measures => "Access was closed within the hour.",
        NoticePlaceholder.AwareAt => "2026-02-10 12:17 +01:00",
        NoticePlaceholder.News => "The log shows that nothing was downloaded.",
        NoticePlaceholder.Acknowledgement => "https://register.example.com/notices/example",
        NoticePlaceholder.Provision => "Art. 33(1)",
        NoticePlaceholder.Target => "2026-02-13 12:17 +01:00",
        NoticePlaceholder.Limit => "2026-02-13 13:00 +01:00",
        NoticePlaceholder.Record => "Breach 2026-0017",
        _ => null,
    };
}
