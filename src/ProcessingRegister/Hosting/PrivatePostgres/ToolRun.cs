using System.ComponentModel;
using System.Diagnostics;

namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>How one run of a command line tool ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Runs a tool to its end; a tool that cannot be executed at all counts as failed, as it does in a shell (exit code 127).</summary>
    public static async Task<ToolRun> OfAsync(IReadOnlyList<string> command, string? workingFolder, CancellationToken ct)
    {
        // On Windows a server inherits the pipes of the pg_ctl that started it, so that their end would never be read.
        var captured = !OperatingSystem.IsWindows() || !command.Contains("start");
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = workingFolder ?? Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = captured,
            RedirectStandardError = captured,
            CreateNoWindow = true,
        };
        // PGDATA, PGPORT and their kind are meant for another server; the messages are read here, so they are to be English.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            return new(127, "", e.Message);
        }
        using (process)
        {
            return await EndOfAsync(process, captured, ct);
        }
    }

    private static async Task<ToolRun> EndOfAsync(Process process, bool captured, CancellationToken ct)
    {
        try
        {
            process.StandardInput.Close();
            var output = captured ? process.StandardOutput.ReadToEndAsync(ct) : Task.FromResult("");
            var error = captured ? process.StandardError.ReadToEndAsync(ct) : Task.FromResult("");
            await process.WaitForExitAsync(ct);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}
