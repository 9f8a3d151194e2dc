using System.Globalization;
using System.Text;

namespace ProcessingRegister.Obligations;

/// <summary>Writes content lines of iCalendar (RFC 5545 section 3.1): folded at 75 octets, never within a character, and ended by CRLF.</summary>
internal sealed class CalendarWriter
{
    private const int MaxOctets = 75;

    private readonly StringBuilder text = new();

    /// <summary>Writes a line whose value is written as it is.</summary>
    public CalendarWriter Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
        return this;
    }

    /// <summary>Writes a line whose value is a text (section 3.3.11): what has a meaning there is escaped, and what cannot stand there is left out.</summary>
    public CalendarWriter Text(string name, string value) => Line(name, string.Concat(value.ReplaceLineEndings("\n").EnumerateRunes().Select(Escaped)));

    /// <summary>Writes a line whose value is an instant in UTC (section 3.3.5), to the second.</summary>
    public CalendarWriter Instant(string name, DateTimeOffset instant) => Line(name, instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    /// <summary>What was written.</summary>
    public override string ToString() => text.ToString();

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '\n' => @"\n",
        '\\' or ';' or ',' => $@"\{rune}",
        _ => Rune.IsControl(rune) ? "" : rune.ToString(),
    };
}
