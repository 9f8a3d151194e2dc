using System.Diagnostics;
using System.Globalization;

namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>
/// What the <c>postmaster.pid</c> of a data folder records: the process id in line 1, the port in line 4, the state in line 8. A server
/// that dies leaves the file behind, and its process id may meanwhile be another program's.
/// </summary>
internal sealed record PostmasterFile(string Path, int ProcessId, int? Port, bool Ready)
{
    public static PostmasterFile? Read(string dataFolder)
    {
        var path = System.IO.Path.Combine(dataFolder, "postmaster.pid");
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (IOException)
        {
            return null;
        }
        return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId)
            ? new(path, processId, lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) ? port : null,
                lines.Length > 7 && lines[7].Trim() == "ready")
            : null;
    }

    /// <summary>Whether the recorded process is alive and a PostgreSQL; which one it is, only its answer tells.</summary>
    public bool NamesAPostgres()
    {
        try
        {
            // A dead process stays in the table until its parent asks after it, which in a container may be never.
            if (OperatingSystem.IsLinux())
            {
                var state = File.ReadAllText($"/proc/{ProcessId}/stat");
                return state.Contains("(postgres) ", StringComparison.Ordinal) && !state.Contains("(postgres) Z", StringComparison.Ordinal);
            }
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>
    /// Takes a stale file away, which PostgreSQL itself does not do when the number is in use by another program. Should a process of the
    /// old server live after all, PostgreSQL finds it by its shared memory and refuses to start.
    /// </summary>
    public void Discard() => File.Delete(Path);
}
