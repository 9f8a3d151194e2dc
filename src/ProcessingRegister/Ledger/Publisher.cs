using MerkleLog;
using Npgsql;
using ProcessingRegister.Ledger.Anchoring;

namespace ProcessingRegister.Ledger;

/// <summary>
/// Signs what was integrated and committed: reads the leaves back, hashes them again, computes the root from the tiles, proves that the log continues what
/// it signed before and what is known of it outside the database, and only then signs. Where anything differs, it refuses.
/// </summary>
public sealed class Publisher(LedgerDatabase ledger, SigningKeys keys, HeadFiles heads, ForkWatch forks, TimeProvider clock)
{
    private const int TilesAtOnce = 64;

    /// <summary>The lock of whoever signs a log.</summary>
    internal const string PublishLock = "publish";

    /// <summary>Signs the log's present head.</summary>
    /// <returns>The checkpoint, or <c>null</c> when it was signed before, or is being signed by another node.</returns>
    /// <exception cref="SealingRefusedException">The log is not what it should be.</exception>
    public async Task<SignedNote?> PublishAsync(Guid logId, CancellationToken ct)
    {
        await using var connection = await ledger.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await Integrator.TryLockAsync(connection, PublishLock, logId.ToString(), ct) || await HeadAsync(connection, logId, ct) is not { } head || head.Size == head.SignedSize)
            return null;
        Task<IReadOnlyList<ReadOnlyMemory<byte>>> Tiles(IReadOnlyList<Tile> tiles, CancellationToken token) => LogTiles.ReadAsync(connection, logId, tiles, token);
        try
        {
            await RefuseChangedLeavesAsync(connection, head, ct);
            if (await TiledTree.RootAsync(Tiles, head.Size, ct) != head.Root)
                throw new SealingRefusedException(SealingRefusal.ReadBackDiffers);
            if (head.SignedRoot is { } signed && !await ContinuesAsync(Tiles, head, head.SignedSize, signed, ct))
                throw new SealingRefusedException(SealingRefusal.NotConsistent);
            await RefuseForkAsync(Tiles, head, ct);
            if (await forks.ContradictionAsync(logId, head.TenantId, new Checkpoint(head.Origin, head.Size, head.Root), Tiles, ct) is not null)
                throw new SealingRefusedException(SealingRefusal.Fork);
        }
        catch (FormatException)
        {
            // A tile or leaf that is missing, or of a wrong length.
            throw new SealingRefusedException(SealingRefusal.ReadBackDiffers);
        }

