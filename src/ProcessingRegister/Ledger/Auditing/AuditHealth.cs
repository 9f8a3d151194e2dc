using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ProcessingRegister.Ledger.Auditing;

/// <summary>Whether the last audit of every ledger succeeded. Work goes on when one did not: that is for people to look into.</summary>
public sealed class AuditHealth(NpgsqlDataSource database) : IHealthCheck
{
    private const string Query =
        """
        select count(*) from (select distinct tenant_id from ledger.audit where not succeeded) failed
        cross join lateral (select succeeded from ledger.audit a where a.tenant_id = failed.tenant_id and a.finished_at is not null order by a.requested_at desc limit 1) last
        where not last.succeeded
        """;

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand(Query);
            command.CommandTimeout = 5;
            return await command.ExecuteScalarAsync(cancellationToken) is 0L ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded("The last audit of a ledger failed; GET /v1/{org}/ledger/audits says which check, and docs/operating.md what to do.");
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The ledger's tables cannot be read.");
        }
    }
}
