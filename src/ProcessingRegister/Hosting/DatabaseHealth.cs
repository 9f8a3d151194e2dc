using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ProcessingRegister.Hosting;

/// <summary>Whether the database answers, and whether the application's role is as weak as it should be.</summary>
public sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand(
                "select has_table_privilege('register.mt_events', 'update') or has_table_privilege('register.mt_events', 'delete')");
            command.CommandTimeout = 5;
            return await command.ExecuteScalarAsync(cancellationToken) is true
                ? HealthCheckResult.Degraded("The application's role may change recorded events; see docs/operating.md.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
