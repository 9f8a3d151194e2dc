using Marten;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Notices.Reminders;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

[Collection(NoticeCollection.Name)]
public sealed class Reminders_of_what_is_owed(NoticeHost host)
{
    private static readonly DateTimeOffset Limit = new(2026, 2, 13, 12, 0, 0, TimeSpan.Zero);

    private static readonly OpenObligation Example = new(Guid.CreateVersion7(), "breach.sa", "", "Art. 33(1)", "Breach 2026-0017", Limit.AddMinutes(-43), Limit);

    [Fact]
    public void Come_before_the_limit_at_the_target_and_when_it_is_overdue() => Assert.Equal(
        ["before-1440", "before-720", "before-60", "target", "overdue-1"], ReminderPoints.Of(Example, ReminderPoints.BeforeLimit, Limit.AddDays(-3)).Select(point => point.Name));

    [Fact]
    public void Leave_out_what_lies_back() => Assert.Equal(
        ["target", "overdue-1"], ReminderPoints.Of(Example, ReminderPoints.BeforeLimit, Limit.AddMinutes(-50)).Select(point => point.Name));

    [Fact]
    public void Go_on_daily_for_what_has_been_overdue_for_long()
    {
        var point = Assert.Single(ReminderPoints.Of(Example, ReminderPoints.BeforeLimit, Limit.AddDays(9.5)));
        Assert.Equal(("overdue-11", Limit.AddDays(10)), (point.Name, point.At));
    }

    [Fact]
    public async Task Are_mailed_once_although_planned_and_fired_on_two_nodes()
    {
        var (orderer, owed) = await OwingAsync(TimeSpan.FromHours(-1));
        await Task.WhenAll(PlanAsync(), PlanAsync());
        var due = MessageOf(orderer, owed, "overdue-1");
        await host.AskAsync<long>("with due as (insert into notices.reminder (tenant_id, id, point) values ($1, $2, 'overdue-1') on conflict do nothing returning 1) select count(*) from due",
            orderer.TenantId, ReminderPoints.IdOf(owed.Record, owed.Kind, owed.Reference, owed.Target, owed.Limit));

        await Task.WhenAll(RemindAsync(due), RemindAsync(due));
        await RemindAsync(due);

        Assert.Equal(1, await OrderedAsync(owed));
        Assert.Equal(1, await host.AskAsync<long>("select count(*) from notices.reminder where tenant_id = $1 and point = 'overdue-2' and sent_at is null", orderer.TenantId));
        await using var server = new SmtpReceiver();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        Assert.Contains("Art. 33(1)", Assert.Single(server.Received).Header("Subject").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fire_by_a_scheduled_message_at_their_time()
    {
        // The point an hour before the limit lies a few seconds ahead.
        var (_, owed) = await OwingAsync(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(5));
        await PlanAsync();
        await NoticeHost.UntilAsync(async () => await OrderedAsync(owed) == 1, "the reminder was ordered");
        await using var server = new SmtpReceiver();
        Assert.Equal(1, await host.SendMailAsync(NoticeHost.Mail(server.Port)));
    }

    [Fact]
    public async Task Say_nothing_once_the_record_has_moved_or_is_done()
    {
        var (orderer, owed) = await OwingAsync(TimeSpan.FromHours(2));
        await PlanAsync();
        host.Owed.ByTenant[orderer.TenantId] = owed with { Limit = owed.Limit.AddHours(3) };
        await RemindAsync(MessageOf(orderer, owed, "before-60"));
        host.Owed.ByTenant.Remove(orderer.TenantId);
        await RemindAsync(MessageOf(orderer, owed, "before-60"));

        Assert.Equal(0, await OrderedAsync(owed));
    }

    private async Task<(Orderer Orderer, OpenObligation Owed)> OwingAsync(TimeSpan untilLimit)
    {
        var orderer = await host.OrdererAsync("dpo@example.com");
        // To the microsecond, as a message that is stored keeps it.
        var limit = MerkleLog.CanonicalInstant.Cut(DateTimeOffset.UtcNow + untilLimit);
        var owed = Example with { Record = Guid.CreateVersion7(), Target = limit.AddDays(-5), Limit = limit };
        host.Owed.ByTenant[orderer.TenantId] = owed;
        return (orderer, owed);
    }

    private Task PlanAsync() => host.Services.GetRequiredService<ReminderPlanner>().PlanAsync(default);

    private Task RemindAsync(RemindOfObligation message) => host.Services.GetRequiredService<Reminding>().RemindAsync(message, default);

    private Task<long> OrderedAsync(OpenObligation owed) => host.AskAsync<long>("select count(*) from notices.notice where record_id = $1", owed.Record);

    private static RemindOfObligation MessageOf(Orderer orderer, OpenObligation owed, string point) =>
        new(orderer.TenantId, owed.Record, owed.Kind, owed.Reference, owed.Target, owed.Limit, point, Escalates: true);
}
