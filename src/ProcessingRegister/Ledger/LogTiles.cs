using MerkleLog;
using Npgsql;

namespace ProcessingRegister.Ledger;

/// <summary>
/// The tiles of one log as the tables hold them. Full tiles are rows; the hashes of a partial one are those of the leaves, or the roots of the full tiles
/// below it.
/// </summary>
public sealed class LogTiles(NpgsqlDataSource database, Guid logId)
{
    /// <summary>Reads tiles, all in one round trip (<see cref="TileReader"/>).</summary>
    /// <exception cref="FormatException">The log has no such tile, or what is stored for it has a wrong length.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyList<Tile> tiles, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ReadAsync(connection, logId, tiles, ct);
    }

    /// <summary>Reads tiles over a connection that is open.</summary>
    /// <exception cref="FormatException">The log has no such tile, or what is stored for it has a wrong length.</exception>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(
        NpgsqlConnection connection, Guid logId, IReadOnlyList<Tile> tiles, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var tile in tiles)
            batch.BatchCommands.Add(Query(logId, tile));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var read = new List<ReadOnlyMemory<byte>>(tiles.Count);
        foreach (var tile in tiles)
        {
            var bytes = new MemoryStream(tile.Width * Hash.Length);
            while (await reader.ReadAsync(ct))
                bytes.Write(reader.GetFieldValue<byte[]>(0));
            if (bytes.Length != tile.Width * Hash.Length)
                throw new FormatException($"The log does not hold {tile.Path} whole.");
            read.Add(bytes.ToArray());
            await reader.NextResultAsync(ct);
        }

        return read;
    }

    private static NpgsqlBatchCommand Query(Guid logId, Tile tile)
    {
        var first = tile.Index * Tile.FullWidth;
        var command = tile switch
        {
            { IsFull: true } => new NpgsqlBatchCommand("select data from ledger.tile where log_id = $1 and level = $2 and n = $3"),
            { Level: 0 } => new NpgsqlBatchCommand("select leaf_hash from ledger.leaf where log_id = $1 and leaf_index >= $2 and leaf_index < $3 order by leaf_index"),
            _ => new NpgsqlBatchCommand("select root from ledger.tile where log_id = $1 and level = $2 and n >= $3 and n < $4 order by n"),
        };
        command.Parameters.AddWithValue(logId);
        if (tile.IsFull)
        {
            command.Parameters.AddWithValue(tile.Level);
            command.Parameters.AddWithValue(tile.Index);
            return command;
        }

        if (tile.Level > 0)
            command.Parameters.AddWithValue(tile.Level - 1);
        command.Parameters.AddWithValue(first);
        command.Parameters.AddWithValue(first + tile.Width);
        return command;
    }
}
