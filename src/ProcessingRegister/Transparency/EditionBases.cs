using System.Diagnostics;
using Npgsql;
using ProcessingRegister.Web;
using TransparencyReport.Codes;

namespace ProcessingRegister.Transparency;

/// <summary>Finds what a new edition is made from: the cut-off, and the checkpoint that covers everything up to it.</summary>
public sealed class EditionBases(NpgsqlDataSource database, SettledPosition settled, ILedgerHead ledger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // How far the log must be signed, and whether an event up to the cut-off still waits for its entry.
    private const string Integrated =
        """
        select l.size, l.signed_size, exists (select from ledger.pending p where p.tenant_id = $1 and p.seq_id <= $2)
        from ledger.log l where l.tenant_id = $1 and l.closed_at is null
        """;

    /// <summary>Finds it; <c>null</c> when the ledger has not signed so far in time.</summary>
    public async Task<EditionBasis?> FindAsync(
        string tenantId, string zone, IReadOnlyList<EditionReference> published, IReadOnlyList<ProfilesOfYear> profiles, CancellationToken ct)
    {
        // The organisation's own last event in its open drawer: another number would tell what was recorded elsewhere.
        var (position, recordedAt) = await LastAsync(tenantId, await settled.FindAsync(ct), ct);
        return await CheckpointAsync(tenantId, position, ct) is { } checkpoint
            ? new(position, recordedAt, checkpoint, ReportPolicies.Current, CodeLists.Iso3166.Version, zone, published, profiles) : null;
    }

    private async Task<(long Position, DateTimeOffset RecordedAt)> LastAsync(string tenantId, long upTo, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select seq_id, timestamp from register.mt_events where tenant_id = $1 and seq_id <= $2 order by seq_id desc limit 1");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(upTo);
        await using var reader = await command.ExecuteReaderAsync(ct);
        // An organisation begins with the event that established it.
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)) : throw new InvalidOperationException("The organisation has no events.");
    }

    private async Task<NamedCheckpoint?> CheckpointAsync(string tenantId, long position, CancellationToken ct)
    {
        var (waiting, covering) = (Stopwatch.StartNew(), (long?)null);
        while (waiting.Elapsed < Patience)
        {
            var (size, signed, pending) = await SizesAsync(tenantId, position, ct);
            // Once none waits, all of them are among the first so many entries, and stay there.
            if (!pending && size > 0)
                covering ??= size;
            if (signed >= covering && await ledger.OfAsync(tenantId, ct) is { } head && head.Size >= covering)
                return new(head.Origin, head.Size, Convert.FromBase64String(head.Root));
            await Task.Delay(Pause, ct);
        }

        return null;
    }

    private async Task<(long Size, long Signed, bool Pending)> SizesAsync(string tenantId, long position, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Integrated);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(position);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2)) : (0, 0, true);
    }
}
