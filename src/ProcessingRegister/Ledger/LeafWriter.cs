using MerkleLog;
using Npgsql;
using NpgsqlTypes;

namespace ProcessingRegister.Ledger;

/// <summary>A leaf to be added.</summary>
/// <param name="EventId">The event that it is of; <c>null</c> in the anchor log.</param>
/// <param name="Stream">The event's stream; in the anchor log the organisation's log.</param>
/// <param name="Version">The event's place there; in the anchor log the size of that log.</param>
/// <param name="Entry">The bytes that are hashed.</param>
internal sealed record NewLeaf(Guid? EventId, Guid Stream, long Version, byte[] Entry);

/// <summary>Adds leaves to a log whose row is locked: leaves, full tiles, head.</summary>
internal static class LeafWriter
{
    /// <exception cref="SealingRefusedException">The log's root is not that of its own edge.</exception>
    public static async Task AppendAsync(NpgsqlConnection connection, OpenLog log, IReadOnlyList<NewLeaf> leaves, CancellationToken ct)
    {
        var frontier = Frontier.FromBytes(log.Size, log.Frontier);
        if (frontier.Root() != log.Root)
            throw new SealingRefusedException(SealingRefusal.Damaged);
        var hashes = new List<Hash>(leaves.Count);
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy ledger.leaf (log_id, leaf_index, event_id, stream_id, version, leaf_hash, entry) from stdin (format binary)", ct))
        {
            foreach (var leaf in leaves)
            {
                var hash = TreeHash.OfLeaf(leaf.Entry);
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(log.Id, ct);
                await copy.WriteAsync(frontier.TreeSize, ct);
                if (leaf.EventId is { } id)
                    await copy.WriteAsync(id, ct);
                else
                    await copy.WriteNullAsync(ct);
                await copy.WriteAsync(leaf.Stream, ct);
                await copy.WriteAsync(leaf.Version, ct);
                await copy.WriteAsync(hash.ToArray(), NpgsqlDbType.Bytea, ct);
                await copy.WriteAsync(leaf.Entry, NpgsqlDbType.Bytea, ct);
                frontier.Append(hash);
                hashes.Add(hash);
            }

            await copy.CompleteAsync(ct);
        }

        await FullTiles.AddAsync(connection, log.Id, log.Size, hashes, ct);
        await using var head = new NpgsqlCommand("update ledger.log set size = $2, root = $3, frontier = $4, grown_at = clock_timestamp() where log_id = $1", connection);
        head.Parameters.AddWithValue(log.Id);
        head.Parameters.AddWithValue(frontier.TreeSize);
        head.Parameters.AddWithValue(frontier.Root().ToArray());
        head.Parameters.AddWithValue(frontier.ToBytes());
        await head.ExecuteNonQueryAsync(ct);
    }
}
