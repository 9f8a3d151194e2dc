using System.Reflection;
using JasperFx;
using Marten;
using Npgsql;
using Weasel.Core.Migrations;
using Wolverine;
using Wolverine.Persistence.Durability;

namespace ProcessingRegister.Hosting;

/// <summary>
/// Brings a database to the shape that this program needs, and gives the application's role what it may do and no more. It runs under the role of the
/// migrator (or of whoever owns the database), before the application connects under its own; it can be run again at any time.
/// </summary>
public static class Migration
{
    /// <summary>The role under which the application works (infra/postgres/roles.sql).</summary>
    public const string ApplicationRole = "register_app";

    /// <summary>Applies all of it.</summary>
    /// <param name="services">The application's services, configured with the migrator's connection.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task ApplyAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await database.OpenConnectionAsync(ct);
        // Two nodes that start at once would otherwise create the same tables.
        await RunAsync(connection, "select pg_advisory_lock(7208116120)", ct);
        try
        {
            await RunAsync(connection, Resource("decisions.sql"), ct);
            await services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
            await ((IDatabase)services.GetRequiredService<IMessageStore>()).ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate, ct: ct);
            foreach (var script in new[] { "vault.sql", "reading.sql", "access.sql", "roles.sql" })
                await RunAsync(connection, Resource(script), ct);
        }
        finally
        {
            await RunAsync(connection, "select pg_advisory_unlock(7208116120)", ct);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Resource(string name)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
