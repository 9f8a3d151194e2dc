using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Mail;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

[Collection(NoticeCollection.Name)]
public sealed class Mail_of_the_outbox(NoticeHost host)
{
    private const string Address = $"mottak-{NoticeHost.Canary}@controller.example";

    [Fact]
    public async Task Goes_over_one_connection_each_once_and_comes_back_as_one_outcome()
    {
        await using var server = new SmtpReceiver();
        var (record, notices) = await (await host.OrdererAsync(Address)).OrderAsync(45);

        Assert.Equal(45, await host.SendMailAsync(NoticeHost.Mail(server.Port)));

        Assert.Equal(1, server.Connections);
        Assert.Equal(notices.Select(id => $"<{id:N}@register.example.com>").Order(), server.Received.Select(mail => mail.Header("Message-ID").Single()).Order());
        await host.ExpectAsync(record, [.. notices.Select(_ => "Dispatched")]);
    }

    [Fact]
    public async Task Says_what_a_mail_from_a_machine_has_to_say()
    {
        await using var server = new SmtpReceiver();
        await (await host.OrdererAsync(Address)).OrderAsync();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        var mail = Assert.Single(server.Received);
        Assert.Equal(("notices@register.example.com", Address), (mail.From, mail.To));
        Assert.Equal(["auto-generated"], mail.Header("Auto-Submitted"));
        Assert.StartsWith("text/plain; charset=utf-8", Assert.Single(mail.Header("Content-Type")), StringComparison.OrdinalIgnoreCase);
        Assert.Single(mail.Header("Date"));
        Assert.Equal("Example Ltd: notice of a personal data breach (2026-0017)", Assert.Single(mail.Header("Subject")));
        Assert.Contains("NOTIFY=SUCCESS,FAILURE,DELAY", mail.Parameters, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("A backup was read.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Not known yet", mail.Text, StringComparison.Ordinal);
        Assert.Matches("https://register.example.com/notices/[A-Za-z0-9_-]{43}", mail.Text);
    }

    [Fact]
    public async Task Is_not_there_when_the_transaction_was_not_committed()
    {
        var (record, _) = await (await host.OrdererAsync(Address)).OrderAsync(commit: false);

        Assert.Equal(0, await host.AskAsync<long>("select count(*) from notices.notice where record_id = $1", record));
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from notices.letter where record_id = $1", record));
    }

    [Fact]
    public async Task Is_tried_again_after_a_4xx_when_its_pause_is_over()
    {
        await using var server = new SmtpReceiver { Recipient = _ => "451 4.7.1 later" };
        var orderer = await host.OrdererAsync(Address);
        var (record, _) = await orderer.OrderAsync();

        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        Assert.Equal(0, await host.SendMailAsync(NoticeHost.Mail(server.Port)));
        server.Recipient = _ => null;
        await orderer.HurryAsync(record);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        await host.ExpectAsync(record, "Deferred", "Dispatched");
        Assert.Equal(451, await host.AskAsync<int>("select code from drill.outcome where record = $1 and result = 'Deferred'", record));
    }

    [Fact]
    public async Task Bounces_after_a_5xx_and_is_not_tried_again()
    {
        await using var server = new SmtpReceiver { Recipient = _ => "550 5.1.1 unknown" };
        var orderer = await host.OrdererAsync(Address);
        var (record, _) = await orderer.OrderAsync();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        Assert.Equal(0, await orderer.HurryAsync(record));
        await host.ExpectAsync(record, "Bounced");
    }

    [Fact]
    public async Task Is_sent_again_under_the_same_Message_ID_when_the_line_broke_before_the_answer()
    {
        await using var server = new SmtpReceiver { AfterData = _ => null };
        var orderer = await host.OrdererAsync(Address);
        var (record, _) = await orderer.OrderAsync();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        server.AfterData = _ => "250 taken";
        await orderer.HurryAsync(record);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(mail => mail.Header("Message-ID").Single()).Distinct());
        await host.ExpectAsync(record, "Deferred", "Dispatched");
    }

    [Fact]
    public async Task Is_tried_again_when_the_server_says_nothing_in_time()
    {
        using var ending = new ManualResetEventSlim();
        await using var server = new SmtpReceiver();
        server.AfterData = _ =>
        {
            ending.Wait();
            return null;
        };
        var (record, _) = await (await host.OrdererAsync(Address)).OrderAsync();
        await host.SendMailAsync(NoticeHost.Mail(server.Port) with { Timeout = TimeSpan.FromSeconds(1) });
        ending.Set();

        await host.ExpectAsync(record, "Deferred");
        await host.AskAsync<long>("with ended as (update notices.notice set state = 'failed' where record_id = $1 returning 1) select count(*) from ended", record);
    }

    [Fact]
    public async Task Does_not_stand_in_the_way_of_others_when_it_cannot_be_made()
    {
        await using var server = new SmtpReceiver();
        var orderer = await host.OrdererAsync(Address);
        var (broken, _) = await orderer.OrderAsync();
        await host.AskAsync<long>("with broken as (update notices.notice set language = 'Nb' where record_id = $1 returning 1) select count(*) from broken", broken);
        var (other, _) = await orderer.OrderAsync();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        await host.ExpectAsync(other, "Dispatched");
        await host.ExpectAsync(broken, "Deferred");
        await host.AskAsync<long>("with ended as (update notices.notice set state = 'failed' where record_id = $1 returning 1) select count(*) from ended", broken);
    }

