using System.Globalization;
using MerkleLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Verifier.Witnessing;

/// <summary>
/// A witness as a server, c2sp.org/tlog-witness: <c>POST /add-checkpoint</c>, and to read <c>GET /{origin hash}/checkpoint</c> and
/// <c>GET /key</c>. It asks nobody who they are: a checkpoint is vouched for by the signature of its log.
/// </summary>
public static partial class WitnessServer
{
    private const string Text = "text/plain; charset=utf-8";

    /// <summary>The form of an answer 409: the size in decimal and a newline.</summary>
    private const string Size = "text/x.tlog.size";

    /// <summary>Makes the server; it does not listen yet.</summary>
    public static WebApplication Create(Uri listen, WatchedLogs logs, VerifierKey key)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.None);
        builder.WebHost.UseUrls(listen.GetLeftPart(UriPartial.Authority)).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = AddCheckpointRequest.MaximumLength;
            kestrel.Limits.MaxConcurrentConnections = 256;
        });
        var app = builder.Build();
        app.MapPost("/add-checkpoint", (HttpRequest request) => AddAsync(request, logs, app.Logger));
        app.MapGet("/{originHash}/checkpoint", (string originHash) =>
            logs.Last(originHash) is { } last ? Results.Bytes(last.ToBytes(), Text) : Results.NotFound());
        app.MapGet("/key", () => Results.Text($"{key}\n", Text));
        return app;
    }

    private static async Task<IResult> AddAsync(HttpRequest request, WatchedLogs logs, ILogger logger)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (!AddCheckpointRequest.TryParse(body.GetBuffer().AsSpan(0, (int)body.Length), out var read))
            return Results.BadRequest();
        var result = logs.Add(read);
        switch (result.Answer)
        {
            case WitnessAnswer.Cosign:
                return Results.Text(result.Cosignature!.ToLine(), Text);
            case WitnessAnswer.AnotherSize:
                return new SizeAnswer(result.RememberedSize);
            case WitnessAnswer.NotConsistent:
                Inconsistent(logger, WitnessFolder.OriginHash(read.Origin), result.RememberedSize);
                return Results.StatusCode((int)result.Answer);
            default:
                return Results.StatusCode((int)result.Answer);
        }
    }

    // The log signed it, so this is either a broken proof or the sign of a second history; a person should look.
    [LoggerMessage(Level = LogLevel.Warning, Message = "A checkpoint of the log {OriginHash} was refused: it is not shown to continue the tree of size {Size} that was cosigned.")]
    private static partial void Inconsistent(ILogger logger, string originHash, long size);

    private sealed class SizeAnswer(long size) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status409Conflict;
            // Written as it is, without a charset: the specification names this type and no other.
            httpContext.Response.ContentType = Size;
            return httpContext.Response.WriteAsync(size.ToString(CultureInfo.InvariantCulture) + "\n");
        }
    }
}
