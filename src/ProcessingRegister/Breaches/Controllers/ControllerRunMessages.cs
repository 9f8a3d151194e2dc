using Marten;
using Npgsql;
using ProcessingRegister.Breaches.Controllers.Work;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Http;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Asks for work on the controllers of a breach to be carried on.</summary>
public sealed record ContinueControllerRun(string TenantId, Guid RunId);

/// <summary>Carries the work on in the background. A message that is delivered twice finds it done.</summary>
[MessageTimeout(3600)]
public static class ControllerRunHandler
{
    /// <summary>Carries it on; as often again as failures make work count as failed.</summary>
    [ScheduleRetry(typeof(Exception), 2, 10, 60, 300)]
    public static Task Handle(ContinueControllerRun message, ControllerRuns runs, CancellationToken ct) => runs.RunAsync(message.TenantId, message.RunId, ct);
}

/// <summary><c>POST /v1/{org}/controller-runs/{id}/resumption</c>.</summary>
public static class ResumeControllerRunEndpoint
{
    /// <summary>Carries on work on the controllers of a breach that has failed, behind the last batch that was done.</summary>
    [WolverinePost("/v1/{org}/controller-runs/{id}/resumption", OperationId = "resumeControllerRun"), AllowedTo(Role.Contributor, Role.Dpo), Answers(200, typeof(Operation))]
    public static async Task<IResult> Post(Guid id, ControllerRuns runs, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        await runs.ResumeAsync(session, bus, id, http.RequestAborted) is { } operation
            ? Showing.Json(operation with { Result = $"/v1/{http.Caller().Slug}{operation.Result}" }) : Problems.NotFound();
}

/// <summary>
/// Carries on, when the program starts, whatever has not come to its end: also what failed for good before, since what stood in its way may be gone. Work
/// that another node is at is not hurt by it.
/// </summary>
internal sealed partial class UnfinishedRuns(NpgsqlDataSource database, IWolverineRuntime wolverine, IDocumentStore store, IHostApplicationLifetime lifetime, ILogger<UnfinishedRuns> logger)
    : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            foreach (var (tenantId, run) in await ControllerRun.UnfinishedAsync(database, stoppingToken))
            {
                await using var session = store.LightweightSession(tenantId);
                ControllerRun.Forgive(session, run);
                await new MartenOutbox(wolverine, session).PublishAsync(new ContinueControllerRun(tenantId, run));
                await session.SaveChangesAsync(stoppingToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database may be away as the program starts; it serves all the same, and what has failed can be carried on by a request.
            NotCarriedOn(logger, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Work on the controllers of breaches that was not done could not be carried on: {Failure}.")]
    private static partial void NotCarriedOn(ILogger logger, string failure);
}

/// <summary>What the host adds so that controllers can be dealt with in bulk.</summary>
public static class ControllerHosting
{
    /// <summary>Adds the services, and on a process that works what carries on work that was not done.</summary>
    public static void AddBreaches(this IServiceCollection services, bool works)
    {
        services.AddSingleton<ControllerPages>();
        services.AddSingleton<NoticeOrdering>();
        services.AddSingleton<AcknowledgementReminders>();
        services.AddSingleton<Notifying>();
        services.AddSingleton<IControllerWork, Selecting>();
        services.AddSingleton<IControllerWork>(provider => provider.GetRequiredService<Notifying>());
        services.AddSingleton<IControllerWork, Redelivering>();
        services.AddSingleton<IControllerWork, RemindingControllers>();
        services.AddSingleton<IControllerWork, Restating>();
        services.AddSingleton<IControllerWork, CoveringByMandate>();
        services.AddSingleton<IControllerWork, Lifting>();
        services.AddSingleton<INoticeOutcomes, ControllerOutcomes>();
        services.AddSingleton(provider => new ControllerRuns(
            provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<NpgsqlDataSource>(), provider.GetServices<IControllerWork>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<LongWork>(), provider.GetRequiredService<ILogger<ControllerRuns>>()));
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<ControllerRuns>());
        if (works)
            services.AddHostedService<UnfinishedRuns>();
    }

    /// <summary>Puts the work on a durable local queue: what was accepted is done, whatever happens to the process.</summary>
    public static void UseBreaches(this WolverineOptions options)
    {
        options.LocalQueueFor<ContinueControllerRun>().UseDurableInbox().MaximumParallelMessages(1);
        options.LocalQueueFor<RemindControllers>().UseDurableInbox().MaximumParallelMessages(1);
    }
}
