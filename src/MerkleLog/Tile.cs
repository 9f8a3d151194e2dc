using System.Globalization;

namespace MerkleLog;

/// <summary>
/// Up to 256 neighbouring hashes of one height of the tree, c2sp.org/tlog-tiles. Level 0 holds leaf hashes; a hash of a higher level is
/// the root over one full tile of the level below.
/// </summary>
/// <param name="Level">The level, from 0; its hashes each cover 256 to the power of the level leaves.</param>
/// <param name="Index">The tile's place in its level, from 0.</param>
/// <param name="Width">How many hashes it holds, 1 to <see cref="FullWidth"/>; fewer than that and it is partial.</param>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>The number of hashes of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>The highest level a path may name; a tree whose size fits 63 bits has no more than eight levels.</summary>
    public const int MaximumLevel = 63;

    /// <summary>The number of tree levels that one tile spans.</summary>
    internal const int Height = 8;

    private const string Prefix = "tile/";

    /// <summary>Whether the tile holds all of its hashes.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>The path below the log's prefix, such as <c>tile/0/x001/x234/067.p/8</c>.</summary>
    public string Path => $"{Prefix}{Level.ToString(CultureInfo.InvariantCulture)}/{TilePath.Of(Index, Width)}";

    /// <summary>Reads a path, and no other spelling of it.</summary>
    public static bool TryParsePath(string? path, out Tile tile)
    {
        tile = default;
        if (path is null || !path.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var rest = path.AsSpan(Prefix.Length);
        var slash = rest.IndexOf('/');
        if (slash < 0
            || !Digits.TryParse(rest[..slash], MaximumLevel, out var level)
            || !TilePath.TryParse(rest[(slash + 1)..], out var index, out var width))
            return false;
        tile = new Tile((int)level, index, width);
        return true;
    }

    /// <summary>All tiles of a tree, level by level; the last of each level may be partial. They are made as they are asked for.</summary>
    public static IEnumerable<Tile> OfTree(long treeSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(treeSize);
        for (var level = 0; treeSize > 0; level++, treeSize >>= Height)
        {
            for (var index = 0L; index < treeSize / FullWidth; index++)
                yield return new Tile(level, index, FullWidth);
            if (treeSize % FullWidth is var width and > 0)
                yield return new Tile(level, treeSize / FullWidth, (int)width);
        }
    }

    /// <summary>The tile at this place, as wide as a tree of this size makes it.</summary>
    internal static Tile At(int level, long index, long treeSize) =>
        new(level, index, (int)Math.Min(FullWidth, (treeSize >> (level * Height)) - (index * FullWidth)));

    /// <summary>The bytes of a tile: its hashes one after another.</summary>
    public static byte[] Bytes(ReadOnlySpan<Hash> hashes)
    {
        var bytes = new byte[hashes.Length * Hash.Length];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i].AsSpan().CopyTo(bytes.AsSpan(i * Hash.Length));
        return bytes;
    }

    /// <summary>
    /// Takes the tile's hashes from the bytes of a tile at the same place that is as wide or wider: a log may drop a partial tile once
    /// it has a wider one, and the hashes that both have are the same.
    /// </summary>
    /// <exception cref="FormatException">The bytes are not whole hashes, too few, or more than a full tile has.</exception>
    public Hash[] Hashes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % Hash.Length != 0 || bytes.Length < Width * Hash.Length || bytes.Length > FullWidth * Hash.Length)
            throw new FormatException($"{bytes.Length} bytes are not {Path}.");
        var hashes = new Hash[Width];
        for (var i = 0; i < Width; i++)
            hashes[i] = new Hash(bytes.Slice(i * Hash.Length, Hash.Length));
        return hashes;
    }
}
