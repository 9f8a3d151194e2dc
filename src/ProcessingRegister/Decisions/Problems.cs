using Microsoft.AspNetCore.Mvc;

namespace ProcessingRegister.Decisions;

/// <summary>Problem documents (RFC 9457). None ever contains a value of the request.</summary>
public static class Problems
{
    /// <summary>What a refusal's or another problem's type begins with.</summary>
    public const string Urn = "urn:processing-register:";

    /// <summary>400: what was sent is malformed; <c>errors</c> is keyed by JSON Pointer, or by the name of a query parameter or header.</summary>
    public static IResult Malformed(params IEnumerable<Fault> faults) => Results.Problem(new ProblemDetails
    {
        Type = Urn + "malformed",
        Title = "The request is malformed.",
        Status = StatusCodes.Status400BadRequest,
        Detail = "Nothing was written. Each member of 'errors' names a place in the request and the rule that it breaks.",
        Extensions = { ["errors"] = faults.GroupBy(f => f.Pointer).ToDictionary(g => g.Key, g => g.Select(f => f.Rule).Distinct().ToArray()) },
    });

    /// <summary>409: a rule refuses.</summary>
    /// <param name="refusal">The rule.</param>
    /// <param name="concerned">How many agreements it protects here, where that is known.</param>
    public static IResult Refused(Refusal refusal, int? concerned = null)
    {
        var problem = new ProblemDetails
        {
            Type = $"{Urn}refusal:{refusal.Code}",
            Title = refusal.Sentence,
            Status = StatusCodes.Status409Conflict,
            Extensions = { ["provision"] = refusal.Provision, ["code"] = refusal.Code },
        };
        if (concerned is not null)
            problem.Extensions["concerned"] = concerned;
        return Results.Problem(problem);
    }

    /// <summary>Any other problem.</summary>
    public static IResult Of(int status, string type, string title, string? detail = null) =>
        Results.Problem(new ProblemDetails { Type = Urn + type, Title = title, Status = status, Detail = detail });

    /// <summary>404.</summary>
    public static IResult NotFound() => Of(StatusCodes.Status404NotFound, "not-found", "There is no such thing here, or none that you may see.");

    /// <summary>412.</summary>
    public static IResult Stale() => Of(StatusCodes.Status412PreconditionFailed, "stale", "The record has changed since the version that If-Match names.",
        "Read it again, look at what changed, and send the request with its present ETag.");

    /// <summary>409 for two writers at once, neither of whom named a version.</summary>
    public static IResult ConcurrentChange() => Of(StatusCodes.Status409Conflict, "concurrent-change", "Another change was recorded at the same moment.",
        "Nothing of this request was written; it can be sent again as it is.");
}
