using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>New records that belong to a subprocessor, which must be on record in the same organisation.</summary>
internal static class CreatingForASubprocessor
{
    /// <summary>Decides a creation; 404 when there is no such subprocessor.</summary>
    /// <param name="session">The session.</param>
    /// <param name="subprocessor">The subprocessor.</param>
    /// <param name="command">The request.</param>
    /// <param name="register">The register in whose addresses the new record is found.</param>
    /// <param name="records">Reads records.</param>
    /// <param name="http">The request's context.</param>
    internal static async Task<IResult> CreateFor<T>(
        this IDocumentSession session, Guid subprocessor, ICreation<T> command, string register, RecordQueries records, HttpContext http) where T : Record, IRecord<T>
    {
        if (await records.TheseAsync<Subprocessor>(http.TenantId(), [subprocessor], http.RequestAborted) is [])
            return Problems.NotFound();
        var answer = await session.Create(command, http);
        if (http.Response.Headers.Location is [{ } location])
            http.Response.Headers.Location = $"/v1/{http.Caller().Slug}/{register}/{location[(location.LastIndexOf('/') + 1)..]}";
        return answer;
    }
}
