using System.Text.Json;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Notices.Webhooks;

/// <summary>A notice as a webhook says it (Standard Webhooks: type, timestamp, data).</summary>
/// <param name="Type">What is told.</param>
/// <param name="Timestamp">When it was ordered (UTC).</param>
/// <param name="Data">The notice.</param>
internal sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, WebhookNotice Data);

/// <summary>The notice in a webhook: the words that a mail would have.</summary>
internal sealed record WebhookNotice(Guid Notice, Guid? Agreement, string RecordKind, Guid Record, NoticeLanguage Language, string Subject, string Text, string Acknowledge);

/// <summary>Sends the webhooks of the outbox, several at once, since one slow receiver must not hold up the others.</summary>
internal sealed partial class WebhookRun(
    OutgoingNotices outbox, NoticeLinks links, WebhookEndpoints endpoints, WebhookClient client, NoticeOptions options, TimeProvider clock, ILogger<WebhookRun> logger)
    : BackgroundService
{
    /// <summary>How many are sent at once.</summary>
    public const int AtOnce = 16;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveAll(task => task.IsCompleted);
            var taken = running.Count < AtOnce ? await BeginAsync(running, AtOnce - running.Count, stoppingToken) : 0;
            // When something is done there is room for more; when nothing was there, a moment later there may be.
            if (running.Count == AtOnce)
                await Task.WhenAny(running);
            else if (taken == 0)
                await Task.WhenAny([.. running, Task.Delay(options.Interval, stoppingToken)]);
        }

        await Task.WhenAll(running);
    }

    // Takes what is due, and begins to send it.
    private async Task<int> BeginAsync(List<Task> running, int limit, CancellationToken ct)
    {
        try
        {
            var taken = await outbox.ClaimAsync(NoticeChannel.Webhook, limit, ct);
            var acknowledgements = taken.Count == 0 ? null : await links.MakeAsync(taken, ct);
            running.AddRange(taken.Select(notice => SendAndNoteAsync(notice, acknowledgements![notice.Id], ct)));
            return taken.Count;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, the next look is a new one: a sender that ends would leave everybody's webhooks where they are.
            Failed(logger, e.GetType().Name, (e as NpgsqlException)?.SqlState);
            return 0;
        }
    }

    private async Task SendAndNoteAsync(Outgoing notice, string acknowledgement, CancellationToken ct)
    {
        try
        {
            await outbox.NoteAsync(notice, await SendAsync(notice, acknowledgement, ct), CancellationToken.None);
        }
        catch (Exception e)
        {
            // What was not noted is sent again when its lease ends, under the same id; that the program ends is no failure.
            if (e is not OperationCanceledException)
                Failed(logger, e.GetType().Name, (e as NpgsqlException)?.SqlState);
        }
    }

    private async Task<Attempted> SendAsync(Outgoing notice, string acknowledgement, CancellationToken ct)
    {
        if (clock.GetUtcNow() - notice.OrderedAt > options.WebhookBackoff.GiveUpAfter)
            return new Attempted(NoticeResult.Failed, null, NoticeTrouble.Expired);
        if (notice.Letter is not { } letter)
            return new Attempted(NoticeResult.Failed, null, NoticeTrouble.Erased);
        if (await endpoints.OfAsync(notice.TenantId, notice.Agreement, ct) is not { DisabledAt: null } endpoint)
            return new Attempted(NoticeResult.Failed, null, NoticeTrouble.NoEndpoint);

        var (subject, text) = letter.For(notice.Language, notice.Name, acknowledgement);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new WebhookMessage($"notice.{JsonNamingPolicy.KebabCaseLower.ConvertName(notice.Kind.ToString())}", notice.OrderedAt,
                new WebhookNotice(notice.Id, notice.Agreement, notice.RecordKind, notice.Record, notice.Language, subject, text, acknowledgement)), RegisterJson.Storage);
        var (how, retryAfter, gone) = await client.SendAsync(endpoint.Target, notice.Id.ToString(), clock.GetUtcNow(), body, ct);
        if (gone)
            await endpoints.DisableAsync(endpoint, CancellationToken.None);
        return how with
        {
            ContentDigest = letter.DigestFor(notice.Language, notice.Name),
            Again = how.Result == NoticeResult.Deferred ? options.WebhookBackoff.After(notice.Attempt, Random.Shared.NextDouble(), retryAfter) : null,
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A webhook could not be taken from the outbox, or not be noted: {Failure}, SQLSTATE {SqlState}.")]
    private static partial void Failed(ILogger logger, string failure, string? sqlState);
}
