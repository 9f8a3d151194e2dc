using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ProcessingRegister.Hosting;

namespace Benchmarks;

/// <summary>The real program in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly Access? access;
    private string lastLine = "";

    private ServerProcess(ProcessStartInfo start, Uri address, Access? access)
    {
        (Address, this.access, StartedAt) = (address, access, Stopwatch.GetTimestamp());
        process = Process.Start(start)!;
    }

    /// <summary>The program that is started: as it was built, unless another form of it is to be measured.</summary>
    public static string Program { get; set; } = typeof(Composition).Assembly.Location;

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>When it was started, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long StartedAt { get; }

    /// <summary>The most memory that it has held at any time since it was started, in MB of 2^20 bytes.</summary>
    public double PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The processor time that it has used, in milliseconds.</summary>
    public double ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>Starts the program and returns as soon as it takes connections; no request has been made of it then.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message has its last line.</exception>
    public static async Task<ServerProcess> StartAsync(Dictionary<string, string> settings, Access? access)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program])
        {
            WorkingDirectory = Path.GetDirectoryName(Program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var server = new ServerProcess(start, address, access);
        server.process.OutputDataReceived += server.Note;
        server.process.ErrorDataReceived += server.Note;
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        while (!await server.TakesConnectionsAsync())
        {
            if (server.process.HasExited || Stopwatch.GetElapsedTime(server.StartedAt) > Patience)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"The program did not start: {server.lastLine}");
            }

            await Task.Delay(5);
        }

        return server;
    }

    /// <summary>A client that keeps its connections, as any program would that calls the service more than once.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address, Timeout = Patience };
        if (access is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        return client;
    }

    /// <summary>Ends the program as an operator would: it stops its own database, if it has one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        if (!string.IsNullOrWhiteSpace(line.Data))
            lastLine = line.Data;
    }

    private async Task<bool> TakesConnectionsAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
