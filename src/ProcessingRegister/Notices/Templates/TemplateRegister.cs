using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Notices.Templates;

/// <summary><c>GET /v1/{org}/notice-templates</c>.</summary>
public static class ListNoticeTemplatesEndpoint
{
    /// <summary>Lists the templates that the organisation wrote itself.</summary>
    [WolverineGet("/v1/{org}/notice-templates", OperationId = "listNoticeTemplates"), Lists(typeof(NoticeTemplate)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.List<NoticeTemplate>(http);
}

/// <summary><c>GET /v1/{org}/notice-templates/{id}</c>.</summary>
public static class GetNoticeTemplateEndpoint
{
    /// <summary>Shows a template.</summary>
    [WolverineGet("/v1/{org}/notice-templates/{id}", OperationId = "getNoticeTemplate"), Shows(typeof(NoticeTemplate)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.Show<NoticeTemplate>(id, http);
}

/// <summary><c>GET /v1/{org}/notice-templates/{id}/history</c>.</summary>
public static class GetNoticeTemplateHistoryEndpoint
{
    /// <summary>Lists the events of a template.</summary>
    [WolverineGet("/v1/{org}/notice-templates/{id}/history", OperationId = "getNoticeTemplateHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.History<NoticeTemplate>(id, session, http);
}

/// <summary>Finds the words of notices: the organisation's own, else those that serve by default.</summary>
public sealed class TemplateBook(RecordQueries records)
{
    /// <summary>The words of a kind of notice in a language.</summary>
    public async Task<TemplateWords> FindAsync(string tenantId, NoticeKind kind, NoticeLanguage language, CancellationToken ct)
    {
        // An organisation has at most one for each kind and language, so all of them are fewer than a page.
        await foreach (var template in records.AllAsync<NoticeTemplate>(tenantId, View.Now, null, ct))
        {
            // A text that has been erased says nothing any more.
            if (template.Notice == kind && template.Language == language && template.Body is { Value: { } body })
                return new TemplateWords(template.Subject.Value, body);
        }

        return DefaultTemplates.Of(kind, language);
    }
}
