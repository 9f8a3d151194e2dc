using MerkleLog;

namespace Verifier.Sources;

/// <summary>What a source can show beyond checkpoint, tiles and entries.</summary>
[Flags]
public enum LedgerParts
{
    /// <summary>Nothing: a log as C2SP defines it, and no more.</summary>
    None = 0,

    /// <summary>The rows of the event table behind the entries.</summary>
    Rows = 1,

    /// <summary>The rows of the event table that have no entry.</summary>
    Unsealed = 2,

    /// <summary>Personal values with their secrets.</summary>
    Values = 4,

    /// <summary>The checkpoints that were signed before.</summary>
    History = 8,

    /// <summary>Timestamps, cosignatures and proofs of the anchor log.</summary>
    Anchors = 16,
}

/// <summary>
/// One tenant's ledger, as the checks read it: a directory, a log over HTTP, or the database itself. Every part must be of one moment; a
/// database reads it in one snapshot. Nothing that a source says is trusted.
/// </summary>
/// <remarks>
/// What is absent is answered with null or an empty sequence, and the check that misses it says so. In a sequence, null stands for an item that
/// is there and cannot be read. A source that cannot be reached, or answers what no ledger would, throws
/// <see cref="LedgerUnreadableException"/>.
/// </remarks>
public interface ILedgerSource
{
    /// <summary>What the source can show. A part that it ought to show counts, so that what is missing from it is found.</summary>
    LedgerParts Parts { get; }

    /// <summary>What the ledger says of itself; null where it says nothing.</summary>
    ValueTask<LedgerManifest?> ManifestAsync(CancellationToken cancellationToken);

    /// <summary>The latest checkpoint: a signed note.</summary>
    ValueTask<ReadOnlyMemory<byte>> CheckpointAsync(CancellationToken cancellationToken);

    /// <summary>The keys under which the log says it signed.</summary>
    IAsyncEnumerable<StatedKey?> KeysAsync(CancellationToken cancellationToken);

    /// <summary>Every checkpoint ever signed, in ascending order of size.</summary>
    IAsyncEnumerable<StatedCheckpoint?> CheckpointsAsync(CancellationToken cancellationToken);

    /// <summary>The bytes of a tile, or of a wider one at its place; null where there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> TileAsync(Tile tile, CancellationToken cancellationToken);

    /// <summary>The bundle of the entries behind a tile of level 0, as wide or wider; null where there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> EntriesAsync(long index, int width, CancellationToken cancellationToken);

    /// <summary>The rows behind the leaves from 256 times the page on, at most 256.</summary>
    ValueTask<RowPage> RowsAsync(long page, CancellationToken cancellationToken);

    /// <summary>How many pages of rows there are: one more than the highest page that holds any.</summary>
    ValueTask<long> RowPagesAsync(CancellationToken cancellationToken);

    /// <summary>The rows that have no entry.</summary>
    IAsyncEnumerable<UnsealedRow?> UnsealedAsync(CancellationToken cancellationToken);

    /// <summary>What others attested of earlier checkpoints.</summary>
    IAsyncEnumerable<Anchor> AnchorsAsync(CancellationToken cancellationToken);

    /// <summary>The personal values that still exist.</summary>
    IAsyncEnumerable<ValueRow?> ValuesAsync(CancellationToken cancellationToken);
}
