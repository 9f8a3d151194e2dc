using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>
/// Stands between a client and PostgreSQL, counts the messages with which the client ends a statement, a batch or a copy, and cuts every connection at a
/// chosen one: before the server has seen it, or as soon as it has.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    /// <summary>How connections through here name themselves.</summary>
    public const string Name = "cut";

    // Sync, Query, CopyDone.
    private static readonly byte[] Ends = [(byte)'S', (byte)'Q', (byte)'c'];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> open = [];
    private readonly int serverPort;
    private readonly int cutAt;
    private readonly bool deliver;
    private readonly Task accepting;
    private int messages;

    /// <summary>Cuts at the message of this number, counted from 1 over all connections.</summary>
    /// <param name="serverPort">Where PostgreSQL listens on this machine.</param>
    /// <param name="cutAt">Which message.</param>
    /// <param name="deliver">Whether the server still gets it, while the answer is lost.</param>
    public CuttingProxy(int serverPort, int cutAt, bool deliver)
    {
        (this.serverPort, this.cutAt, this.deliver) = (serverPort, cutAt, deliver);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The same connection through here, not pooled, so that each start counts.</summary>
    public string To(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        Port = Port,
        ApplicationName = Name,
        Pooling = false,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Whether the client came as far as the message.</summary>
    public bool HasCut => Volatile.Read(ref messages) >= cutAt;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var server = new TcpClient();
        lock (open)
            open.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, serverPort);
            await Task.WhenAny(ForwardAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to)
    {
        // The startup message has no type; all others are a type, a length and a body.
        for (var header = new byte[4]; ; header = new byte[5])
        {
            await from.ReadExactlyAsync(header);
            var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(header.Length - 4)) - 4;
            var body = new byte[length];
            await from.ReadExactlyAsync(body);
            var counts = header.Length == 5 && Ends.Contains(header[0]);
            var number = counts ? Interlocked.Increment(ref messages) : 0;
            if (number >= cutAt && !(deliver && number == cutAt))
            {
                Cut();
                return;
            }

            await to.WriteAsync((byte[])[.. header, .. body]);
            if (number < cutAt)
                continue;
            // The server works on it, and nobody is there for its answer.
            await to.FlushAsync();
            from.Close();
            to.Socket.Shutdown(SocketShutdown.Send);
            return;
        }
    }

    private void Cut()
    {
        lock (open)
        {
            foreach (var end in open)
                end.Dispose();
        }
    }
}
