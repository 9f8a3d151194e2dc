using CsCheck;

namespace MerkleLog.Tests;

public class Tree_hashes
{
    [Fact]
    public void Of_leaves_and_nodes_agree_with_the_vectors()
    {
        foreach (var @case in Vectors.Cases("leaf-hash"))
            Assert.Equal(@case.Hex("leaf_hash_hex"), TreeHash.OfLeaf(@case.Hex("data_hex")).ToArray());
        foreach (var @case in Vectors.Cases("node-hash"))
            Assert.Equal(@case.Hash("node"), TreeHash.OfNode(@case.Hash("left"), @case.Hash("right")));
    }

    [Fact]
    public void Of_the_classic_Certificate_Transparency_leaves_agree_with_the_vectors()
    {
        foreach (var @case in Vectors.Cases("roots-ct-classic"))
        {
            var list = @case.GetProperty("leaves_hex");
            byte[][] leaves = list.ValueKind == System.Text.Json.JsonValueKind.Null
                ? []
                : [.. list.EnumerateArray().Select(leaf => Convert.FromHexString(leaf.GetString()!))];
            Assert.Equal(@case.Hash("root"), TreeHash.Root([.. leaves.Select(leaf => TreeHash.OfLeaf(leaf))]));
            Assert.Equal(@case.Hash("root"), new Definition(leaves).Root(0, leaves.Length));
        }
    }

    [Fact]
    public async Task Of_every_size_in_the_vectors_agree_from_the_frontier_and_from_tiles()
    {
        var log = new TileStore();
        foreach (var @case in Vectors.Cases("roots").OrderBy(@case => @case.Count("tree_size")))
        {
            await log.AppendAsync((int)(@case.Count("tree_size") - log.Frontier.TreeSize));
            Assert.Equal(@case.Hash("root"), log.Frontier.Root());
            Assert.Equal(@case.Hash("root"), await TiledTree.RootAsync(log.ReadAsync, log.Frontier.TreeSize));
        }
    }

    [Fact]
    public void Of_a_frontier_are_those_of_the_definition_after_every_leaf_and_after_every_restart() =>
        Gen.Byte.Array[0, 40].Array[0, 70].Sample(leaves =>
        {
            var definition = new Definition(leaves);
            var frontier = new Frontier();
            for (var size = 0; size <= leaves.Length; size++)
            {
                Assert.Equal(definition.Root(0, size), frontier.Root());
                frontier = Frontier.FromBytes(frontier.TreeSize, frontier.ToBytes());
                if (size < leaves.Length)
                    frontier.Append(TreeHash.OfLeaf(leaves[size]));
            }
        }, iter: 30);

    [Fact]
    public void A_frontier_of_another_size_is_refused()
    {
        Assert.Throws<FormatException>(() => Frontier.FromBytes(3, new byte[32]));
        Assert.Throws<FormatException>(() => Frontier.FromBytes(0, new byte[32]));
        Assert.Throws<FormatException>(() => Frontier.FromBytes(-1, new byte[64 * 32]));
    }

    [Fact]
    public void A_hash_has_one_text_only()
    {
        var text = TreeHash.Empty.ToString();
        Assert.Equal(TreeHash.Empty, Hash.Parse(text));
        foreach (var other in new[] { text[..^2] + "V=", text[..^1], text + "\n", " " + text, text.Replace('+', '-'), "", new string('A', 42) + "==" })
            Assert.False(Hash.TryParse(other, out _), other);
        Assert.Throws<ArgumentException>(() => new Hash(new byte[31]));
    }
}
