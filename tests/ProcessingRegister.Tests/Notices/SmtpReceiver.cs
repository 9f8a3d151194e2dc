using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProcessingRegister.Tests.Notices;

/// <summary>A mail as the server received it.</summary>
internal sealed record ReceivedMail(string From, string To, string Parameters, string Data, int Connection)
{
    /// <summary>The values of a header, unfolded.</summary>
    public IReadOnlyList<string> Header(string name) =>
        [.. Data[..Data.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal)
            .Split("\r\n").Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim())];

    /// <summary>The subject, decoded.</summary>
    public string Subject => Message.Subject ?? "";

    /// <summary>The text, its transfer encoding taken off.</summary>
    public string Text => Message.TextBody ?? "";

    private MimeKit.MimeMessage Message
    {
        get
        {
            using var stream = new MemoryStream(Encoding.Latin1.GetBytes(Data));
            return MimeKit.MimeMessage.Load(stream);
        }
    }
}

/// <summary>A mail server on this machine that speaks as much of RFC 5321 as a client needs, and answers as the test says: takes over, defers, rejects, or breaks off.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentQueue<ReceivedMail> received = new();
    private readonly Task accepting;
    private int connections;

    public SmtpReceiver()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<ReceivedMail> Received => [.. received];

    public int Connections => connections;

    /// <summary>The certificate that it shows after STARTTLS (RFC 3207); without one it offers none.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>What is answered to a recipient; <c>null</c> takes it.</summary>
    public Func<string, string?> Recipient { get; set; } = _ => null;

    /// <summary>What is answered to the end of a mail that was kept; <c>null</c> hangs up without an answer.</summary>
    public Func<ReceivedMail, string?> AfterData { get; set; } = _ => "250 2.0.0 taken";

    /// <summary>Whether a mail that arrived is kept.</summary>
    public Func<ReceivedMail, bool> Keeps { get; set; } = _ => true;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(ending.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        var number = Interlocked.Increment(ref connections);
        using (client)
        {
            try
            {
                await using var network = client.GetStream();
                await using var tls = new SslStream(network);
                var (reader, writer) = Talking(network);
                await writer.WriteLineAsync("220 test.example ESMTP");
                var (from, to, parameters) = ("", "", "");
                while (await reader.ReadLineAsync(ending.Token) is { } line)
                {
                    switch (line.Split(' ')[0].ToUpperInvariant())
                    {
                        case "EHLO":
                            await writer.WriteLineAsync($"250-test.example\r\n{(Certificate is null ? "" : "250-STARTTLS\r\n")}250-DSN\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME");
                            break;
                        case "STARTTLS" when Certificate is { } certificate:
                            await writer.WriteLineAsync("220 go on");
                            await tls.AuthenticateAsServerAsync(certificate);
                            (reader, writer) = Talking(tls);
                            break;
                        case "MAIL":
                            (from, parameters) = (Path(line), line[(line.IndexOf('>', StringComparison.Ordinal) + 1)..]);
                            await writer.WriteLineAsync("250 2.1.0 ok");
                            break;
                        case "RCPT":
                            (to, parameters) = (Path(line), parameters + line[(line.IndexOf('>', StringComparison.Ordinal) + 1)..]);
                            await writer.WriteLineAsync(Recipient(to) ?? "250 2.1.5 ok");
                            break;
                        case "DATA":
                            await writer.WriteLineAsync("354 go on");
                            var mail = new ReceivedMail(from, to, parameters, await ReadDataAsync(reader), number);
                            if (Keeps(mail))
                                received.Enqueue(mail);
                            if (AfterData(mail) is not { } answer)
                                return;
                            await writer.WriteLineAsync(answer);
                            break;
                        case "QUIT":
                            await writer.WriteLineAsync("221 bye");
                            return;
                        default:
                            await writer.WriteLineAsync("250 ok");
                            break;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or AuthenticationException)
            {
                // The other side hung up, or the test is over.
            }
        }
    }

    private static (StreamReader Reader, StreamWriter Writer) Talking(Stream stream) =>
        (new StreamReader(stream, Encoding.Latin1), new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true });

    private async Task<string> ReadDataAsync(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(ending.Token) is { } line and not ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return data.ToString();
    }

    private static string Path(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
