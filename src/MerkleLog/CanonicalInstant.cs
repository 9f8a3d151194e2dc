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
}
