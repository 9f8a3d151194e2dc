using ProcessingRegister.Web;

namespace ProcessingRegister.Ledger;

/// <summary>The newest checkpoint, for what is given to others.</summary>
internal sealed class LedgerHead(SignedLogs logs) : ILedgerHead
{
    /// <inheritdoc />
    public async Task<HeldCheckpoint?> OfAsync(string tenantId, CancellationToken ct) =>
        await logs.FindAsync(tenantId, ct) is { } log ? new HeldCheckpoint(log.Origin, log.Size, log.Root.ToString(), log.SignedAt) : null;
}
