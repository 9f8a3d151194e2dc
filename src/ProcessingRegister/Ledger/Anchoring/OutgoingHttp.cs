using System.Net;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>An answer, read whole up to a bound.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Type">Its media type without parameters, or <c>null</c>.</param>
/// <param name="Body">Its body.</param>
public sealed record OutgoingAnswer(HttpStatusCode Status, string? Type, byte[] Body);

/// <summary>Requests to those who hold checkpoints: bounded in time and length, sent where the settings say and nowhere else.</summary>
public sealed class OutgoingHttp : IDisposable
{
    /// <summary>The longest answer that is read, in bytes: a checkpoint with all its cosignatures, or a token with its certificates.</summary>
    public const int MaximumLength = 262_144;

    private readonly HttpClient client;

    /// <summary>Takes the time that one request may take, its answer included.</summary>
    public OutgoingHttp(TimeSpan timeout) => client = new HttpClient(new SocketsHttpHandler
    {
        // A redirect would send a checkpoint, and trust an answer, where nobody decided to.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = timeout,
        MaxResponseContentBufferSize = MaximumLength,
    };

    /// <summary>Reads.</summary>
    /// <returns>The answer, or <c>null</c> when there was none in time, or a longer one.</returns>
    public Task<OutgoingAnswer?> GetAsync(Uri address, CancellationToken ct) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address), ct);

    /// <summary>Posts.</summary>
    /// <returns>The answer, or <c>null</c> when there was none in time, or a longer one.</returns>
    public Task<OutgoingAnswer?> PostAsync(Uri address, byte[] body, string type, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new(type) } } }, ct);

    /// <summary>An address below a prefix, which may end in a slash or not.</summary>
    public static Uri Below(Uri prefix, string path) => new($"{prefix.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private async Task<OutgoingAnswer?> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            try
            {
                using var answer = await client.SendAsync(request, ct);
                return new OutgoingAnswer(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync(ct));
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                return null;
            }
        }
    }
}
