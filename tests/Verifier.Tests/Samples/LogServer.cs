using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Verifier.Tests.Samples;

/// <summary>Serves a directory, or whatever a test answers, over HTTP on this machine.</summary>
public sealed class LogServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    /// <param name="answer">Answers a path without its leading slash, given the Authorization header.</param>
    public LogServer(Func<string, string?, HttpListenerResponse, byte[]?> answer)
    {
        Address = $"http://127.0.0.1:{FreePort()}/ledger/sample";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        serving = Task.Run(() => ServeAsync(answer));
    }

    public string Address { get; }

    /// <summary>Serves a directory; entries only with this token.</summary>
    public static LogServer Of(string directory, string? token = null) => new((path, authorization, response) =>
    {
        if (token is not null && path.StartsWith("tile/entries/", StringComparison.Ordinal) && authorization != $"Bearer {token}")
        {
            response.StatusCode = 401;
            return [];
        }
        var file = Path.Combine(directory, path);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    });

    public void Dispose()
    {
        listener.Stop();
        serving.GetAwaiter().GetResult();
        listener.Close();
    }

    private async Task ServeAsync(Func<string, string?, HttpListenerResponse, byte[]?> answer)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or InvalidOperationException)
            {
                return;
            }
            var response = context.Response;
            var bytes = answer(context.Request.Url!.AbsolutePath["/ledger/sample/".Length..], context.Request.Headers["Authorization"], response);
            if (bytes is null)
                response.StatusCode = 404;
            try
            {
                response.Close(bytes ?? Encoding.UTF8.GetBytes("none"), willBlock: true);
            }
            catch (HttpListenerException)
            {
                // Whoever asked has read enough.
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
