using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Reading;

/// <summary>How far long work has come.</summary>
public enum OperationState
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Done,

    /// <summary>It ended without doing what was asked; the result says why.</summary>
    Failed,
}

/// <summary>Long work that a request set going.</summary>
/// <param name="Id">The operation.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Done">Units of work done.</param>
/// <param name="Total">Units of work in all, when known.</param>
/// <param name="Result">Where the result is, relative to <c>/v1/{org}</c>.</param>
/// <param name="Failure">Why it failed: a stable code.</param>
public sealed record Operation(Guid Id, OperationState State, int Done, int? Total, string Result, string? Failure = null);

/// <summary>A slice that does long work, and can tell how far it is.</summary>
public interface IOperations
{
    /// <summary>The operation of this id, or <c>null</c> when it is none of this slice's.</summary>
    Task<Operation?> FindAsync(string tenantId, Guid id, CancellationToken ct);
}

/// <summary><c>GET /v1/{org}/operations/{id}</c>.</summary>
public static class GetOperationEndpoint
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Shows how far long work has come; as server-sent events until its end when the client accepts <c>text/event-stream</c>.</summary>
    [WolverineGet("/v1/{org}/operations/{id}", OperationId = "getOperation"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor), Answers(200, typeof(Operation))]
    public static async Task<IResult> Get(Guid id, HttpContext http) =>
        await FindAsync(http, id, http.RequestAborted) is not { } operation ? Problems.NotFound()
        : http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/event-stream") ? Results.ServerSentEvents(FollowAsync(http, operation, http.RequestAborted))
        : Showing.Json(operation with { Result = AddressOf(http, operation) });

    private static async Task<Operation?> FindAsync(HttpContext http, Guid id, CancellationToken ct)
    {
        foreach (var operations in http.RequestServices.GetServices<IOperations>())
        {
            if (await operations.FindAsync(http.TenantId(), id, ct) is { } operation)
                return operation;
        }

        return null;
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(HttpContext http, Operation first, [EnumeratorCancellation] CancellationToken ct)
    {
        Operation? last = null;
        for (var operation = first; operation is not null; operation = await FindAsync(http, first.Id, ct))
        {
            if (operation != last)
                yield return new SseItem<string>(JsonSerializer.Serialize(operation with { Result = AddressOf(http, operation) }, RegisterJson.Edge), "operation");
            if (operation.State != OperationState.Running)
                yield break;
            last = operation;
            await Task.Delay(Pause, ct);
        }
    }

    private static string AddressOf(HttpContext http, Operation operation) => $"/v1/{http.Caller().Slug}{operation.Result}";
}
