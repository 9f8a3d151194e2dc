using System.Runtime.CompilerServices;
using MerkleLog;
using Verifier.Exporting;

namespace Verifier.Sources;

/// <summary>An export directory, docs/ledger-format.md section 9, or a directory of C2SP tiles and nothing else.</summary>
public sealed class DirectorySource : ILedgerSource
{
    private const int MaximumManifest = 64 * 1024;
    private const int MaximumAnchor = 2 * SignedNote.MaximumLength;
    private const int MaximumPage = 256 * 1024 * 1024;
    private const int MaximumBundle = Tile.FullWidth * (sizeof(ushort) + ushort.MaxValue);

    private readonly string root;
    private readonly LedgerManifest? manifest;

    /// <summary>Opens a directory.</summary>
    /// <exception cref="LedgerUnreadableException">There is no such directory, or its manifest is not one.</exception>
    public DirectorySource(string directory)
    {
        if (!Directory.Exists(directory))
            throw new LedgerUnreadableException("There is no such directory.");
        root = directory;
        if (BoundedFile.Read(Place(ExportLayout.Manifest), MaximumManifest) is { } text && !ExportLines.TryReadManifest(text, out manifest))
            throw new LedgerUnreadableException($"{ExportLayout.Manifest} is not that of a {LedgerManifest.FormatName}.");
        // An export owes all of its parts, so one that is missing from it is found; a bare directory owes only what it begins to show.
        Parts = manifest is not null
            ? LedgerParts.Rows | LedgerParts.Unsealed | LedgerParts.History | LedgerParts.Anchors | (manifest.HasValues ? LedgerParts.Values : LedgerParts.None)
            : (Directory.Exists(Place(ExportLayout.Events)) ? LedgerParts.Rows : LedgerParts.None)
                | (File.Exists(Place(ExportLayout.Unsealed)) ? LedgerParts.Unsealed : LedgerParts.None)
                | (File.Exists(Place(ExportLayout.Checkpoints)) ? LedgerParts.History : LedgerParts.None)
                | (Directory.Exists(Place(ExportLayout.Anchors)) ? LedgerParts.Anchors : LedgerParts.None)
                | (File.Exists(Place(ExportLayout.Values)) ? LedgerParts.Values : LedgerParts.None);
    }

    /// <inheritdoc/>
    public LedgerParts Parts { get; }

    /// <inheritdoc/>
    public ValueTask<LedgerManifest?> ManifestAsync(CancellationToken cancellationToken) => new(manifest);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> CheckpointAsync(CancellationToken cancellationToken) =>
        new(BoundedFile.Read(Place(ExportLayout.Checkpoint), SignedNote.MaximumLength)
            ?? throw new LedgerUnreadableException("The directory has no file named checkpoint: it holds no log."));

    /// <inheritdoc/>
    public IAsyncEnumerable<StatedKey?> KeysAsync(CancellationToken cancellationToken) =>
        ItemsAsync(ExportLayout.Keys, line => ExportLines.TryRead(line, out StatedKey? key) ? key : null, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StatedCheckpoint?> CheckpointsAsync(CancellationToken cancellationToken) =>
        ItemsAsync(ExportLayout.Checkpoints, line => ExportLines.TryRead(line, out StatedCheckpoint? checkpoint) ? checkpoint : null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> TileAsync(Tile tile, CancellationToken cancellationToken) =>
        new(Memory(BoundedFile.Read(Place(tile.Path), Tile.FullWidth * Hash.Length)
            ?? BoundedFile.Read(Place((tile with { Width = Tile.FullWidth }).Path), Tile.FullWidth * Hash.Length)));

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> EntriesAsync(long index, int width, CancellationToken cancellationToken) =>
        new(Memory(BoundedFile.Read(Place(EntryBundle.Path(index, width)), MaximumBundle)
            ?? BoundedFile.Read(Place(EntryBundle.Path(index, Tile.FullWidth)), MaximumBundle)));

    /// <inheritdoc/>
    public ValueTask<RowPage> RowsAsync(long page, CancellationToken cancellationToken)
    {
        if (BoundedFile.Read(Place(ExportLayout.EventPage(page)), MaximumPage) is not { } bytes)
            return new(RowPage.Empty);
        var rows = new List<EventRow>(Tile.FullWidth);
        var unreadable = 0;
        for (ReadOnlyMemory<byte> rest = bytes; !rest.IsEmpty;)
        {
            var newline = rest.Span.IndexOf((byte)'\n');
            var line = newline < 0 ? rest : rest[..newline];
            rest = newline < 0 ? default : rest[(newline + 1)..];
            if (RowLine.TryRead(line, out var row))
                rows.Add(row);
            else
                unreadable++;
        }
        return new(new RowPage(rows, unreadable));
    }

    /// <inheritdoc/>
    public ValueTask<long> RowPagesAsync(CancellationToken cancellationToken)
    {
        var pages = 0L;
        var folder = Place(ExportLayout.Events);
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.ndjson", SearchOption.AllDirectories))
            {
                var path = $"{ExportLayout.Events}/{Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')}";
                if (ExportLayout.TryParseEventPage(path, out var page))
                    pages = Math.Max(pages, page + 1);
            }
        }
        return new(pages);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<UnsealedRow?> UnsealedAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Place(ExportLayout.Unsealed)))
            throw new LedgerUnreadableException($"{ExportLayout.Unsealed} is missing; an export has it, be it empty.");
        return ItemsAsync(ExportLayout.Unsealed, line => RowLine.TryReadUnsealed(line, out var row) ? row : null, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Anchor> AnchorsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Place(ExportLayout.Anchors);
        if (!Directory.Exists(folder))
            yield break;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ExportLayout.TryParseAnchorFile($"{ExportLayout.Anchors}/{Path.GetFileName(file)}", out var size, out var kind, out var name))
                yield return new Anchor(size, kind, name, BoundedFile.Read(file, MaximumAnchor));
        }
        await ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ValueRow?> ValuesAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Place(ExportLayout.Values)))
            throw new LedgerUnreadableException($"{ExportLayout.Values} is missing, although the manifest says that values are included.");
        return ItemsAsync(ExportLayout.Values, line => ExportLines.TryRead(line, out ValueRow? value) ? value : null, cancellationToken);
    }

    private static ReadOnlyMemory<byte>? Memory(byte[]? bytes) => bytes is null ? null : bytes;

    private string Place(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    private async IAsyncEnumerable<T?> ItemsAsync<T>(
        string path, Func<ReadOnlyMemory<byte>, T?> read, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        await foreach (var line in BoundedFile.LinesAsync(Place(path), cancellationToken))
            yield return read(line);
    }
}
