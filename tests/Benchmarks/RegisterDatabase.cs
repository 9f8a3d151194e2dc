using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ProcessingRegister.Hosting;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine;

namespace Benchmarks;

/// <summary>
/// One database of the register, and the product's own store on it within this process: the same options, session listener and projections as the
/// service has, under the same role, without HTTP in between.
/// </summary>
internal sealed class RegisterDatabase : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly byte[] kek;

    private RegisterDatabase(string connection, WebApplication host, byte[] kek, Access access) => (Connection, this.host, this.kek, Access) = (connection, host, kek, access);

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
    public Access Access { get; }

    /// <summary>Migrates a new database, opens it under the application's role, and begins with an organisation in it.</summary>
    public static async Task<RegisterDatabase> OpenAsync(string connection, byte[] kek)
    {
        await using (var migrator = Build(connection, kek))
            await Migration.ApplyAsync(migrator.Services, default);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Register", connection)]).Build();
        await using var database = await Database.OpenAsync(configuration, default);
        var host = Build(await database.UnderApplicationRoleAsync(default), kek);
        var norway = CountryCode.Parse("NO");
        var begun = await host.Services.GetRequiredService<Beginning>().BeginAsync(
            new EstablishOrganisation("invented", new OrganisationProfile { LegalName = "Invented Processor AS", Country = norway, Jurisdiction = norway }), "benchmarks", default);
        return new(connection, host, kek, new Access(begun.TenantId, begun.Slug, begun.Token.Token));
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
        await host.DisposeAsync();
    }

    private static WebApplication Build(string connection, byte[] kek)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new KeyEncryptionKey(kek));
        builder.Services.AddStorage(_ => NpgsqlDataSource.Create(connection));
        builder.AddAccess();
        builder.Host.UseWolverine(options => options.ApplicationAssembly = typeof(Composition).Assembly);
        return builder.Build();
    }
}

/// <summary>By what the service knows its caller.</summary>
/// <param name="TenantId">The organisation's id.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Token">The bearer token to send.</param>
internal sealed record Access(string TenantId, string Slug, string Token);
