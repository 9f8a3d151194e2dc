using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ProcessingRegister.Hosting.PrivatePostgres;

namespace ProcessingRegister.Tests.Hosting.PrivatePostgres;

/// <summary>A folder for a kept cluster, and what tests do to the server in it from outside.</summary>
public sealed class KeptFolder : IDisposable
{
    private readonly string _parent = Path.Combine(Path.GetTempPath(), $"processing-register-kept-{Guid.NewGuid():N}");

    public string Location => Path.Combine(_parent, "postgres");

    public ClusterOptions Options => new() { Folder = Location, Download = null };

    public Task<PrivateCluster> StartAsync() => PrivateCluster.StartAsync(Options);

    public int Postmaster => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    public string PidFile => Path.Combine(Location, "data", "postmaster.pid");

    /// <summary>As a crash does it: no farewell, and its lock stays behind.</summary>
    public void KillServer()
    {
        using var process = Process.GetProcessById(Postmaster);
        process.Kill();
        if (!SpinWait.SpinUntil(() => !Runs(process.Id), TimeSpan.FromSeconds(30)))
            throw new TimeoutException("The server did not end when it was killed.");
    }

    /// <summary>Dead processes whose parent has not yet asked after them do not count.</summary>
    public static bool Runs(int processId)
    {
        if (OperatingSystem.IsLinux())
            return File.Exists($"/proc/{processId}/stat") && !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z", StringComparison.Ordinal);
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
