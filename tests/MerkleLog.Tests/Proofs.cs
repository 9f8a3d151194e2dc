using CsCheck;

namespace MerkleLog.Tests;

public class Proofs
{
    [Fact]
    public void Agree_with_the_vectors_for_inclusion()
    {
        foreach (var name in new[] { "inclusion", "inclusion-negative" })
        {
            foreach (var @case in Vectors.Cases(name))
            {
                var proof = new InclusionProof(@case.Count("leaf_index"), @case.Count("tree_size"), [.. @case.Hashes("proof")]);
                Assert.Equal(!@case.GetProperty("want_error").GetBoolean(), proof.Verify(@case.Hash("leaf_hash"), @case.Hash("root_hash")));
            }
        }
    }

    [Fact]
    public void Agree_with_the_vectors_for_consistency()
    {
        foreach (var name in new[] { "consistency", "consistency-negative" })
        {
            foreach (var @case in Vectors.Cases(name))
            {
                var proof = new ConsistencyProof(@case.Count("old_size"), @case.Count("new_size"), [.. @case.Hashes("proof")]);
                Assert.Equal(!@case.GetProperty("want_error").GetBoolean(), proof.Verify(@case.Hash("old_root"), @case.Hash("new_root")));
            }
        }
    }

    [Fact]
    public async Task From_tiles_are_the_proofs_of_the_vectors()
    {
        var largest = Vectors.Cases("inclusion").Max(@case => @case.Count("tree_size"));
        var log = await TileStore.WithAsync((int)Math.Max(largest, Vectors.Cases("consistency").Max(@case => @case.Count("new_size"))));
        foreach (var @case in Vectors.Cases("inclusion"))
        {
            var proof = await TiledTree.ProveInclusionAsync(log.ReadAsync, @case.Count("leaf_index"), @case.Count("tree_size"));
            Assert.Equal(@case.Hashes("proof"), proof.Hashes.ToArray());
        }
        foreach (var @case in Vectors.Cases("consistency"))
        {
            var proof = await TiledTree.ProveConsistencyAsync(log.ReadAsync, @case.Count("old_size"), @case.Count("new_size"));
            Assert.Equal(@case.Hashes("proof"), proof.Hashes.ToArray());
        }
    }

    [Fact]
    public void Of_the_definition_verify_for_every_leaf_and_every_older_tree_of_every_tree()
    {
        const int Largest = 300;
        var leaves = TileStore.Leaves(Largest);
        var definition = new Definition(leaves);
        var leafHashes = leaves.Select(leaf => TreeHash.OfLeaf(leaf)).ToArray();
        for (var size = 0; size <= Largest; size++)
        {
            var root = definition.Root(0, size);
            for (var index = 0; index < size; index++)
                Assert.True(new InclusionProof(index, size, [.. definition.Path(index, size)]).Verify(leafHashes[index], root));
            for (var oldSize = 0; oldSize <= size; oldSize++)
                Assert.True(new ConsistencyProof(oldSize, size, [.. definition.Proof(oldSize, size)]).Verify(definition.Root(0, oldSize), root));
        }
    }

    [Fact]
    public async Task From_tiles_are_those_of_the_definition_for_every_leaf_and_every_older_tree()
    {
        var log = await TileStore.WithAsync(520);
        var definition = new Definition(TileStore.Leaves(520));
        foreach (var size in Enumerable.Range(0, 80).Concat([255, 256, 257, 300, 511, 512, 513, 520]))
        {
            for (var index = 0; index < size; index++)
                Assert.Equal(definition.Path(index, size), (await TiledTree.ProveInclusionAsync(log.ReadAsync, index, size)).Hashes.ToArray());
            for (var oldSize = 0; oldSize <= size; oldSize++)
                Assert.Equal(definition.Proof(oldSize, size), (await TiledTree.ProveConsistencyAsync(log.ReadAsync, oldSize, size)).Hashes.ToArray());
        }
    }

    [Fact]
    public async Task Of_trees_of_several_tiles_verify_with_one_reading_each()
    {
        const int Size = 70_000;
        var log = await TileStore.WithAsync(Size);
        var sizes = new List<(int Size, Hash Root)>();
        foreach (var size in new[] { 1, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, Size })
            sizes.Add((size, await TiledTree.RootAsync(log.ReadAsync, size)));
        Assert.Equal(log.Frontier.Root(), sizes[^1].Root);
        foreach (var (size, root) in sizes)
        {
            foreach (var index in new[] { 0, 1, 254, 255, 256, 300, 65_279, 65_535, 65_536, Size - 1 }.Where(index => index < size))
            {
                var before = log.Readings;
                var proof = await TiledTree.ProveInclusionAsync(log.ReadAsync, index, size);
                Assert.True(proof.Verify(TreeHash.OfLeaf(TileStore.Leaf(index)), root));
                Assert.InRange(log.Readings - before, 0, 1);
            }
            foreach (var (oldSize, oldRoot) in sizes.Where(older => older.Size <= size))
                Assert.True((await TiledTree.ProveConsistencyAsync(log.ReadAsync, oldSize, size)).Verify(oldRoot, root));
        }
    }

