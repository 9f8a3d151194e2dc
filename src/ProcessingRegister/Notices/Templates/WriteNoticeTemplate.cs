using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Notices.Templates;

/// <summary>Gives a kind of notice the organisation's own words in one language.</summary>
/// <param name="Notice">Which kind.</param>
/// <param name="Language">Which language.</param>
/// <param name="Subject">One line, with places such as <c>{{reference}}</c>.</param>
/// <param name="Body">Plain text, with places.</param>
public sealed record WriteNoticeTemplate(NoticeKind Notice, NoticeLanguage Language, ImpersonalText Subject, PersonalText Body)
    : ICreation<NoticeTemplate>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new WriteNoticeTemplate(NoticeKind.BreachAllClear, NoticeLanguage.En,
        "{{organisation}}: {{reference}} is closed", new("To {{recipient}}\n\n{{reference}} is closed.\n\n{{news}}\n\nQuestions: {{contactPoint}}"));

    string ICreation<NoticeTemplate>.Identity => $"{Notice}:{Language}";

    Refusal ICreation<NoticeTemplate>.AlreadyExists => NoticeRefusals.AlreadyWritten;

    /// <inheritdoc />
    public Decision Decide(Moment now) =>
        NoticeTemplate.Lacking(Notice, Subject, Body).Count > 0 ? Decision.Refuse(NoticeRefusals.LacksPlaces)
        : Decision.Append(new NoticeTemplateWritten(Notice, Language, Subject, Body));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => NoticeTemplate.Faults(Subject, Body);
}

/// <summary><c>POST /v1/{org}/notice-templates</c>.</summary>
public static class WriteNoticeTemplateEndpoint
{
    /// <summary>Writes a template of notices.</summary>
    [WolverinePost("/v1/{org}/notice-templates", OperationId = "writeNoticeTemplate"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(WriteNoticeTemplate command, IDocumentSession session, HttpContext http) => session.Create(command, http);
}
