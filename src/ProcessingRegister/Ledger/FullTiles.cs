using MerkleLog;
using Npgsql;
using NpgsqlTypes;

namespace ProcessingRegister.Ledger;

/// <summary>The tiles that a batch of leaves fills, level by level, written as they become full and never touched again.</summary>
internal static class FullTiles
{
    /// <summary>Adds the tiles that become full when these leaves follow a tree of this size.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, Guid logId, long size, IReadOnlyList<Hash> leafHashes, CancellationToken ct)
    {
        var hashes = leafHashes;
        for (var level = 0; hashes.Count > 0; level++)
        {
            // Invariant: hashes are those of this level that the old tree did not have.
            var had = size >> (8 * level);
            var waiting = (int)(had % Tile.FullWidth);
            if (waiting + hashes.Count < Tile.FullWidth)
                return;
            if (waiting > 0)
            {
                var partial = new Tile(level, had / Tile.FullWidth, waiting);
                hashes = [.. partial.Hashes((await LogTiles.ReadAsync(connection, logId, [partial], ct))[0].Span), .. hashes];
            }

            hashes = await WriteAsync(connection, logId, level, had / Tile.FullWidth, hashes, ct);
        }
    }

    private static async Task<IReadOnlyList<Hash>> WriteAsync(
        NpgsqlConnection connection, Guid logId, int level, long index, IReadOnlyList<Hash> hashes, CancellationToken ct)
    {
        var roots = new List<Hash>(hashes.Count / Tile.FullWidth);
        await using var copy = await connection.BeginBinaryImportAsync("copy ledger.tile (log_id, level, n, root, data) from stdin (format binary)", ct);
        foreach (var chunk in hashes.Chunk(Tile.FullWidth).Where(chunk => chunk.Length == Tile.FullWidth))
        {
            var root = TreeHash.Root(chunk);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(logId, ct);
            await copy.WriteAsync(level, ct);
            await copy.WriteAsync(index++, ct);
            await copy.WriteAsync(root.ToArray(), NpgsqlDbType.Bytea, ct);
            await copy.WriteAsync(Tile.Bytes(chunk), NpgsqlDbType.Bytea, ct);
            roots.Add(root);
        }

        await copy.CompleteAsync(ct);
        return roots;
    }
}
