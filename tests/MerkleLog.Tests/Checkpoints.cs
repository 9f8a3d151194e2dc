using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace MerkleLog.Tests;

public class Checkpoints
{
    private static readonly IReadOnlyList<JsonElement> Cases = [.. Vectors.Cases("checkpoint")];

    private static readonly JsonElement Cosigned = Cases.Single(@case => @case.TryGetProperty("cosig_line", out _));

    internal static CheckpointPolicy Policy(JsonElement @case) => new(
        [VerifierKey.Parse(@case.Text("vkey"))],
        @case.TryGetProperty("witnesses", out var witnesses) ? witnesses.EnumerateArray().Select(key => VerifierKey.Parse(key.GetString()!)) : [],
        @case.TryGetProperty("quorum", out var quorum) ? quorum.GetInt32() : 0);

    [Fact]
    public void Are_accepted_and_refused_as_the_vectors_say()
    {
        foreach (var @case in Cases)
        {
            var verdict = Policy(@case).Verify(Encoding.UTF8.GetBytes(@case.Text("note")));
            Assert.True(@case.GetProperty("want_error").GetBoolean() == !verdict.IsAccepted, @case.Text("desc"));
            Assert.Equal(verdict.IsAccepted, verdict.Checkpoint is not null);
        }
    }

    [Theory]
    [InlineData("quorum 2, one cosignature", CheckpointFault.TooFewWitnesses)]
    [InlineData("cosignature over another size", CheckpointFault.WrongSignature)]
    [InlineData("size changed after signing", CheckpointFault.WrongSignature)]
    [InlineData("another key of the same name", CheckpointFault.NotSignedByTheLog)]
    [InlineData("key of another log, same private key", CheckpointFault.WrongOrigin)]
    [InlineData("not signed", CheckpointFault.Malformed)]
    [InlineData("CRLF line ends", CheckpointFault.Malformed)]
    [InlineData("size with a leading zero", CheckpointFault.NotACheckpoint)]
    [InlineData("size 0 with an all-zero root", CheckpointFault.NotACheckpoint)]
    [InlineData("the example of c2sp.org/signed-note is not a checkpoint", CheckpointFault.NotACheckpoint)]
    public void Are_refused_for_the_right_reason(string description, CheckpointFault fault)
    {
        var @case = Cases.Single(@case => @case.Text("desc") == description);
        Assert.Equal(fault, Policy(@case).Verify(Encoding.UTF8.GetBytes(@case.Text("note"))).Fault);
    }

    [Fact]
    public void Are_signed_byte_for_byte_as_Go_signs_them()
    {
        foreach (var @case in Cases.Where(@case => @case.TryGetProperty("seed_hex", out _)))
        {
            var key = new SigningKey(@case.Text("origin"), SignatureType.Ed25519, @case.Hex("seed_hex"));
            Assert.Equal(@case.Text("vkey"), key.VerifierKey.ToString());
            Assert.Equal(@case.Text("skey"), key.ExportSkey());
            Assert.True(SigningKey.TryParse(@case.Text("skey"), out var read));
            Assert.Equal(key.VerifierKey, read.VerifierKey);

            var checkpoint = new Checkpoint(@case.Text("origin"), @case.Count("tree_size"), @case.Hash("root_hash"));
            Assert.Equal(@case.Text("body"), checkpoint.ToText());
            Assert.Equal(@case.Text("note"), Encoding.UTF8.GetString(checkpoint.Sign(read).ToBytes()));
        }
    }

    [Fact]
    public void Are_cosigned_byte_for_byte_as_in_the_vectors()
    {
        var witness = VerifierKey.Parse(Cosigned.GetProperty("witnesses")[0].GetString()!);
        var key = new SigningKey(witness.Name, SignatureType.Cosignature, Cosigned.Hex("cosig_seed_hex"));
        Assert.Equal(witness, key.VerifierKey);

        var verdict = Policy(Cosigned).Verify(Encoding.UTF8.GetBytes(Cosigned.Text("note")));
        var at = DateTimeOffset.FromUnixTimeSeconds(Cosigned.Count("cosig_time"));
        Assert.Equal(Cosigned.Text("cosig_line"), key.Cosign(verdict.Checkpoint!, at.AddMilliseconds(999)).ToLine());
        Assert.Equal(new Cosignature(witness, at), Assert.Single(verdict.Cosignatures));
    }

