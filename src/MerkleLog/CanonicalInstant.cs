using System.Globalization;

namespace MerkleLog;

/// <summary>
/// Instants as they stand in hashed text: UTC, always six decimals, as in <c>2026-11-22T16:20:12.151188Z</c>. PostgreSQL keeps
/// microseconds, .NET ticks of 100 ns; an instant hashed with more than the database keeps could never be verified again.
/// </summary>
public static class CanonicalInstant
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The instant in UTC, cut (not rounded) to whole microseconds.</summary>
    public static DateTimeOffset Cut(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    /// <summary>The canonical text of the instant, cut to microseconds.</summary>
    public static string Text(DateTimeOffset instant) => Cut(instant).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads the canonical text, and no other spelling.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    /// <summary>Reads the canonical text from UTF-8, and no other spelling.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset instant)
    {
        instant = default;
        if (utf8.Length != Form.Length)
            return false;
        for (var i = 0; i < Form.Length; i++)
        {
            if (Form[i] == (byte)'0' ? !char.IsAsciiDigit((char)utf8[i]) : utf8[i] != Form[i])
                return false;
        }
        var (year, month, day) = (Number(utf8[..4]), Number(utf8[5..7]), Number(utf8[8..10]));
        var (hour, minute, second) = (Number(utf8[11..13]), Number(utf8[14..16]), Number(utf8[17..19]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        instant = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(Number(utf8[20..26]) * TimeSpan.TicksPerMicrosecond);
        return true;
    }

    private static ReadOnlySpan<byte> Form => "0000-00-00T00:00:00.000000Z"u8;

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = (number * 10) + (digit - '0');
        return number;
    }
}
