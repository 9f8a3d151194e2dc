using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using ProcessingRegister.Ledger;

namespace ProcessingRegister.Hosting;

/// <summary>
/// The command <c>seal</c>: a process that does nothing but seal, so that the signing key need not be where requests are answered. It knows the sealer's
/// login and no other; those who serve are told with <c>Ledger__SealsHere=false</c> to leave it to this one.
/// </summary>
public static class SealingProcess
{
    /// <summary>Seals until it is told to stop.</summary>
    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Sealer") is not { Length: > 0 } login)
        {
            await Console.Error.WriteLineAsync("The command seal needs ConnectionStrings__Sealer, a login that may take on the role register_sealer (docs/operating.md).");
            return 2;
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddFilter("Npgsql", LogLevel.None);
        builder.Services.TryAddSingleton(TimeProvider.System);
        var places = new LedgerPlaces(builder.Configuration, configuration["DataFolder"] ?? Database.DefaultFolder);
        builder.Services.AddSingleton(_ => places.OriginKey());
        builder.Services.AddSealer(places, await Database.UnderAsync(Migration.SealerRole, login, CancellationToken.None));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("Ready: sealing.");
        await host.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Adds the sealer under its own login.</summary>
    public static void AddSealer(this IServiceCollection services, LedgerPlaces places, string connection)
    {
        services.AddSealing(places, NpgsqlDataSource.Create(connection));
        services.AddSingleton<LogOrigin>(provider => new LogOrigins(provider.GetRequiredService<LedgerDatabase>(), places.Origin).OfAsync);
    }
}
