using JasperFx;
using JasperFx.Events;
using Marten.Exceptions;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting;

/// <summary>Answers what was thrown as a problem document, and says in the log only which kind of failure it was.</summary>
public sealed partial class Failures(ILogger<Failures> logger) : IExceptionHandler
{
    /// <inheritdoc />
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        await AnswerTo(exception, httpContext).ExecuteAsync(httpContext);
        return true;
    }

    private IResult AnswerTo(Exception exception, HttpContext http)
    {
        switch (exception)
        {
            case BadHttpRequestException bad when bad.StatusCode == StatusCodes.Status413PayloadTooLarge:
                return Problems.Of(bad.StatusCode, "too-large", "The body is too large.");
            case BadHttpRequestException:
                return Problems.Malformed(new Fault("", "must be a well-formed HTTP request"));
            case ConcurrencyException or EventStreamUnexpectedMaxEventIdException or DocumentAlreadyExistsException:
            case MartenCommandException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } }:
            case PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }:
                // Who named a version is told that it is stale; who named none may simply try again.
                return http.Request.Headers.IfMatch.Count > 0 ? Problems.Stale() : Problems.ConcurrentChange();
            case NpgsqlException { IsTransient: true } or TimeoutException:
                Unavailable(logger, exception.GetType().Name, (exception as PostgresException)?.SqlState);
                http.Response.Headers.RetryAfter = "5";
                return Problems.Of(StatusCodes.Status503ServiceUnavailable, "unavailable", "The database cannot be reached at the moment.", "Nothing was written; send it again later.");
            default:
                Failed(logger, $"{exception.GetType().FullName} of {exception.GetBaseException().GetType().FullName}", (exception.GetBaseException() as PostgresException)?.SqlState, exception.StackTrace);
                return Problems.Of(StatusCodes.Status500InternalServerError, "failure", "The program failed.", "Nothing was written. The operator finds the failure under the trace id.");
        }
    }

    // The message of an exception may quote what was sent, so it is left out; type and stack say where.
    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed with {Failure}, SQLSTATE {SqlState}, at {Stack}")]
    private static partial void Failed(ILogger logger, string failure, string? sqlState, string? stack);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database could not be reached: {Failure}, SQLSTATE {SqlState}.")]
    private static partial void Unavailable(ILogger logger, string failure, string? sqlState);
}
