using MerkleLog;

namespace Verifier.Sources;

/// <summary>What a ledger says of itself, an export's <c>manifest.json</c>.</summary>
/// <param name="Origin">The log's origin.</param>
/// <param name="Tenant">Whose ledger it is.</param>
/// <param name="TreeSize">The size of its latest checkpoint.</param>
/// <param name="MadeAt">When this was read from the database.</param>
/// <param name="MergeDelaySeconds">How long a row may wait for its entry, in seconds.</param>
/// <param name="Predecessor">The log that this one continues, if any.</param>
/// <param name="HasValues">Whether personal values are included.</param>
public sealed record LedgerManifest(
    string Origin, string Tenant, long TreeSize, DateTimeOffset MadeAt, int MergeDelaySeconds, Predecessor? Predecessor, bool HasValues)
{
    /// <summary>The name and version of the format of an export.</summary>
    public const string FormatName = "ledger-export/1";
}

/// <summary>The last state of a log that was given up.</summary>
/// <param name="Origin">Its origin.</param>
/// <param name="TreeSize">Its size.</param>
/// <param name="RootHash">Its root hash.</param>
public sealed record Predecessor(string Origin, long TreeSize, Hash RootHash);

/// <summary>A key under which the log says it signed.</summary>
/// <param name="Key">The public key.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when; null where it is in use.</param>
public sealed record StatedKey(VerifierKey Key, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A checkpoint that the log signed at some time.</summary>
/// <param name="Size">The tree size under which it is kept.</param>
/// <param name="Note">The signed note, word for word.</param>
public sealed record StatedCheckpoint(long Size, string Note);

/// <summary>Who attested a checkpoint.</summary>
public enum AnchorKind
{
    /// <summary>A timestamp authority: a token of RFC 3161 over the checkpoint's text.</summary>
    TimestampAuthority,

    /// <summary>A witness: one signature line of c2sp.org/tlog-cosignature.</summary>
    Witness,

    /// <summary>Another log: a c2sp.org/tlog-proof that the checkpoint's text is one of its leaves.</summary>
    AnchorLog,
}

/// <summary>What somebody attested of a checkpoint.</summary>
/// <param name="TreeSize">The checkpoint's size.</param>
/// <param name="Kind">Who attested.</param>
/// <param name="Name">The name it is kept under.</param>
/// <param name="Evidence">The token, the signature line, or the proof.</param>
public sealed record Anchor(long TreeSize, AnchorKind Kind, string Name, ReadOnlyMemory<byte> Evidence);

/// <summary>A personal value with what opens its commitment.</summary>
/// <param name="Id">The value's id, which stands in the event.</param>
/// <param name="EventId">The event it belongs to.</param>
/// <param name="Pointer">Its place in the event's data, RFC 6901.</param>
/// <param name="Secret">The secret of the commitment, 32 bytes.</param>
/// <param name="Value">The value as JSON text in UTF-8.</param>
public sealed record ValueRow(Guid Id, Guid EventId, string Pointer, ReadOnlyMemory<byte> Secret, ReadOnlyMemory<byte> Value);
