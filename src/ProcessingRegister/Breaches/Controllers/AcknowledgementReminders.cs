using JasperFx.Events;
using Marten;
using ProcessingRegister.Decisions;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Asks to remind those controllers that have not acknowledged a notice by now.</summary>
public sealed record RemindControllers(string TenantId, Guid Breach, Guid Order, Guid Actor);

/// <summary>Sets the reminding going. Delivered twice, it is set going once.</summary>
public static class RemindControllersHandler
{
    /// <summary>Sets it going.</summary>
    public static Task Handle(RemindControllers message, AcknowledgementReminders reminders, CancellationToken ct) => reminders.BeginAsync(message, ct);
}

/// <summary>
/// Plans, with the last batch of a first notice, that those who have not acknowledged it some hours later are reminded: one durable message for an order,
/// however many controllers there are.
/// </summary>
public sealed class AcknowledgementReminders(IDocumentStore store, IWolverineRuntime wolverine, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>How long after, unless the setting <c>Breaches:AcknowledgementReminderAfter</c> says otherwise; none is sent when that is zero.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    private readonly TimeSpan after = configuration.GetValue("Breaches:AcknowledgementReminderAfter", Usual);

    /// <summary>Plans it in the batch's transaction, if the run was about a first notice.</summary>
    internal async Task PlanAsync(BatchOfRun batch, CancellationToken ct)
    {
        if (after <= TimeSpan.Zero || await OrderOfAsync(batch, ct) is not { } order)
            return;
        await new MartenOutbox(wolverine, batch.Session).ScheduleAsync(
            new RemindControllers(batch.Session.TenantId, batch.Run.Breach, order.Id, batch.Run.Actor), clock.GetUtcNow() + after);
    }

    /// <summary>Sets it going: a run of its own, whose id follows from the order's.</summary>
    public async Task BeginAsync(RemindControllers message, CancellationToken ct)
    {
        await using var session = store.LightweightSession(message.TenantId);
        var run = ControllersOfBreach.IdOf(message.Breach, message.Order);
        ControllerRun.Add(session, run, message.Breach, RunKind.Remind, message.Actor, clock.GetUtcNow(), message.Order);
        await new MartenOutbox(wolverine, session).PublishAsync(new ContinueControllerRun(message.TenantId, run));
        await session.SaveChangesAsync(ct);
    }

    // The event that ordered the notice: what the run was asked for by, or what came with the selection in one command.
    private static async Task<IEvent?> OrderOfAsync(BatchOfRun batch, CancellationToken ct)
    {
        var events = batch.Run.Kind == RunKind.Notify ? [batch.Asked]
            : await batch.Session.Events.FetchStreamAsync(batch.Asked.StreamId, version: batch.Asked.Version + 1, fromVersion: batch.Asked.Version + 1, token: ct);
        return events.FirstOrDefault(e => Breach.IsOrderOf(e.Data, NoticeKind.BreachNotice));
    }
}
