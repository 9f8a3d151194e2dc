using System.Security.Cryptography;
using Marten;
using MerkleLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Ledger.Anchoring;
using ProcessingRegister.Organisations;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>One database with its ledger: what appends and what seals are the program's own, each under its role, over a real server.</summary>
internal sealed class LedgerUnderTest : IAsyncDisposable
{
    private readonly LedgerServer server;
    private readonly List<LedgerDatabase> sealers = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");
    private readonly OutgoingHttp nobody = new(new AnchorOptions().Timeout);
    private readonly IHost host;

    private LedgerUnderTest(LedgerServer server, string database, OriginKey? key, string? signingKeys)
    {
        (this.server, Database, Key) = (server, database, key ?? new OriginKey(RandomNumberGenerator.GetBytes(32)));
        Owner = NpgsqlDataSource.Create($"{server.ConnectionTo(database)};Maximum Pool Size=10");
        ApplicationConnection = Under("register_app");
        host = LedgerServer.Build(ApplicationConnection, Key);
        SigningKeysFile = signingKeys ?? Path.Combine(folder.FullName, "signing-key");
        SigningKeys = new SigningKeys(null, SigningKeysFile);
        Heads = new HeadFiles(HeadsFolder);
    }

    public string Database { get; }

    public OriginKey Key { get; }

    /// <summary>The superuser.</summary>
    public NpgsqlDataSource Owner { get; }

    public string ApplicationConnection { get; }

    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    public string SigningKeysFile { get; }

    public SigningKeys SigningKeys { get; }

    public string HeadsFolder => Path.Combine(folder.FullName, "heads");

    public HeadFiles Heads { get; init; }

    public static async Task<LedgerUnderTest> OpenAsync(LedgerServer server) => new(server, await server.NewDatabaseAsync(), null, null);

    /// <summary>The same program, head files and keys over another database.</summary>
    public LedgerUnderTest Over(string database) => new(server, database, Key, SigningKeysFile) { Heads = Heads };

    /// <summary>A connection string under a role, and as a login that can do no more.</summary>
    public string Under(string role) => $"{server.ConnectionTo(Database)};Options=-c role={role};Maximum Pool Size=30";

    public static string NewTenant() => Guid.CreateVersion7().ToString();

    public static string OriginOf(string tenantId) => $"register.example/ledger/{tenantId}";

    /// <summary>Appends events to a new stream, all in one transaction.</summary>
    public async Task<Guid> AppendAsync(string tenantId, int events = 1, Guid? to = null)
    {
        await using var session = Store.LightweightSession(tenantId);
        var stream = Append(session, events, to);
        await session.SaveChangesAsync();
        return stream;
    }

    /// <summary>Adds events of an organisation to a session.</summary>
    public static Guid Append(IDocumentSession session, int events, Guid? to, TimeProvider? clock = null)
    {
        session.LastModifiedBy = "5f0c4a3e-3f53-4a07-8f43-1c5d6a5e2b11";
        var norway = CountryCode.Parse("NO");
        var profile = new OrganisationProfile { LegalName = "Example Ltd", Country = norway, Jurisdiction = norway };
        var day = new DateOnly(2026, 1, 1);
        var facts = Enumerable.Range(0, events).Select(place => place == 0 && to is null
            ? (object)new OrganisationEstablished("example", day, profile)
            : new OrganisationProfileRevised(day, profile, null));
        var wrapped = ProcessingRegister.Decisions.Deciding.Wrap(session, facts, CanonicalInstant.Cut((clock ?? TimeProvider.System).GetUtcNow()));
        if (to is { } known)
        {
            session.Events.Append(known, wrapped);
            return known;
        }

        var stream = Guid.CreateVersion7();
        session.Events.StartStream<Organisation>(stream, wrapped);
        return stream;
    }

    /// <summary>A sealer with connections of its own: another node.</summary>
    public Sealer NewSealer(string? connection = null, HeadFiles? heads = null, TimeProvider? clock = null)
    {
        var ledger = connection is null && sealers.Count > 0 ? sealers[0] : new LedgerDatabase(NpgsqlDataSource.Create(connection ?? Under("register_sealer")));
        if (!sealers.Contains(ledger))
            sealers.Add(ledger);
        clock ??= TimeProvider.System;
        return new Sealer(ledger, NewIntegrator(ledger), NewPublisher(ledger, heads, clock), new SealingOptions(), clock, NullLogger<Sealer>.Instance);
    }

    /// <summary>One that knows of nobody outside who holds heads, but the file.</summary>
    public Publisher NewPublisher(LedgerDatabase ledger, HeadFiles? heads = null, TimeProvider? clock = null)
    {
        var rows = new AnchorRows(ledger);
        var known = new KnownHeads(heads ?? Heads, new AnchorOptions(), nobody, rows, NullLogger<KnownHeads>.Instance);
        return new Publisher(ledger, SigningKeys, heads ?? Heads, new ForkWatch(known, rows, SigningKeys, NullLogger<ForkWatch>.Instance), clock ?? TimeProvider.System);
    }

    public Integrator NewIntegrator(LedgerDatabase ledger) => new(ledger, Key, (tenant, _) => Task.FromResult(OriginOf(tenant)));

    public async Task SealAsync() => await NewSealer().SealAsync(default);

    /// <summary>What an operator is told.</summary>
    public async Task<HealthCheckResult> HealthAsync() =>
        await new LedgerHealth(host.Services.GetRequiredService<NpgsqlDataSource>()).CheckHealthAsync(new HealthCheckContext());

    public LogSuccession Succession() => new(Store, Owner, Key, Heads, TimeProvider.System);

    /// <summary>Runs statements as the superuser, with triggers and foreign keys off: what nobody may do, and a superuser can.</summary>
    public async Task TamperAsync(string sql, params object[] values)
    {
        await using var connection = await Owner.OpenConnectionAsync();
        await using (var off = new NpgsqlCommand("set session_replication_role = replica", connection))
            await off.ExecuteNonQueryAsync();
        await using (var command = new NpgsqlCommand(sql, connection))
        {
            foreach (var value in values)
                command.Parameters.AddWithValue(value);
            await command.ExecuteNonQueryAsync();
        }

        await using var on = new NpgsqlCommand("reset session_replication_role", connection);
        await on.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until the server has noticed that connections were cut off, and let go of their locks.</summary>
    public async Task ForgetCutAsync()
    {
        while (await ScalarAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and application_name = $1)", CuttingProxy.Name))
            await Task.Yield();
    }

    public Task<string?> RefusalAsync(string tenantId) =>
        ScalarAsync<object?>("select refusal from ledger.log where tenant_id = $1 and closed_at is null", tenantId).ContinueWith(t => t.Result as string, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        foreach (var sealer in sealers)
            await sealer.DisposeAsync();
        await Owner.DisposeAsync();
        await host.Services.GetRequiredService<NpgsqlDataSource>().DisposeAsync();
        host.Dispose();
        nobody.Dispose();
        folder.Delete(recursive: true);
    }
}
