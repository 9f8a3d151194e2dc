using Microsoft.AspNetCore.Diagnostics;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting;

/// <summary>Gives every bare status the body of a problem document: unknown routes, wrong methods, what a library answers without words.</summary>
public static class StatusProblems
{
    /// <summary>Writes the problem of the response's status.</summary>
    public static Task WriteAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var (type, title) = status switch
        {
            StatusCodes.Status400BadRequest => ("malformed", "The request is malformed."),
            StatusCodes.Status404NotFound => ("not-found", "There is no such thing here, or none that you may see."),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", "This method is not allowed here; Allow names those that are."),
            StatusCodes.Status406NotAcceptable => ("not-acceptable", "None of the media types asked for can be had here."),
            StatusCodes.Status415UnsupportedMediaType => ("unsupported-media-type", "The body must be application/json in UTF-8."),
            _ => ("status", $"The request was answered with status {status}."),
        };
        return Problems.Of(status, type, title).ExecuteAsync(context.HttpContext);
    }
}
