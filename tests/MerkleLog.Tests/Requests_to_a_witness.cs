using System.Collections.Immutable;
using System.Text;
using CsCheck;

namespace MerkleLog.Tests;

public class Requests_to_a_witness
{
    private const string Origin = "ledger.example/tenant-a";

    private static readonly SigningKey Log = new(Origin, SignatureType.Ed25519, Enumerable.Repeat((byte)3, SigningKey.SeedLength).ToArray());

    private static readonly VerifierKey[] Keys = [Log.VerifierKey];

    private static readonly Definition Tree = new(TileStore.Leaves(64));

    private static readonly Gen<(int Old, int New)> Sizes = Gen.Select(Gen.Int[0, 64], Gen.Int[0, 64], (a, b) => (Math.Min(a, b), Math.Max(a, b)));

    private static AddCheckpointRequest Request(int oldSize, int newSize) =>
        new(oldSize, [.. Tree.Proof(oldSize, newSize)], new Checkpoint(Origin, newSize, Tree.Root(0, newSize)).Sign(Log));

    private static WitnessedTree Remembered(int size) => new(size, Tree.Root(0, size));

    [Fact]
    public void Are_read_as_they_were_written() => Sizes.Sample(sizes =>
    {
        var request = Request(sizes.Old, sizes.New);
        Assert.True(AddCheckpointRequest.TryParse(request.ToBytes(), out var read));
        Assert.Equal(request, read);
        Assert.Equal(Origin, read.Origin);
    });

