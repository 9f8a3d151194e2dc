using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks;

/// <summary>A mail server that takes everything over, keeps nothing, and counts (RFC 5321).</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Task accepting;
    private long first;
    private int taken;

    public MailSink()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many mails it took over.</summary>
    public int Taken => Volatile.Read(ref taken);

    /// <summary>When it took over the first, as a timestamp of <see cref="Stopwatch"/>; 0 before.</summary>
    public long FirstAt => Volatile.Read(ref first);

    /// <inheritdoc />
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
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 sink ESMTP");
                while (await reader.ReadLineAsync(ending.Token) is { } line)
                {
                    var answer = line.Split(' ')[0].ToUpperInvariant() switch
                    {
                        "EHLO" => "250-sink\r\n250 8BITMIME",
                        "DATA" => await TakeAsync(reader, writer),
                        "QUIT" => "221 bye",
                        _ => "250 ok",
                    };
                    await writer.WriteLineAsync(answer);
                    if (answer.StartsWith("221", StringComparison.Ordinal))
                        return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The other side hung up, or the measurement is over.
        }
    }

    private async Task<string> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        while (await reader.ReadLineAsync(ending.Token) is { } line and not ".")
        {
            // What it says is of no interest.
        }

        Interlocked.CompareExchange(ref first, Stopwatch.GetTimestamp(), 0);
        Interlocked.Increment(ref taken);
        return "250 taken";
    }
}
