using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Breaches.Controllers;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

/// <summary>What is done about all controllers of a breach together.</summary>
[Collection(NoticeCollection.Name)]
public sealed class Work_on_the_controllers_of_a_breach(NoticeHost host)
{
    private static readonly object First = new { reference = "notice 1" };

    private static readonly string[] Records = ["records"];

    [Fact]
    public async Task That_fails_for_good_says_so_by_a_code_and_goes_on_when_it_is_asked_to()
    {
        var breach = await ControllersToTell.BeginAsync(host, new Controller("111111111", Email: "a@one.example"));
        var run = (Guid)(await breach.SelectAsync())["id"]!;
        var (runs, operation) = (host.Services.GetRequiredService<ControllerRuns>(), $"/v1/{breach.Orderer.Slug}/operations/{run}");
        // An event that is not there stands for whatever may be wrong for good.
        await ChangeAsync("update register.controller_run set finished_at = null, phase = 0, asked_by = gen_random_uuid() where id = $1", run);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.Equal("running", (string)(await breach.GetAsync(operation))["state"]!);
            await Assert.ThrowsAsync<InvalidOperationException>(() => runs.RunAsync(breach.Orderer.TenantId, run, default));
        }

        var failed = await breach.GetAsync(operation);
        Assert.Equal(("failed", "unexpected"), ((string)failed["state"]!, (string)failed["failure"]!));

