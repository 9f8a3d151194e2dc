using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Reminders;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

/// <summary>From a breach to the mailboxes and endpoints of those concerned, and back to their records.</summary>
[Collection(NoticeCollection.Name)]
public sealed partial class Notices_to_controllers(NoticeHost host)
{
    private static readonly object First = new
    {
        reference = "notice 1",
        wording = new[] { new { language = "nb", nature = "Noen hentet en kopi av lønnsslipper." } },
    };

    /// <summary>Art. 33(2) three times: within 24 hours by mail in Norwegian, within 48 by webhook in English, and as the law says.</summary>
    [Fact]
    public async Task Reach_three_controllers_with_three_contracts_each_in_its_language_and_start_its_own_clock()
    {
        await using var server = new SmtpReceiver();
        await using var receiver = await WebhookReceiver.StartAsync();
        var breach = await ControllersToTell.BeginAsync(host, new("111111111", "NO", 24, "a@one.example"), new("222222222", "SE", 48), new("333333333", "DK", null, "c@three.example"));
        await breach.SelectAsync();
        await RegisterAsync(breach, "222222222", receiver.Address);
        await breach.SendAsync(First);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await breach.ExpectAsync(("111111111", "sent"), ("222222222", "delivered"), ("333333333", "sent"));

        var (one, three) = (To(server, "a@one.example"), To(server, "c@three.example"));
        Assert.StartsWith("Example Ltd: melding om brudd", one.Subject, StringComparison.Ordinal);
        Assert.Contains("Noen hentet en kopi", one.Text, StringComparison.Ordinal);
        Assert.Contains("Truffet: The account was closed.", one.Text, StringComparison.Ordinal);
        Assert.Contains("2026-06-01 22:00 (+02:00)", one.Text, StringComparison.Ordinal);
        Assert.StartsWith("Example Ltd: notice of a personal data breach", three.Subject, StringComparison.Ordinal);
        Assert.Contains("A copy of payslips was taken.", three.Text, StringComparison.Ordinal);
        Assert.Contains("A copy of payslips was taken.", JsonSerializer.Deserialize<JsonElement>(Assert.Single(receiver.Received).Body).GetProperty("data").GetProperty("text").GetString(), StringComparison.Ordinal);

        // The webhook arrived, so that its controller's 72 hours run; a mail that a server took over is only sent until somebody acknowledges it.
        var controllers = await breach.ControllersAsync();
        Assert.Contains("breach.sa", Owed(controllers["222222222"]));
        Assert.DoesNotContain("breach.sa", Owed(controllers["111111111"]));
        Assert.NotNull(controllers["111111111"]["cautiousTarget"]);
        Assert.Equal(["breach.notice", "breach.noticeByContract"], Owed(controllers["111111111"]).Order());
        Assert.Equal(["breach.notice"], Owed(controllers["333333333"]));

        await AcknowledgeAsync(one);
        await AcknowledgeAsync(one);
        await breach.ExpectAsync(("111111111", "acknowledged"));
        Assert.Contains("breach.sa", Owed((await breach.ControllersAsync())["111111111"]));
        Assert.Equal(["controller_found_concerned", "controller_notice_ordered", "controller_notice_sent", "controller_notice_acknowledged"], await breach.EventsAsync(controllers["111111111"]));
        Assert.Equal(["controller_found_concerned", "controller_notice_ordered", "controller_notice_sent", "controller_notice_delivered"], await breach.EventsAsync(controllers["222222222"]));
    }

