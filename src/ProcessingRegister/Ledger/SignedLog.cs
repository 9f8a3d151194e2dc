using MerkleLog;
using Npgsql;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Ledger;

/// <summary>A log as far as it is signed, which is all of it that anybody is shown.</summary>
/// <param name="Id">The log.</param>
/// <param name="Origin">Its name (c2sp.org/tlog-checkpoint).</param>
/// <param name="Size">The size of its newest checkpoint.</param>
/// <param name="Root">The root hash of that size.</param>
/// <param name="Checkpoint">That checkpoint, with the cosignatures of witnesses that are held.</param>
/// <param name="SignedAt">When it was signed (UTC).</param>
public sealed record SignedLog(Guid Id, string Origin, long Size, Hash Root, SignedNote Checkpoint, DateTimeOffset SignedAt)
{
    /// <summary>Whether the signed tree has this tile, or had it when it was smaller.</summary>
    public bool Has(Tile tile)
    {
        // From the eighth level on, one hash would stand for more leaves than a size can count.
        var hashes = tile.Level < sizeof(long) ? Size >> (8 * tile.Level) : 0;
        return tile.Index <= hashes / Tile.FullWidth && (tile.Index * Tile.FullWidth) + tile.Width <= hashes;
    }
}

/// <summary>A leaf of a signed log.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Entry">Its data, the entry's bytes.</param>
public sealed record SignedLeaf(long Index, byte[] Entry)
{
    /// <summary>Its hash, computed and not read.</summary>
    public Hash Hash { get; } = TreeHash.OfLeaf(Entry);
}

/// <summary>
/// Reads an organisation's log as far as it is signed. What it proves it verifies before it hands it out: tables that do not agree with what was signed
/// are found by the first who asks.
/// </summary>
public sealed class SignedLogs(NpgsqlDataSource database)
{
    private const string Query =
        """
        select l.log_id, l.origin, c.size, c.root, c.note, c.signed_at,
          array(select a.evidence from ledger.anchor a where a.log_id = l.log_id and a.size = c.size and a.kind = 'witness' order by a.name)
        from ledger.log l join ledger.checkpoint c on c.log_id = l.log_id and c.size = l.signed_size
        where l.tenant_id = $1 and ($2::uuid is null or exists (select from ledger.leaf f where f.log_id = l.log_id and f.event_id = $2 and f.leaf_index < c.size
            and not exists (select from register.elsewhere w where w.tenant_id = l.tenant_id and w.id = f.stream_id)))
        order by l.created_at desc limit 1
        """;

    /// <summary>What answers where there is no log yet.</summary>
    public static IResult NoLog() => Problems.Of(StatusCodes.Status404NotFound, "no-log", "This organisation has no signed log yet.",
        $"Its log begins with its first event, at the latest {SealingOptions.MaximumMergeDelay.TotalSeconds} seconds after that was recorded.");

    /// <summary>The newest log of an organisation; <c>null</c> when nothing of it is signed yet.</summary>
    /// <exception cref="InvalidDataException">What is stored as its checkpoint is none.</exception>
    public Task<SignedLog?> FindAsync(string tenantId, CancellationToken ct) => FindAsync(tenantId, null, ct);