    [Fact]
    public async Task With_any_bit_flipped_are_refused()
    {
        var log = await TileStore.WithAsync(13);
        var newRoot = log.Frontier.Root();
        var oldRoot = await TiledTree.RootAsync(log.ReadAsync, 7);
        var inclusion = await TiledTree.ProveInclusionAsync(log.ReadAsync, 5, 13);
        var consistency = await TiledTree.ProveConsistencyAsync(log.ReadAsync, 7, 13);
        var leaf = TreeHash.OfLeaf(TileStore.Leaf(5));
        for (var bit = 0; bit < 8 * Hash.Length; bit++)
        {
            Assert.False(inclusion.Verify(Flipped(leaf, bit), newRoot));
            Assert.False(inclusion.Verify(leaf, Flipped(newRoot, bit)));
            Assert.False(consistency.Verify(Flipped(oldRoot, bit), newRoot));
            Assert.False(consistency.Verify(oldRoot, Flipped(newRoot, bit)));
            for (var i = 0; i < inclusion.Hashes.Length; i++)
                Assert.False((inclusion with { Hashes = inclusion.Hashes.SetItem(i, Flipped(inclusion.Hashes[i], bit)) }).Verify(leaf, newRoot));
            for (var i = 0; i < consistency.Hashes.Length; i++)
                Assert.False((consistency with { Hashes = consistency.Hashes.SetItem(i, Flipped(consistency.Hashes[i], bit)) }).Verify(oldRoot, newRoot));
        }
    }

    [Fact]
    public Task For_random_trees_prove_their_own_statement_and_no_other() =>
        Gen.Select(Gen.Int[1, 600], Gen.Int[0, 600], Gen.Int[0, 600]).SampleAsync(async (size, index, other) =>
        {
            (index, other) = (index % size, other % size);
            var log = await TileStore.WithAsync(size);
            var root = log.Frontier.Root();
            var proof = await TiledTree.ProveInclusionAsync(log.ReadAsync, index, size);
            var leaf = TreeHash.OfLeaf(TileStore.Leaf(index));
            Assert.True(proof.Verify(leaf, root));
            Assert.Equal(index == other, (proof with { LeafIndex = other }).Verify(leaf, root));
            Assert.Equal(index == other, proof.Verify(TreeHash.OfLeaf(TileStore.Leaf(other)), root));
            Assert.False((proof with { Hashes = proof.Hashes.Add(root) }).Verify(leaf, root));
            Assert.False((proof with { Hashes = proof.Hashes.Insert(0, leaf) }).Verify(leaf, root));

            var olderRoot = await TiledTree.RootAsync(log.ReadAsync, other);
            var consistency = await TiledTree.ProveConsistencyAsync(log.ReadAsync, other, size);
            Assert.True(consistency.Verify(olderRoot, root));
            Assert.False(consistency.Verify(leaf, root) && olderRoot != leaf);
            Assert.False((consistency with { Hashes = consistency.Hashes.Add(root) }).Verify(olderRoot, root));
        }, iter: 40);

    [Fact]
    public async Task Of_what_a_tree_does_not_have_are_refused_by_the_prover()
    {
        var log = await TileStore.WithAsync(5);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TiledTree.ProveInclusionAsync(log.ReadAsync, 5, 5));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TiledTree.ProveInclusionAsync(log.ReadAsync, -1, 5));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TiledTree.ProveConsistencyAsync(log.ReadAsync, 6, 5));
        await Assert.ThrowsAsync<FormatException>(() => TiledTree.ProveInclusionAsync(
            (tiles, _) => Task.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>([.. tiles.Select(_ => new ReadOnlyMemory<byte>(new byte[33]))]), 0, 5));
        await Assert.ThrowsAsync<FormatException>(() => TiledTree.ProveInclusionAsync(
            (_, _) => Task.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>([]), 0, 5));
    }

    [Fact]
    public void Without_hashes_at_all_are_refused()
    {
        Assert.False(new InclusionProof(0, 1, default).Verify(TreeHash.Empty, TreeHash.Empty));
        Assert.False(new ConsistencyProof(0, 0, default).Verify(TreeHash.Empty, TreeHash.Empty));
        Assert.False(new InclusionProof(long.MaxValue - 1, long.MaxValue, []).Verify(TreeHash.Empty, TreeHash.Empty));
        Assert.False(new ConsistencyProof(long.MaxValue - 1, long.MaxValue, [TreeHash.Empty]).Verify(TreeHash.Empty, TreeHash.Empty));
    }

    private static Hash Flipped(Hash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new Hash(bytes);
    }
}
