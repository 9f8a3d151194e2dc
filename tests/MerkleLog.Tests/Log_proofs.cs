using System.Text;

namespace MerkleLog.Tests;

public class Log_proofs
{
    [Fact]
    public void Are_accepted_and_refused_as_the_vectors_say_and_written_back_word_for_word()
    {
        foreach (var @case in Vectors.Cases("tlog-proof"))
        {
            Assert.True(LogProof.TryParse(Encoding.UTF8.GetBytes(@case.Text("bundle")), out var proof), @case.Text("desc"));
            Assert.Equal(@case.Text("bundle"), proof.ToString());
            var verdict = proof.Verify(TreeHash.OfLeaf(Convert.FromBase64String(@case.Text("entry"))), Checkpoints.Policy(@case));
            Assert.True(@case.GetProperty("want_error").GetBoolean() == !verdict.IsAccepted, @case.Text("desc"));
        }
    }

    [Theory]
    [InlineData("the wrong entry", CheckpointFault.NotIncluded)]
    [InlineData("index moved by one", CheckpointFault.NotIncluded)]
    [InlineData("too few witnesses", CheckpointFault.TooFewWitnesses)]
    public void Are_refused_for_the_right_reason(string description, CheckpointFault fault)
    {
        var @case = Vectors.Cases("tlog-proof").Single(@case => @case.Text("desc") == description);
        Assert.True(LogProof.TryParse(Encoding.UTF8.GetBytes(@case.Text("bundle")), out var proof));
        Assert.Equal(fault, proof.Verify(TreeHash.OfLeaf(Convert.FromBase64String(@case.Text("entry"))), Checkpoints.Policy(@case)).Fault);
    }

    [Fact]
    public async Task Made_as_receipts_carry_their_entry_and_verify_without_the_log()
    {
        var log = await TileStore.WithAsync(300);
        var key = SigningKey.Generate("ledger.example/tenant-a", SignatureType.Ed25519);
        var note = new Checkpoint(key.VerifierKey.Name, 300, log.Frontier.Root()).Sign(key);
        var path = await TiledTree.ProveInclusionAsync(log.ReadAsync, 270, 300);
        var receipt = new LogProof(path.LeafIndex, path.Hashes, note, [.. TileStore.Leaf(270)]).ToBytes();

        Assert.True(LogProof.TryParse(receipt, out var read));
        Assert.True(read.Verify(TreeHash.OfLeaf(read.Extra.AsSpan()), new CheckpointPolicy([key.VerifierKey])).IsAccepted);
        Assert.False(read.Verify(TreeHash.OfLeaf(TileStore.Leaf(271)), new CheckpointPolicy([key.VerifierKey])).IsAccepted);
    }

    [Fact]
    public void Are_refused_when_they_are_malformed()
    {
        var text = Vectors.Cases("tlog-proof").First().Text("bundle");
        var hash = text.Split('\n')[2] + "\n";
        string[] malformed =
        [
            "", "\n\n", text.Replace("@v1", "@v2", StringComparison.Ordinal), text.Replace("index 5", "index 05", StringComparison.Ordinal),
            text.Replace("index 5", "index -5", StringComparison.Ordinal), text.Replace("index 5", "index  5", StringComparison.Ordinal),
            text.Replace("index 5", "index 9223372036854775808", StringComparison.Ordinal), text.Replace("index 5\n", "", StringComparison.Ordinal),
            text.Replace("index 5", "extra \nindex 5", StringComparison.Ordinal), text.Replace("index 5", "extra A\nindex 5", StringComparison.Ordinal),
            text.Replace("index 5", "index 5\nextra AAAA", StringComparison.Ordinal),
            text.Replace("index 5", "extra AAAA\nextra AAAA\nindex 5", StringComparison.Ordinal),
            text.Replace(hash, hash[4..], StringComparison.Ordinal), text.Replace(hash, string.Concat(Enumerable.Repeat(hash, 64)), StringComparison.Ordinal),
            text.Replace("\n\nledger", "\nledger", StringComparison.Ordinal), text.Replace("\n", "\r\n", StringComparison.Ordinal), text + "\n",
            text.Replace(hash, "ü" + hash, StringComparison.Ordinal),
        ];
        foreach (var other in malformed)
        {
            Assert.NotEqual(text, other);
            Assert.False(LogProof.TryParse(Encoding.UTF8.GetBytes(other), out _), other);
        }
    }

    [Fact]
    public void Are_refused_with_any_bit_of_them_flipped()
    {
        var @case = Vectors.Cases("tlog-proof").Single(@case => @case.Text("desc") == "single-entry tree");
        var bundle = Encoding.UTF8.GetBytes(@case.Text("bundle"));
        var leaf = TreeHash.OfLeaf(Convert.FromBase64String(@case.Text("entry")));
        var policy = Checkpoints.Policy(@case);
        for (var bit = 0; bit < bundle.Length * 8; bit++)
        {
            bundle[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(LogProof.TryParse(bundle, out var proof) && proof.Verify(leaf, policy).IsAccepted, $"bit {bit}");
            bundle[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(LogProof.TryParse(bundle, out var intact) && intact.Verify(leaf, policy).IsAccepted);
    }
}