    [Fact]
    public async Task Waits_without_an_attempt_while_there_is_no_server()
    {
        var orderer = await host.OrdererAsync(Address);
        var (record, _) = await orderer.OrderAsync(3);
        int port;
        await using (var gone = new SmtpReceiver())
            port = gone.Port;

        await Assert.ThrowsAsync<MailServerAwayException>(() => host.SendMailAsync(NoticeHost.Mail(port)));

        Assert.Equal(3, await host.AskAsync<long>("select count(*) from notices.notice where record_id = $1 and attempts = 0 and claim is null and due_at <= clock_timestamp()", record));
        await using var server = new SmtpReceiver();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await host.ExpectAsync(record, "Dispatched", "Dispatched", "Dispatched");
    }

    [Fact]
    public async Task Is_sent_once_by_two_nodes_that_share_it()
    {
        await using var server = new SmtpReceiver();
        var (record, notices) = await (await host.OrdererAsync(Address)).OrderAsync(120);

        await Task.WhenAll(host.SendMailAsync(NoticeHost.Mail(server.Port)), host.SendMailAsync(NoticeHost.Mail(server.Port)));

        Assert.Equal(notices.Length, server.Received.Count);
        Assert.Equal(notices.Length, server.Received.Select(mail => mail.Header("Message-ID").Single()).Distinct().Count());
        await host.ExpectAsync(record, [.. notices.Select(_ => "Dispatched")]);
    }

    [Fact]
    public async Task Is_given_up_after_five_days()
    {
        await using var server = new SmtpReceiver();
        var (record, _) = await (await host.OrdererAsync(Address)).OrderAsync();
        await host.AskAsync<long>("with aged as (update notices.notice set ordered_at = now() - interval '5 days 1 minute' where record_id = $1 returning 1) select count(*) from aged", record);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        Assert.Empty(server.Received);
        await host.ExpectAsync(record, "Failed");
    }

    [Fact]
    public async Task Is_not_sent_when_the_address_was_erased()
    {
        await using var server = new SmtpReceiver();
        var orderer = await host.OrdererAsync(Address);
        var (record, _) = await orderer.OrderAsync();
        await host.AskAsync<long>("with erased as (delete from vault.value where tenant_id = $1 and subject_id = $2 returning 1) select count(*) from erased", orderer.TenantId, orderer.Contact.Subject);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        Assert.Empty(server.Received);
        await host.ExpectAsync(record, "Failed");
    }

    [Fact]
    public async Task Bounces_at_once_when_the_address_is_none()
    {
        await using var server = new SmtpReceiver();
        var (record, _) = await (await host.OrdererAsync("a@controller.example, b@elsewhere.example")).OrderAsync();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        Assert.Empty(server.Received);
        await host.ExpectAsync(record, "Bounced");
    }

    [Fact]
    public async Task Is_not_sent_again_because_its_outcome_cannot_be_recorded()
    {
        await using var server = new SmtpReceiver();
        var orderer = await host.OrdererAsync(Address);
        var (stuck, _) = await orderer.OrderAsync();
        host.Drill.Stuck.Add(stuck);
        var (other, _) = await orderer.OrderAsync();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await host.ExpectAsync(other, "Dispatched");

        Assert.Empty(await host.RecordedAsync(stuck));
        Assert.Equal(0, await orderer.HurryAsync(stuck));
        host.Drill.Stuck.Remove(stuck);
        await host.ExpectAsync(stuck, "Dispatched");
        Assert.Equal(2, server.Received.Count);
    }

    [Theory]
    [InlineData("x\r\nBcc: thief@evil.example\r\n\r\nnew body")]
    [InlineData("x\u2028Bcc: thief@evil.example")]
    [InlineData("\r\n.\r\nMAIL FROM:<thief@evil.example>\r\n")]
    [InlineData("{{measures}} {{acknowledgement}} {{{{nature}}}}")]
    public async Task Keeps_a_value_a_value(string value)
    {
        await using var server = new SmtpReceiver();
        await (await host.OrdererAsync(Address)).OrderAsync(nature: value);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        var mail = Assert.Single(server.Received);
        Assert.Empty(mail.Header("Bcc"));
        Assert.Equal(Address, mail.To);
        Assert.Equal(1, mail.Text.Split("https://register.example.com/notices/").Length - 1);
        Assert.Equal(1, mail.Text.Split($"Told {NoticeHost.Canary}.").Length - 1);
        // What was said arrives whole: nothing of it became an instruction to the server or to the template.
        Assert.Contains(value.Trim().Split(["\r\n", "\u2028"], StringSplitOptions.None)[^1], mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_no_personal_value_outside_the_vault_nor_in_a_log()
    {
        await using var server = new SmtpReceiver { Recipient = to => $"550 5.1.1 <{to}> unknown here" };
        var (record, _) = await (await host.OrdererAsync(Address)).OrderAsync(nature: $"Opened by {NoticeHost.Canary}.");
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await host.ExpectAsync(record, "Bounced");

        var tables = await host.AskAsync<string[]>(
            "select array_agg(format('%I.%I', schemaname, tablename)) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
        Assert.Contains("notices.letter", tables);
        foreach (var table in tables)
        {
            var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(NoticeHost.Canary));
            Assert.True(await host.AskAsync<bool>($"select not exists (select from {table} t where t::text like '%{NoticeHost.Canary}%' or t::text like '%{hex}%')"), table);
        }

        Assert.NotEmpty(host.Log.Lines);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(NoticeHost.Canary, StringComparison.OrdinalIgnoreCase));
    }
}
