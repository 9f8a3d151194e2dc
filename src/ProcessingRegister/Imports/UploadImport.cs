using Marten;
using Microsoft.AspNetCore.Mvc;
using ProcessingRegister.Decisions;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Imports;

/// <summary><c>POST /v1/{org}/imports</c>.</summary>
public static class UploadImportEndpoint
{
    /// <summary>The most bytes that a file may have.</summary>
    public const long MaxFileSize = 64 << 20;

    /// <summary>Receives a file, application/json or text/csv, and begins its preview.</summary>
    [WolverinePost("/v1/{org}/imports", OperationId = "uploadImport"), AllowedTo(Role.Contributor, Role.Dpo), ReadsItsOwnBody("application/json", "text/csv"), RequestSizeLimit(MaxFileSize), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post([NotBody] ImportFiles imports, IDocumentSession session, IMessageBus bus, HttpContext http) => imports.ReceiveAsync(session, bus, http);
}
