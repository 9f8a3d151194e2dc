using System.Text;
using CsCheck;

namespace MerkleLog.Tests;

public class Policies
{
    private const string Origin = "ledger.example/tenant-a";

    private static readonly SigningKey Log = Key(Origin, SignatureType.Ed25519, 1);

    private static readonly SigningKey[] Witnesses = [.. Enumerable.Range(1, 6).Select(i => Key($"witness.example/w{i}", SignatureType.Cosignature, (byte)(10 + i)))];

    private static readonly Checkpoint Checkpoint = new(Origin, 1, TreeHash.OfLeaf("x"u8));

    /// <summary>The example of the specification: two of three X and one of three Y.</summary>
    private static readonly string Example = $"""
        log {Log.VerifierKey}
         # two organisations

        witness X1 {Witnesses[0].VerifierKey}
        witness	X2	{Witnesses[1].VerifierKey}
        witness X3 {Witnesses[2].VerifierKey} https://x3.example/
        group X-witnesses 2 X1 X2 X3

        witness Y1 {Witnesses[3].VerifierKey}
        witness Y2 {Witnesses[4].VerifierKey}
        witness Y3 {Witnesses[5].VerifierKey}
        group Y-witnesses any Y1 Y2 Y3

        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """;

    private static SigningKey Key(string name, SignatureType type, byte seed) => new(name, type, Enumerable.Repeat(seed, SigningKey.SeedLength).ToArray());

    private static TlogPolicy Parse(string text) => TlogPolicy.Parse(Encoding.UTF8.GetBytes(text));

    private static SignedNote Cosigned(IEnumerable<int> witnesses) =>
        witnesses.Aggregate(Checkpoint.Sign(Log), (note, i) => note.With(Witnesses[i].Cosign(Checkpoint, DateTimeOffset.UnixEpoch)));

    [Fact]
    public void Ask_for_as_many_of_each_group_as_they_say() => Gen.Bool.Array[6].Sample(cosigns =>
    {
        var verdict = Parse(Example).Verify(Cosigned(Enumerable.Range(0, 6).Where(i => cosigns[i])));
        var enough = cosigns.Take(3).Count(yes => yes) >= 2 && cosigns.Skip(3).Any(yes => yes);
        Assert.Equal(enough ? CheckpointFault.None : CheckpointFault.TooFewWitnesses, verdict.Fault);
        Assert.Equal(enough ? cosigns.Count(yes => yes) : 0, verdict.Cosignatures.Length);
    });

    [Fact]
    public void Are_read_as_they_were_written()
    {
        var policy = Parse(Example);
        var written = policy.ToBytes();
        var read = TlogPolicy.Parse(written);
        Assert.Equal(written, read.ToBytes());
        Assert.Equal("https://x3.example/", policy.Members.OfType<PolicyWitness>().Single(witness => witness.Name == "X3").Url);
        Assert.Equal([2, 1, 2], read.Members.OfType<PolicyGroup>().Select(group => group.Threshold));
        Assert.Equal(policy.Logs.AsEnumerable(), read.Logs);
        Assert.Equal("X-and-Y", read.Quorum);
    }

