using System.Globalization;
using TransparencyReport.Periods;

namespace TransparencyReport.Editions;

/// <summary>The name of an edition.</summary>
/// <param name="Quarter">The quarter it is about.</param>
/// <param name="Number">1 for the first about it, and so on.</param>
public readonly record struct EditionId(Quarter Quarter, int Number)
{
    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static EditionId Parse(string name)
    {
        if (name.Length < 8 || name[4] != 'Q' || name[6] != '.'
            || !int.TryParse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || name[5] is < '1' or > '4'
            || !int.TryParse(name.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || name[7] == '0')
            throw new FormatException("The name of an edition is a year, Q and the quarter, a point, and a number from 1.");
        return new(new(year, name[5] - '0'), number);
    }

    /// <summary>As <c>2026Q1.2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Quarter}.{Number}");
}
