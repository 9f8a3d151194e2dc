using System.Globalization;
using System.Net;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Notices.Webhooks;

/// <summary>Sends webhooks: no redirects, no proxy, no cookies, only where <see cref="Destinations"/> lets, with a bound on time and on the answer.</summary>
internal sealed class WebhookClient : IDisposable
{
    /// <summary>How much of an answer is read, in bytes; nothing of it is used but its status.</summary>
    public const int MaxAnswer = 16_384;

    private readonly HttpClient client;
    private readonly TimeSpan timeout;

    public WebhookClient(NoticeOptions options)
    {
        timeout = options.WebhookTimeout;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = MaxAnswer / 1024,
            ConnectCallback = (context, ct) =>
                Destinations.ConnectAsync(context.DnsEndPoint, context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps, options.AllowedNetworks, ct),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends one.</summary>
    /// <returns>How it went: delivered, deferred, or bounced; what the endpoint asked to wait; and whether it is gone (410).</returns>
    public async Task<(Attempted How, TimeSpan? RetryAfter, bool Gone)> SendAsync(WebhookTarget target, string id, DateTimeOffset at, byte[] body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(target.SecretsAt(at), id, at, body));
        request.Headers.UserAgent.ParseAdd("ProcessingRegister");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(timeout);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            await DrainAsync(answer, patience.Token);
            var code = (int)answer.StatusCode;
            return answer.StatusCode switch
            {
                _ when answer.IsSuccessStatusCode => (new Attempted(NoticeResult.Delivered, null, null, code), null, false),
                HttpStatusCode.Gone => (new Attempted(NoticeResult.Bounced, null, NoticeTrouble.Rejected, code), null, true),
                _ => (new Attempted(NoticeResult.Deferred, null, NoticeTrouble.Rejected, code), RetryAfter(answer, at), false),
            };
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenDestinationException)
        {
            return (new Attempted(NoticeResult.Deferred, null, NoticeTrouble.AddressForbidden), null, false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (new Attempted(NoticeResult.Deferred, null, NoticeTrouble.Unreachable), null, false);
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    // A short answer is read to its end, so that the connection can be used again; a longer one costs it.
    private static async Task DrainAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.Content.Headers.ContentLength > MaxAnswer)
            return;
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[4096];
        for (int read, sum = 0; sum < MaxAnswer && (read = await stream.ReadAsync(buffer, ct)) > 0;)
            sum += read;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, DateTimeOffset at) =>
        answer.Headers.RetryAfter is not { } asked ? null : asked.Delta ?? (asked.Date is { } date && date > at ? date - at : null);
}
