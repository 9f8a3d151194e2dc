using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MerkleLog;

/// <summary>
/// What a log says of itself at one size, c2sp.org/tlog-checkpoint: the text of a note that the log signs and witnesses cosign.
/// </summary>
/// <param name="Origin">The log's identity, and the name of its key.</param>
/// <param name="TreeSize">The number of entries.</param>
/// <param name="RootHash">The root hash over them, RFC 9162 section 2.1.1.</param>
/// <param name="Extensions">Further lines. Our logs write none; those of another log's checkpoint are kept, since they are signed.</param>
public sealed record Checkpoint(string Origin, long TreeSize, Hash RootHash, ImmutableArray<string> Extensions)
{
    /// <summary>A checkpoint without extension lines.</summary>
    public Checkpoint(string origin, long treeSize, Hash rootHash)
        : this(origin, treeSize, rootHash, [])
    {
    }

    /// <summary>Reads the text of a note as a checkpoint.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        // There is one tree without leaves, so a checkpoint of size 0 with another root states something impossible.
        if (TryParseForm(text, out checkpoint) && (checkpoint.TreeSize > 0 || checkpoint.RootHash == TreeHash.Empty))
            return true;
        checkpoint = null;
        return false;
    }

    /// <summary>Reads what has the form of a checkpoint, whatever root it states for the tree without leaves.</summary>
    internal static bool TryParseForm(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (!text.EndsWith('\n') || text[..^1].Split('\n') is not [var origin, var size, var root, .. var extensions])
            return false;
        if (origin.Length == 0 || extensions.Any(extension => extension.Length == 0)
            || !Digits.TryParse(size, long.MaxValue, out var treeSize) || !Hash.TryParse(root, out var rootHash))
            return false;
        checkpoint = new Checkpoint(origin, treeSize, rootHash, [.. extensions]);
        return true;
    }

    /// <summary>The text that is signed; it ends in a newline.</summary>
    public string ToText() =>
        $"{Origin}\n{TreeSize.ToString(CultureInfo.InvariantCulture)}\n{RootHash}\n" + string.Concat(Extensions.Select(line => line + "\n"));

    /// <summary>Two checkpoints are the same where their text is.</summary>
    public bool Equals(Checkpoint? other) => other is not null && ToText() == other.ToText();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, TreeSize, RootHash);

    /// <summary>Signs the checkpoint with the log's key, whose name is the origin.</summary>
    /// <exception cref="ArgumentException">The key has another name than the log.</exception>
    /// <exception cref="InvalidOperationException">It is not a checkpoint that anyone would accept.</exception>
    public SignedNote Sign(SigningKey key)
    {
        if (key.VerifierKey.Name != Origin)
            throw new ArgumentException("A log signs under its own origin.", nameof(key));
        var text = ToText();
        // A signature cannot be taken back, so what is to be signed is read first as every verifier will read it.
        if (!TryParse(text, out _))
            throw new InvalidOperationException("The checkpoint has a size, root or extension line that no verifier accepts.");
        return new SignedNote(text, [key.Sign(text)]);
    }
}
