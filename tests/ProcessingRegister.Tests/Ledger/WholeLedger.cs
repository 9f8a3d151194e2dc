using MerkleLog;
using Npgsql;
using ProcessingRegister.Ledger;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>What must hold of an organisation's open log, worked out from the tables by the definitions and without what wrote them.</summary>
internal static class WholeLedger
{
    /// <summary>
    /// Every committed event stands in exactly one leaf and nothing else does, indexes are contiguous, versions of a stream ascend, every checkpoint ever
    /// signed is a prefix of the one history and consistent with the next by proof, nothing is queued, and the file outside knows the last head.
    /// </summary>
    public static async Task AssertAsync(NpgsqlDataSource owner, string tenantId, OriginKey key, HeadFiles heads, bool hasGaps = false)
    {
        var (logId, origin, size, root) = await LogAsync(owner, tenantId);
        var events = await EventsAsync(owner, tenantId);
        var leaves = await LeavesAsync(owner, logId);

        Assert.Equal(events.Count, leaves.Count);
        Assert.Equal(size, leaves.Count);
        Assert.Equal(Enumerable.Range(0, leaves.Count).Select(i => (long)i), leaves.Select(leaf => leaf.Index));
        var last = new Dictionary<Guid, long>();
        foreach (var (_, id, entry, hash) in leaves)
        {
            Assert.Equal(events[id].ToEntry(key).ToBytes(), entry);
            Assert.Equal(TreeHash.OfLeaf(entry), hash);
            var (stream, version) = (events[id].Stream, events[id].Version);
            if (!hasGaps)
                Assert.Equal(last.GetValueOrDefault(stream) + 1, version);
            last[stream] = version;
        }

        var hashes = leaves.Select(leaf => leaf.Hash).ToArray();
        Assert.Equal(TreeHash.Root(hashes), root);
        await AssertOneHistoryAsync(owner, logId, hashes, size);
        Assert.Equal(0L, await ScalarAsync(owner, "select count(*) from ledger.pending where tenant_id = $1", tenantId));
        Assert.True(Checkpoint.TryParse(heads.Read(tenantId)!.Text, out var known));
        Assert.Equal((origin, size, root), (known.Origin, known.TreeSize, known.RootHash));
    }

    private static async Task AssertOneHistoryAsync(NpgsqlDataSource owner, Guid logId, Hash[] hashes, long size)
    {
        await using var command = owner.CreateCommand("select size, root from ledger.checkpoint where log_id = $1 order by size");
        command.Parameters.AddWithValue(logId);
        var checkpoints = new List<(long Size, Hash Root)>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                checkpoints.Add((reader.GetInt64(0), new Hash(reader.GetFieldValue<byte[]>(1))));
        }

        Assert.Equal(size, checkpoints[^1].Size);
        var tiles = new LogTiles(owner, logId);
        for (var i = 0; i < checkpoints.Count; i++)
        {
            Assert.Equal(TreeHash.Root(hashes.AsSpan(0, (int)checkpoints[i].Size)), checkpoints[i].Root);
            if (i > 0)
                Assert.True((await TiledTree.ProveConsistencyAsync(tiles.ReadAsync, checkpoints[i - 1].Size, checkpoints[i].Size)).Verify(checkpoints[i - 1].Root, checkpoints[i].Root));
        }
    }

    private static async Task<(Guid Id, string Origin, long Size, Hash Root)> LogAsync(NpgsqlDataSource owner, string tenantId)
    {
        await using var command = owner.CreateCommand("select log_id, origin, size, root from ledger.log where tenant_id = $1 and closed_at is null and signed_size = size and refusal is null");
        command.Parameters.AddWithValue(tenantId);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), "The log is not signed to its end.");
        return (reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), new Hash(reader.GetFieldValue<byte[]>(3)));
    }

    private static async Task<Dictionary<Guid, EventRow>> EventsAsync(NpgsqlDataSource owner, string tenantId)
    {
        await using var command = owner.CreateCommand($"select {EventRow.Columns} from register.mt_events e where e.tenant_id = $1");
        command.Parameters.AddWithValue(tenantId);
        var rows = new Dictionary<Guid, EventRow>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = EventRow.Read(reader);
            rows.Add(row.Id, row);
        }

        return rows;
    }

    private static async Task<List<(long Index, Guid Id, byte[] Entry, Hash Hash)>> LeavesAsync(NpgsqlDataSource owner, Guid logId)
    {
        await using var command = owner.CreateCommand("select leaf_index, event_id, entry, leaf_hash from ledger.leaf where log_id = $1 order by leaf_index");
        command.Parameters.AddWithValue(logId);
        var leaves = new List<(long, Guid, byte[], Hash)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            leaves.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetFieldValue<byte[]>(2), new Hash(reader.GetFieldValue<byte[]>(3))));
        return leaves;
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource owner, string sql, string tenantId)
    {
        await using var command = owner.CreateCommand(sql);
        command.Parameters.AddWithValue(tenantId);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
