using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ProcessingRegister.Hosting;
using ProcessingRegister.Hosting.PrivatePostgres;
using ProcessingRegister.Ledger;
using ProcessingRegister.Vault;
using Wolverine;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>A PostgreSQL for tests that damage databases: each gets one of its own, copied from one that the real migration made.</summary>
public sealed class LedgerServer : IAsyncLifetime
{
    private const string Template = "migrated";
    private int databases;

    /// <summary>The server.</summary>
    public PrivateCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await PrivateCluster.StartAsync(new() { Temporary = true, Download = null });
        await RunAsync($"create database {Template}");
        using (var migrator = Build($"{ConnectionTo(Template)};Pooling=false", new OriginKey(new byte[32])))
            await Migration.ApplyAsync(migrator.Services, default);
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    /// <summary>A new database with the schema and nothing in it.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"ledger_{Interlocked.Increment(ref databases)}";
        await RunAsync($"create database {name} template {Template}");
        return name;
    }

    /// <summary>Connects as the superuser.</summary>
    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(Cluster.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>The program's parts that append, not started.</summary>
    public static IHost Build(string connection, OriginKey key)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new KeyEncryptionKey(new byte[32]));
        builder.Services.AddSingleton(key);
        builder.Services.AddStorage(_ => NpgsqlDataSource.Create(connection));
        builder.UseWolverine(options => options.ApplicationAssembly = typeof(Program).Assembly);
        return builder.Build();
    }

    /// <summary>Runs a statement in the server's own database.</summary>
    public async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{ConnectionTo("postgres")};Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Tests that share the server.</summary>
[CollectionDefinition(Name)]
public sealed class LedgerCollection : ICollectionFixture<LedgerServer>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "One server of ledgers";
}
