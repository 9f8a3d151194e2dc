using System.Threading.RateLimiting;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>
/// Counts failed authentication by remote network and tells one that fails too often to wait. Secrets have 256 bits and are not to be guessed; who holds
/// a good one is never refused for another's failures. Kept in memory, for this node.
/// </summary>
public sealed class FailedAttempts : IDisposable
{
    /// <summary>So many failures within <see cref="Window"/> are answered with 401; further ones with 429.</summary>
    public const int Permitted = 60;

    /// <summary>The window.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, ushort>(http =>
        RateLimitPartition.GetFixedWindowLimiter(RemoteNetwork.Of(http), _ => new() { PermitLimit = Permitted, Window = Window }));

    /// <summary>The problem to answer with when this network has failed too often, else <c>null</c>.</summary>
    public IResult? TooMany(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http, permitCount: 0);
        if (lease.IsAcquired)
            return null;
        http.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-failures", "Too many requests with invalid credentials came from this address.",
            "Correct the credentials, and try again in a minute.");
    }

    /// <summary>Notes a failure.</summary>
    public void Note(HttpContext http) => limiter.AttemptAcquire(http).Dispose();

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();
}