    [Fact]
    public async Task Are_proven_by_the_digest_of_what_was_sent()
    {
        await using var server = new SmtpReceiver();
        var breach = await ControllersToTell.BeginAsync(host, new Controller("111111111", Email: "a@one.example"));
        await breach.SelectAsync(notice: First);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await breach.ExpectAsync(("111111111", "sent"));

        var mail = To(server, "a@one.example");
        var said = $"{mail.Subject}\n\n{Link().Replace(mail.Text, "").ReplaceLineEndings("\n").TrimEnd('\n')}";
        var dispatch = Assert.Single((await breach.ControllersAsync())["111111111"]["dispatches"]!.AsArray())!;
        Assert.Contains(Convert.FromBase64String((string)dispatch["contentSha256"]!), new[] { said, $"{said}\n", $"{said}\n\n" }.Select(text => SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public async Task Are_sent_once_for_an_order_that_is_given_twice_and_to_those_selected_later()
    {
        await using var server = new SmtpReceiver();
        var breach = await ControllersToTell.BeginAsync(host, new Controller("111111111", Email: "a@one.example"));
        await breach.SelectAsync(notice: First);
        var again = await breach.Client.PostAsync($"{breach.Breach}/controller-notices", ControllersToTell.Json(new { notice = First }));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var otherwise = await breach.Client.PostAsync($"{breach.Breach}/controller-notices", ControllersToTell.Json(new { notice = new { reference = "notice 1", language = "en" } }));
        Assert.Equal(HttpStatusCode.Conflict, otherwise.StatusCode);

        await ControllersToTell.ImportAsync(host, breach.Orderer, new Controller("222222222", Email: "b@two.example"));
        await breach.SelectAsync("second");
        await breach.SendAsync(new { reference = "notice 2", kind = "breachUpdate", wording = new[] { new { language = "en", news = "It was 40 payslips." } } });
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        await breach.ExpectAsync(("111111111", "sent"), ("222222222", "sent"));
        Assert.Equal(["a@one.example", "a@one.example", "b@two.example", "b@two.example"], server.Received.Select(mail => mail.To).Order());
        Assert.Equal(2, server.Received.Count(mail => mail.Text.Contains("It was 40 payslips.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task That_come_back_go_to_the_next_whom_the_agreement_names_and_then_to_its_new_contact()
    {
        await using var server = new SmtpReceiver { Recipient = to => to.EndsWith("@dead.example", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null };
        var breach = await ControllersToTell.BeginAsync(host, new("111111111", Email: "a@dead.example", OfficersEmail: "dpo@one.example"), new("222222222", Email: "b@dead.example"));
        await breach.SelectAsync(notice: First);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await breach.ExpectAsync(("111111111", "ordered"), ("222222222", "bounced"));
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await breach.ExpectAsync(("111111111", "sent"));
        Assert.Equal(["dpo@one.example"], server.Received.Select(mail => mail.To));
        var bounced = (await breach.ControllersAsync("?state=bounced"))["222222222"];
        Assert.Contains("contactPointInvalid", bounced["findings"]!.AsArray().Select(f => (string)f!["code"]!));
        Assert.Equal(("rejected", 550), ((string)bounced["ordered"]![0]!["trouble"]!, (int)bounced["ordered"]![0]!["code"]!));

        await AmendAsync(breach, (string)bounced["agreement"]!, new("222222222", Email: "new@two.example"));
        var notification = $"/v1/{breach.Orderer.Slug}/controller-notifications/{bounced["id"]}";
        await breach.EndOfAsync($"{notification}/redeliveries", new { reference = "after the call", order = "notice 1" });
        Assert.Equal(HttpStatusCode.OK, (await breach.Client.PostAsync($"{notification}/redeliveries", ControllersToTell.Json(new { reference = "after the call", order = "notice 1" }))).StatusCode);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await breach.ExpectAsync(("222222222", "sent"));
        Assert.Equal(["dpo@one.example", "new@two.example"], server.Received.Select(mail => mail.To).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task That_a_webhook_does_not_take_go_by_mail_and_are_owed_anew_where_there_is_no_mailbox(bool isGone)
    {
        await using var server = new SmtpReceiver();
        await using var receiver = await WebhookReceiver.StartAsync();
        Answer(503);
        var breach = await ControllersToTell.BeginAsync(host, new Controller("111111111"), new Controller("222222222"));
        await breach.SelectAsync();
        await RegisterAsync(breach, "111111111", receiver.Address);
        await RegisterAsync(breach, "222222222", receiver.Address);
        await breach.SendAsync(First);
        await NoticeHost.UntilAsync(() => Task.FromResult(receiver.Received.Select(w => w.Id).Distinct().Count() == 2), "both endpoints were called");
        var (one, two) = ((await breach.ControllersAsync())["111111111"], (await breach.ControllersAsync())["222222222"]);
        await AmendAsync(breach, (string)one["agreement"]!, new("111111111", Email: "a@one.example"));

        if (isGone)
            Answer(410);
        else
            await host.AskAsync<long>("with aged as (update notices.notice set ordered_at = ordered_at - interval '4 days' where tenant_id = $1 returning 1) select count(*) from aged", breach.Orderer.TenantId);
        foreach (var notification in new[] { one, two })
            await breach.Orderer.HurryAsync((Guid)notification["id"]!);
        await breach.ExpectAsync(("111111111", "ordered"), ("222222222", "bounced"));
        await NoticeHost.UntilAsync(async () => await host.SendMailAsync(NoticeHost.Mail(server.Port)) > 0, "the mail was ordered");
        await breach.ExpectAsync(("111111111", "sent"), ("222222222", "bounced"));

        Assert.Equal("a@one.example", Assert.Single(server.Received).To);
        var controllers = await breach.ControllersAsync();
        Assert.Equal(isGone ? "rejected" : "expired", (string)controllers["222222222"]["ordered"]![0]!["trouble"]!);
        Assert.Equal(["breach.notice"], Owed(controllers["111111111"]));
        Assert.Equal(["breach.notice", "breach.redelivery"], Owed(controllers["222222222"]).Order());
        var due = await host.Services.GetRequiredService<OpenObligations>().DueAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow, default);
        Assert.Equal(("2026-07", 1L), due.Where(d => d.TenantId == breach.Orderer.TenantId && d.Owed.Kind == "breach.redelivery").Select(d => (d.Owed.Title, d.Owed.Number)).Single());

        void Answer(int status) => receiver.Answer = http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task Whom_they_cannot_reach_is_listed_at_once()
    {
        var breach = await ControllersToTell.BeginAsync(host, new("111111111", Email: "a@one.example"), new("222222222"));
        await breach.SelectAsync(notice: First);

        var unreachable = Assert.Single(await breach.ControllersAsync("?state=unreachable"));
        Assert.Equal("222222222", unreachable.Key);
        Assert.Contains("contactPointMissing", unreachable.Value["findings"]!.AsArray().Select(f => (string)f!["code"]!));
    }

    [Fact]
    public async Task That_are_deferred_again_and_again_are_recorded_each_time_that_their_number_doubles()
    {
        await using var server = new SmtpReceiver { Recipient = _ => "451 4.7.1 later" };
        var breach = await ControllersToTell.BeginAsync(host, new Controller("111111111", Email: "a@one.example"));
        await breach.SelectAsync(notice: First);
        var notification = (await breach.ControllersAsync())["111111111"];
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await host.SendMailAsync(NoticeHost.Mail(server.Port));
            await breach.Orderer.HurryAsync((Guid)notification["id"]!);
        }

        await NoticeHost.UntilAsync(async () => await host.AskAsync<long>(
            "select count(*) from notices.outcome where record_id = $1 and recorded_at is not null", (Guid)notification["id"]!) == 5, "the outcomes were recorded");
        Assert.Equal(3, (await breach.EventsAsync(notification)).Count(type => type == "controller_notice_deferred"));
        Assert.Equal(4, (int)(await breach.ControllersAsync())["111111111"]["ordered"]![0]!["attempts"]!);
    }

    [Fact]
    public async Task Say_that_it_is_over_only_when_it_is_and_are_for_those_who_were_told()
    {
        await using var server = new SmtpReceiver();
        var breach = await ControllersToTell.BeginAsync(host, new("111111111", Email: "a@one.example"), new("222222222"));
        await breach.SelectAsync(notice: First);
        var over = new { reference = "over", kind = "breachAllClear", wording = new[] { new { language = "nb", news = "Det var testdata." } } };
        Assert.Equal(HttpStatusCode.Conflict, (await breach.Client.PostAsync($"{breach.Breach}/controller-notices", ControllersToTell.Json(new { notice = over }))).StatusCode);
        await breach.EndOfAsync($"{breach.Breach}/withdrawal", new { foundAt = ControllersToTell.Told.AddDays(1), reasons = "Test data." });
        await breach.SendAsync(over);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        Assert.Equal(2, server.Received.Count);
        Assert.Contains("Det var testdata.", server.Received[^1].Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await breach.Client.PostAsync($"{breach.Breach}/controller-notices", ControllersToTell.Json(new { notice = new { reference = "more" } }))).StatusCode);
    }

    [Fact]
    public async Task Are_not_for_another_organisation_nor_for_who_may_only_read()
    {
        var breach = await ControllersToTell.BeginAsync(host, new Controller("111111111", Email: "a@one.example"));
        await breach.SelectAsync(notice: First);
        var id = (await breach.ControllersAsync())["111111111"]["id"];
        var reader = await host.CallerAsync(breach.Orderer.Slug, Role.Reader, Role.Auditor, Role.Counsel, Role.Admin);
        var (stranger, other) = await host.OrganisationAsync(Role.Dpo, Role.Contributor);
        var run = await host.AskAsync<Guid>("select id from register.controller_run where breach_id = $1", breach.BreachId);
        (string Address, object Body)[] requests =
        [
            ($"breaches/{breach.BreachId}/controller-notices", new { notice = new { reference = "x" } }),
            ($"controller-notifications/{id}/redeliveries", new { reference = "x", order = "notice 1" }),
            ($"controller-runs/{run}/resumption", new { }),
        ];

        foreach (var (address, body) in requests)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync($"/v1/{breach.Orderer.Slug}/{address}", ControllersToTell.Json(body))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/v1/{breach.Orderer.Slug}/{address}", ControllersToTell.Json(body))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/v1/{stranger}/{address}", ControllersToTell.Json(body))).StatusCode);
        }

        Assert.Equal(1, await host.AskAsync<long>("select count(*) from notices.notice where record_id = $1", (Guid)id!));
    }

    [Fact]
    public async Task Leave_nothing_about_persons_in_events_or_in_the_log()
    {
        await using var server = new SmtpReceiver { Recipient = _ => $"550 5.1.1 {NoticeHost.Canary} unknown" };
        var breach = await ControllersToTell.BeginAsync(host, new Controller("111111111", Email: $"{NoticeHost.Canary}@one.example"));
        await breach.SelectAsync(notice: new { reference = "notice 1", wording = new[] { new { language = "nb", nature = $"{NoticeHost.Canary} så det." } } });
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await breach.ExpectAsync(("111111111", "bounced"));

        foreach (var table in new[] { "mt_events", "record_version", "mt_doc_controller_notification", "mt_doc_breach", "controller_run" })
            Assert.Equal(0, await host.AskAsync<long>($"select count(*) from register.{table} t where tenant_id = $1 and t::text like '%' || $2 || '%'", breach.Orderer.TenantId, NoticeHost.Canary));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(NoticeHost.Canary, StringComparison.Ordinal));
    }

    internal static IEnumerable<string> Owed(System.Text.Json.Nodes.JsonNode notification) => notification["deadlines"]!.AsArray().Select(d => (string)d!["obligation"]!);

    private static ReceivedMail To(SmtpReceiver server, string address) => server.Received.Single(mail => mail.To == address);

    private async Task AcknowledgeAsync(ReceivedMail mail)
    {
        var answer = await host.Anonymous().PostAsync(new Uri(Link().Match(mail.Text).Value).AbsolutePath, null);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private static async Task RegisterAsync(ControllersToTell breach, string number, Uri address)
    {
        var agreement = (string)(await breach.ControllersAsync())[number]["agreement"]!;
        await ControllersToTell.PostAsync(breach.Client, $"/v1/{breach.Orderer.Slug}/webhooks", new { url = address, agreement });
    }

    private static async Task AmendAsync(ControllersToTell breach, string agreement, Controller controller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{breach.Orderer.Slug}/processing-agreements/{agreement}/amendments")
        {
            Content = ControllersToTell.Json(new { effectiveFrom = "2026-06-02", content = ControllersToTell.Content(controller) }),
        };
        request.Headers.IfMatch.Add((await breach.Client.GetAsync($"/v1/{breach.Orderer.Slug}/processing-agreements/{agreement}")).Headers.ETag!);
        var answer = await breach.Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("https://register.example.com/notices/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
