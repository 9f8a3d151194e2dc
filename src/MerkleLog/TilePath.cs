using System.Globalization;
using System.Text;

namespace MerkleLog;

/// <summary>The end of a path that tiles and entry bundles share: <c>N</c> or <c>N.p/W</c>.</summary>
internal static class TilePath
{
    /// <summary>Each path element holds three digits, and all but the last begin with an x, so that no file is also a folder.</summary>
    public static string Of(long index, int width)
    {
        var path = new StringBuilder((index % 1000).ToString("000", CultureInfo.InvariantCulture));
        for (index /= 1000; index > 0; index /= 1000)
            path.Insert(0, $"x{(index % 1000).ToString("000", CultureInfo.InvariantCulture)}/");
        if (width < Tile.FullWidth)
            path.Append(CultureInfo.InvariantCulture, $".p/{width}");
        return path.ToString();
    }

    public static bool TryParse(ReadOnlySpan<char> path, out long index, out int width)
    {
        (index, width) = (0, Tile.FullWidth);
        var whole = path;
        var mark = path.IndexOf(".p/", StringComparison.Ordinal);
        if (mark >= 0)
        {
            if (!Digits.TryParse(path[(mark + 3)..], Tile.FullWidth - 1, out var partial) || partial == 0)
                return false;
            width = (int)partial;
            path = path[..mark];
        }
        // Seven elements are more than 63 bits fill, and a bound on the work.
        if (path.Length > 7 * "x000/".Length)
            return false;
        foreach (var character in path)
        {
            if (char.IsAsciiDigit(character) && index <= (long.MaxValue - 9) / 10)
                index = (index * 10) + (character - '0');
            else if (character is not ('x' or '/'))
                return false;
        }
        // Writing the path again settles where the elements begin and that there is none too many.
        return whole.SequenceEqual(Of(index, width));
    }
}
