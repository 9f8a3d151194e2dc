using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>
/// Sets up, starts, recognises and stops the server of one cluster folder. <c>pg_ctl</c> does the work, because it detaches the server
/// from the terminal (a Ctrl-C is then ours to handle, and the server is still there while requests end) and on Windows drops rights.
/// </summary>
internal sealed class PostgresServer(PostgresBinaries binaries, ServerAccount account, ClusterFolder folder, bool durable)
{
    private const string Superuser = "postgres";
    private const int Attempts = 5;

    /// <summary>A server that is starting, recovering or stopping is waited for this long before it counts as a mystery.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Given on the command line, so that nothing in the data folder can weaken them. The server's log is to hold no personal data:
    /// neither statements nor the details of an error, in which PostgreSQL quotes the values of a row.
    /// </summary>
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "password_encryption=scram-sha-256", "timezone=UTC", "log_timezone=UTC",
        "logging_collector=off", "log_min_messages=warning", "log_min_error_statement=panic", "log_error_verbosity=terse", "log_statement=none",
    ];

    private static readonly string[] NotDurable =
        ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"];

    public string ConnectionString(int port, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = port,
        Database = database,
        Username = Superuser,
        Password = folder.Password(),
        SslMode = SslMode.Disable, // loopback; asking for encryption costs a round trip per connection
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>
    /// Makes the data folder: checksums, UTF-8, and the C locale, under which texts sort by code point on every machine and whatever
    /// the version of its C library; a sort order that changed with the library would silently break indexes.
    /// </summary>
    public async Task InitialiseAsync(CancellationToken ct)
    {
        folder.PutUnusedDataAside();
        folder.Password();
        await account.OwnAsync([folder.Path, folder.PasswordFile], ct);
        string[] command =
        [
            binaries.InitDb, "-D", folder.Data, "--username", Superuser, "--pwfile", folder.PasswordFile, "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions", .. durable ? [] : new[] { "--no-sync" },
        ];
        var run = await account.RunAsync(command, folder.Path, ct);
        if (!run.Succeeded)
            throw new PostgresUnavailableException($"PostgreSQL {binaries.Version} could not set up its data in {folder.Path}.", LastLine(run.Error));
    }

    /// <summary>The port of a server that a killed program left running on this folder; null if there is none, and then a stale lock is gone.</summary>
    /// <exception cref="PostgresUnavailableException">A server is there but neither answers nor ends.</exception>
    public async Task<int?> RunningPortAsync(CancellationToken ct)
    {
        for (var deadline = DateTime.UtcNow + Patience; DateTime.UtcNow < deadline; await Task.Delay(50, ct))
        {
            if (PostmasterFile.Read(folder.Data) is not { } recorded)
                return null;
            bool? ours = !recorded.NamesAPostgres() ? false
                : recorded is { Ready: true, Port: { } port } ? await IsOursAsync(port, ct)
                : null;
            if (ours is true)
                return recorded.Port;
            if (ours is false)
            {
                recorded.Discard();
                return null;
            }
        }
        throw new PostgresUnavailableException($"A PostgreSQL is running on {folder.Path} and does not answer.", "End it, then start again.");
    }

    /// <summary>Starts the server on the port of last time or, if that is taken, on a free one.</summary>
    public async Task<int> StartAsync(CancellationToken ct)
    {
        folder.TurnLogOver();
        for (var attempt = 1; ; attempt++)
        {
            var port = folder.Port is { } kept && IsFree(kept) ? kept : FreePort();
            var options = string.Join(' ', Settings.Concat(durable ? [] : NotDurable).Append($"port={port}").Select(setting => $"-c {setting}"));
            var run = await PgCtlAsync(["start", "-w", "-t", "600", "-l", folder.Log, "-o", options], ct);
            if (run.Succeeded)
            {
                folder.Port = port;
                return port;
            }
            if (attempt == Attempts)
            {
                throw new PostgresUnavailableException(
                    $"PostgreSQL {binaries.Version} did not start on {folder.Path}.", folder.LastError() ?? LastLine(run.Error));
            }
            // Either another program was quicker to take the port, or processes of a server that was killed are still ending.
            await Task.Delay(100 * attempt, ct);
        }
    }

    /// <summary>Ends the server: open transactions are rolled back and, in a kept cluster, everything is written out.</summary>
    public async Task StopAsync()
    {
        foreach (var mode in durable ? new[] { "fast", "immediate" } : ["immediate"])
        {
            if (PostmasterFile.Read(folder.Data) is not { } recorded || !recorded.NamesAPostgres())
                return;
            if ((await PgCtlAsync(["stop", "-w", "-t", "60", "-m", mode], CancellationToken.None)).Succeeded)
                return;
        }
    }

    private Task<ToolRun> PgCtlAsync(IEnumerable<string> arguments, CancellationToken ct) =>
        account.RunAsync([binaries.PgCtl, "-s", "-D", folder.Data, .. arguments], folder.Path, ct);

    /// <summary>Whether it is our data folder that is behind a port; false if nothing is, null while that server cannot tell.</summary>
    private async Task<bool?> IsOursAsync(int port, CancellationToken ct)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(ConnectionString(port, "postgres") + ";Pooling=false;Timeout=5");
            await using var show = source.CreateCommand("SHOW data_directory");
            return (string?)await show.ExecuteScalarAsync(ct) == folder.Data;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections)
        {
            return null;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword)
        {
            throw new PostgresUnavailableException(
                $"A PostgreSQL is running on {folder.Path} and refuses the password kept there.", "End it, and restore the password file.");
        }
        catch (NpgsqlException e)
        {
            return e.InnerException is TimeoutException ? null : false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}
