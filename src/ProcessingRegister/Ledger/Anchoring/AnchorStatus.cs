using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>Who anchors what.</summary>
public static class AnchorNames
{
    /// <summary>The name of the write-once folder among the anchors.</summary>
    public const string WriteOnce = "write-once";

    /// <summary>The logs whose checkpoints go to witnesses and timestamp authorities: the anchor log where there is one, else the only one.</summary>
    public static IEnumerable<PublishedHead> Shown(IReadOnlyList<PublishedHead> heads) =>
        heads.Any(head => head.TenantId == AnchorLog.Tenant) ? heads.Where(head => head.TenantId == AnchorLog.Tenant)
            : heads.Count == 1 ? heads : [];
}

/// <summary>How far one who holds checkpoints is with a log.</summary>
/// <param name="Origin">The log.</param>
/// <param name="Kind">The kind of anchor (<see cref="AnchorKind"/>).</param>
/// <param name="Name">Who.</param>
/// <param name="Size">The largest size that is held; 0 if none.</param>
/// <param name="At">Since when, or <c>null</c>.</param>
/// <param name="IsLate">Whether a later checkpoint should have been held by now.</param>
public sealed record AnchorState(string Origin, string Kind, string Name, long Size, DateTimeOffset? At, bool IsLate);

/// <summary>What is anchored, and what is late.</summary>
public sealed class AnchorStatus(LedgerDatabase ledger, AnchorOptions options, AnchorRows rows, TimeProvider clock)
{
    /// <summary>Everybody who is to hold checkpoints, for each log of which they are to.</summary>
    public async Task<IReadOnlyList<AnchorState>> ReadAsync(CancellationToken ct)
    {
        var heads = await rows.NewestAsync(ct);
        var states = new List<AnchorState>();
        if (options.WriteOnceFolder is not null)
        {
            foreach (var head in heads)
                states.Add(await StateAsync(head, AnchorKind.File, AnchorNames.WriteOnce, TimeSpan.Zero, ct));
        }

        foreach (var head in AnchorNames.Shown(heads))
        {
            foreach (var witness in options.Witnesses)
                states.Add(await StateAsync(head, AnchorKind.Witness, witness.Key.Name, TimeSpan.Zero, ct));
            foreach (var authority in options.Timestamps)
                states.Add(await StateAsync(head, AnchorKind.Timestamp, authority.Name, options.TimestampInterval, ct));
        }

        return states;
    }

    private async Task<AnchorState> StateAsync(PublishedHead head, string kind, string name, TimeSpan pace, CancellationToken ct)
    {
        var (size, at) = await rows.LastAsync(head.LogId, kind, name, ct);
        return new AnchorState(head.Origin, kind, name, size, size == 0 ? null : at, await WaitsSinceAsync(head.LogId, size, ct) is { } since && clock.GetUtcNow() - since > options.LateAfter + pace);
    }

    // Since when there is a checkpoint beyond what is held.
    private async Task<DateTimeOffset?> WaitsSinceAsync(Guid logId, long size, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand("select signed_at from ledger.checkpoint where log_id = $1 and size > $2 order by size limit 1");
        command.Parameters.AddWithValue(logId);
        command.Parameters.AddWithValue(size);
        return await command.ExecuteScalarAsync(ct) is DateTime at ? new DateTimeOffset(at) : null;
    }
}

/// <summary>Whether those who are to hold checkpoints do, and none of them holds another history.</summary>
public sealed class AnchorHealth(AnchorStatus status, ForkWatch forks) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (forks.Raised > 0)
            return HealthCheckResult.Unhealthy($"Of {forks.Raised} logs somebody holds a history that the database does not continue; nothing of them is signed; see docs/operating.md.");
        try
        {
            var late = (await status.ReadAsync(cancellationToken)).Where(state => state.IsLate).Select(state => $"{state.Kind} {state.Name}").Distinct().ToList();
            return late.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"Checkpoints are not held, though they are due, by: {string.Join(", ", late)}.");
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The ledger's tables cannot be read.");
        }
    }
}
