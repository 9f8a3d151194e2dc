using Npgsql;
using ProcessingRegister.Ledger.Anchoring;
using ProcessingRegister.Ledger.Auditing;
using ProcessingRegister.Reading;
using ProcessingRegister.Web;

namespace ProcessingRegister.Ledger;

/// <summary>Where the ledger's secrets and files lie, and what its logs are called.</summary>
/// <param name="Configuration">The program's settings.</param>
/// <param name="Folder">The program's own folder.</param>
public sealed record LedgerPlaces(IConfiguration Configuration, string Folder)
{
    /// <summary>The origin key: <c>PROCESSING_REGISTER_ORIGIN_KEY</c>, else the file <c>keys/origin-key</c>; those of the past in <c>PROCESSING_REGISTER_FORMER_ORIGIN_KEYS</c>.</summary>
    public OriginKey OriginKey() => Ledger.OriginKey.From(
        Configuration["PROCESSING_REGISTER_ORIGIN_KEY"], Path.Combine(Folder, "keys", "origin-key"), Configuration["PROCESSING_REGISTER_FORMER_ORIGIN_KEYS"]);

    /// <summary>The signing keys: <c>PROCESSING_REGISTER_SIGNING_KEY</c>, else the file <c>keys/signing-key</c>.</summary>
    public SigningKeys SigningKeys() => new(Configuration["PROCESSING_REGISTER_SIGNING_KEY"], Path.Combine(Folder, "keys", "signing-key"));

    /// <summary>The folder of the last signed heads: <c>Ledger:Heads</c>, else <c>ledger</c>.</summary>
    public HeadFiles Heads() => new(Configuration["Ledger:Heads"] ?? Path.Combine(Folder, "ledger"));

    /// <summary>What origins begin with: <c>Ledger:Origin</c>, a name in the operator's domain.</summary>
    public string Origin => Configuration["Ledger:Origin"] ?? "localhost/ledger";

    /// <summary>Whether this process seals, or leaves it to one with the command <c>seal</c>: <c>Ledger:SealsHere</c>.</summary>
    public bool SealsHere => Configuration.GetValue("Ledger:SealsHere", true);
}

/// <summary>Puts the ledger together.</summary>
public static class LedgerSetup
{
    /// <summary>Adds what shows the ledger, which every node does.</summary>
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<SignedLogs>();
        services.AddSingleton<LedgerLists>();
        services.AddSingleton<SealWatch>();
        services.AddSingleton<Receipts>();
        services.AddSingleton<LedgerExports>();
        services.AddSingleton<ILedgerHead, LedgerHead>();
        services.AddSingleton<Audits>();
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<Audits>());
    }

    /// <summary>Adds what audits, which is done by those that serve: it needs the personal values.</summary>
    public static void AddAuditing(this IServiceCollection services, LedgerPlaces places)
    {
        services.AddSingleton(new AuditOptions { Every = places.Configuration.GetValue("Ledger:AuditEvery", new AuditOptions().Every) });
        services.AddSingleton<Auditor>();
        services.AddHostedService(provider => provider.GetRequiredService<Auditor>());
    }

    /// <summary>Adds what seals.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="places">Where secrets and files lie.</param>
    /// <param name="sealer">Connections under the sealer's role.</param>
    public static void AddSealing(this IServiceCollection services, LedgerPlaces places, NpgsqlDataSource sealer)
    {
        services.AddSingleton(_ => new LedgerDatabase(sealer));
        services.AddSingleton(_ => places.SigningKeys());
        services.AddSingleton(_ => places.Heads());
        services.AddSingleton(new SealingOptions { Interval = places.Configuration.GetValue("Ledger:Interval", new SealingOptions().Interval) });
        services.AddSingleton<Integrator>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<Sealer>();
        services.AddHostedService(provider => provider.GetRequiredService<Sealer>());
        services.AddAnchoring(places);
    }
}
