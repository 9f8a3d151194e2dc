using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Attaches a document by its digest. Its bytes are kept elsewhere, and whoever holds them can show that they are the ones.</summary>
/// <param name="Document">The document.</param>
public sealed record AttachDocument(Attachment Document) : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AttachDocument(new Attachment("report of the forensic examination", new byte[32], "application/pdf", 482_113));

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        breach.Attachments.Any(a => RegisterJson.SayTheSame(a, Document)) ? Decision.AlreadyDone : Decision.Append(new DocumentAttached(Document));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        Document.Faults("/document");
}

/// <summary><c>POST /v1/{org}/breaches/{id}/attachments</c>.</summary>
public static class AttachDocumentEndpoint
{
    /// <summary>Attaches a document by its digest.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/attachments", OperationId = "attachDocument"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, AttachDocument command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
