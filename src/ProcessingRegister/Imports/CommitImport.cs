using Marten;
using ProcessingRegister.Decisions;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Imports;

/// <summary>What becomes of a file of which some lines are refused.</summary>
public enum RefusedLines
{
    /// <summary>They stop the file: nothing is written.</summary>
    Stop,

    /// <summary>They are left out.</summary>
    Skip,
}

/// <summary>Does what the preview said, which If-Match names.</summary>
/// <param name="RefusedLines">Whether refused lines stop the file or are left out.</param>
public sealed record CommitImport(RefusedLines RefusedLines = RefusedLines.Stop) : IExemplified
{
    /// <inheritdoc />
    public static object Example => new CommitImport(RefusedLines.Skip);
}

/// <summary><c>POST /v1/{org}/imports/{id}/commit</c>.</summary>
public static class CommitImportEndpoint
{
    /// <summary>Begins to write an import, in one transaction.</summary>
    [WolverinePost("/v1/{org}/imports/{id}/commit", OperationId = "commitImport"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch, Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, CommitImport command, [NotBody] ImportFiles imports, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        imports.CommitAsync(id, command, session, bus, http);
}
