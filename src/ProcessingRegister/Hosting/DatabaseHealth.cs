using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting;

/// <summary>
/// Whether the database answers and belongs to this key-encryption key, whether the application's role is as weak as it should be, and whether the
/// tables of history still refuse changes.
/// </summary>
public sealed class DatabaseHealth(NpgsqlDataSource database, KeyEncryptionKey kek) : IHealthCheck
{
    // A trigger that was disabled by its table's owner leaves no other trace; infra/postgres/roles.sql creates two for each table.
    private const string Query =
        """
        select has_table_privilege('register.mt_events', 'update') or has_table_privilege('register.mt_events', 'delete') as app_may_change,
          (select count(*) from pg_trigger where tgname in ('refuse_change', 'refuse_truncate') and tgenabled in ('O', 'A')
            and tgrelid = any(array['register.mt_events', 'register.record_version', 'register.feed', 'ledger.leaf', 'ledger.tile', 'ledger.checkpoint', 'ledger.anchor']::regclass[])) < 14 as owner_may_change,
          exists (select from keys.tenant_key where kek_id <> $1) as wrapped_under_another_key
        """;

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand(Query);
            command.Parameters.AddWithValue(kek.Id);
            command.CommandTimeout = 5;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            // Under another key personal values cannot be opened, and new ones would be lost when the right key comes back.
            return reader.GetBoolean(2) ? HealthCheckResult.Unhealthy("The key-encryption key is not the one that this database was written under; see docs/operating.md.")
                : reader.GetBoolean(0) ? HealthCheckResult.Degraded("The application's role may change recorded events; see docs/operating.md.")
                : reader.GetBoolean(1) ? HealthCheckResult.Degraded("Triggers that refuse changes of recorded history are missing or disabled; see docs/operating.md.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
