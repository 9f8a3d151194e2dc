using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MerkleLog;

/// <summary>One signature line of a note: who signed, and the bytes, which only the key's type can explain.</summary>
/// <param name="KeyName">The name of the key.</param>
/// <param name="KeyId">The id of the key; name and id together say which key is meant.</param>
/// <param name="Bytes">The signature without the key id.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, ImmutableArray<byte> Bytes)
{
    private const string Dash = "— ";

    /// <summary>The line as it stands in a note, with its newline.</summary>
    public string ToLine()
    {
        var id = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(id, KeyId);
        return $"{Dash}{KeyName} {Convert.ToBase64String([.. id, .. Bytes])}\n";
    }

    /// <summary>Two signatures are the same where their lines are.</summary>
    public bool Equals(NoteSignature? other) => other is not null && ToLine() == other.ToLine();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(KeyName, KeyId);

    /// <summary>Reads a line without its newline.</summary>
    internal static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(Dash, StringComparison.Ordinal)
            || line[Dash.Length..].Split(' ') is not [var name, var encoded]
            || !VerifierKey.IsName(name)
            || !Base64.TryDecode(encoded, SignedNote.MaximumLength, out var bytes)
            || bytes.Length <= sizeof(uint))
            return false;
        signature = new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), [.. bytes[sizeof(uint)..]]);
        return true;
    }
}

/// <summary>
/// A text with signatures, c2sp.org/signed-note. Having read a note says nothing yet: its text is to be ignored until a known key's
/// signature is verified.
/// </summary>
/// <param name="Text">The text, which ends in a newline.</param>
/// <param name="Signatures">The signature lines in their order, those of unknown keys among them.</param>
public sealed record SignedNote(string Text, ImmutableArray<NoteSignature> Signatures)
{
    /// <summary>The longest note that is read, in bytes.</summary>
    public const int MaximumLength = 1_000_000;

    /// <summary>The most signatures that are read; the specification asks for at least 16.</summary>
    public const int MaximumSignatures = 100;

    /// <summary>Reads a note from its bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (bytes.Length > MaximumLength || bytes.ContainsAnyInRange((byte)0, (byte)'\t')
            || bytes.ContainsAnyInRange((byte)'\v', (byte)0x1F))
            return false;
        string all;
        try
        {
            all = Unicode.Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        // The text may have empty lines itself; the last one separates the signatures.
        var end = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !all.EndsWith('\n') || end + 2 == all.Length)
            return false;
        var lines = all[(end + 2)..^1].Split('\n', MaximumSignatures + 1);
        if (lines.Length > MaximumSignatures)
            return false;
        var signatures = ImmutableArray.CreateBuilder<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature))
                return false;
            signatures.Add(signature);
        }
        note = new SignedNote(all[..(end + 1)], signatures.ToImmutable());
        return true;
    }

    /// <summary>The same note with a signature more.</summary>
    public SignedNote With(NoteSignature signature) => this with { Signatures = Signatures.Add(signature) };

    /// <summary>The note's bytes, UTF-8.</summary>
    public byte[] ToBytes() => Unicode.Utf8.GetBytes(ToString());

    /// <summary>Two notes are the same where their bytes are.</summary>
    public bool Equals(SignedNote? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The note as it is written.</summary>
    public override string ToString() => Text + "\n" + string.Concat(Signatures.Select(signature => signature.ToLine()));

    /// <summary>
    /// The signatures of the known keys. Those of unknown keys are ignored; false where a known key's name and id stand over a
    /// signature that is not its own, and then the whole note is to be refused.
    /// </summary>
    public bool TryVerify(IEnumerable<VerifierKey> knownKeys, out IReadOnlyList<(VerifierKey Key, NoteSignature Signature)> verified)
    {
        var found = new List<(VerifierKey, NoteSignature)>();
        verified = found;
        foreach (var key in knownKeys.Distinct())
        {
            foreach (var signature in Signatures.Where(signature => signature.KeyName == key.Name && signature.KeyId == key.Id))
            {
                if (!key.Verify(Text, signature))
                {
                    verified = [];
                    return false;
                }
                found.Add((key, signature));
            }
        }
        return true;
    }
}
