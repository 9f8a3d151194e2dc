using System.Security.Cryptography;
using Npgsql;
using ProcessingRegister.Hosting.PrivatePostgres;

namespace Benchmarks;

/// <summary>
/// A PostgreSQL of this run's own, with the durable settings of production: a kept cluster in a temporary folder, since a temporary cluster forgoes
/// fsync. Its databases are made as they are asked for, and all of it is deleted at the end.
/// </summary>
internal sealed class TestBed : IAsyncDisposable
{
    private readonly Dictionary<string, RegisterDatabase> databases = [];

    private TestBed(string folder, PrivateCluster cluster, bool quick) =>
        (Folder, Cluster, Quick, Secrets) = (folder, cluster, quick, new Secrets(RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), folder));

    /// <summary>The keys of this run.</summary>
    public Secrets Secrets { get; }

    /// <summary>Where this run keeps its files.</summary>
    public string Folder { get; }

    /// <summary>The server.</summary>
    public PrivateCluster Cluster { get; }

    /// <summary>Whether it is only to be proved that everything runs.</summary>
    public bool Quick { get; }

    /// <summary>How many rounds count.</summary>
    public int Rounds => Quick ? 2 : 7;

    /// <summary>How long a rate is measured in each round.</summary>
    public TimeSpan RoundTime => TimeSpan.FromSeconds(Quick ? 0.5 : 3);

    /// <summary>How many records a register holds.</summary>
    public int Records => Quick ? 400 : 10_000;

    /// <summary>Starts the server.</summary>
    public static async Task<TestBed> StartAsync(bool quick)
    {
        // Not CreateTempSubdirectory, which only its maker may enter: PostgreSQL refuses root, and runs under another account then.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"processing-register-benchmarks-{Guid.NewGuid():N}")).FullName;
        if (!quick)
            ServerProcess.Program = await PublishedProgram.PublishAsync(Arguments.Root(), folder);
        return new(folder, await PrivateCluster.StartAsync(new ClusterOptions { Folder = Path.Combine(folder, "cluster"), Download = null }), quick);
    }

    /// <summary>The register that begins with <see cref="Records"/> activities, each of so many events; made on first use.</summary>
    public async Task<RegisterDatabase> RegisterAsync(int eventsEach)
    {
        var name = $"register_{eventsEach}";
        if (!databases.TryGetValue(name, out var database))
        {
            databases[name] = database = await NewDatabaseAsync(name);
            await Filling.FillAsync(database, Records, eventsEach);
        }

        return database;
    }

    /// <summary>A database with the schema and nothing in it.</summary>
    public async Task<RegisterDatabase> NewDatabaseAsync(string name, bool withLedger = true)
    {
        await using (var source = NpgsqlDataSource.Create(Cluster.ConnectionString + ";Pooling=false"))
        await using (var create = source.CreateCommand($"create database {name}"))
            await create.ExecuteNonQueryAsync();
        return await RegisterDatabase.OpenAsync(new NpgsqlConnectionStringBuilder(Cluster.ConnectionString) { Database = name }.ConnectionString, Secrets, withLedger);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases.Values)
            await database.DisposeAsync();
        await Cluster.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
