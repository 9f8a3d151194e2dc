using System.Collections.Concurrent;
using Npgsql;

namespace ProcessingRegister.Ledger;

/// <summary>How the sealer works.</summary>
public sealed record SealingOptions
{
    /// <summary>How often it looks for what is queued.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum merge delay: within this time of its commit an event is in the log and under a signed head, or health is red.</summary>
    public static readonly TimeSpan MaximumMergeDelay = TimeSpan.FromSeconds(60);
}

/// <summary>
/// Seals what is queued, organisation by organisation: integrates, then publishes. Any number of nodes may run one; at any time one of them works on a log.
/// What goes wrong with one log does not stop the others.
/// </summary>
public sealed partial class Sealer(LedgerDatabase ledger, Integrator integrator, Publisher publisher, SealingOptions options, TimeProvider clock, ILogger<Sealer> logger)
    : BackgroundService
{
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromSeconds(30);

    // One index descent for each organisation with something queued, however much that is.
    internal const string WaitingQuery =
        """
        with recursive waiting as (
          (select tenant_id from ledger.pending order by tenant_id limit 1)
          union all
          select (select p.tenant_id from ledger.pending p where p.tenant_id > w.tenant_id order by p.tenant_id limit 1) from waiting w where w.tenant_id is not null)
        select tenant_id from waiting where tenant_id is not null
        union select tenant_id from ledger.log where signed_size < size and closed_at is null
        union select tenant_id from ledger.log where refusal is not null and closed_at is null
        """;

    private readonly ConcurrentDictionary<string, (SealingRefusal Refusal, long At)> refused = new();

    /// <summary>Seals everything that is committed and queued when it is called.</summary>
    /// <returns>How many entries were added.</returns>
    public async Task<int> SealAsync(CancellationToken ct)
    {
        var waiting = new List<string>();
        await using (var command = ledger.Source.CreateCommand(WaitingQuery))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                waiting.Add(reader.GetString(0));
        }

        var sealedEntries = 0;
        foreach (var tenantId in waiting)
            sealedEntries += await SealOneAsync(tenantId, ct);
        return sealedEntries;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SealAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever it is: the program must not end for it. What was not committed is still queued; the health check tells when that lasts.
                Interrupted(logger, e.GetType().Name, (e as PostgresException)?.SqlState);
            }
        }
    }

    private async Task<int> SealOneAsync(string tenantId, CancellationToken ct)
    {
        var knownRefusal = refused.TryGetValue(tenantId, out var last);
        if (knownRefusal && clock.GetElapsedTime(last.At) < PauseAfterRefusal)
            return 0;
        var added = 0;
        try
        {
            for (var more = true; more;)
            {
                var batch = await integrator.IntegrateAsync(tenantId, ct);
                foreach (var id in batch.Unattributed)
                    Unattributed(logger, tenantId, id);
                if ((batch.LogId ?? await UnsignedAsync(tenantId, ct)) is { } log)
                    await publisher.PublishAsync(log, ct);
                added += batch.Entries;
                more = batch.Entries == Integrator.BatchSize;
            }

            refused.TryRemove(tenantId, out _);
            await NoteAsync(tenantId, null, ct);
        }
        catch (Exception e) when (RefusalOf(e) is { } refusal)
        {
            if (!knownRefusal || last.Refusal != refusal)
                Refused(logger, tenantId, refusal, e.GetType().Name);
            await NoteAsync(tenantId, refusal, ct);
            refused[tenantId] = (refusal, clock.GetTimestamp());
        }
        catch (Exception e) when (e is PostgresException or IOException or UnauthorizedAccessException)
        {
            // The server, or the disk, refused something for this log; the others' turn comes all the same.
            Interrupted(logger, e.GetType().Name, (e as PostgresException)?.SqlState);
        }

        return added;
    }

    // What a damaged row makes of the programs that read it: a value of another form, or two of which there can be only one.
    private static SealingRefusal? RefusalOf(Exception e) => e switch
    {
        SealingRefusedException refused => refused.Refusal,
        FormatException or InvalidDataException or InvalidCastException or ArgumentException or OverflowException => SealingRefusal.Damaged,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, SchemaName: "ledger" } => SealingRefusal.Damaged,
        _ => null,
    };

    private async Task<Guid?> UnsignedAsync(string tenantId, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand("select log_id from ledger.log where tenant_id = $1 and signed_size < size and closed_at is null");
        command.Parameters.AddWithValue(tenantId);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    // Kept beside the log so that every node can tell, also one that seals nothing.
    private async Task NoteAsync(string tenantId, SealingRefusal? refusal, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand("update ledger.log set refusal = $2 where tenant_id = $1 and closed_at is null and refusal is distinct from $2");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.Add(new() { Value = (object?)refusal?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The event {EventId} of {Tenant} was not written by this application, or was changed before it was sealed. It is sealed as unattributed.")]
    private static partial void Unattributed(ILogger logger, string tenant, Guid eventId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Sealing the log of {Tenant} is refused: {Refusal} ({Failure}). Nothing of it is signed until this is looked into (docs/operating.md).")]
    private static partial void Refused(ILogger logger, string tenant, SealingRefusal refusal, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sealing was interrupted by {Failure}, SQLSTATE {SqlState}; it goes on at the next interval.")]
    private static partial void Interrupted(ILogger logger, string failure, string? sqlState);
}
