using ProcessingRegister.Reading;
using Wolverine;
using Wolverine.Attributes;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Asks for work on the controllers of a breach to be carried on.</summary>
public sealed record ContinueControllerRun(string TenantId, Guid RunId);

/// <summary>Carries the work on in the background. A message that is delivered twice finds it done.</summary>
[MessageTimeout(3600)]
public static class ControllerRunHandler
{
    /// <summary>Carries it on.</summary>
    [ScheduleRetry(typeof(Exception), 2, 10, 60, 300)]
    public static Task Handle(ContinueControllerRun message, ControllerRuns runs, CancellationToken ct) => runs.RunAsync(message.TenantId, message.RunId, ct);
}

/// <summary>What the host adds so that controllers can be dealt with in bulk.</summary>
public static class ControllerHosting
{
    /// <summary>Adds the services.</summary>
    public static void AddBreaches(this IServiceCollection services)
    {
        services.AddSingleton<ControllerRuns>();
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<ControllerRuns>());
    }

    /// <summary>Puts the work on a durable local queue: what was accepted is done, whatever happens to the process.</summary>
    public static void UseBreaches(this WolverineOptions options) =>
        options.LocalQueueFor<ContinueControllerRun>().UseDurableInbox().MaximumParallelMessages(1);
}
