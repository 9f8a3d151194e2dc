using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Webhooks;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

[Collection(NoticeCollection.Name)]
public sealed class Webhooks_of_the_outbox(NoticeHost host)
{
    [Fact]
    public async Task Arrive_signed_and_say_what_a_mail_would()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (orderer, _, secret) = await RegisteredAsync(receiver.Address);
        var (record, notices) = await orderer.OrderAsync(channel: NoticeChannel.Webhook);
        await host.ExpectAsync(record, "Delivered");

        var webhook = Assert.Single(receiver.Received);
        Assert.Equal(notices[0].ToString(), webhook.Id);
        Assert.Equal(WebhookSignature.Of([secret], webhook.Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(webhook.Timestamp, null)), webhook.Body), webhook.Signatures);
        var message = JsonSerializer.Deserialize<JsonElement>(webhook.Body);
        Assert.Equal("notice.breach-notice", message.GetProperty("type").GetString());
        Assert.Equal(record, message.GetProperty("data").GetProperty("record").GetGuid());
        Assert.Contains("A backup was read.", message.GetProperty("data").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_tried_again_under_the_same_id()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = Status(503);
        var (orderer, _, _) = await RegisteredAsync(receiver.Address);
        var (record, _) = await orderer.OrderAsync(channel: NoticeChannel.Webhook);
        await host.ExpectAsync(record, "Deferred");
        receiver.Answer = Status(200);
        await orderer.HurryAsync(record);
        await host.ExpectAsync(record, "Deferred", "Delivered");

        Assert.Equal(2, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(webhook => webhook.Id).Distinct());
    }

    [Fact]
    public async Task End_where_the_endpoint_says_that_it_is_gone_until_it_gets_a_new_secret()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = Status(410);
        var (orderer, endpoint, former) = await RegisteredAsync(receiver.Address);
        var (first, _) = await orderer.OrderAsync(channel: NoticeChannel.Webhook);
        await host.ExpectAsync(first, "Bounced");
        receiver.Answer = Status(204);
        var (second, _) = await orderer.OrderAsync(channel: NoticeChannel.Webhook);
        await host.ExpectAsync(second, "Failed");
        Assert.Single(receiver.Received);

        var rotated = await (await orderer.Client.PostAsync($"/v1/{orderer.Slug}/webhooks/{endpoint}/secrets", null)).Content.ReadFromJsonAsync<WebhookSecretShown>(RegisterJson.Edge);
        var (third, _) = await orderer.OrderAsync(channel: NoticeChannel.Webhook);
        await host.ExpectAsync(third, "Delivered");
        var webhook = receiver.Received[^1];
        Assert.Equal(
            WebhookSignature.Of([rotated!.Secret, former], webhook.Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(webhook.Timestamp, null)), webhook.Body), webhook.Signatures);
    }

    [Fact]
    public async Task Follow_no_redirect()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = http =>
        {
            http.Response.Redirect(elsewhere.Address.AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        var (orderer, _, _) = await RegisteredAsync(receiver.Address);
        var (record, _) = await orderer.OrderAsync(channel: NoticeChannel.Webhook);
        await host.ExpectAsync(record, "Deferred");

        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task Do_not_read_an_answer_that_never_ends()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = async http =>
        {
            var chunk = new byte[8192];
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
        };
        var (orderer, _, _) = await RegisteredAsync(receiver.Address);
        var (record, _) = await orderer.OrderAsync(channel: NoticeChannel.Webhook);
        await host.ExpectAsync(record, "Delivered");
    }

    [Fact]
    public async Task Reach_others_while_one_receiver_is_slow()
    {
        var ending = new TaskCompletionSource();
        await using var slow = await WebhookReceiver.StartAsync();
        await using var quick = await WebhookReceiver.StartAsync();
        slow.Answer = _ => ending.Task;
        var (waiting, _, _) = await RegisteredAsync(slow.Address);
        var (other, _, _) = await RegisteredAsync(quick.Address);
        var (late, _) = await waiting.OrderAsync(channel: NoticeChannel.Webhook);
        await NoticeHost.UntilAsync(() => Task.FromResult(slow.Received.Count == 1), "the slow receiver was called");
        var (record, _) = await other.OrderAsync(channel: NoticeChannel.Webhook);

        await host.ExpectAsync(record, "Delivered");
        Assert.Empty(await host.RecordedAsync(late));
        ending.SetResult();
        await host.ExpectAsync(late, "Delivered");
    }

    [Fact]
    public async Task Fail_without_an_endpoint()
    {
        var (record, _) = await (await host.OrdererAsync("a@example.com")).OrderAsync(channel: NoticeChannel.Webhook);
        await host.ExpectAsync(record, "Failed");
    }

    [Fact]
    public async Task Keep_address_and_secret_sealed_and_show_the_secret_once()
    {
        var (orderer, endpoint, secret) = await RegisteredAsync(new Uri($"https://hooks.example.com/{NoticeHost.Canary}"));
        var listed = await orderer.Client.GetStringAsync($"/v1/{orderer.Slug}/webhooks");
        Assert.Contains($"https://hooks.example.com/{NoticeHost.Canary}", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        Assert.Equal(0, await host.AskAsync<long>(
            "select count(*) from notices.endpoint where encode(sealed, 'hex') like '%' || $1 || '%'", Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(NoticeHost.Canary))));

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(orderer, "https://other.example.com")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await orderer.Client.DeleteAsync($"/v1/{orderer.Slug}/webhooks/{endpoint}")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(orderer, "https://other.example.com")).StatusCode);
    }

    [Theory]
    [InlineData("ftp://example.com")]
    [InlineData("https://user:password@example.com")]
    [InlineData("https://example.com/#part")]
    [InlineData("/relative")]
    [InlineData("file:///etc/passwd")]
    public async Task Go_to_an_address_of_https(string url) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(await host.OrdererAsync("a@example.com"), url)).StatusCode);

    private async Task<(Orderer Orderer, Guid Endpoint, string Secret)> RegisteredAsync(Uri url)
    {
        var orderer = await host.OrdererAsync("a@example.com");
        var answer = await PostAsync(orderer, url.AbsoluteUri);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var shown = (await answer.Content.ReadFromJsonAsync<WebhookSecretShown>(RegisterJson.Edge))!;
        return (orderer, shown.Id, shown.Secret);
    }

    private static Task<HttpResponseMessage> PostAsync(Orderer orderer, string url) =>
        orderer.Client.PostAsJsonAsync($"/v1/{orderer.Slug}/webhooks", new RegisterWebhook(new PersonalText(url)), RegisterJson.Edge);

    private static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };
}
