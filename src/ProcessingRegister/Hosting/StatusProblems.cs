using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting;

/// <summary>What libraries answer by themselves, in this program's words: unknown routes, wrong methods, values that they could not read.</summary>
public sealed partial class StatusProblems : IProblemDetailsWriter
{
    /// <summary>Gives a bare status the body of a problem document.</summary>
    public static Task WriteAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var (type, title) = Words(status);
        return Problems.Of(status, type, title).ExecuteAsync(context.HttpContext);
    }

    /// <summary>Always: a client that accepts no JSON is better served with a problem document than with nothing (RFC 9110 section 12.5.1).</summary>
    public bool CanWrite(ProblemDetailsContext context) => true;

    /// <inheritdoc />
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Rewrite(context.ProblemDetails);
        context.ProblemDetails.Extensions["traceId"] = Activity.Current?.Id ?? context.HttpContext.TraceIdentifier;
        await context.HttpContext.Response.WriteAsJsonAsync(context.ProblemDetails, RegisterJson.Edge, "application/problem+json", context.HttpContext.RequestAborted);
    }

    // A library's detail may quote what was sent, so only the place is taken from it.
    private static void Rewrite(ProblemDetails problem)
    {
        if (problem.Type?.StartsWith(Problems.Urn, StringComparison.Ordinal) == true || problem.Status is not { } status)
            return;
        if (status == StatusCodes.Status400BadRequest && QueryParameter().Match(problem.Detail ?? "") is { Success: true } parameter)
            problem.Extensions["errors"] = new Dictionary<string, string[]> { [parameter.Groups[1].Value] = ["must be of the type and form that the description of this interface gives"] };
        var (type, title) = Words(status);
        (problem.Type, problem.Title, problem.Detail) = (Problems.Urn + type, title, null);
    }

    private static (string Type, string Title) Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("malformed", "The request is malformed."),
        StatusCodes.Status404NotFound => ("not-found", "There is no such thing here, or none that you may see."),
        StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", "This method is not allowed here; Allow names those that are."),
        StatusCodes.Status406NotAcceptable => ("not-acceptable", "None of the media types asked for can be had here."),
        StatusCodes.Status415UnsupportedMediaType => ("unsupported-media-type", "The body must be application/json in UTF-8."),
        _ => ("status", $"The request was answered with status {status}."),
    };

    [GeneratedRegex("^Query string parameter '([^']+)'")]
    private static partial Regex QueryParameter();
}
