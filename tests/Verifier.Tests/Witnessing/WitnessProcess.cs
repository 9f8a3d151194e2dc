using System.Diagnostics;
using System.Text;
using global::Verifier.Witnessing;
using MerkleLog;

namespace Verifier.Tests.Witnessing;

/// <summary>A witness as others run it: a process of its own, on a port of this machine.</summary>
internal sealed class WitnessProcess : IAsyncDisposable
{
    private readonly Process process;

    private WitnessProcess(Process process, VerifierKey key, Uri address)
    {
        (this.process, Key) = (process, key);
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public VerifierKey Key { get; }

    public HttpClient Client { get; }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<WitnessProcess> StartAsync(string folder, params VerifierKey[] logs)
    {
        var process = Start(folder, logs);
        var key = await process.StandardOutput.ReadLineAsync();
        var address = await process.StandardOutput.ReadLineAsync();
        if (key is null || address is null)
            throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        return new WitnessProcess(process, VerifierKey.Parse(key["Key: ".Length..]), new Uri(address["Listening: ".Length..]));
    }

    /// <summary>Starts one that does not come to listen, and answers its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> FailAsync(string folder, params VerifierKey[] logs)
    {
        using var process = Start(folder, logs);
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    public async Task<(int Status, string Body, string? Type)> AddAsync(AddCheckpointRequest request) => await PostAsync(request.ToBytes());

    public async Task<(int Status, string Body, string? Type)> PostAsync(byte[] body)
    {
        using var answer = await Client.PostAsync("/add-checkpoint", new ByteArrayContent(body));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.ToString());
    }

    /// <summary>What the witness says it cosigned last, or null; its signatures are verified.</summary>
    public async Task<Checkpoint?> LastAsync(Log log)
    {
        var hash = Convert.ToHexStringLower(Hash.Sha256(Encoding.UTF8.GetBytes(log.Origin)).AsSpan());
        using var answer = await Client.GetAsync($"/{hash}/checkpoint");
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return null;
        var verdict = new CheckpointPolicy([log.Key.VerifierKey], [Key], 1).Verify(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(CheckpointFault.None, verdict.Fault);
        return verdict.Checkpoint;
    }

    /// <summary>Ends it as a loss of power would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private static Process Start(string folder, VerifierKey[] logs)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = [typeof(WitnessCommand).Assembly.Location, "witness", "--listen", "http://127.0.0.1:0", "--folder", folder];
        foreach (var argument in arguments.Concat(logs.SelectMany(log => new[] { "--log", log.ToString() })))
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
