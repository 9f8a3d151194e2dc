using TransparencyReport.Codes;
using TransparencyReport.Periods;

namespace TransparencyReport.Counting;

/// <summary>Which cell: the primary key of the report.</summary>
/// <param name="Block">The block.</param>
/// <param name="Span">The days it is about.</param>
/// <param name="Basis">Which date decides what belongs to them.</param>
/// <param name="Axes">A code for each of the block's axes, joined by <c>|</c>.</param>
/// <param name="Measure">What is counted.</param>
public sealed record CellKey(Block Block, Span Span, string Basis, string Axes, Measure Measure) : IComparable<CellKey>
{
    /// <summary>The code on an axis; the total where the block has no such axis.</summary>
    public string On(string axis) => Block.Axes.IndexOf(axis) is >= 0 and var index ? Axes.Split('|')[index] : Code.Total;

    /// <summary>The same cell with another code on an axis.</summary>
    public CellKey With(string axis, string code)
    {
        var codes = Axes.Split('|');
        codes[Block.Axes.IndexOf(axis)] = code;
        return this with { Axes = string.Join('|', codes) };
    }

    /// <summary>In the order of files: totals before their parts.</summary>
    public int CompareTo(CellKey? other)
    {
        if (other is null)
            return 1;
        var order = Block.All.IndexOf(Block).CompareTo(Block.All.IndexOf(other.Block));
        order = order != 0 ? order : Span.CompareTo(other.Span);
        order = order != 0 ? order : string.CompareOrdinal(Basis, other.Basis);
        order = order != 0 ? order : Detail.CompareTo(other.Detail);
        order = order != 0 ? order : Shown().CompareTo(other.Shown());
        order = order != 0 ? order : string.CompareOrdinal(Axes, other.Axes);
        return order != 0 ? order : Measure.CompareTo(other.Measure);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Block.Name}/{Span}/{Basis}/{Axes}/{Code.Of(Measure)}";

    private int Detail => Axes.Split('|').Count(code => code.Length > 0 && code != Code.Total);

    private int Shown()
    {
        var (shown, codes) = (0, Axes.Split('|'));
        for (var i = 0; i < codes.Length; i++)
            shown |= codes[i].Length > 0 && codes[i] != Code.Total ? 1 << i : 0;
        return shown;
    }
}
