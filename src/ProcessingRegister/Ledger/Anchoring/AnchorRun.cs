using System.Data;
using System.Text;
using MerkleLog;
using Npgsql;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>
/// Gives published checkpoints to those who hold them: the write-once folder, witnesses, timestamp authorities, at its own pace. The sealer never waits
/// for it. One node at a time does so.
/// </summary>
public sealed partial class AnchorRun(
    LedgerDatabase ledger, AnchorOptions options, AnchorRows rows, AnchorLog anchorLog, ForkWatch forks, OutgoingHttp http, TimeProvider clock, ILogger<AnchorRun> logger)
    : BackgroundService
{
    private const string Lock = "hashtextextended('ledger:anchor', 0)";

    private readonly Patience patience = new(options.Interval, clock);

    /// <summary>Gives what is published and due.</summary>
    /// <returns>False when another node is at it.</returns>
    public async Task<bool> AnchorAsync(CancellationToken ct)
    {
        await using var connection = await ledger.Source.OpenConnectionAsync(ct);
        // Of the session and not of a transaction, since requests to others must not keep one open.
        if (await ScalarAsync(connection, $"select pg_try_advisory_lock({Lock})", ct) is not true)
            return false;
        try
        {
            await GiveAsync(ct);
        }
        finally
        {
            // A connection that broke has lost the lock already.
            if (connection.FullState == ConnectionState.Open)
                await ScalarAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }

        return true;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.IsEmpty)
            return;
        using var timer = new PeriodicTimer(options.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AnchorAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, it must not end the program, as it would from here. What is not anchored is still due, and the health check tells when that lasts.
                Interrupted(logger, e.GetType().Name, (e as PostgresException)?.SqlState);
            }
        }
    }

    private async Task GiveAsync(CancellationToken ct)
    {
        await GrowAnchorLogAsync(ct);
        var heads = await rows.NewestAsync(ct);
        foreach (var head in heads)
            await GuardedAsync(head, AnchorKind.File, AnchorNames.WriteOnce, token => WriteOnceAsync(head, token), ct);
        await Task.WhenAll(AnchorNames.Shown(heads).SelectMany(head => ToOthers(head, ct)));
        await GiveReceiptsAsync(heads, ct);
    }

    private async Task GrowAnchorLogAsync(CancellationToken ct)
    {
        if (options.Witnesses.Count + options.Timestamps.Count == 0)
            return;
        try
        {
            await anchorLog.GrowAsync(ct);
        }
        catch (SealingRefusedException e)
        {
            // The sealer comes to the same refusal and notes it beside the log; the organisations' logs go on meanwhile.
            Refused(logger, e.Refusal);
        }
    }

    private async Task GiveReceiptsAsync(IReadOnlyList<PublishedHead> heads, CancellationToken ct)
    {
        if (heads.FirstOrDefault(head => head.TenantId == AnchorLog.Tenant) is { } own
            && await rows.WitnessedSizeAsync(own.LogId, [.. options.Witnesses.Select(witness => witness.Key.Name)], options.Quorum, ct) is { } size)
            await anchorLog.GiveReceiptsAsync(own.LogId, size, ct);
    }

    private IEnumerable<Task> ToOthers(PublishedHead head, CancellationToken ct) =>
    [
        .. options.Witnesses.Select(witness => GuardedAsync(head, AnchorKind.Witness, witness.Key.Name, token => WitnessAsync(head, witness, token), ct)),
        .. options.Timestamps.Select(authority => GuardedAsync(head, AnchorKind.Timestamp, authority.Name, token => StampAsync(head, authority, token), ct)),
    ];

    // What goes wrong with one does not keep the others from theirs.
    private async Task GuardedAsync(PublishedHead head, string kind, string name, Func<CancellationToken, Task<bool>> anchor, CancellationToken ct)
    {
        var whom = $"{head.LogId} {kind} {name}";
        if (!patience.May(whom))
            return;
        string? fault = "no cosignature";
        try
        {
            if (await anchor(ct))
                fault = null;
        }
        catch (TimestampException e)
        {
            fault = e.Fault.ToString();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or UnauthorizedAccessException or FormatException)
        {
            // A disk, a database or a tile that cannot be used now; it is tried again.
            fault = e.GetType().Name;
        }

        // At the first failure only: the health check tells of those that last.
        if (patience.Note(whom, fault is null) == 1)
            Failed(logger, head.LogId, kind, name, fault!);
    }

    private async Task<bool> WriteOnceAsync(PublishedHead head, CancellationToken ct)
    {
        if (options.WriteOnceFolder is not { } folder || (await rows.LastAsync(head.LogId, AnchorKind.File, AnchorNames.WriteOnce, ct)).Size >= head.Size)
            return true;
        if (new WriteOnceFolder(folder).Add(head.Note) is { } file)
        {
            await rows.AddAsync(head.LogId, head.Size, AnchorKind.File, AnchorNames.WriteOnce, Encoding.UTF8.GetBytes(file), clock.GetUtcNow(), ct);
            return true;
        }

        var there = new WriteOnceFolder(folder).NewestFirst(head.Origin).First(note => Checkpoint.TryParse(note.Text, out var c) && c.TreeSize == head.Size);
        if (KnownHeads.Verified("write-once folder", there, head.Origin, await forks.KeysAsync(head.Origin, ct)) is { } known)
            forks.Raise(head.LogId, known);
        return false;
    }

    private async Task<bool> WitnessAsync(PublishedHead head, WitnessSettings settings, CancellationToken ct)
    {
        var witness = new WitnessClient(http, settings);
        var (size, _) = await rows.LastAsync(head.LogId, AnchorKind.Witness, witness.Name, ct);
        if (size >= head.Size)
            return true;
        var result = await witness.SubmitAsync(head.Note, new LogTiles(ledger.Source, head.LogId).ReadAsync, size, ct);
        if (result.Cosignature is { } line)
            await rows.AddAsync(head.LogId, head.Size, AnchorKind.Witness, witness.Name, Encoding.UTF8.GetBytes(line.ToLine()), clock.GetUtcNow(), ct);
        else if (result.Outcome is WitnessOutcome.Ahead or WitnessOutcome.NotConsistent)
            await LookIntoAsync(head, witness, result, ct);
        return result.Outcome == WitnessOutcome.Cosigned;
    }

    // The witness says that ours is not the log that it knows. What it can show, with our own signature, settles that; what it only says stops us, too.
    private async Task LookIntoAsync(PublishedHead shown, WitnessClient witness, WitnessResult result, CancellationToken ct)
    {
        var claim = new KnownHead(witness.Name, result.Size ?? shown.Size, null, null);
        var shows = KnownHeads.Verified(witness.Name, await witness.LastAsync(shown.Origin, ct), shown.Origin, await forks.KeysAsync(shown.Origin, ct));
        // Read again: another node may have signed and shown a larger tree meanwhile.
        var now = (await rows.NewestAsync(ct)).FirstOrDefault(head => head.LogId == shown.LogId);
        if (now is null || !Checkpoint.TryParse(now.Note.Text, out var ours))
            return;
        var contradicts = shows is null
            ? result.Outcome == WitnessOutcome.NotConsistent || claim.Size > now.Size
            : await ForkGuard.ContradictionAsync(ours.TreeSize, ours.RootHash, new LogTiles(ledger.Source, shown.LogId).ReadAsync, [shows], ct) is not null;
        if (contradicts)
            forks.Raise(shown.LogId, shows ?? claim);
    }

    private async Task<bool> StampAsync(PublishedHead head, TimestampSettings settings, CancellationToken ct)
    {
        var authority = new TimestampClient(http, settings);
        var (size, at) = await rows.LastAsync(head.LogId, AnchorKind.Timestamp, authority.Name, ct);
        if (size >= head.Size || clock.GetUtcNow() - at < options.TimestampInterval)
            return true;
        var stamp = await authority.StampAsync(head.Note.Text, ct);
        await rows.AddAsync(head.LogId, head.Size, AnchorKind.Timestamp, authority.Name, stamp.Token, stamp.At, ct);
        if (options.WriteOnceFolder is { } folder && Checkpoint.TryParse(head.Note.Text, out var checkpoint))
            new WriteOnceFolder(folder).AddStamp(checkpoint, stamp.Token);
        return true;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string query, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return await command.ExecuteScalarAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log {LogId} could not be anchored by {Kind} {Name}: {Fault}. It is tried again.")]
    private static partial void Failed(ILogger logger, Guid logId, string kind, string name, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Anchoring was interrupted by {Failure}, SQLSTATE {SqlState}; it goes on at the next interval.")]
    private static partial void Interrupted(ILogger logger, string failure, string? sqlState);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The anchor log is not signed: {Refusal} (docs/operating.md).")]
    private static partial void Refused(ILogger logger, SealingRefusal refusal);
}
