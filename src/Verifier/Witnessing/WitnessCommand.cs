using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Verifier.Command;

namespace Verifier.Witnessing;

/// <summary>The command <c>witness</c>: watches logs for their users and cosigns what continues what it has seen.</summary>
public static class WitnessCommand
{
    /// <summary>Serves until the process is told to end; prints the witness's vkey and its address first.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (!WitnessOptions.TryParse(arguments, out var options, out var reason))
        {
            await errors.WriteLineAsync(reason);
            return Explain(errors);
        }
        try
        {
            using var folder = WitnessFolder.Open(options.Folder, options.Name);
            await using var server = WitnessServer.Create(options.Listen, new WatchedLogs(folder, options.Logs, TimeProvider.System), folder.Key.VerifierKey);
            await server.StartAsync();
            await output.WriteLineAsync($"Key: {folder.Key.VerifierKey}");
            await output.WriteLineAsync($"Listening: {server.Urls.First()}");
            await output.FlushAsync();
            await server.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(e.Message);
            return ExitCode.Unreadable;
        }
    }

    /// <summary>Prints how the command is written.</summary>
    public static int Explain(TextWriter errors)
    {
        errors.WriteLine(WitnessOptions.Usage);
        return ExitCode.Unreadable;
    }
}
