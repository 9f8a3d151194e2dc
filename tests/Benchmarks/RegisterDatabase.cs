using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ProcessingRegister.Hosting;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine;

namespace Benchmarks;

/// <summary>
/// One database of the register, and the product's own store on it within this process: the same options, session listener and projections as the
/// service has, under the same role, without HTTP in between.
/// </summary>
internal sealed class RegisterDatabase : IAsyncDisposable
{
    private readonly IHost host;
    private readonly byte[] kek;

    private RegisterDatabase(string connection, IHost host, byte[] kek) => (Connection, this.host, this.kek) = (connection, host, kek);

    /// <summary>Connects as the owner.</summary>
    public string Connection { get; }

    /// <summary>Connects under the application's role.</summary>
    public NpgsqlDataSource Source => host.Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>The store.</summary>
    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    /// <summary>The product's reader of records.</summary>
    public RecordQueries Records => host.Services.GetRequiredService<RecordQueries>();

    /// <summary>The product's vault.</summary>
    public SealedValues Values => host.Services.GetRequiredService<SealedValues>();

    /// <summary>Who calls, and for which organisation.</summary>
    public Access Access { get; } = Access.Interim;

    /// <summary>Migrates a new database and opens it under the application's role.</summary>
    public static async Task<RegisterDatabase> OpenAsync(string connection, byte[] kek)
    {
        using (var migrator = Build(connection, kek))
            await Migration.ApplyAsync(migrator.Services, default);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Register", connection)]).Build();
        await using var database = await Database.OpenAsync(configuration, default);
        return new(connection, Build(await database.UnderApplicationRoleAsync(default), kek), kek);
    }

    /// <summary>Starts the service on this database.</summary>
    public Task<ServerProcess> ServeAsync() => ServerProcess.StartAsync(new()
    {
        ["ConnectionStrings__Register"] = Connection,
        ["PROCESSING_REGISTER_KEK"] = Convert.ToBase64String(kek),
    }, Access);

    /// <summary>Runs a statement as the owner.</summary>
    public async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection + ";Pooling=false;Command Timeout=600");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        host.Dispose();
    }

    private static IHost Build(string connection, byte[] kek)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new KeyEncryptionKey(kek));
        builder.Services.AddStorage(_ => NpgsqlDataSource.Create(connection));
        builder.UseWolverine(options => options.ApplicationAssembly = typeof(Composition).Assembly);
        return builder.Build();
    }
}

/// <summary>By what the service knows its caller.</summary>
/// <param name="TenantId">The organisation's id.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Token">The bearer token to send, if any.</param>
internal sealed record Access(string TenantId, string Slug, string? Token)
{
    /// <summary>What the service lets through until it asks for tokens.</summary>
    public static Access Interim { get; } = new("11111111-1111-1111-1111-111111111111", "acme", null);
}