    /// <summary>The example of c2sp.org/tlog-witness.</summary>
    [Fact]
    public void Of_the_specification_are_read_and_written_back_word_for_word()
    {
        const string Body = "old 20852014\n"
            + "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\njrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
            + "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\n"
            + "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            + "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            + "— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";
        Assert.True(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(Body), out var request));
        Assert.Equal(20852014, request.OldSize);
        Assert.Equal(4, request.Proof.Length);
        Assert.Equal("example.com/behind-the-sofa", request.Origin);
        Assert.Equal(Body, Encoding.UTF8.GetString(request.ToBytes()));
    }

    [Fact]
    public void That_continue_what_was_cosigned_are_cosigned() => Sizes.Sample(sizes =>
    {
        var decision = WitnessRule.Decide(Request(sizes.Old, sizes.New), Keys, Remembered(sizes.Old));
        Assert.Equal(WitnessAnswer.Cosign, decision.Answer);
        Assert.Equal(new Checkpoint(Origin, sizes.New, Tree.Root(0, sizes.New)), decision.Checkpoint);
        Assert.Equal(Log.VerifierKey.Id, Assert.Single(decision.LogSignatures).KeyId);
    });

    [Fact]
    public void From_another_size_than_was_cosigned_last_are_told_so() => Gen.Select(Sizes, Gen.Int[0, 64]).Sample((sizes, remembered) =>
        remembered == sizes.Old
        || WitnessRule.Decide(Request(sizes.Old, sizes.New), Keys, Remembered(remembered)) is { Answer: WitnessAnswer.AnotherSize, Checkpoint: null });

    [Fact]
    public void Of_another_history_are_refused_whatever_their_proof() => Sizes.Where(sizes => sizes.Old > 0).Sample(sizes =>
    {
        var forked = new WitnessedTree(sizes.Old, TreeHash.OfNode(TreeHash.Empty, Tree.Root(0, sizes.Old)));
        return WitnessRule.Decide(Request(sizes.Old, sizes.New), Keys, forked).Answer == WitnessAnswer.NotConsistent;
    });

    [Fact]
    public void With_any_bit_flipped_are_not_cosigned()
    {
        var body = Request(5, 13).ToBytes();
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            var answer = AddCheckpointRequest.TryParse(body, out var read)
                ? WitnessRule.Decide(read, Keys, Remembered(5)).Answer : WitnessAnswer.Malformed;
            Assert.True(answer != WitnessAnswer.Cosign, $"bit {bit}");
            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(AddCheckpointRequest.TryParse(body, out _));
    }

    [Fact]
    public void Are_answered_in_the_order_of_the_specification()
    {
        var sound = Request(5, 13);
        var other = SigningKey.Generate(Origin, SignatureType.Ed25519);
        var unsigned = sound with { Checkpoint = new Checkpoint(Origin, 13, Tree.Root(0, 13)).Sign(other) };
        var spoilt = sound.Checkpoint.Signatures[0];
        spoilt = spoilt with { Bytes = spoilt.Bytes.SetItem(0, (byte)(spoilt.Bytes[0] ^ 1)) };

        Assert.Equal(WitnessAnswer.UnknownLog, Decide(unsigned, 4, []));
        Assert.Equal(WitnessAnswer.UnknownLog, Decide(unsigned, 4, [SigningKey.Generate("ledger.example/b", SignatureType.Ed25519).VerifierKey]));
        Assert.Equal(WitnessAnswer.NotSigned, Decide(unsigned with { OldSize = 14 }, 4, Keys));
        Assert.Equal(WitnessAnswer.NotSigned, Decide(sound with { Checkpoint = sound.Checkpoint.With(spoilt) }, 5, Keys));
        Assert.Equal(WitnessAnswer.Malformed, Decide(sound with { OldSize = 14 }, 4, Keys));
        Assert.Equal(WitnessAnswer.AnotherSize, Decide(sound with { Proof = [] }, 4, Keys));
        Assert.Equal(WitnessAnswer.NotConsistent, Decide(sound with { Proof = [] }, 5, Keys));
        Assert.Equal(WitnessAnswer.Cosign, Decide(sound, 5, Keys));

        static WitnessAnswer Decide(AddCheckpointRequest request, int remembered, IReadOnlyCollection<VerifierKey> keys) =>
            WitnessRule.Decide(request, keys, Remembered(remembered)).Answer;
    }

    [Fact]
    public void With_a_signed_text_that_is_no_checkpoint_are_malformed()
    {
        var text = Origin + "\n07\n" + Tree.Root(0, 7) + "\n";
        var request = new AddCheckpointRequest(0, [], new SignedNote(text, [Log.Sign(text)]));
        Assert.Equal(WitnessAnswer.Malformed, WitnessRule.Decide(request, Keys, WitnessedTree.None).Answer);
    }

    [Fact]
    public void Of_a_tree_without_leaves_but_with_a_root_are_not_consistent()
    {
        var text = Origin + "\n0\n" + Tree.Root(0, 1) + "\n";
        var request = new AddCheckpointRequest(0, [], new SignedNote(text, [Log.Sign(text)]));
        Assert.Equal(WitnessAnswer.NotConsistent, WitnessRule.Decide(request, Keys, WitnessedTree.None).Answer);
    }

    [Fact]
    public void With_a_proof_that_none_is_asked_for_are_not_consistent()
    {
        var hash = Tree.Root(0, 1);
        Assert.Equal(WitnessAnswer.NotConsistent, WitnessRule.Decide(Request(0, 7) with { Proof = [hash] }, Keys, WitnessedTree.None).Answer);
        Assert.Equal(WitnessAnswer.NotConsistent, WitnessRule.Decide(Request(7, 7) with { Proof = [hash] }, Keys, Remembered(7)).Answer);
    }

    [Fact]
    public void Signed_with_either_key_of_a_log_that_changes_it_are_cosigned()
    {
        var newer = SigningKey.Generate(Origin, SignatureType.Ed25519);
        VerifierKey[] both = [Log.VerifierKey, newer.VerifierKey];
        var checkpoint = new Checkpoint(Origin, 7, Tree.Root(0, 7));
        var unknown = SigningKey.Generate("elsewhere.example", SignatureType.Ed25519).Sign(checkpoint.ToText());
        foreach (var note in new[] { checkpoint.Sign(Log), checkpoint.Sign(newer), checkpoint.Sign(newer).With(unknown) })
        {
            var decision = WitnessRule.Decide(new AddCheckpointRequest(0, [], note), both, WitnessedTree.None);
            Assert.Equal(WitnessAnswer.Cosign, decision.Answer);
            Assert.Equal(note.Signatures[0], Assert.Single(decision.LogSignatures));
        }
    }

    [Fact]
    public void Are_refused_when_they_are_malformed()
    {
        var text = Encoding.UTF8.GetString(Request(5, 13).ToBytes());
        var hash = text.Split('\n')[1] + "\n";
        string[] malformed =
        [
            "", "\n\n", "old 5\n", text[4..], text.Replace("old 5", "Old 5", StringComparison.Ordinal), text.Replace("old 5", "old  5", StringComparison.Ordinal),
            text.Replace("old 5", "old 05", StringComparison.Ordinal), text.Replace("old 5", "old -5", StringComparison.Ordinal),
            text.Replace("old 5", "old 5 ", StringComparison.Ordinal), text.Replace("old 5", "old 9223372036854775808", StringComparison.Ordinal),
            text.Replace("old 5", "old ５", StringComparison.Ordinal), text.Replace("\n\nledger", "\nledger", StringComparison.Ordinal),
            text.Replace(hash, hash[4..], StringComparison.Ordinal), text.Replace("\n", "\r\n", StringComparison.Ordinal), text[..^1], text + "\n",
            text.Replace(hash, string.Concat(Enumerable.Repeat(hash, 64)), StringComparison.Ordinal),
            text + new string('x', AddCheckpointRequest.MaximumLength),
        ];
        foreach (var body in malformed)
            Assert.False(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(body), out _), body[..Math.Min(body.Length, 80)]);
    }

    [Fact]
    public void Have_63_hashes_at_most_and_sixteen_signatures_of_any_kind_at_least()
    {
        ImmutableArray<Hash> most = [.. Enumerable.Repeat(Tree.Root(0, 1), AddCheckpointRequest.MaximumHashes)];
        var note = Request(5, 13).Checkpoint;
        for (var i = 0; i < 15; i++)
            note = note.With(new NoteSignature($"witness.example/{i}", (uint)i, [.. new byte[5_000]]));
        Assert.True(AddCheckpointRequest.TryParse(new AddCheckpointRequest(5, most, note).ToBytes(), out var read));
        Assert.Equal(63, read.Proof.Length);
        Assert.Throws<InvalidOperationException>(() => new AddCheckpointRequest(5, most.Add(most[0]), note).ToBytes());
        Assert.Throws<InvalidOperationException>(() => new AddCheckpointRequest(-1, [], note).ToBytes());
    }
}