    [Fact]
    public void With_one_witness_twice_do_not_reach_a_quorum_of_two()
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(Cosigned.Text("note")), out var note));
        var witnesses = Cosigned.GetProperty("witnesses").EnumerateArray().Select(key => VerifierKey.Parse(key.GetString()!));
        var policy = new CheckpointPolicy([VerifierKey.Parse(Cosigned.Text("vkey"))], witnesses, 2);
        Assert.Equal(CheckpointFault.TooFewWitnesses, policy.Verify(note.With(note.Signatures[1])).Fault);
    }

    [Theory]
    [InlineData(1L, true)]
    [InlineData(253_402_300_799L, true)]
    [InlineData(253_402_300_800L, false)]
    [InlineData(-1L, false)]
    public void Are_refused_with_a_cosignature_of_a_time_that_no_calendar_has(long seconds, bool accepted)
    {
        var log = SigningKey.Generate("ledger.example/tenant-a", SignatureType.Ed25519);
        var seed = Enumerable.Repeat((byte)7, SigningKey.SeedLength).ToArray();
        var witness = new SigningKey("witness.example/w1", SignatureType.Cosignature, seed).VerifierKey;
        var note = new Checkpoint(log.VerifierKey.Name, 0, TreeHash.Empty).Sign(log);
        var message = Encoding.UTF8.GetBytes($"cosignature/v1\ntime {(ulong)seconds}\n{note.Text}");
        var signature = new byte[72];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        Ed25519.Sign(seed, 0, message, 0, message.Length, signature, 8);

        var cosigned = note.With(new NoteSignature(witness.Name, witness.Id, [.. signature]));
        var expected = accepted ? CheckpointFault.None : CheckpointFault.WrongSignature;
        Assert.Equal(expected, new CheckpointPolicy([log.VerifierKey], [witness], 1).Verify(cosigned).Fault);
    }

    [Fact]
    public void Are_refused_with_any_bit_of_them_flipped()
    {
        var note = Encoding.UTF8.GetBytes(Cases[0].Text("note"));
        var policy = Policy(Cases[0]);
        for (var bit = 0; bit < note.Length * 8; bit++)
        {
            note[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(policy.Verify(note).IsAccepted, $"bit {bit}");
            note[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(policy.Verify(note).IsAccepted);
    }

    [Fact]
    public void Of_a_log_that_changes_its_key_are_accepted_under_either()
    {
        const string Origin = "ledger.example/tenant-a";
        var (older, newer) = (SigningKey.Generate(Origin, SignatureType.Ed25519), SigningKey.Generate(Origin, SignatureType.Ed25519));
        var checkpoint = new Checkpoint(Origin, 1, TreeHash.OfLeaf("x"u8));
        var note = checkpoint.Sign(older).With(newer.Sign(checkpoint.ToText()));
        foreach (var key in new[] { older, newer })
            Assert.Equal(checkpoint, new CheckpointPolicy([key.VerifierKey]).Verify(note.ToBytes()).Checkpoint);
        Assert.True(new CheckpointPolicy([older.VerifierKey, newer.VerifierKey]).Verify(checkpoint.Sign(newer)).IsAccepted);
    }

    [Fact]
    public void Are_not_signed_under_the_name_of_another_log_nor_by_a_witness()
    {
        var checkpoint = new Checkpoint("ledger.example/tenant-a", 0, TreeHash.Empty);
        Assert.Throws<ArgumentException>(() => checkpoint.Sign(SigningKey.Generate("ledger.example/tenant-b", SignatureType.Ed25519)));
        Assert.Throws<InvalidOperationException>(() => checkpoint.Sign(SigningKey.Generate(checkpoint.Origin, SignatureType.Cosignature)));
        Assert.Throws<InvalidOperationException>(
            () => SigningKey.Generate(checkpoint.Origin, SignatureType.Ed25519).Cosign(checkpoint, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Are_not_signed_when_no_verifier_would_accept_them()
    {
        var key = SigningKey.Generate("ledger.example/tenant-a", SignatureType.Ed25519);
        var root = TreeHash.OfLeaf("x"u8);
        Assert.Throws<InvalidOperationException>(() => new Checkpoint(key.VerifierKey.Name, 0, root).Sign(key));
        Assert.Throws<InvalidOperationException>(() => new Checkpoint(key.VerifierKey.Name, -1, root).Sign(key));
        Assert.Throws<InvalidOperationException>(() => new Checkpoint(key.VerifierKey.Name, 1, root, ["", "x"]).Sign(key));
    }

    [Fact]
    public void Under_a_policy_that_means_nothing_are_not_asked_for()
    {
        var log = SigningKey.Generate("ledger.example/tenant-a", SignatureType.Ed25519).VerifierKey;
        var witness = SigningKey.Generate("witness.example/w1", SignatureType.Cosignature).VerifierKey;
        var sameKey = new VerifierKey("witness.example/w2", SignatureType.Cosignature, witness.PublicKey.AsSpan());
        Assert.Throws<ArgumentException>(() => new CheckpointPolicy([]));
        Assert.Throws<ArgumentException>(() => new CheckpointPolicy([witness]));
        Assert.Throws<ArgumentException>(() => new CheckpointPolicy([log], [log], 1));
        Assert.Throws<ArgumentException>(() => new CheckpointPolicy([log], [witness], 2));
        Assert.Throws<ArgumentException>(() => new CheckpointPolicy([log], [witness, sameKey], 2));
    }

    [Fact]
    public void Keep_the_extension_lines_that_another_log_signed()
    {
        var checkpoint = new Checkpoint("other.example", 0, TreeHash.Empty, ["one", "two"]);
        Assert.True(Checkpoint.TryParse(checkpoint.ToText(), out var read));
        Assert.Equal(["one", "two"], read.Extensions.ToArray());
        Assert.Equal(checkpoint, read);
        Assert.False(Checkpoint.TryParse(checkpoint.ToText() + "\n", out _));
    }
}
