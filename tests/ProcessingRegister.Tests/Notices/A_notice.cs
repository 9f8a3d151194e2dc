using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices;
using ProcessingRegister.Reading;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

[Collection(NoticeCollection.Name)]
public sealed partial class A_notice(NoticeHost host)
{
    [Fact]
    public async Task Is_acknowledged_by_its_link_and_not_by_looking()
    {
        var (orderer, record, id, token) = await SentAsync();
        using var anyone = host.Anonymous();

        var shown = await anyone.GetFromJsonAsync<NoticeOfLink>($"/notices/{token}", RegisterJson.Edge);
        Assert.Equal((id, NoticeState.Dispatched), (shown!.Notice, shown.State));
        Assert.Contains("A backup was read.", shown.Text, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.SeeOther, (await anyone.PostAsync($"/notices/{token}", null)).StatusCode);

        Assert.Equal(NoticeState.Acknowledged, (await orderer.Client.GetFromJsonAsync<NoticeShown>($"/v1/{orderer.Slug}/notices/{id}", RegisterJson.Edge))!.State);
        await host.ExpectAsync(record, "Dispatched", "Acknowledged");
        Assert.Equal(0, await host.AskAsync<long>($"select count(*) from notices.token t where t::text like '%{token}%'"));
    }

    [Fact]
    public async Task Is_shown_to_a_browser_as_text()
    {
        var (_, _, _, token) = await SentAsync("<script>alert(1)</script>");
        using var browser = host.Anonymous();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        var answer = await browser.GetAsync($"/notices/{token}");

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("&lt;script&gt;", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("form-action 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Is_not_there_for_a_link_that_was_made_up()
    {
        using var anyone = host.Anonymous();
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/notices/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.PostAsync("/notices/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null)).StatusCode);
    }

    [Fact]
    public async Task Came_back_when_somebody_reports_so()
    {
        var (orderer, record, id, _) = await SentAsync();
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await BounceAsync(orderer, id)).StatusCode);

        await host.ExpectAsync(record, "Dispatched", "Bounced");
        Assert.Equal(1, await host.AskAsync<long>("select count(*) from drill.outcome where record = $1 and reporter <> '00000000-0000-0000-0000-000000000000'", record));
    }

    [Fact]
    public async Task Cannot_come_back_before_it_left()
    {
        var orderer = await host.OrdererAsync("a@example.com");
        var (_, notices) = await orderer.OrderAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await BounceAsync(orderer, notices[0])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await BounceAsync(orderer, Guid.NewGuid())).StatusCode);
        await using var server = new SmtpReceiver();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
    }

