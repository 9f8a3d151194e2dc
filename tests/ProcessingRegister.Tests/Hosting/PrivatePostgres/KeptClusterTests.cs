using System.Net;
using System.Net.Sockets;
using ProcessingRegister.Hosting.PrivatePostgres;
using Xunit;

namespace ProcessingRegister.Tests.Hosting.PrivatePostgres;

/// <summary>What a kept cluster survives.</summary>
public sealed class KeptClusterTests : IDisposable
{
    private readonly KeptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Data_port_and_password_survive_a_restart_and_no_process_survives_the_stop()
    {
        string before;
        int process;
        await using (var first = await _folder.StartAsync())
        {
            before = first.ConnectionString;
            process = _folder.Postmaster;
            await WriteAsync(first);
        }
        Assert.False(KeptFolder.Runs(process));

        await using var second = await _folder.StartAsync();
        Assert.Equal(before, second.ConnectionString);
        await AssertWrittenAsync(second);
    }

    [Fact]
    public async Task A_server_that_was_killed_is_started_again_despite_its_stale_lock()
    {
        await using (var first = await _folder.StartAsync())
        {
            await WriteAsync(first);
            _folder.KillServer();
        }
        Assert.True(File.Exists(_folder.PidFile));

        await using var second = await _folder.StartAsync();
        await AssertWrittenAsync(second);
    }

    [Fact]
    public async Task A_stale_lock_that_names_a_program_of_another_kind_is_no_obstacle()
    {
        await (await _folder.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(_folder.PidFile, $"{Environment.ProcessId}\n{_folder.Location}/data\n");

        await using var again = await _folder.StartAsync();
        Assert.Equal(1, await KeptFolder.AskAsync<int>(again.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_server_that_a_killed_program_left_running_is_taken_over_and_stopped_at_the_end()
    {
        int process;
        await using (var first = await _folder.StartAsync())
        {
            process = _folder.Postmaster;
            // Whoever is killed releases the lock and stops nothing; a lock on another file of the same name is the same to a newcomer.
            File.Move(Path.Combine(_folder.Location, "lock"), Path.Combine(_folder.Location, "postgres.log.1"));
            await using var second = await _folder.StartAsync();
            Assert.Equal(first.ConnectionString, second.ConnectionString);
            Assert.Equal(process, _folder.Postmaster);
        }
        Assert.False(KeptFolder.Runs(process));
    }

    [Fact]
    public async Task A_second_program_on_the_same_folder_is_refused_in_a_clear_sentence()
    {
        await using var first = await _folder.StartAsync();
        var refusal = await Assert.ThrowsAsync<PostgresUnavailableException>(_folder.StartAsync);
        Assert.StartsWith("Another program is using the private database in ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await KeptFolder.AskAsync<int>(first.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_port_that_somebody_else_took_meanwhile_is_replaced()
    {
        int port;
        await using (var first = await _folder.StartAsync())
            port = first.Port;
        using var somebodyElse = new TcpListener(IPAddress.Loopback, port);
        somebodyElse.Start();

        await using var second = await _folder.StartAsync();
        Assert.NotEqual(port, second.Port);
    }

    [Fact]
    public async Task An_interrupted_initialisation_is_begun_anew()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Location, "data", "base"));
        await using var cluster = await _folder.StartAsync();
        Assert.Equal(1, await KeptFolder.AskAsync<int>(cluster.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_folder_with_other_things_in_it_is_left_alone()
    {
        Directory.CreateDirectory(_folder.Location);
        await File.WriteAllTextAsync(Path.Combine(_folder.Location, "thesis.odt"), "");
        await Assert.ThrowsAsync<PostgresUnavailableException>(_folder.StartAsync);
        Assert.Equal(["thesis.odt"], Directory.GetFileSystemEntries(_folder.Location).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_abandoned_temporary_cluster_is_stopped_and_deleted_by_the_next_one()
    {
        Directory.CreateDirectory(_folder.Location);
        var options = new ClusterOptions { Temporary = true, Folder = _folder.Location, Download = null };
        var abandoned = await PrivateCluster.StartAsync(options);
        var pid = int.Parse(File.ReadLines(Path.Combine(abandoned.Folder, "data", "postmaster.pid")).First(), provider: null);
        File.Delete(Path.Combine(abandoned.Folder, "lock"));
        await File.WriteAllTextAsync(Path.Combine(abandoned.Folder, "lock"), "");
        File.SetLastWriteTimeUtc(Path.Combine(abandoned.Folder, "lock"), DateTime.UtcNow.AddHours(-1));

        await using var next = await PrivateCluster.StartAsync(options);
        Assert.False(KeptFolder.Runs(pid));
        Assert.False(Directory.Exists(abandoned.Folder));
        Assert.True(Directory.Exists(next.Folder));
    }

    private static Task<object> WriteAsync(PrivateCluster cluster) =>
        KeptFolder.AskAsync<object>(cluster.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS answer; SELECT 1");

    private static async Task AssertWrittenAsync(PrivateCluster cluster) =>
        Assert.Equal(42, await KeptFolder.AskAsync<int>(cluster.ConnectionString, "SELECT answer FROM kept"));
}
