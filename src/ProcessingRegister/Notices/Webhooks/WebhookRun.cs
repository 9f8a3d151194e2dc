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
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendBatchAsync(stoppingToken) > 0)
                    continue;
            }
            catch (NpgsqlException e)
            {
                DatabaseAway(logger, e.SqlState);
            }

            await Task.Delay(options.Interval, stoppingToken);
        }
    }

    /// <summary>Sends what is due.</summary>
    /// <returns>How many were taken.</returns>
    internal async Task<int> SendBatchAsync(CancellationToken ct)
    {
        var taken = await outbox.ClaimAsync(NoticeChannel.Webhook, AtOnce, ct);
        if (taken.Count == 0)
            return 0;
        var acknowledgements = await links.MakeAsync(taken, ct);
        await Task.WhenAll(taken.Select(async notice =>
            await outbox.NoteAsync(notice, await SendAsync(notice, acknowledgements[notice.Id], ct), CancellationToken.None)));
        return taken.Count;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be read, SQLSTATE {SqlState}.")]
    private static partial void DatabaseAway(ILogger logger, string? sqlState);
}
