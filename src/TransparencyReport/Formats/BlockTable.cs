using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;

namespace TransparencyReport.Formats;

/// <summary>The cells of a block as one long table, a row for each.</summary>
public static class BlockTable
{
    private static readonly string[] Before = ["edition", "profile", "block", "period_start", "period_end", "basis"];
    private static readonly string[] After =
        ["measure", "unit", "status", "value", "low", "high", "previous_value", "revision_kind", "revision_reason", "first_edition"];

    /// <summary>The names of the columns.</summary>
    public static IReadOnlyList<string> Columns(Block block) => [.. Before, .. block.Axes, .. After];

    /// <summary>The names of those that make a row's key.</summary>
    public static IReadOnlyList<string> Key(Block block) => [.. Before, .. block.Axes, "measure"];

    /// <summary>The file of a block; <c>null</c> when the edition has nothing of it.</summary>
    public static string? Write(Edition edition, Block block)
    {
        var revisions = edition.Revisions.ToDictionary(revision => revision.Cell);
        IReadOnlyList<string>[] rows = [.. edition.Cells.Where(cell => cell.Key.Block == block).Select(cell => Row(edition, cell, revisions.GetValueOrDefault(cell.Key)))];
        return rows.Length == 0 ? null : Csv.Write(rows.Prepend(Columns(block)));
    }

    private static IReadOnlyList<string> Row(Edition edition, Cell cell, Revision? revision) =>
    [
        edition.Id.ToString(), Terms.Of(edition.Profile), cell.Key.Block.Name, Terms.Of(cell.Key.Span.Start), Terms.Of(cell.Key.Span.EndExclusive), cell.Key.Basis,
        .. cell.Key.Block.Axes.Length == 0 ? [] : cell.Key.Axes.Split('|'),
        Code.Of(cell.Key.Measure), cell.Unit, Code.Of(cell.Status), Csv.Number(cell.Value), Csv.Number(cell.Low), Csv.Number(cell.High),
        revision?.PreviousValue ?? "", revision is null ? "" : string.Join(' ', revision.Kinds.Select(kind => Code.Of(kind))), revision?.Reason ?? "", cell.FirstEdition,
    ];
}
