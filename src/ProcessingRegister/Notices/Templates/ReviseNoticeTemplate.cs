using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Notices.Templates;

/// <summary>Changes the words of a template, for notices that are ordered from now on.</summary>
/// <param name="Subject">One line, with places.</param>
/// <param name="Body">Plain text, with places.</param>
public sealed record ReviseNoticeTemplate(ImpersonalText Subject, PersonalText Body) : ICommand<NoticeTemplate>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReviseNoticeTemplate("{{organisation}}: {{reference}} is closed", new("To {{recipient}}\n\n{{reference}} is closed.\n\n{{news}}"));

    /// <inheritdoc />
    bool ICommand<NoticeTemplate>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(NoticeTemplate template, Moment now) =>
        NoticeTemplate.Lacking(template.Notice, Subject, Body).Count > 0 ? Decision.Refuse(NoticeRefusals.LacksPlaces)
        : template.Subject == Subject && template.Body.Equals(Body) ? Decision.AlreadyDone
        : Decision.Append(new NoticeTemplateRevised(Subject, Body));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => NoticeTemplate.Faults(Subject, Body);
}

/// <summary><c>POST /v1/{org}/notice-templates/{id}/revisions</c>.</summary>
public static class ReviseNoticeTemplateEndpoint
{
    /// <summary>Revises a template of notices.</summary>
    [WolverinePost("/v1/{org}/notice-templates/{id}/revisions", OperationId = "reviseNoticeTemplate"), AllowedTo(Role.Dpo, Role.Counsel), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, ReviseNoticeTemplate command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
