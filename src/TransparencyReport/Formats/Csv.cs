using System.Globalization;
using System.Text;

namespace TransparencyReport.Formats;

/// <summary>CSV after RFC 4180: UTF-8 without a mark, lines end in LF, as <c>datapackage.json</c> declares.</summary>
public static class Csv
{
    /// <summary>Writes rows.</summary>
    public static string Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Field)).Append('\n');
        return text.ToString();
    }

    /// <summary>Reads rows; also such as end in CR LF.</summary>
    /// <exception cref="FormatException">A quotation is not closed, or text follows one.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var (rows, row, at) = (new List<IReadOnlyList<string>>(), new List<string>(), 0);
        while (at < text.Length)
        {
            row.Add(text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                // A comma at the very end is followed by an empty field.
                if (++at == text.Length)
                    row.Add("");
                else if (text[at] is '\n' or '\r')
                    row.Add("");
                else
                    continue;
            }

            if (at < text.Length && text[at] == '\r')
                at++;
            if (at < text.Length && text[at++] != '\n')
                throw new FormatException("After a quotation comes a comma or the end of the line.");
            rows.Add(row);
            row = [];
        }

        return rows;
    }

    /// <summary>A number as it stands in every format.</summary>
    public static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Plain(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
            at++;
        return text[start..at];
    }

    private static string Quoted(string text, ref int at)
    {
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
                field.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                field.Append(text[at++]);
            else
            {
                at++;
                return field.ToString();
            }
        }

        throw new FormatException("A quotation is not closed.");
    }

    private static string Field(string value)
    {
        // What a spreadsheet would take for a formula is made text.
        if (value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
            value = "'" + value;
        return value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