        var now = clock.GetUtcNow();
        var checkpoint = new Checkpoint(head.Origin, head.Size, head.Root);
        var note = await keys.SignAsync(connection, checkpoint, now, ct);
        // First outside, then in the database: a head that somebody has seen is then always one that the file knows.
        await heads.WriteAsync(head.TenantId, note, checkpoint, ct);
        await RecordAsync(connection, head, note, now, ct);
        await transaction.CommitAsync(ct);
        return note;
    }

    private static async Task<Head?> HeadAsync(NpgsqlConnection connection, Guid logId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select l.tenant_id, l.origin, l.size, l.root, l.signed_size, c.root,
              exists (select from ledger.checkpoint later where later.log_id = l.log_id and later.size > l.signed_size) as reset,
              exists (select from ledger.checkpoint same where same.log_id = l.log_id and same.size = l.size and same.root <> l.root) as signed_otherwise
            from ledger.log l left join ledger.checkpoint c on c.log_id = l.log_id and c.size = l.signed_size
            where l.log_id = $1 and l.closed_at is null
            """, connection);
        command.Parameters.AddWithValue(logId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        var signedSize = reader.GetInt64(4);
        // Before anything is signed: a note that is refused afterwards would be one of two for the same size.
        if (reader.GetBoolean(7))
            throw new SealingRefusedException(SealingRefusal.SignedOtherwise);
        if (reader.GetBoolean(6) || (reader.IsDBNull(5) && signedSize > 0))
            throw new SealingRefusedException(SealingRefusal.NotConsistent);
        return new Head(logId, reader.GetString(0), reader.GetString(1), reader.GetInt64(2), new Hash(reader.GetFieldValue<byte[]>(3)), signedSize,
            reader.IsDBNull(5) ? null : new Hash(reader.GetFieldValue<byte[]>(5)));
    }

    // From the last full tile of what was signed on, so that the hashes of a tile are compared with the leaves that it stands for.
    private static async Task RefuseChangedLeavesAsync(NpgsqlConnection connection, Head head, CancellationToken ct)
    {
        var first = head.SignedSize - (head.SignedSize % Tile.FullWidth);
        var tiles = new Dictionary<long, Hash[]>();
        await using (var command = new NpgsqlCommand("select entry, leaf_hash from ledger.leaf where log_id = $1 and leaf_index >= $2 and leaf_index < $3 order by leaf_index", connection))
        {
            command.Parameters.AddWithValue(head.LogId);
            command.Parameters.AddWithValue(first);
            command.Parameters.AddWithValue(head.Size);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var (next, tile) = (first, new List<Hash>(Tile.FullWidth));
            for (; await reader.ReadAsync(ct); next++)
            {
                var hash = TreeHash.OfLeaf(reader.GetFieldValue<byte[]>(0));
                if (!reader.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(hash.AsSpan()))
                    throw new SealingRefusedException(SealingRefusal.ReadBackDiffers);
                tile.Add(hash);
                if (tile.Count < Tile.FullWidth)
                    continue;
                tiles.Add(next / Tile.FullWidth, [.. tile]);
                tile.Clear();
            }

            if (next != head.Size)
                throw new SealingRefusedException(SealingRefusal.ReadBackDiffers);
        }

        foreach (var some in tiles.Chunk(TilesAtOnce))
        {
            var stored = await LogTiles.ReadAsync(connection, head.LogId, [.. some.Select(t => new Tile(0, t.Key, Tile.FullWidth))], ct);
            if (some.Zip(stored).Any(pair => !pair.Second.Span.SequenceEqual(Tile.Bytes(pair.First.Value))))
                throw new SealingRefusedException(SealingRefusal.ReadBackDiffers);
        }
    }

    private async Task RefuseForkAsync(TileReader tiles, Head head, CancellationToken ct)
    {
        if (heads.Read(head.TenantId) is not { } note)
            return;
        if (!Checkpoint.TryParse(note.Text, out var known) || known.Origin != head.Origin || known.TreeSize > head.Size
            || !await ContinuesAsync(tiles, head, known.TreeSize, known.RootHash, ct))
            throw new SealingRefusedException(SealingRefusal.Fork);
    }

    private static async Task<bool> ContinuesAsync(TileReader tiles, Head head, long size, Hash root, CancellationToken ct) =>
        size == head.Size ? root == head.Root : (await TiledTree.ProveConsistencyAsync(tiles, size, head.Size, ct)).Verify(root, head.Root);

    private static async Task RecordAsync(NpgsqlConnection connection, Head head, SignedNote note, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            with signed as (insert into ledger.checkpoint (log_id, size, root, note, signed_at) values ($1, $2, $3, $4, $5) on conflict do nothing)
            update ledger.log set signed_size = $2, refusal = null where log_id = $1
            """, connection);
        command.Parameters.AddWithValue(head.LogId);
        command.Parameters.AddWithValue(head.Size);
        command.Parameters.AddWithValue(head.Root.ToArray());
        command.Parameters.AddWithValue(note.ToString());
        command.Parameters.AddWithValue(now);
        await command.ExecuteNonQueryAsync(ct);
        await using var kept = new NpgsqlCommand("select root from ledger.checkpoint where log_id = $1 and size = $2", connection);
        kept.Parameters.AddWithValue(head.LogId);
        kept.Parameters.AddWithValue(head.Size);
        if (await kept.ExecuteScalarAsync(ct) is not byte[] root || !root.AsSpan().SequenceEqual(head.Root.AsSpan()))
            throw new SealingRefusedException(SealingRefusal.SignedOtherwise);
    }

    private sealed record Head(Guid LogId, string TenantId, string Origin, long Size, Hash Root, long SignedSize, Hash? SignedRoot);
}