        await ChangeAsync("update register.controller_run set asked_by = id where id = $1", run);
        await ControllersToTell.PostAsync(breach.Client, $"/v1/{breach.Orderer.Slug}/controller-runs/{run}/resumption", new { });
        await NoticeHost.UntilAsync(async () => (string)(await breach.GetAsync(operation))["state"]! == "done", "the work was done");
        Assert.Single(await breach.ControllersAsync());
    }

    [Fact]
    public async Task Must_have_told_them_all_before_the_breach_is_closed_unless_there_are_reasons()
    {
        var breach = await ControllersToTell.BeginAsync(host, new("111111111", Email: "a@one.example"), new("222222222"));
        await breach.SelectAsync(notice: First);
        var one = $"/v1/{breach.Orderer.Slug}/controller-notifications/{(await breach.ControllersAsync())["111111111"]["id"]}";
        var closure = new { closedAt = ControllersToTell.Told.AddDays(9), effects = "None.", remedialAction = "All." };

        Assert.Equal("urn:processing-register:refusal:breach-controllers-not-told", await RefusalAsync(closure));
        await ControllersToTell.PostAsync(breach.Client, $"{one}/dispatches", new { dispatch = breach.BreachId, sentAt = ControllersToTell.Told.AddHours(1), channel = "telephone" });
        await ControllersToTell.PostAsync(breach.Client, $"{one}/deliveries", new { dispatch = breach.BreachId, deliveredAt = ControllersToTell.Told.AddHours(1) });
        Assert.Equal("urn:processing-register:refusal:breach-controllers-not-told", await RefusalAsync(closure));

        await ControllersToTell.PostAsync(breach.Client, $"{breach.Breach}/closure", new { closure.closedAt, closure.effects, closure.remedialAction, whyControllersNotTold = "It is dissolved." });
        Assert.Equal(1, await host.AskAsync<int>("select (data ->> 'controllersNotTold')::int from register.mt_events where stream_id = $1 and type = 'breach_closed'", breach.BreachId));
        Assert.Equal("It is dissolved.", (string)(await breach.GetAsync(breach.Breach))["end"]!["whyControllersNotTold"]!);

        async Task<string> RefusalAsync(object body)
        {
            var answer = await breach.Client.PostAsync($"{breach.Breach}/closure", ControllersToTell.Json(body));
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["type"]!;
        }
    }

    [Fact]
    public async Task Restates_what_is_owed_when_the_awareness_was_another()
    {
        var breach = await ControllersToTell.BeginAsync(host, new("111111111", Hours: 24), new("222222222"));
        await breach.SelectAsync();
        await breach.EndOfAsync($"{breach.Breach}/awareness", new { role = "processor", awareAt = ControllersToTell.Told.AddHours(-1), basis = "Found earlier." });

        Assert.All((await breach.ControllersAsync()).Values, n => Assert.Equal(ControllersToTell.Told.AddHours(-1), (DateTimeOffset)n["dutySince"]!));
        Assert.DoesNotContain("controllersSelectedUnderOtherAwareness", (await breach.GetAsync(breach.Breach))["findings"]!.AsArray().Select(f => (string)f!["code"]!));
    }

    [Fact]
    public async Task Finds_who_was_selected_after_a_filing_not_covered_until_one_is_made_for_them()
    {
        var breach = await ControllersToTell.BeginAsync(host, new Controller("111111111"));
        await breach.SelectAsync();
        await MandateAsync("111111111");
        await FileAsync("for one");
        await ControllersToTell.ImportAsync(host, breach.Orderer, new Controller("222222222"));
        await MandateAsync("222222222", selected: false);
        await breach.SelectAsync("second");

        var filing = (await breach.GetAsync(breach.Breach))["filings"]![0]!;
        Assert.Equal((1, 1), ((int)filing["covered"]!, (int)filing["uncovered"]!));
        Assert.Empty((await breach.ControllersAsync())["222222222"]["filings"]!.AsArray());

        await FileAsync("for the other");
        var filings = (await breach.GetAsync(breach.Breach))["filings"]!.AsArray();
        Assert.Equal([(1, 0), (1, 0)], filings.Select(f => ((int)f!["covered"]!, (int)f["uncovered"]!)));
        Assert.Equal(["for one", "for the other"], (await breach.ControllersAsync()).OrderBy(c => c.Key).Select(c => (string)Assert.Single(c.Value["filings"]!.AsArray())!["filing"]!));

        Task FileAsync(string reference) => breach.EndOfAsync($"{breach.Breach}/authority-notifications", new
        {
            reference,
            authority = "NO",
            kind = "initial",
            filedAt = ControllersToTell.Told.AddHours(30),
            stillMissing = Records,
            @for = "controllers",
        });

        async Task MandateAsync(string number, bool selected = true)
        {
            var agreements = (await breach.GetAsync($"/v1/{breach.Orderer.Slug}/processing-agreements"))["items"]!.AsArray();
            var agreement = (string)agreements.Single(a => (string)a!["organisationNumber"]! == number)!["id"]!;
            Assert.Equal(selected, (await breach.ControllersAsync()).ContainsKey(number));
            await ControllersToTell.PostAsync(breach.Client, $"/v1/{breach.Orderer.Slug}/reporting-mandates", new { agreement, reference = "m", scope = "full", validFrom = "2026-01-01", evidence = "annex" });
        }
    }

    [Fact]
    public async Task Reminds_once_those_who_have_not_acknowledged()
    {
        await using var server = new SmtpReceiver();
        var breach = await ControllersToTell.BeginAsync(host, new("111111111", Email: "a@one.example"), new("222222222", Email: "b@two.example"));
        await breach.SelectAsync();
        var order = (Guid)(await breach.SendAsync(First))["id"]!;
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await breach.ExpectAsync(("111111111", "sent"), ("222222222", "sent"));
        await ControllersToTell.PostAsync(breach.Client, $"/v1/{breach.Orderer.Slug}/controller-notifications/{(await breach.ControllersAsync())["111111111"]["id"]}/acknowledgements",
            new { acknowledgedAt = DateTimeOffset.UtcNow });

        // The planned message, delivered twice.
        var reminders = host.Services.GetRequiredService<AcknowledgementReminders>();
        for (var time = 0; time < 2; time++)
            await reminders.BeginAsync(new RemindControllers(breach.Orderer.TenantId, breach.BreachId, order, host.First.Actor), default);
        await NoticeHost.UntilAsync(async () => await host.AskAsync<long>(
            "select count(*) from register.controller_run where breach_id = $1 and kind = 'Remind' and finished_at is not null", breach.BreachId) == 1, "the reminding was done");
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        Assert.Equal(["b@two.example"], server.Received.Skip(2).Select(mail => mail.To));
        Assert.Contains("vi mangler deres bekreftelse", server.Received[^1].Subject, StringComparison.Ordinal);
        Assert.Equal(1, await host.AskAsync<long>("select count(*) from messaging.wolverine_incoming_envelopes where message_type like '%RemindControllers' and status = 'Scheduled' and position(convert_to($1, 'UTF8') in body) > 0", breach.BreachId.ToString()));
    }

    private async Task ChangeAsync(string sql, Guid id)
    {
        await using var command = host.Owner.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        await command.ExecuteNonQueryAsync();
    }
}
