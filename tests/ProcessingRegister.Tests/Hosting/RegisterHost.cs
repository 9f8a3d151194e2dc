using System.Net.Http.Headers;
using System.Security.Cryptography;
using Alba;
using JasperFx;
using JasperFx.CommandLine;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Hosting.PrivatePostgres;
using ProcessingRegister.Ledger;
using ProcessingRegister.Organisations;
using ProcessingRegister.Tests.Ledger;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine;
using Xunit;

namespace ProcessingRegister.Tests.Hosting;

/// <summary>
/// The whole program on a real, temporary PostgreSQL, under the role with which it works in production. Tests share it, so each makes an organisation
/// of its own, and none counts on being alone.
/// </summary>
public class RegisterHost : IAsyncLifetime
{
    private PrivateCluster? cluster;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("register-");
    private Begun? first;

    /// <summary>The running program.</summary>
    public IAlbaHost Alba { get; private set; } = null!;

    /// <summary>Where the program listens on this machine, for those who need a real connection.</summary>
    public Uri Address => Services.GetRequiredService<LoopbackServer>().Address;

    /// <summary>The program's services.</summary>
    public IServiceProvider Services => Alba.Services;

    /// <summary>The database as its owner, for what the application's role may not see or do.</summary>
    public NpgsqlDataSource Owner { get; private set; } = null!;

    /// <summary>The key of the origin codes, which the verifier is given at the end.</summary>
    public byte[] OriginKeyBytes { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Who began with this register, and holds all roles in its first organisation.</summary>
    public Begun First => first!;

    /// <summary>Lets a test class have a host with services of its own.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    /// <summary>Lets a test class have a host with settings of its own.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public async Task InitializeAsync()
    {
        cluster = await PrivateCluster.StartAsync(new() { Temporary = true, Download = null });
        Owner = NpgsqlDataSource.Create(cluster.ConnectionString);
        await MigrateAsync(cluster.ConnectionString);

        // Program ends in a command line; this makes it start as a server instead.
        JasperFxEnvironment.AutoStartHost = true;
        Alba = await AlbaHost.For<Program>(web =>
        {
            // The program takes the application's role by itself, as it does in production.
            web.UseSetting("ConnectionStrings:Register", $"{cluster.ConnectionString};Maximum Pool Size=20");
            web.UseSetting("PROCESSING_REGISTER_KEK", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            web.UseSetting("PROCESSING_REGISTER_ORIGIN_KEY", Convert.ToBase64String(OriginKeyBytes));
            web.UseSetting("DataFolder", folder.FullName);
            foreach (var (name, value) in Settings)
                web.UseSetting(name, value);
            web.ConfigureTestServices(services =>
            {
                services.RunWolverineInSoloMode();
                services.AddSingleton<LoopbackServer>();
                services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<LoopbackServer>());
                Configure(services);
            });
        });
        await Services.GetRequiredService<LoopbackServer>().StartAsync(Services);
        first = await Services.GetRequiredService<Beginning>().BeginAsync(Establishment("first"), "first token", default);
    }

    /// <summary>Whether the tests leave histories as the program wrote them; a host whose tests tamper says no.</summary>
    protected virtual bool KeepsHistory => true;

    /// <exception cref="InvalidOperationException">What the tests wrote does not pass the verifier: the run fails, whatever the tests themselves said.</exception>
    public async Task DisposeAsync()
    {
        // Every run ends by exporting the ledgers it wrote and having them verified.
        IReadOnlyList<string> faults = first is not null && KeepsHistory ? await ExportedLedgers.FaultsAsync(this) : [];
        await EndAsync();
        if (faults.Count > 0)
            throw new InvalidOperationException($"The ledgers of this run do not pass the verifier:\n{string.Join('\n', faults)}");
    }

    private async Task EndAsync()
    {
        if (Alba is not null)
            await Alba.DisposeAsync();
        if (Owner is not null)
            await Owner.DisposeAsync();
        if (cluster is not null)
            await cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A new organisation, with a client for a token that has these roles there.</summary>
    public async Task<(string Slug, HttpClient Client)> OrganisationAsync(params Role[] roles)
    {
        // Letters only: digits by chance may look like a person's number, which a text about things refuses.
        var slug = $"org-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 16)}";
        await Services.GetRequiredService<Establishing>().EstablishAsync(Establishment(slug), First.Actor, default);
        return (slug, await CallerAsync(slug, roles));
    }

    /// <summary>A client for a new token with these roles in an organisation that exists.</summary>
    public async Task<HttpClient> CallerAsync(string slug, params Role[] roles)
    {
        var organisation = await Services.GetRequiredService<Standings>().OrganisationAsync(slug, default);
        return Bearer((await Services.GetRequiredService<Tokens>().IssueAsync(First.Actor, organisation!.TenantId, "test", roles, null, default)).Token);
    }

    /// <summary>A client that sends this bearer token.</summary>
    public HttpClient Bearer(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client without credentials.</summary>
    public HttpClient Anonymous() => Alba.Server.CreateClient();

    /// <summary>What establishes a Norwegian organisation.</summary>
    public static EstablishOrganisation Establishment(string slug) => new(slug, new OrganisationProfile
    {
        LegalName = "Example Ltd",
        Country = CountryCode.Parse("NO"),
        Jurisdiction = CountryCode.Parse("NO"),
        PostalAddress = new PersonalText("1 Example Street, Oslo"),
    });

    // Before the program does it: a test host takes the first host that is built for the program's own, and that would be the migrator.
    private static async Task MigrateAsync(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new KeyEncryptionKey(new byte[32]));
        builder.Services.AddSingleton(new OriginKey(new byte[32]));
        builder.Services.AddStorage(_ => NpgsqlDataSource.Create(connectionString));
        builder.UseWolverine(options => options.ApplicationAssembly = typeof(Program).Assembly);
        using var migrator = builder.Build();
        await Migration.ApplyAsync(migrator.Services, default);
    }
}

/// <summary>Tests that share one running program.</summary>
[CollectionDefinition(Name)]
public sealed class RegisterCollection : ICollectionFixture<RegisterHost>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "One running register";
}
