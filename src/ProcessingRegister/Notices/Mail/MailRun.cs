using MimeKit;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Notices.Mail;

/// <summary>
/// Sends the mail of the outbox, on every node that has a mail server. A mail may be sent twice when this program dies between the server's answer and
/// its own note of it; it is noted once.
/// </summary>
internal sealed partial class MailRun(
    OutgoingNotices outbox, NoticeLinks links, NoticeOptions options, TimeProvider clock, NoticeHealth health, LongWork longWork, ILogger<MailRun> logger) : BackgroundService
{
    /// <summary>How many are taken at a time: few enough that a lease is long enough, and that a crash delays few.</summary>
    public const int BatchSize = 20;

    // Dozens of mails a second leave all the same, so that no notice waits for work that takes hours.
    private static readonly TimeSpan GivingWay = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private int failures;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Mail is not { } mail)
            return;
        await using var server = new MailServer(mail);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = TimeSpan.Zero;
            try
            {
                if (await SendBatchAsync(server, mail, stoppingToken) == 0)
                {
                    // A server that waits for nothing would hang up anyway.
                    await server.CloseAsync();
                    pause = options.Interval;
                }
                else if (longWork.IsUnderWay)
                {
                    pause = GivingWay;
                }
            }
            catch (MailServerAwayException e)
            {
                failures = Math.Min(failures + 1, 10);
                pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestPause.TotalSeconds));
                health.MailServerAway(e.Message);
                Away(logger, e.Message, pause.TotalSeconds);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever it is, the next look is a new one: a sender that ends would leave everybody's mail where it is.
                pause = options.Interval;
                NotRead(logger, e.GetType().Name, (e as NpgsqlException)?.SqlState);
            }

            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, stoppingToken);
        }
    }

    /// <summary>Sends what is due, a few at a time.</summary>
    /// <returns>How many were taken.</returns>
    internal async Task<int> SendBatchAsync(MailServer server, MailOptions mail, CancellationToken ct)
    {
        var taken = await outbox.ClaimAsync(NoticeChannel.Mail, BatchSize, ct);
        if (taken.Count == 0)
            return 0;
        var (begun, next) = (clock.GetTimestamp(), 0);
        try
        {
            var acknowledgements = await links.MakeAsync(taken, ct);
            // Half the lease is left for the mail in hand, so that no other node takes it meanwhile.
            for (; next < taken.Count && clock.GetElapsedTime(begun) < OutgoingNotices.Lease / 2; next++)
            {
                var how = await TryAsync(server, mail, taken[next], acknowledgements[taken[next].Id], ct);
                await outbox.NoteAsync(taken[next], how, CancellationToken.None);
                failures = 0;
                health.MailServerTook();
            }
        }
        finally
        {
            if (next < taken.Count)
                await outbox.ReleaseAsync(taken.Skip(next), TimeSpan.Zero, CancellationToken.None);
        }

        return taken.Count;
    }

    private async Task<Attempted> SendAsync(MailServer server, MailOptions mail, Outgoing notice, string acknowledgement, CancellationToken ct)
    {
        if (clock.GetUtcNow() - notice.OrderedAt > mail.Backoff.GiveUpAfter)
            return new Attempted(NoticeResult.Failed, null, NoticeTrouble.Expired);
        if (notice.Letter is not { } letter || notice.Address is null)
            return new Attempted(NoticeResult.Failed, null, NoticeTrouble.Erased);
        if (MailAddresses.Parse(notice.Address.Trim()) is not { } to)
            return new Attempted(NoticeResult.Bounced, null, NoticeTrouble.AddressInvalid);
        var (subject, text) = letter.For(notice.Language, notice.Name, acknowledgement);
        using var message = MailMessages.Of(notice.Id, mail.From, to, notice.Name, subject, text, clock.GetUtcNow());
        return await server.SendAsync(message, ct) with { ContentDigest = letter.DigestFor(notice.Language, notice.Name) };
    }

    private async Task<Attempted> TryAsync(MailServer server, MailOptions mail, Outgoing notice, string acknowledgement, CancellationToken ct)
    {
        Attempted how;
        try
        {
            how = await SendAsync(server, mail, notice, acknowledgement, ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or MailServerAwayException))
        {
            // One that cannot be made must not stand in the way of those behind it.
            NotMade(logger, notice.Id, e.GetType().Name);
            how = new Attempted(NoticeResult.Deferred);
        }

        return how.Result == NoticeResult.Deferred ? how with { Again = mail.Backoff.After(notice.Attempt, Random.Shared.NextDouble()) } : how;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Failure} Mail waits, and is tried again in {Seconds} seconds.")]
    private static partial void Away(ILogger logger, string failure, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be taken from the outbox, or not be noted: {Failure}, SQLSTATE {SqlState}.")]
    private static partial void NotRead(ILogger logger, string failure, string? sqlState);

    [LoggerMessage(Level = LogLevel.Error, Message = "Notice {Notice} could not be made into a mail: {Failure}. It is tried again.")]
    private static partial void NotMade(ILogger logger, Guid notice, string failure);
}