    [Fact]
    public void With_any_bit_of_the_note_flipped_accept_nothing()
    {
        var policy = Parse(Example);
        var note = Cosigned([0, 2, 5]).ToBytes();
        for (var bit = 0; bit < note.Length * 8; bit++)
        {
            note[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(policy.Acceptance.Verify(note).IsAccepted, $"bit {bit}");
            note[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(policy.Acceptance.Verify(note).IsAccepted);
    }

    [Fact]
    public void Of_no_quorum_ask_for_the_log_alone()
    {
        Assert.True(Parse($"log {Log.VerifierKey}\nquorum none\n").Verify(Cosigned([])).IsAccepted);
        Assert.Equal(CheckpointFault.NotSignedByTheLog, Parse("quorum none\n").Verify(Cosigned([])).Fault);
        Assert.Equal(CheckpointFault.TooFewWitnesses, Parse($"log {Log.VerifierKey}\nwitness w {Witnesses[0].VerifierKey}\nquorum w\n").Verify(Cosigned([1])).Fault);
    }

    [Fact]
    public void Accept_any_of_their_logs()
    {
        var other = Key("other.example", SignatureType.Ed25519, 2);
        var policy = Parse($"log {other.VerifierKey} https://other.example\nlog {Log.VerifierKey}\nquorum none\n");
        Assert.True(policy.Verify(Cosigned([])).IsAccepted);
        Assert.True(policy.Verify(new Checkpoint("other.example", 0, TreeHash.Empty).Sign(other)).IsAccepted);
    }

    [Fact]
    public void Take_names_as_octets_and_comments_as_anything()
    {
        byte[] file = [.. "# "u8, 0xE9, .. "\nwitness "u8, 0xE9, .. Encoding.ASCII.GetBytes($" {Witnesses[0].VerifierKey}\nquorum "), 0xE9, (byte)'\n'];
        var policy = TlogPolicy.Parse(file);
        Assert.Equal("\u00E9", policy.Quorum);
        Assert.Contains((byte)0xE9, policy.ToBytes());
        // U+212A, the sign for kelvin, is three octets and no K.
        Assert.False(TlogPolicy.TryParse(Encoding.UTF8.GetBytes($"witness K {Witnesses[0].VerifierKey}\nquorum \u212A\n"), out _));
        var key = Key("ledger.example/mandant-\u00FC", SignatureType.Ed25519, 3).VerifierKey;
        Assert.Equal(key, TlogPolicy.Parse(Parse($"log {key}\nquorum none\n").ToBytes()).Logs.Single().Key);
    }

    [Theory]
    [InlineData("", "no quorum")]
    [InlineData("quorum none", "no end")]
    [InlineData("quorum none\nquorum none\n", "Line 2")]
    [InlineData("quorum none none\n", "Line 1")]
    [InlineData("quorum\n", "Line 1")]
    [InlineData("Quorum none\n", "Line 1")]
    [InlineData("quorum w\nwitness w {w1}\n", "Line 1")]
    [InlineData("quorum none\r\n", "control")]
    [InlineData("quorum none # all\n", "Line 1")]
    [InlineData("log {log}\nlog {log}\nquorum none\n", "before")]
    [InlineData("log {log} a b\nquorum none\n", "Line 1")]
    [InlineData("log {w1}\nquorum none\n", "0x01")]
    [InlineData("log ledger.example\nquorum none\n", "no key")]
    [InlineData("witness w {log}\nquorum w\n", "0x04")]
    [InlineData("witness none {w1}\nquorum none\n", "name")]
    [InlineData("witness a {w1}\nwitness b {w1}\nquorum none\n", "before")]
    [InlineData("witness a {w1}\nwitness a {w2}\nquorum none\n", "before")]
    [InlineData("witness a {w1}\ngroup a 1 a\nquorum none\n", "before")]
    [InlineData("group g 1 g\nquorum none\n", "not defined")]
    [InlineData("group g all\nquorum none\n", "a member")]
    [InlineData("group g 1 none\nquorum none\n", "not defined")]
    [InlineData("witness a {w1}\ngroup g 0 a\nquorum g\n", "asks for one")]
    [InlineData("witness a {w1}\ngroup g 2 a\nquorum g\n", "no more")]
    [InlineData("witness a {w1}\ngroup g 01 a\nquorum g\n", "any, all")]
    [InlineData("witness a {w1}\ngroup g 2 a a\nquorum g\n", "once")]
    [InlineData("witness a {w1}\ngroup g any a\ngroup h any a\nquorum g\n", "once")]
    public void That_break_a_rule_are_refused_with_the_rule(string text, string rule)
    {
        var file = text.Replace("{log}", Log.VerifierKey.ToString(), StringComparison.Ordinal)
            .Replace("{w1}", Witnesses[0].VerifierKey.ToString(), StringComparison.Ordinal)
            .Replace("{w2}", Witnesses[1].VerifierKey.ToString(), StringComparison.Ordinal);
        Assert.Contains(rule, Assert.Throws<FormatException>(() => Parse(file)).Message, StringComparison.Ordinal);
        Assert.False(TlogPolicy.TryParse(Encoding.UTF8.GetBytes(file), out _));
    }

    [Fact]
    public void Know_one_key_under_two_names_for_the_same()
    {
        var again = new VerifierKey("witness.example/again", SignatureType.Cosignature, Witnesses[0].VerifierKey.PublicKey.AsSpan());
        Assert.False(TlogPolicy.TryParse(Encoding.UTF8.GetBytes($"witness a {Witnesses[0].VerifierKey}\nwitness b {again}\nquorum none\n"), out _));
    }

    [Fact]
    public void Are_read_up_to_a_length() =>
        Assert.Contains("longer", Assert.Throws<FormatException>(() => Parse(new string('\n', TlogPolicy.MaximumLength) + "quorum none\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Cannot_be_stated_with_words_that_a_file_could_not_hold()
    {
        Assert.Throws<ArgumentException>(() => new TlogPolicy([new PolicyLog(Log.VerifierKey, "https://a b")], [], TlogPolicy.NoQuorum));
        Assert.Throws<ArgumentException>(() => new TlogPolicy([], [new PolicyWitness("a\nb", Witnesses[0].VerifierKey)], TlogPolicy.NoQuorum));
        Assert.Throws<ArgumentException>(() => new TlogPolicy([], [], "nobody"));
    }
}
