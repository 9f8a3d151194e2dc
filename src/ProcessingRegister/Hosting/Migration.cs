using JasperFx;
using Marten;
using Npgsql;
using Weasel.Core.Migrations;
using Wolverine.Persistence.Durability;

namespace ProcessingRegister.Hosting;

/// <summary>
/// Brings a database to the shape that this program needs, and gives the application's role what it may do and no more. It runs under the role of the
/// migrator, before the application connects under its own; what was done by this very build is not done again.
/// </summary>
public static class Migration
{
    /// <summary>The role under which the application works (infra/postgres/roles.sql).</summary>
    public const string ApplicationRole = "register_app";

    /// <summary>The role under which events are sealed.</summary>
    public const string SealerRole = "register_sealer";

    private const string Lock = "7208116120";

    /// <summary>Whether this build has migrated the database already.</summary>
    public static async Task<bool> IsAppliedAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("select to_regclass('register.migration') is not null", connection);
        if (await exists.ExecuteScalarAsync(ct) is not true)
            return false;
        await using var applied = new NpgsqlCommand("select exists (select from register.migration where build = $1)", connection);
        applied.Parameters.AddWithValue(Build);
        return await applied.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Applies all of it.</summary>
    /// <param name="services">The application's services, configured with the migrator's connection.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidOperationException">The login may not change the schema.</exception>
    public static async Task ApplyAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct);
        await using (var mayMigrate = new NpgsqlCommand("select has_database_privilege(current_database(), 'create')", connection))
        {
            if (await mayMigrate.ExecuteScalarAsync(ct) is not true)
                throw new InvalidOperationException("This build has not migrated the database yet, and this login may not: run the command migrate with ConnectionStrings__Migrator.");
        }

        // Two nodes that start at once would otherwise create the same tables.
        await RunAsync(connection, $"select pg_advisory_lock({Lock})", ct);
        try
        {
            await RunAsync(connection, Resource("decisions.sql"), ct);
            await services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
            await ((IDatabase)services.GetRequiredService<IMessageStore>()).ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate, ct: ct);
            foreach (var script in typeof(Migration).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                if (script is not ("decisions.sql" or "roles.sql"))
                    await RunAsync(connection, Resource(script), ct);
            }

            await RunAsync(connection, Resource("roles.sql"), ct);
            await Reckoning.RunAsync(connection, ct);
            await using var applied = new NpgsqlCommand("insert into register.migration (build) values ($1) on conflict do nothing", connection);
            applied.Parameters.AddWithValue(Build);
            await applied.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            await RunAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    // Builds are deterministic, so the same sources have the same id.
    private static Guid Build => typeof(Migration).Module.ModuleVersionId;

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
