using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ProcessingRegister.Hosting;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Ledger;
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
    private readonly Secrets secrets;

    private RegisterDatabase(string connection, string sealer, WebApplication host, Secrets secrets, Access access) =>
        (Connection, SealerConnection, this.host, this.secrets, Access) = (connection, sealer, host, secrets, access);

    /// <summary>Connects as the owner.</summary>
    public string Connection { get; }

    /// <summary>Connects under the sealer's role.</summary>
    public string SealerConnection { get; }

    /// <summary>The key that codes what this process appends, as the service has it.</summary>
    public OriginKey OriginKey => new(secrets.Origin);

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
    /// <param name="connection">Connects as the owner.</param>
    /// <param name="secrets">The keys that this run gives to every process.</param>
    /// <param name="withLedger">Whether events are coded and queued; without, they are appended as if there were no ledger.</param>
    public static async Task<RegisterDatabase> OpenAsync(string connection, Secrets secrets, bool withLedger = true)
    {
        await using (var migrator = Build(connection, secrets, withLedger))
            await Migration.ApplyAsync(migrator.Services, default);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Register", connection)]).Build();
        await using var database = await Database.OpenAsync(configuration, default);
        var host = Build(await database.UnderApplicationRoleAsync(default), secrets, withLedger);
        var norway = CountryCode.Parse("NO");
        var begun = await host.Services.GetRequiredService<Beginning>().BeginAsync(
            new EstablishOrganisation("invented", new OrganisationProfile { LegalName = "Invented Processor AS", Country = norway, Jurisdiction = norway }), "benchmarks", default);
        var register = new RegisterDatabase(
            connection, await database.UnderSealerRoleAsync(default), host, secrets, new Access(begun.TenantId, begun.Slug, begun.Token.Token));
        if (!withLedger)
            await register.RunAsync("alter table register.mt_events disable trigger queue_event");
        return register;
    }

    /// <summary>Starts the service on this database, with settings of its own beside those that it needs.</summary>
    public Task<ServerProcess> ServeAsync(Dictionary<string, string>? settings = null) => ServerProcess.StartAsync(new(settings ?? [])
    {
        ["ConnectionStrings__Register"] = Connection,
        ["DataFolder"] = Path.Combine(secrets.Folder, Access.TenantId),
        // An audit of a large ledger would be other work on the same cores.
        ["Ledger__AuditEvery"] = "00:00:00",
        ["PROCESSING_REGISTER_KEK"] = Convert.ToBase64String(secrets.Kek),
        ["PROCESSING_REGISTER_ORIGIN_KEY"] = Convert.ToBase64String(secrets.Origin),
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

    private static WebApplication Build(string connection, Secrets secrets, bool withLedger)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new KeyEncryptionKey(secrets.Kek));
        builder.Services.AddSingleton(new OriginKey(secrets.Origin));
        builder.Services.AddStorage(_ => NpgsqlDataSource.Create(connection));
        if (!withLedger)
            builder.Services.ConfigureMarten(options => options.Listeners.RemoveAll(listener => listener is OriginListener));
        builder.AddAccess();
        builder.Host.UseWolverine(options => options.ApplicationAssembly = typeof(Composition).Assembly);
        return builder.Build();
    }
}

/// <summary>The keys that this process and the service share, and where the service keeps its files.</summary>
internal sealed record Secrets(byte[] Kek, byte[] Origin, string Folder);

/// <summary>By what the service knows its caller.</summary>
/// <param name="TenantId">The organisation's id.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Token">The bearer token to send.</param>
internal sealed record Access(string TenantId, string Slug, string Token);
