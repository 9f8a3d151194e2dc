using System.Net.Http.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Notices.Reminders;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Obligations;
using ProcessingRegister.Tests.SubprocessorChanges;
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
    public void Come_daily_where_the_law_names_no_end_and_escalate_from_the_second_on()
    {
        var owed = Example with { Limit = null };
        Assert.Equal(new ReminderPoint("daily-0", owed.Target, false), Assert.Single(ReminderPoints.Of(owed, ReminderPoints.BeforeLimit, owed.Target.AddMinutes(-5))));
        Assert.Equal(new ReminderPoint("daily-4", owed.Target.AddDays(4), true), Assert.Single(ReminderPoints.Of(owed, ReminderPoints.BeforeLimit, owed.Target.AddDays(3.5))));
        Assert.Equal(new ReminderPoint("daily-5", owed.Target.AddDays(5), true), ReminderPoints.After(owed, "daily-4"));
        Assert.Null(ReminderPoints.After(owed, "target"));
    }

    [Fact]
    public async Task Are_mailed_once_although_planned_and_fired_on_two_nodes()
    {
        var (orderer, owed) = await OwingAsync(TimeSpan.FromHours(-1));
        await Task.WhenAll(NewNode().PlanAsync(default), NewNode().PlanAsync(default));
        var due = MessageOf(orderer, owed, "overdue-1");
        await host.AskAsync<long>("with due as (insert into notices.reminder (tenant_id, id, point) values ($1, $2, 'overdue-1') on conflict do nothing returning 1) select count(*) from due",
            orderer.TenantId, ReminderPoints.IdOf(owed.Record, owed.Kind, owed.Reference, owed.Target, owed.Limit));

        await Task.WhenAll(RemindAsync(due), RemindAsync(due));
        await RemindAsync(due);

        Assert.Equal(1, await OrderedAsync(owed));
        Assert.Equal(1, await host.AskAsync<long>("select count(*) from notices.reminder where tenant_id = $1 and point = 'overdue-2' and sent_at is null", orderer.TenantId));
        await using var server = new SmtpReceiver();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        Assert.Contains("Art. 31", Assert.Single(server.Received).Header("Subject").Single(), StringComparison.Ordinal);
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
    public async Task Move_with_the_awareness_and_vanish_once_the_authority_is_notified()
    {
        var (orderer, owing) = await BegunAsync();
        var breach = await owing.BreachAsync("2026-0018", DateTimeOffset.UtcNow.AddDays(-4));
        await owing.AwareAsync(breach, DateTimeOffset.UtcNow.AddHours(-58));
        await PlanAsync();
        var before = await OwedAsync(orderer, breach, "breach.sa");
        await owing.AwareAsync(breach, DateTimeOffset.UtcNow.AddHours(-66));
        await PlanAsync();
        var after = await OwedAsync(orderer, breach, "breach.sa");

        Assert.True(after.Limit < before.Limit);
        Assert.Equal(1, await PlannedAsync(orderer, before, "overdue-1"));
        Assert.Equal(1, await PlannedAsync(orderer, after, "overdue-1"));
        await RemindAsync(MessageOf(orderer, before, "overdue-1"));
        Assert.Equal(0, await OrderedAsync(before));
        await RemindAsync(MessageOf(orderer, after, "overdue-1"));
        Assert.Equal(1, await OrderedAsync(after));

        await owing.PostAsync($"breaches/{breach}/authority-notifications", new { reference = "first", authority = "NO", kind = "complete", filedAt = DateTimeOffset.UtcNow.AddMinutes(-1) });
        await RemindAsync(MessageOf(orderer, after, "target"));
        Assert.Equal(1, await OrderedAsync(after));
    }

    [Fact]
    public async Task Are_one_for_all_controllers_of_a_breach_with_their_number()
    {
        var (orderer, owing) = await BegunAsync();
        var breach = await owing.BreachAsync("2026-0019", DateTimeOffset.UtcNow.AddDays(-4));
        await owing.AwareAsync(breach, DateTimeOffset.UtcNow.AddHours(-2));
        await owing.ConcernAsync(breach, 40, MerkleLog.CanonicalInstant.Cut(DateTimeOffset.UtcNow.AddHours(-2)));
        await PlanAsync();
        await PlanAsync();

        var owed = await OwedAsync(orderer, breach, "breach.notice");
        Assert.Equal((40L, "2026-0019", (DateTimeOffset?)null), (owed.Number, owed.Title, owed.Limit));
        Assert.Equal(1, await host.AskAsync<long>("select count(*) from notices.reminder where tenant_id = $1 and point like 'daily-%'", orderer.TenantId));
        await RemindAsync(MessageOf(orderer, owed, "daily-1"));
        Assert.Equal(1, await OrderedAsync(owed));
        Assert.Equal(1, await PlannedAsync(orderer, owed, "daily-2"));
    }

    [Fact]
    public async Task Call_a_change_of_subprocessors_by_its_reference_although_only_its_notices_owe_anything()
    {
        var processor = await Processor.BeginAsync(host);
        await processor.ImportAsync(Processor.Customer(1, Processor.General(30, 14)), Processor.Customer(2, Processor.General(30, 14)));
        var change = await processor.IntendAsync($"{DateTime.UtcNow.AddDays(31):yyyy-MM-dd}", "2026-change");
        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{change}/announcement", new { contactPoint = "Personvernombudet" }));

        var due = await host.Services.GetRequiredService<OpenObligations>().DueAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddDays(9), default);
        var owed = Assert.Single(due, d => d.TenantId == processor.TenantId).Owed;
        Assert.Equal(("2026-change", 2L, "subprocessorChange.notice"), (owed.Title, owed.Number, owed.Kind));
        Assert.Equal(["2026-change", "2026-change"], (await processor.GetAsync($"{processor.At}/obligations"))["items"]!.AsArray().Select(o => (string?)o!["title"]));
        Assert.Contains("(2) – 2026-change", (await processor.Client.GetStringAsync($"{processor.At}/obligations.ics")).Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var page = await processor.Client.GetStringAsync($"/o/{processor.Slug}/obligations");
        var link = $"/o/{processor.Slug}/subprocessor-changes/{change[^36..]}";
        Assert.Contains($"<a href=\"{link}\">2026-change</a>", page, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await processor.Client.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Go_to_those_above_as_well_from_the_target_on()
    {
        var (orderer, owed) = await OwingAsync(TimeSpan.FromHours(2), officer: "officer@example.com");
        await PlanAsync();
        await RemindAsync(MessageOf(orderer, owed, "before-60") with { Escalates = false });
        Assert.Equal(1, await OrderedAsync(owed));
        await RemindAsync(MessageOf(orderer, owed, "target"));
        Assert.Equal(3, await OrderedAsync(owed));
    }

    private async Task<(Orderer Orderer, OwingRegister Owing)> BegunAsync(string? officer = null)
    {
        // What the tests before have ordered is not this one's.
        await using (var server = new SmtpReceiver())
            await host.SendMailAsync(NoticeHost.Mail(server.Port));
        var orderer = await host.OrdererAsync("dpo@example.com", officer);
        return (orderer, new OwingRegister(host, orderer.Slug, orderer.TenantId, orderer.Client));
    }

    /// <summary>An authority has asked for something by this limit.</summary>
    private async Task<(Orderer Orderer, OpenObligation Owed)> OwingAsync(TimeSpan untilLimit, string? officer = null)
    {
        var (orderer, owing) = await BegunAsync(officer);
        // To the microsecond, as the database keeps it.
        var limit = MerkleLog.CanonicalInstant.Cut(DateTimeOffset.UtcNow + untilLimit);
        var breach = await owing.BreachAsync("2026-0017", limit.AddDays(-9));
        await owing.AskedAsync(breach, "letter", limit.AddDays(-8), limit);
        return (orderer, await OwedAsync(orderer, breach, "breach.answer", "letter"));
    }

    private async Task<OpenObligation> OwedAsync(Orderer orderer, Guid record, string kind, string reference = "")
    {
        await using var command = host.Owner.CreateCommand(
            "select target_at, limit_at from register.obligation where tenant_id = $1 and about = $2 and kind = $3 and reference = $4 and superseded_at is null limit 1");
        foreach (var value in new object[] { orderer.TenantId, record, kind, reference })
            command.Parameters.AddWithValue(value);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"Nothing is owed under {kind}.");
        var (target, limit) = (reader.GetFieldValue<DateTimeOffset>(0), reader.IsDBNull(1) ? (DateTimeOffset?)null : reader.GetFieldValue<DateTimeOffset>(1));
        return (await host.Services.GetRequiredService<OpenObligations>().FindAsync(new(orderer.TenantId, record, kind, reference, target, limit, "", false), default))!;
    }

    // A node that has just started.
    private ReminderPlanner NewNode() => ActivatorUtilities.CreateInstance<ReminderPlanner>(host.Services);

    private Task PlanAsync() => host.Services.GetRequiredService<ReminderPlanner>().PlanAsync(default);

    private Task RemindAsync(RemindOfObligation message) => host.Services.GetRequiredService<Reminding>().RemindAsync(message, default);

    private Task<long> OrderedAsync(OpenObligation owed) => host.AskAsync<long>("select count(*) from notices.notice where record_id = $1", owed.Record);

    private Task<long> PlannedAsync(Orderer orderer, OpenObligation owed, string point) => host.AskAsync<long>(
        "select count(*) from notices.reminder where tenant_id = $1 and id = $2 and point = $3", orderer.TenantId, Id(owed), point);

    private static byte[] Id(OpenObligation owed) => ReminderPoints.IdOf(owed.Record, owed.Kind, owed.Reference, owed.Target, owed.Limit);

    private static RemindOfObligation MessageOf(Orderer orderer, OpenObligation owed, string point) =>
        new(orderer.TenantId, owed.Record, owed.Kind, owed.Reference, owed.Target, owed.Limit, point, Escalates: true);
}
