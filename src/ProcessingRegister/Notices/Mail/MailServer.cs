using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Notices.Mail;

/// <summary>The server that takes mail over cannot be used at all; no notice is to blame.</summary>
internal sealed class MailServerAwayException(string failure) : Exception($"The mail server cannot be used: {failure}.");

/// <summary>The connection to the server that takes mail over; one serves for many mails.</summary>
internal sealed class MailServer(MailOptions options) : IAsyncDisposable
{
    private Connection? connection;

    /// <summary>Hands one mail over.</summary>
    /// <returns>How it went: dispatched, deferred, or bounced.</returns>
    /// <exception cref="MailServerAwayException">The server does not answer, or does not let this program in.</exception>
    public async Task<Attempted> SendAsync(MimeMessage message, CancellationToken ct)
    {
        var open = await OpenAsync(ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.Timeout);
        try
        {
            await open.SendAsync(message, patience.Token);
            return new Attempted(NoticeResult.Dispatched);
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.SenderNotAccepted || e.StatusCode is SmtpStatusCode.AuthenticationRequired)
        {
            throw new MailServerAwayException($"it does not accept the sender ({(int)e.StatusCode})");
        }
        catch (SmtpCommandException e)
        {
            if (e.StatusCode == SmtpStatusCode.ServiceNotAvailable)
                await CloseAsync();
            return e.StatusCode >= SmtpStatusCode.CommandUnrecognized
                ? new Attempted(NoticeResult.Bounced, null, NoticeTrouble.Rejected, (int)e.StatusCode)
                : new Attempted(NoticeResult.Deferred, null, NoticeTrouble.Rejected, (int)e.StatusCode);
        }
        catch (Exception e) when (IsOfTheConnection(e) || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // Whether it was taken over before the line broke nobody knows; it is sent again under the same Message-ID.
            await CloseAsync();
            return new Attempted(NoticeResult.Deferred, null, NoticeTrouble.Unreachable);
        }
        catch (NotSupportedException)
        {
            return new Attempted(NoticeResult.Bounced, null, NoticeTrouble.AddressInvalid);
        }
    }

    /// <summary>Says goodbye, if there is anybody to say it to.</summary>
    public async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref connection, null) is not { } open)
            return;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await open.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception e) when (IsOfTheConnection(e) || e is OperationCanceledException)
        {
            // It is closed either way.
        }

        open.Dispose();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => CloseAsync();

    private async Task<Connection> OpenAsync(CancellationToken ct)
    {
        if (connection is { IsConnected: true } open)
            return open;
        await CloseAsync();
        var next = new Connection { Timeout = (int)options.Timeout.TotalMilliseconds };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.Timeout);
        try
        {
            await next.ConnectAsync(options.Host, options.Port, options.Security, patience.Token);
            if (options.User is { } user)
                await next.AuthenticateAsync(user, options.Password ?? "", patience.Token);
            return connection = next;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // Whatever stands in the way here stands in the way of every mail: names, certificates, logins, the network.
            next.Dispose();
            throw new MailServerAwayException(e.GetType().Name);
        }
    }

    private static bool IsOfTheConnection(Exception e) =>
        e is SmtpProtocolException or IOException or SocketException or ServiceNotConnectedException or SslHandshakeException or TimeoutException or ObjectDisposedException;

    /// <summary>Asks for reports on what becomes of a mail, where the server offers to (RFC 3461).</summary>
    private sealed class Connection : SmtpClient
    {
        protected override string GetEnvelopeId(MimeMessage message) => message.MessageId!;

        protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
            DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay | DeliveryStatusNotification.Success;
    }
}
