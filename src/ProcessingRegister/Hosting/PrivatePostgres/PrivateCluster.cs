using Npgsql;

namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>
/// A PostgreSQL of our own, for those who name no database: it listens on 127.0.0.1 only, demands a generated password, verifies its
/// pages by checksums, keeps data and port from one start to the next, and ends with the program. One program at a time may use a folder.
/// A server that a killed program left behind is taken over.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    /// <summary>The database that is created in a new cluster.</summary>
    public const string Database = "processing_register";

    private readonly PostgresServer _server;
    private readonly ClusterFolder _folder;
    private readonly ClusterOptions _options;
    private int _stopped;

    private PrivateCluster(PostgresServer server, ClusterFolder folder, ClusterOptions options, PostgresBinaries binaries, int port)
    {
        (_server, _folder, _options, Binaries, Port) = (server, folder, options, binaries, port);
        ConnectionString = server.ConnectionString(port, Database);
    }

    /// <summary>To the database <see cref="Database"/>, as the superuser <c>postgres</c>; contains the password.</summary>
    public string ConnectionString { get; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The cluster's folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The programs that run it.</summary>
    public PostgresBinaries Binaries { get; }

    /// <summary>Starts the cluster; sets it up first when it is new.</summary>
    /// <exception cref="PostgresUnavailableException">It cannot be had; the message says why and what to do.</exception>
    public static async Task<PrivateCluster> StartAsync(ClusterOptions options, CancellationToken ct = default)
    {
        var folder = ClusterFolder.Open(
            options.Temporary ? TemporaryFolders.New(options.Folder) : options.Folder ?? Path.Combine(ClusterFolder.UserData, "postgres"));
        try
        {
            var binaries = await BinariesAsync(options, folder.Major, ct);
            var account = await ServerAccount.ChooseAsync(binaries, folder, ct);
            if (options.Temporary)
                await TemporaryFolders.SweepAsync(folder, abandoned => new PostgresServer(binaries, account, abandoned, durable: false).StopAsync());
            return await StartAsync(new(binaries, account, folder, durable: !options.Temporary), folder, options, binaries, ct);
        }
        catch
        {
            if (options.Temporary)
                folder.Delete();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server and gives the folder free; deletes it if it was temporary. Connections still open are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1)
            return;
        await _server.StopAsync();
        if (_options.Temporary)
            _folder.Delete();
        _folder.Dispose();
        _options.Logger.LogInformation("Private PostgreSQL on port {Port} stopped", Port);
    }

    private static async Task<PrivateCluster> StartAsync(
        PostgresServer server, ClusterFolder folder, ClusterOptions options, PostgresBinaries binaries, CancellationToken ct)
    {
        if (!folder.HasData)
            await server.InitialiseAsync(ct);
        var adopted = await server.RunningPortAsync(ct);
        try
        {
            var port = adopted ?? await server.StartAsync(ct);
            await CreateDatabaseAsync(server.ConnectionString(port, "postgres"), ct);
            options.Logger.LogInformation(
                "Private PostgreSQL {Version} {Started} on 127.0.0.1:{Port}", binaries.Version, adopted is null ? "started" : "was running and is used", port);
            return new(server, folder, options, binaries, port);
        }
        catch when (adopted is null)
        {
            await server.StopAsync();
            throw;
        }
    }

    private static async Task<PostgresBinaries> BinariesAsync(ClusterOptions options, int? major, CancellationToken ct)
    {
        IReadOnlyCollection<string> folders = [.. options.BinaryFolders ?? PostgresFolders.OnThisMachine(), .. options.Download?.Kept ?? []];
        if (await PostgresBinaries.FindAsync(folders, major, ct) is { } found)
            return found;
        if (options.Download is { } download && await download.FetchAsync(major, options.Logger, ct) is { } fetched)
            return fetched;
        throw major is null
            ? new PostgresUnavailableException(
                $"No PostgreSQL {PostgresBinaries.OldestMajor} or newer was found on this machine, and none could be fetched.",
                "Install it (apt install postgresql, dnf install postgresql-server, brew install postgresql@17, "
                + "winget install PostgreSQL.PostgreSQL.17) or set ConnectionStrings__Register.")
            : new PostgresUnavailableException(
                $"The private database was written by PostgreSQL {major}, which was not found on this machine and could not be fetched.",
                $"Install PostgreSQL {major}, or set ConnectionStrings__Register to a database into which the data were moved.");
    }

    private static async Task CreateDatabaseAsync(string connectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = Database } } };
        if (await exists.ExecuteScalarAsync(ct) is not null)
            return;
        await using var create = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
        await create.ExecuteNonQueryAsync(ct);
    }
}
