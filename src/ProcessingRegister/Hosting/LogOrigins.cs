using ProcessingRegister.Ledger;

namespace ProcessingRegister.Hosting;

/// <summary>What the log of an organisation is called: the operator's name for its logs, and the organisation's name in addresses.</summary>
public sealed class LogOrigins(LedgerDatabase ledger, string prefix)
{
    /// <summary>The origin of an organisation's first log.</summary>
    public async Task<string> OfAsync(string tenantId, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand("select slug from access.organisation where tenant_id = $1");
        command.Parameters.AddWithValue(tenantId);
        // Events stand in the same transaction as their organisation; a tenant without one was put into the table by other means.
        return $"{prefix}/{await command.ExecuteScalarAsync(ct) as string ?? tenantId}";
    }
}
