
using MerkleLog;
using Microsoft.AspNetCore.Builder;
using ProcessingRegister.Ledger.Anchoring;
using Verifier.Witnessing;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

/// <summary>The witness that others run, listening on this machine with a folder of its own.</summary>
internal sealed class RunningWitness : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("witness-");
    private readonly WitnessFolder folder;
    private readonly WebApplication server;

    private RunningWitness(string name, VerifierKey[] logs)
    {
        folder = WitnessFolder.Open(directory.FullName, name);
        server = WitnessServer.Create(new Uri("http://127.0.0.1:0"), new WatchedLogs(folder, logs, TimeProvider.System), folder.Key.VerifierKey);
    }

    public WitnessSettings Settings => new(new Uri(server.Urls.First()), folder.Key.VerifierKey);

    public static async Task<RunningWitness> StartAsync(string name, params VerifierKey[] logs)
    {
        var witness = new RunningWitness(name, logs);
        await witness.server.StartAsync();
        return witness;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
        directory.Delete(recursive: true);
    }
}
