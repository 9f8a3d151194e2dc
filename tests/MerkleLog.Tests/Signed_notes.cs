using System.Text;

namespace MerkleLog.Tests;

public class Signed_notes
{
    private static readonly SigningKey Key = SigningKey.Generate("ledger.example/a", SignatureType.Ed25519);

    private static SignedNote Note(string text) => new(text, [Key.Sign(text)]);

    private static bool Parses(string text) => SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out _);

    [Fact]
    public void Verify_the_published_example_of_the_specification()
    {
        var @case = Vectors.Cases("checkpoint").Single(@case => @case.Text("vkey").StartsWith("example.com/foo", StringComparison.Ordinal));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(@case.Text("note")), out var note));
        Assert.True(note.TryVerify([VerifierKey.Parse(@case.Text("vkey"))], out var verified));
        Assert.Single(verified);
        Assert.Equal(@case.Text("note"), note.ToString());
    }

    [Fact]
    public void End_their_text_at_the_last_empty_line()
    {
        var note = Note("one\n\ntwo\n");
        Assert.True(SignedNote.TryParse(note.ToBytes(), out var read));
        Assert.Equal(note.Text, read.Text);
        Assert.True(read.TryVerify([Key.VerifierKey], out _));
    }

    [Fact]
    public void Ignore_unknown_keys_even_of_the_same_name()
    {
        var other = SigningKey.Generate(Key.VerifierKey.Name, SignatureType.Ed25519);
        var note = Note("text\n").With(other.Sign("another text\n"));
        Assert.True(note.TryVerify([Key.VerifierKey], out var verified));
        Assert.Equal(Key.VerifierKey, Assert.Single(verified).Key);
        Assert.False(note.TryVerify([Key.VerifierKey, other.VerifierKey], out verified));
        Assert.Empty(verified);
    }

    [Fact]
    public void Are_refused_when_they_are_malformed()
    {
        var line = Note("text\n").Signatures[0].ToLine();
        Assert.True(Parses("text\n\n" + line));
        string[] malformed =
        [
            "", "\n", "text\n", "text\n\n", "text\n" + line, "text\n\n" + line.TrimEnd('\n'), "text\n\n" + line + "\n", "text\n\n" + line + "trailing\n",
            "text\n\n-" + line[1..], "text\n\n" + line.Replace("— ", "—  ", StringComparison.Ordinal), "text\n\n— \n", "text\n\n— name\n",
            "text\n\n— name AAAA\n", "text\n\n— na+me AAAAAAA=\n",
            "text\n\n— na\u2003me AAAAAAA=\n", "text\n\n— name AAAAAAB=\n", "text\n\n— name AAAAAAA\n",
            "te\txt\n\n" + line, "te\rxt\n\n" + line, "te\u001fxt\n\n" + line,
            "te\0xt\n\n" + line, "text\r\n\r\n" + line,
        ];
        foreach (var text in malformed)
            Assert.False(Parses(text), text);
        Assert.False(SignedNote.TryParse([0xC3, 0x28, .. Encoding.UTF8.GetBytes("\n\n" + line)], out _));
    }

    [Fact]
    public void Are_bounded_in_length_and_in_signatures()
    {
        var line = Note("text\n").Signatures[0].ToLine();
        Assert.True(Parses("text\n\n" + string.Concat(Enumerable.Repeat(line, SignedNote.MaximumSignatures))));
        Assert.False(Parses("text\n\n" + string.Concat(Enumerable.Repeat(line, SignedNote.MaximumSignatures + 1))));
        Assert.False(Parses(new string('x', SignedNote.MaximumLength) + "\n\n" + line));
    }

    [Fact]
    public void Know_keys_in_one_spelling_only_and_with_their_own_id()
    {
        var vkey = Key.VerifierKey.ToString();
        Assert.Equal(Key.VerifierKey, VerifierKey.Parse(vkey));
        var parts = vkey.Split('+', 3);
        string[] malformed =
        [
            "", "name", vkey + " ", " " + vkey, $"{parts[0]}x+{parts[1]}+{parts[2]}", $"{parts[0]}+00000000+{parts[2]}",
            $"{parts[0]}+{parts[1].ToUpperInvariant()}Z+{parts[2]}", $"{parts[0]}+{parts[1]}+{parts[2][..^4]}", $"+{parts[1]}+{parts[2]}",
            $"{parts[0]}+{parts[1]}+{Convert.ToBase64String([6, .. Convert.FromBase64String(parts[2])[1..]])}",
        ];
        foreach (var text in malformed)
        {
            Assert.False(VerifierKey.TryParse(text, out _), text);
            Assert.False(SigningKey.TryParse(text, out _), text);
        }
        Assert.Throws<ArgumentException>(() => new VerifierKey("name", SignatureType.Ed25519, new byte[32]));
        Assert.Throws<ArgumentException>(() => new VerifierKey("a name", SignatureType.Ed25519, [.. Key.VerifierKey.PublicKey]));
        Assert.False(SigningKey.TryParse(Key.ExportSkey().Replace("ledger", "other", StringComparison.Ordinal), out _));
    }
}