    [Fact]
    public async Task Is_listed_with_the_record_that_it_is_about_and_is_no_other_organisations()
    {
        var (orderer, record, id, _) = await SentAsync();
        var page = await orderer.Client.GetFromJsonAsync<Page<NoticeShown>>($"/v1/{orderer.Slug}/notices?record={record}", RegisterJson.Edge);
        Assert.Equal(id, Assert.Single(page!.Items).Id);

        var stranger = await host.OrdererAsync("b@example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"/v1/{stranger.Slug}/notices/{id}")).StatusCode);
        Assert.Empty((await stranger.Client.GetFromJsonAsync<Page<NoticeShown>>($"/v1/{stranger.Slug}/notices?record={record}", RegisterJson.Edge))!.Items);
    }

    [Fact]
    public async Task Is_noted_by_none_but_the_sender_who_holds_it()
    {
        var (record, _) = await (await host.OrdererAsync("a@example.com")).OrderAsync();
        var outbox = host.Services.GetRequiredService<OutgoingNotices>();
        var late = Assert.Single(await outbox.ClaimAsync(NoticeChannel.Mail, 10, default));
        Assert.Empty(await outbox.ClaimAsync(NoticeChannel.Mail, 10, default));
        await host.AskAsync<long>("with lapsed as (update notices.notice set due_at = now() where record_id = $1 returning 1) select count(*) from lapsed", record);
        var next = Assert.Single(await outbox.ClaimAsync(NoticeChannel.Mail, 10, default));

        Assert.False(await outbox.NoteAsync(late, new Attempted(NoticeResult.Dispatched), default));
        Assert.True(await outbox.NoteAsync(next, new Attempted(NoticeResult.Dispatched), default));
        Assert.False(await outbox.NoteAsync(next, new Attempted(NoticeResult.Dispatched), default));
        await host.ExpectAsync(record, "Dispatched");
    }

    [Fact]
    public async Task Ordered_twice_is_one()
    {
        var orderer = await host.OrdererAsync("a@example.com");
        var (_, notices) = await orderer.OrderAsync();
        await using var session = host.Services.GetRequiredService<Marten.IDocumentStore>().LightweightSession(orderer.TenantId);
        await host.Services.GetRequiredService<INoticeOutbox>().OrderAsync(session, new NoticeOrder(Drill.Kind, Guid.CreateVersion7(), NoticeKind.BreachUpdate,
            new Dictionary<NoticePlaceholder, string>(), [new NoticeRecipient(notices[0], null, NoticeLanguage.Nb, NoticeChannel.Mail, orderer.Contact.Email)]), default);
        await session.SaveChangesAsync();

        await using var server = new SmtpReceiver();
        Assert.Equal(1, await host.SendMailAsync(NoticeHost.Mail(server.Port)));
    }

    [Fact]
    public async Task Comes_back_to_the_record_of_its_recipient_and_is_listed_with_what_it_is_about()
    {
        await using var server = new SmtpReceiver();
        var orderer = await host.OrdererAsync("a@example.com");
        var (breach, one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var session = host.Services.GetRequiredService<Marten.IDocumentStore>().LightweightSession(orderer.TenantId))
        {
            await host.Services.GetRequiredService<INoticeOutbox>().OrderAsync(session, new NoticeOrder(Drill.Kind, breach, NoticeKind.BreachUpdate,
                new Dictionary<NoticePlaceholder, string> { [NoticePlaceholder.News] = "Nothing was read." }, [.. new[] { one, two }.Select(record =>
                    new NoticeRecipient(Guid.CreateVersion7(), null, NoticeLanguage.En, NoticeChannel.Mail, orderer.Contact.Email, Record: record))]), default);
            await session.SaveChangesAsync();
        }

        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await host.ExpectAsync(one, "Dispatched");
        await host.ExpectAsync(two, "Dispatched");
        Assert.All(server.Received, mail => Assert.Contains("Nothing was read.", mail.Text, StringComparison.Ordinal));
        Assert.Equal(2, (await orderer.Client.GetFromJsonAsync<Page<NoticeShown>>($"/v1/{orderer.Slug}/notices?record={breach}", RegisterJson.Edge))!.Items.Count);
        Assert.Single((await orderer.Client.GetFromJsonAsync<Page<NoticeShown>>($"/v1/{orderer.Slug}/notices?record={one}", RegisterJson.Edge))!.Items);
    }

    [Fact]
    public async Task Is_not_ordered_to_an_address_that_is_not_in_the_vault()
    {
        await using var session = host.Services.GetRequiredService<Marten.IDocumentStore>().LightweightSession((await host.OrdererAsync("a@example.com")).TenantId);
        await Assert.ThrowsAsync<ArgumentException>(() => host.Services.GetRequiredService<INoticeOutbox>().OrderAsync(session, new NoticeOrder(
            Drill.Kind, Guid.CreateVersion7(), NoticeKind.BreachNotice, new Dictionary<NoticePlaceholder, string>(),
            [new NoticeRecipient(Guid.CreateVersion7(), null, NoticeLanguage.En, NoticeChannel.Mail, new PersonalText("a@example.com"))]), default));
    }

    private async Task<(Orderer Orderer, Guid Record, Guid Notice, string Token)> SentAsync(string nature = "A backup was read.")
    {
        await using var server = new SmtpReceiver();
        var orderer = await host.OrdererAsync("a@example.com");
        var (record, notices) = await orderer.OrderAsync(nature: nature);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        return (orderer, record, notices[0], Link().Match(Assert.Single(server.Received).Text).Groups[1].Value);
    }

    private static Task<HttpResponseMessage> BounceAsync(Orderer orderer, Guid notice) =>
        orderer.Client.PostAsJsonAsync($"/v1/{orderer.Slug}/notices/{notice}/bounces", new ReportNoticeBounce(550), RegisterJson.Edge);

    [GeneratedRegex("/notices/([A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
