using MerkleLog;
using Npgsql;
using ProcessingRegister.Ledger.Anchoring;
using ProcessingRegister.Vault;
using Verifier.Checks;
using Verifier.Reports;
using Verifier.Sources;

namespace ProcessingRegister.Ledger.Auditing;

/// <summary>
/// Makes the audits, one at a time in the whole deployment: the very checks of the auditor's own program, over the database, with the keys and values that
/// only the service has. What fails is said loudly, and health is yellow until an audit succeeds.
/// </summary>
public sealed partial class Auditor(
    NpgsqlDataSource database, Audits audits, SealedValues values, OriginKey originKey, SignedLogs logs, LedgerLists lists, AuditOptions options, TimeProvider clock, ILogger<Auditor> logger,
    SigningKeys? signing = null, KnownHeads? known = null) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Makes the audits that are due or were asked for.</summary>
    /// <returns>How many were made; none when another node is at it.</returns>
    public async Task<int> AuditAsync(CancellationToken ct)
    {
        // The lock is the session's, and goes with it when the process dies.
        await using var connection = await database.OpenConnectionAsync(ct);
        await using (var alone = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended('ledger:audit', 0))", connection))
        {
            if (await alone.ExecuteScalarAsync(ct) is not true)
                return 0;
        }

        try
        {
            if (options.Every > TimeSpan.Zero)
                await audits.RequestDueAsync(options.Every, ct);
            var made = 0;
            while (await audits.NextAsync(connection, ct) is var (id, tenantId))
            {
                await AuditAsync(id, tenantId, ct);
                made++;
            }

            return made;
        }
        finally
        {
            await using var release = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AuditAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                Interrupted(logger, e.GetType().Name, (e as PostgresException)?.SqlState);
            }
        }
    }

    private async Task AuditAsync(Guid id, string tenantId, CancellationToken ct)
    {
        VerificationReport? report = null;
        try
        {
            // What is known outside comes first, so that nothing of it can be newer than the snapshot.
            if (await logs.FindAsync(tenantId, ct) is { } log)
            {
                var trust = await TrustAsync(tenantId, log, ct);
                await using var snapshot = await LedgerSnapshot.TakeAsync(database, tenantId, values, withhold: false, ct);
                report = snapshot is null ? null : await LedgerVerification.RunAsync(snapshot, trust, ct);
            }
        }
        catch (Exception e) when (e is LedgerUnreadableException or InvalidDataException or FormatException or System.Security.Cryptography.CryptographicException)
        {
            // A ledger in which something cannot even be read is one that fails its audit.
            Unreadable(logger, tenantId, e.GetType().Name);
        }

        await audits.FinishAsync(id, report, ct);
        if (report is not null && !report.Succeeds(Audits.Required))
            Failed(logger, tenantId, string.Join(", ", report.Checks.Where(c => c.Verdict == Verdict.Failed).Select(c => c.Id).Concat(report.Missing(Audits.Required)).Distinct()));
    }

    private async Task<VerificationOptions> TrustAsync(string tenantId, SignedLog log, CancellationToken ct)
    {
        var keys = (await lists.KeysAsync(log.Origin, ct)).Select(key => VerifierKey.Parse(key.Vkey)).ToList();
        var heads = known is null ? [] : await known.GatherAsync(log.Id, tenantId, log.Origin, keys, ct);
        // Where this process signs, its own keys count and not those that the database states.
        return new VerificationOptions
        {
            LogKeys = [.. signing is null ? keys : signing.PublicKeys.Select(key => new VerifierKey(log.Origin, SignatureType.Ed25519, key))],
            OriginKeys = [.. originKey.All],
            Tenant = tenantId,
            Known = [.. heads.Where(head => head.Root is not null).Select(head => new Checkpoint(log.Origin, head.Size, head.Root!.Value))],
        };
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit of the ledger of {Tenant} failed: {Checks}. The report names what and where (docs/operating.md).")]
    private static partial void Failed(ILogger logger, string tenant, string checks);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The ledger of {Tenant} could not be audited: {Failure}.")]
    private static partial void Unreadable(ILogger logger, string tenant, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An audit was interrupted by {Failure}, SQLSTATE {SqlState}; it is begun again.")]
    private static partial void Interrupted(ILogger logger, string failure, string? sqlState);
}

/// <summary>When audits are made without being asked for.</summary>
public sealed record AuditOptions
{
    /// <summary>How long after one audit of an organisation the next falls due; zero for never.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);
}
