using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace MerkleLog;

/// <summary>
/// The entries behind one tile of level 0, c2sp.org/tlog-tiles: each entry as its length in two bytes, the most significant first, and
/// its bytes.
/// </summary>
public static class EntryBundle
{
    private const string Prefix = "tile/entries/";

    /// <summary>The path below the log's prefix of the bundle at a place, of 1 to 256 entries.</summary>
    public static string Path(long index, int width) => Prefix + TilePath.Of(index, width);

    /// <summary>Reads a path, and no other spelling of it.</summary>
    public static bool TryParsePath(string? path, out long index, out int width)
    {
        (index, width) = (0, 0);
        return path is not null
            && path.StartsWith(Prefix, StringComparison.Ordinal)
            && TilePath.TryParse(path.AsSpan(Prefix.Length), out index, out width);
    }

    /// <summary>Writes a bundle.</summary>
    /// <exception cref="ArgumentException">There are more than 256 entries, or one is longer than 65,535 bytes.</exception>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count > Tile.FullWidth || entries.Any(entry => entry.Length > ushort.MaxValue))
            throw new ArgumentException("A bundle holds at most 256 entries of at most 65,535 bytes.", nameof(entries));
        var bundle = new byte[entries.Sum(entry => sizeof(ushort) + entry.Length)];
        var rest = bundle.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }
        return bundle;
    }

    /// <summary>Reads a bundle that must hold exactly so many entries; the answer shares the bundle's memory.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bundle, int width, [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? entries)
    {
        entries = null;
        var read = new List<ReadOnlyMemory<byte>>();
        while (!bundle.IsEmpty)
        {
            if (read.Count == width || !BinaryPrimitives.TryReadUInt16BigEndian(bundle.Span, out var length) || bundle.Length - sizeof(ushort) < length)
                return false;
            read.Add(bundle.Slice(sizeof(ushort), length));
            bundle = bundle[(sizeof(ushort) + length)..];
        }
        if (read.Count != width)
            return false;
        entries = read;
        return true;
    }
}
