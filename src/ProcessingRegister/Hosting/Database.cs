using Npgsql;
using ProcessingRegister.Hosting.PrivatePostgres;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting;

/// <summary>
/// The database that this program works on: the one that the configuration names, or else a private one of its own. The schema is changed under the
/// migrator's role; everything else happens under the application's, which cannot change what was recorded.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly PrivateCluster? cluster;

    private Database(string application, string migrator, string sealer, string folder, PrivateCluster? cluster) =>
        (ApplicationConnection, MigratorConnection, SealerConnection, Folder, this.cluster) = (application, migrator, sealer, folder, cluster);

    /// <summary>Connects under the application's role.</summary>
    public string ApplicationConnection { get; }

    /// <summary>Connects under the role that owns the schema.</summary>
    public string MigratorConnection { get; }

    /// <summary>Connects under the role that seals: <c>ConnectionStrings:Sealer</c>, else the application's own.</summary>
    public string SealerConnection { get; }

    /// <summary>Where keys and other files of this program lie.</summary>
    public string Folder { get; }

    /// <summary>Whether the database is the program's own.</summary>
    public bool IsPrivate => cluster is not null;

    /// <summary>No database at all: for commands that only describe the program.</summary>
    public static Database None { get; } = new("Host=127.0.0.1;Port=1", "Host=127.0.0.1;Port=1", "Host=127.0.0.1;Port=1", Path.GetTempPath(), null);

    /// <summary>Opens the configured database (<c>ConnectionStrings:Register</c>, and <c>ConnectionStrings:Migrator</c> where the two differ), or starts the private one.</summary>
    /// <exception cref="PostgresUnavailableException">Neither is to be had; the message says what to install.</exception>
    public static async Task<Database> OpenAsync(IConfiguration configuration, CancellationToken ct)
    {
        var folder = configuration["DataFolder"];
        if (configuration.GetConnectionString("Register") is { Length: > 0 } given)
        {
            var application = new NpgsqlConnectionStringBuilder(given);
            if (string.IsNullOrEmpty(application.ApplicationName))
                application.ApplicationName = "ProcessingRegister";
            return new Database(application.ConnectionString, configuration.GetConnectionString("Migrator") ?? given,
                configuration.GetConnectionString("Sealer") ?? application.ConnectionString, folder ?? DefaultFolder, null);
        }

        var cluster = await PrivateCluster.StartAsync(folder is null ? new ClusterOptions() : new ClusterOptions { Folder = Path.Combine(folder, "postgres") }, ct);
        return new Database(cluster.ConnectionString, cluster.ConnectionString, cluster.ConnectionString, Path.GetDirectoryName(cluster.Folder)!, cluster);
    }

    /// <summary>The connection string that acts under the application's role, when the login may take that role on.</summary>
    public Task<string> UnderApplicationRoleAsync(CancellationToken ct) => UnderAsync(Migration.ApplicationRole, ApplicationConnection, ct);

    /// <summary>The connection string that acts under the sealer's role, when the login may take that role on.</summary>
    public Task<string> UnderSealerRoleAsync(CancellationToken ct) => UnderAsync(Migration.SealerRole, SealerConnection, ct);

    /// <summary>The connection string that acts under a role, when its login may take that role on.</summary>
    public static async Task<string> UnderAsync(string role, string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select exists (select from pg_roles where rolname = $1) and pg_has_role(current_user, $1, 'member') and current_user <> $1", connection);
        command.Parameters.AddWithValue(role);
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = true, KeepAlive = 30, MaxAutoPrepare = 40 };
        if (await command.ExecuteScalarAsync(ct) is true)
            builder.Options = $"{builder.Options} -c role={role}".Trim();
        NpgsqlConnection.ClearPool(connection);
        return builder.ConnectionString;
    }

    /// <summary>The key-encryption key: <c>PROCESSING_REGISTER_KEK</c> (base64 of 32 bytes), else the file <c>keys/key-encryption-key</c> in the program's folder.</summary>
    public KeyEncryptionKey KeyEncryptionKey(IConfiguration configuration) =>
        Vault.KeyEncryptionKey.From(configuration["PROCESSING_REGISTER_KEK"], configuration["Keys:File"] ?? Path.Combine(Folder, "keys", "key-encryption-key"));

    /// <summary>The program's own folder when no other is named.</summary>
    public static string DefaultFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "processing-register");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
    }
}
