using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MerkleLog;

/// <summary>
/// What a log sends to a witness, the body of <c>add-checkpoint</c> of c2sp.org/tlog-witness: a checkpoint, and the proof that it
/// continues the one that the witness cosigned last.
/// </summary>
/// <param name="OldSize">The size that the log believes the witness to have cosigned last; 0 if none.</param>
/// <param name="Proof">The consistency proof from there, RFC 6962 section 2.1.2; empty from size 0.</param>
/// <param name="Checkpoint">The checkpoint as the log signed it. Nothing of it is verified by reading it.</param>
public sealed record AddCheckpointRequest(long OldSize, ImmutableArray<Hash> Proof, SignedNote Checkpoint)
{
    /// <summary>The most hashes that a request may have.</summary>
    public const int MaximumHashes = 63;

    /// <summary>The longest body that is read, in bytes: room for the proof, and for more than the sixteen signatures that a note may always have.</summary>
    public const int MaximumLength = 262_144;

    private const string OldSizePrefix = "old ";

    /// <summary>The first line of the checkpoint, by which a witness looks for the log. Not verified.</summary>
    public string Origin => Checkpoint.Text[..Checkpoint.Text.IndexOf('\n', StringComparison.Ordinal)];

    /// <summary>Reads a body, and no other spelling of it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out AddCheckpointRequest? request)
    {
        request = null;
        // The request's own lines end at the first empty line; what follows is the checkpoint, word for word.
        var end = body.IndexOf("\n\n"u8);
        if (body.Length > MaximumLength || end < 0 || !Ascii.IsValid(body[..end]) || !SignedNote.TryParse(body[(end + 2)..], out var note))
            return false;
        if (Encoding.ASCII.GetString(body[..end]).Split('\n', MaximumHashes + 2) is not [var first, .. var lines]
            || lines.Length > MaximumHashes
            || !first.StartsWith(OldSizePrefix, StringComparison.Ordinal)
            || !Digits.TryParse(first.AsSpan(OldSizePrefix.Length), long.MaxValue, out var oldSize))
            return false;
        var proof = ImmutableArray.CreateBuilder<Hash>(lines.Length);
        foreach (var line in lines)
        {
            if (!Hash.TryParse(line, out var hash))
                return false;
            proof.Add(hash);
        }
        request = new AddCheckpointRequest(oldSize, proof.ToImmutable(), note);
        return true;
    }

    /// <summary>The body as it is sent.</summary>
    /// <exception cref="InvalidOperationException">No witness would read it: the size is negative, or there are too many hashes.</exception>
    public byte[] ToBytes()
    {
        if (OldSize < 0 || Proof.Length > MaximumHashes)
            throw new InvalidOperationException("A request has a size and a proof that a tree can have.");
        var text = new StringBuilder(OldSizePrefix).Append(CultureInfo.InvariantCulture, $"{OldSize}\n");
        foreach (var hash in Proof)
            text.Append(hash).Append('\n');
        return Unicode.Utf8.GetBytes(text.Append('\n').Append(Checkpoint).ToString());
    }

    /// <summary>Two requests are the same where their bytes are.</summary>
    public bool Equals(AddCheckpointRequest? other) =>
        other is not null && OldSize == other.OldSize && Proof.AsSpan().SequenceEqual(other.Proof.AsSpan()) && Checkpoint.Equals(other.Checkpoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(OldSize, Checkpoint);
}
