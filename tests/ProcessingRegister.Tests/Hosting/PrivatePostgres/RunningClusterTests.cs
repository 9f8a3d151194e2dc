using System.Net;
using System.Net.NetworkInformation;
using Npgsql;
using ProcessingRegister.Hosting.PrivatePostgres;
using Xunit;

namespace ProcessingRegister.Tests.Hosting.PrivatePostgres;

/// <summary>What holds of every private cluster while it runs, asked of one temporary one.</summary>
public sealed class RunningClusterTests(RunningClusterTests.Running running) : IClassFixture<RunningClusterTests.Running>
{
    private PrivateCluster Cluster => running.Cluster;

    [Fact]
    public async Task It_answers_in_the_database_of_the_register() =>
        Assert.Equal("processing_register", await AskAsync<string>("SELECT current_database()::text"));

    [Fact]
    public async Task It_is_of_a_supported_release() =>
        Assert.True(int.Parse(await AskAsync<string>("SHOW server_version_num"), provider: null) >= PostgresBinaries.OldestMajor * 10_000);

    [Theory]
    [InlineData("data_checksums", "on")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("password_encryption", "scram-sha-256")]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("unix_socket_directories", "")]
    [InlineData("log_error_verbosity", "terse")]
    [InlineData("log_min_error_statement", "panic")]
    public async Task Its_settings_are_those_promised(string setting, string value) => Assert.Equal(value, await AskAsync<string>($"SHOW {setting}"));

    [Fact]
    public async Task Texts_sort_by_code_point_on_every_machine() =>
        Assert.Equal("C", await AskAsync<string>("SELECT datcollate::text FROM pg_database WHERE datname = current_database()"));

    [Fact]
    public async Task Every_way_in_asks_for_the_password() =>
        Assert.Equal(0, await AskAsync<long>("SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"));

    [Fact]
    public void It_listens_on_loopback_only() =>
        Assert.Equal([IPAddress.Loopback], Listeners().Where(at => at.Port == Cluster.Port).Select(at => at.Address));

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var wrong = new NpgsqlConnectionStringBuilder(Cluster.ConnectionString) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public void The_password_file_is_for_its_owner_alone()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Cluster.Folder, "password")));
    }

    [Fact]
    public async Task The_servers_log_repeats_no_values()
    {
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync<int>("SELECT 'a name'::int"));
        Assert.DoesNotContain("SELECT", await File.ReadAllTextAsync(Path.Combine(Cluster.Folder, "postgres.log")));
    }

    [Fact]
    public async Task A_second_cluster_runs_beside_it_and_leaves_nothing_behind()
    {
        int port;
        string folder;
        await using (var second = await PrivateCluster.StartAsync(new() { Temporary = true, Download = null }))
        {
            (port, folder) = (second.Port, second.Folder);
            Assert.NotEqual(Cluster.Port, port);
        }
        Assert.DoesNotContain(Listeners(), at => at.Port == port);
        Assert.False(Directory.Exists(folder));
    }

    private static IPEndPoint[] Listeners() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();

    private Task<T> AskAsync<T>(string sql) => KeptFolder.AskAsync<T>(Cluster.ConnectionString, sql);

    public sealed class Running : IAsyncLifetime
    {
        public PrivateCluster Cluster { get; private set; } = null!;

        public async Task InitializeAsync() => Cluster = await PrivateCluster.StartAsync(new() { Temporary = true, Download = null });

        public async Task DisposeAsync() => await Cluster.DisposeAsync();
    }
}