    /// <summary>The log in which an event is sealed and signed; <c>null</c> when there is none.</summary>
    /// <exception cref="InvalidDataException">What is stored as its checkpoint is none.</exception>
    public async Task<SignedLog?> FindAsync(string tenantId, Guid? holding, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, tenantId, holding, ct);
    }

    /// <summary>The leaf of an event within the signed part of a log.</summary>
    public async Task<SignedLeaf?> LeafAsync(SignedLog log, Guid eventId, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select leaf_index, entry from ledger.leaf where log_id = $1 and event_id = $2 and leaf_index < $3");
        command.Parameters.AddWithValue(log.Id);
        command.Parameters.AddWithValue(eventId);
        command.Parameters.AddWithValue(log.Size);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new SignedLeaf(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>The bytes of a tile that the signed tree has.</summary>
    /// <exception cref="FormatException">It is not stored whole.</exception>
    public async Task<ReadOnlyMemory<byte>> TileAsync(SignedLog log, Tile tile, CancellationToken ct) =>
        (await new LogTiles(database, log.Id).ReadAsync([tile], ct))[0];

    /// <summary>The bundle of the entries behind a tile of level 0 that the signed tree has.</summary>
    /// <exception cref="FormatException">It is not stored whole.</exception>
    /// <param name="log">The log.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="withhold">Whether entries of records under secrecy are withheld (docs/ledger-format.md section 5).</param>
    /// <param name="ct">Cancels.</param>
    public async Task<byte[]> EntriesAsync(SignedLog log, Tile tile, bool withhold, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await EntriesAsync(connection, log.Id, tile, withhold, ct);
    }

    /// <summary>The root of the log when it had this size.</summary>
    /// <exception cref="FormatException">A tile is not stored whole.</exception>
    public async Task<Hash> RootAsync(SignedLog log, long size, CancellationToken ct) =>
        size == log.Size ? log.Root : await TiledTree.RootAsync(new LogTiles(database, log.Id).ReadAsync, size, ct);

    /// <summary>Proves that a leaf stands in the log when it had this size, with the root of that size.</summary>
    /// <exception cref="FormatException">The tables do not agree with what was signed.</exception>
    public async Task<(InclusionProof Proof, Hash Root)> ProveAsync(SignedLog log, SignedLeaf leaf, long size, CancellationToken ct)
    {
        var root = await RootAsync(log, size, ct);
        var proof = await TiledTree.ProveInclusionAsync(new LogTiles(database, log.Id).ReadAsync, leaf.Index, size, ct);
        return proof.Verify(leaf.Hash, root) ? (proof, root) : throw new FormatException("The leaf does not give the root.");
    }

    /// <summary>Proves that the log of one size continues that of another, with the roots of both.</summary>
    /// <exception cref="FormatException">The tables do not agree with what was signed.</exception>
    public async Task<(ConsistencyProof Proof, Hash OldRoot, Hash NewRoot)> ProveAsync(SignedLog log, long oldSize, long newSize, CancellationToken ct)
    {
        var (oldRoot, newRoot) = (await RootAsync(log, oldSize, ct), await RootAsync(log, newSize, ct));
        var proof = await TiledTree.ProveConsistencyAsync(new LogTiles(database, log.Id).ReadAsync, oldSize, newSize, ct);
        return proof.Verify(oldRoot, newRoot) ? (proof, oldRoot, newRoot) : throw new FormatException("The sizes do not give their roots.");
    }

    internal static async Task<SignedLog?> FindAsync(NpgsqlConnection connection, string tenantId, Guid? holding, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.Add(new() { Value = (object?)holding ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new SignedLog(
            reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), new Hash(reader.GetFieldValue<byte[]>(3)),
            Cosigned(reader.GetString(4), reader.GetFieldValue<byte[][]>(6)), reader.GetFieldValue<DateTimeOffset>(5)) : null;
    }

    internal static async Task<byte[]> EntriesAsync(NpgsqlConnection connection, Guid logId, Tile tile, bool withhold, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select case when $4 and exists (select from register.elsewhere w join ledger.log l on l.tenant_id = w.tenant_id where l.log_id = $1 and w.id = f.stream_id)
              then ''::bytea else f.entry end
            from ledger.leaf f where f.log_id = $1 and f.leaf_index >= $2 and f.leaf_index < $3 order by f.leaf_index
            """, connection);
        command.Parameters.AddWithValue(logId);
        command.Parameters.AddWithValue(tile.Index * Tile.FullWidth);
        command.Parameters.AddWithValue((tile.Index * Tile.FullWidth) + tile.Width);
        command.Parameters.AddWithValue(withhold);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var entries = new List<ReadOnlyMemory<byte>>(tile.Width);
        while (await reader.ReadAsync(ct))
            entries.Add(reader.GetFieldValue<byte[]>(0));
        return entries.Count == tile.Width ? EntryBundle.Encode(entries)
            : throw new FormatException($"The log does not hold {EntryBundle.Path(tile.Index, tile.Width)} whole.");
    }

    // A line that is none would spoil the note for every reader, so it is left out.
    internal static SignedNote Cosigned(string note, byte[][] lines)
    {
        if (!SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes(note), out var signed))
            throw new InvalidDataException("What is stored as the newest checkpoint is no note.");
        foreach (var line in lines)
        {
            var (text, end) = (System.Text.Encoding.UTF8.GetString(line), line is [.., (byte)'\n'] ? "" : "\n");
            if (SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes($"{signed.Text}\n{text}{end}"), out var alone) && alone.Signatures is [var signature])
                signed = signed.With(signature);
        }

        return signed;
    }
}
