using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProcessingRegister.Tests.Hosting;

namespace ProcessingRegister.Tests.Breaches.WholeCase;

/// <summary>A clock whose hands the test moves; what waits for a timer waits as ever.</summary>
public sealed class SetClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>What it shows.</summary>
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>The whole program by such a clock, which begins on 1 March 2026.</summary>
public sealed class ClockedHost : RegisterHost
{
    public SetClock Clock { get; } = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected override void Configure(IServiceCollection services)
    {
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(Clock);
    }
}
