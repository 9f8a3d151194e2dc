using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MerkleLog;

/// <summary>
/// Everything that shows without the log's help that an entry is in it, c2sp.org/tlog-proof: the place, the inclusion path and a
/// checkpoint with its cosignatures. It is the ledger's receipt, a file that ends in <c>.tlog-proof</c>.
/// </summary>
/// <param name="LeafIndex">The entry's place, from 0.</param>
/// <param name="Hashes">The inclusion path, from the leaf's sibling up.</param>
/// <param name="Checkpoint">The checkpoint as the log issued it.</param>
/// <param name="Extra">Further bytes that nothing vouches for; our receipts put the entry itself there. Empty for none.</param>
public sealed record LogProof(long LeafIndex, ImmutableArray<Hash> Hashes, SignedNote Checkpoint, ImmutableArray<byte> Extra)
{
    /// <summary>The most hashes a path can have: the height of a tree whose size fits 63 bits.</summary>
    public const int MaximumHashes = 63;

    private const string FirstLine = "c2sp.org/tlog-proof@v1";

    /// <summary>The longest text that is read, in bytes: a checkpoint, extra bytes as long as an entry can be, and a full path.</summary>
    private const int MaximumLength = SignedNote.MaximumLength + (2 * Entry.MaximumLength);

    /// <summary>A proof without extra bytes.</summary>
    public LogProof(long leafIndex, ImmutableArray<Hash> hashes, SignedNote checkpoint)
        : this(leafIndex, hashes, checkpoint, [])
    {
    }

    /// <summary>Reads a proof from its bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LogProof? proof)
    {
        proof = null;
        // The proof's own lines end at the first empty line; what follows is the checkpoint, word for word.
        var end = bytes.IndexOf("\n\n"u8);
        if (bytes.Length > MaximumLength || end < 0 || !SignedNote.TryParse(bytes[(end + 2)..], out var checkpoint))
            return false;
        var head = bytes[..end];
        if (!Ascii.IsValid(head))
            return false;
        var lines = new Queue<string>(Encoding.ASCII.GetString(head).Split('\n', MaximumHashes + 4));
        if (lines.Dequeue() != FirstLine)
            return false;
        byte[] extra = [];
        if (TryTake(lines, "extra ", out var encoded)
            && (!Base64.TryDecode(encoded, Entry.MaximumLength, out extra!) || extra.Length == 0))
            return false;
        if (!TryTake(lines, "index ", out var index) || !Digits.TryParse(index, long.MaxValue, out var leafIndex) || lines.Count > MaximumHashes)
            return false;
        var hashes = ImmutableArray.CreateBuilder<Hash>(lines.Count);
        foreach (var line in lines)
        {
            if (!Hash.TryParse(line, out var hash))
                return false;
            hashes.Add(hash);
        }
        proof = new LogProof(leafIndex, hashes.ToImmutable(), checkpoint, [.. extra]);
        return true;
    }

    /// <summary>The proof as it is written.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        if (!Extra.IsEmpty)
            text.Append("extra ").Append(Convert.ToBase64String(Extra.AsSpan())).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"index {LeafIndex}\n");
        foreach (var hash in Hashes)
            text.Append(hash).Append('\n');
        return text.Append('\n').Append(Checkpoint).ToString();
    }

    /// <summary>Two proofs are the same where their bytes are.</summary>
    public bool Equals(LogProof? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LeafIndex, Checkpoint);

    /// <summary>The proof's bytes, UTF-8.</summary>
    public byte[] ToBytes() => Unicode.Utf8.GetBytes(ToString());

    /// <summary>Whether the entry with this leaf hash stands in the log, by a checkpoint that the policy accepts.</summary>
    public CheckpointVerdict Verify(Hash leafHash, CheckpointPolicy policy)
    {
        var verdict = policy.Verify(Checkpoint);
        if (verdict.Checkpoint is not { } checkpoint)
            return verdict;
        return new InclusionProof(LeafIndex, checkpoint.TreeSize, Hashes).Verify(leafHash, checkpoint.RootHash)
            ? verdict
            : CheckpointVerdict.Refused(CheckpointFault.NotIncluded);
    }

    private static bool TryTake(Queue<string> lines, string prefix, [NotNullWhen(true)] out string? rest)
    {
        rest = null;
        if (!lines.TryPeek(out var line) || !line.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        rest = lines.Dequeue()[prefix.Length..];
        return true;
    }
}
