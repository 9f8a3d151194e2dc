using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>How many requests one network may make for what everybody may read, below <c>/public/</c>.</summary>
public sealed class PublicLimitOptions
{
    /// <summary>So many requests within <see cref="Window"/> are answered; 0 when there is no limit, since a proxy keeps one.</summary>
    public int Requests { get; set; } = 300;

    /// <summary>The window; requests are counted from zero again when it is over.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Keeps one network from reading what everybody may read so often that nobody else can: each such answer is read from the database, and whoever asks
/// shows nothing that could be taken away. Counted in memory, for this node.
/// </summary>
public static class PublicLimit
{
    /// <summary>Adds the limit, with its settings below <c>PublicLimit</c>.</summary>
    public static void AddPublicLimit(this IServiceCollection services)
    {
        services.AddOptions<PublicLimitOptions>().BindConfiguration("PublicLimit")
            .Validate(o => o.Requests >= 0, "PublicLimit:Requests must not be negative; 0 means no limit.")
            .Validate(o => o.Window > TimeSpan.Zero && o.Window <= TimeSpan.FromDays(1), "PublicLimit:Window must be longer than nothing and no longer than a day, such as 00:01:00.")
            .ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<PublicLimitOptions>>((limiter, settings) =>
        {
            limiter.GlobalLimiter = Of(settings.Value);
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) => new(RefuseAsync(rejected));
        });
    }

    /// <summary>The limiter of these settings: a counter for each network, and none for what is not public or when there is no limit.</summary>
    public static PartitionedRateLimiter<HttpContext> Of(PublicLimitOptions settings) => PartitionedRateLimiter.Create<HttpContext, int>(http =>
        settings.Requests > 0 && http.Request.Path.StartsWithSegments("/public", StringComparison.OrdinalIgnoreCase)
            ? RateLimitPartition.GetFixedWindowLimiter<int>(RemoteNetwork.Of(http), _ => new() { PermitLimit = settings.Requests, Window = settings.Window })
            : RateLimitPartition.GetNoLimiter(-1));

    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var http = rejected.HttpContext;
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests for what is public came from this address.",
            "Try again after as many seconds as Retry-After says; send If-None-Match, and keep what you were given.").ExecuteAsync(http);
    }
}
