using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ProcessingRegister.Ledger;

/// <summary>
/// Whether what is committed is sealed and signed within the maximum merge delay, whether the trigger that queues it is in place, and whether each of the
/// newest events is queued or sealed. That all of them are is what the verifier finds out.
/// </summary>
public sealed class LedgerHealth(NpgsqlDataSource database) : IHealthCheck
{
    private const string Query =
        $"""
        select
          not {LedgerStatus.TriggerCondition} as not_queued,
          (select count(*) from ledger.log where closed_at is null and refusal is not null) as refused,
          exists (select from ledger.pending where queued_at < clock_timestamp() - $1) or exists (select from ledger.log where signed_size < size and closed_at is null and grown_at < clock_timestamp() - $1) as late,
          exists (select from (select tenant_id, seq_id, id from register.mt_events order by seq_id desc limit 1000) as newest
            where not exists (select from ledger.pending p where p.tenant_id = newest.tenant_id and p.seq_id = newest.seq_id)
              and not exists (select from ledger.log l join ledger.leaf f on f.log_id = l.log_id and f.event_id = newest.id
                where l.tenant_id = newest.tenant_id and l.closed_at is null)) as left_out
        """;

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand(Query);
            command.Parameters.AddWithValue(SealingOptions.MaximumMergeDelay);
            command.CommandTimeout = 5;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.GetBoolean(0) ? HealthCheckResult.Unhealthy("The trigger that queues events for the ledger is missing or disabled; see docs/operating.md.")
                : reader.GetInt64(1) > 0 ? HealthCheckResult.Unhealthy($"{reader.GetInt64(1)} logs are not what they should be, and nothing of them is signed; see docs/operating.md.")
                : reader.GetBoolean(2) ? HealthCheckResult.Unhealthy($"Events have waited for their seal for more than {SealingOptions.MaximumMergeDelay.TotalSeconds} seconds.")
                : reader.GetBoolean(3) ? HealthCheckResult.Unhealthy("An event is neither in the ledger nor queued for it; see docs/operating.md.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The ledger's tables cannot be read.");
        }
    }
}
