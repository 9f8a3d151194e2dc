namespace ProcessingRegister.Hosting;

/// <summary>A table for a terminal: cells are cut to their column, so that a row is a line.</summary>
internal sealed class ConsoleTable(params string[] headings)
{
    private const int Widest = 44;
    private readonly List<string[]> rows = [headings];

    public void Add(params string[] cells) => rows.Add([.. cells.Select(Plain)]);

    public void Write(TextWriter writer)
    {
        var widths = headings.Select((_, column) => Math.Min(Widest, rows.Max(row => row[column].Length))).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            writer.WriteLine(string.Join("  ", rows[i].Select((cell, column) => Fit(cell, widths[column]))).TrimEnd());
            if (i == 0)
                writer.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        }
    }

    private static string Fit(string cell, int width) => cell.Length > width ? cell[..(width - 1)] + "…" : cell.PadRight(width);

    // A control character in a cell could write to the terminal what nobody meant to.
    private static string Plain(string cell) => new([.. cell.Select(c => char.IsControl(c) ? ' ' : c)]);
}
