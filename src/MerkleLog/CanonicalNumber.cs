using System.Globalization;

namespace MerkleLog;

/// <summary>Numbers as ECMAScript writes them, which is how RFC 8785 section 3.2.2.3 writes them.</summary>
internal static class CanonicalNumber
{
    /// <summary>The canonical text of a finite double.</summary>
    public static string Text(double value)
    {
        // Minus zero is zero in JSON; ECMAScript drops the sign as well.
        if (value == 0)
            return "0";
        var (negative, digits, point) = Decimal(value.ToString("R", CultureInfo.InvariantCulture));
        return (negative ? "-" : "") + Layout(digits, point);
    }

    /// <summary>
    /// Whether a JSON number text says no more than its double holds. A whole number must be the very decimal of the canonical text: it
    /// is counted, and one off is wrong. A fraction may also have up to 17 significant digits, all that a writer of doubles prints
    /// (RFC 8785 itself has such an input), but must not fall into the range next to zero where doubles lose digits.
    /// </summary>
    public static bool Survives(string text, double value)
    {
        var said = Decimal(text);
        var isZero = said.Digits.Length == 0;
        var isFraction = said.Digits.Length > said.Point;
        return isZero
            || said == Decimal(value.ToString("R", CultureInfo.InvariantCulture))
            || (isFraction && said.Digits.Length <= 17 && double.IsNormal(value));
    }

    /// <summary>The four layouts of Number::toString, ECMA-262; the value is 0.digits times ten to the power of point.</summary>
    private static string Layout(string digits, long point) => point switch
    {
        > 21 or <= -6 => Scientific(digits, point - 1),
        <= 0 => "0." + new string('0', (int)-point) + digits,
        _ when point >= digits.Length => digits.PadRight((int)point, '0'),
        _ => digits.Insert((int)point, "."),
    };

    private static string Scientific(string digits, long exponent)
    {
        var significand = digits.Length == 1 ? digits : digits.Insert(1, ".");
        return significand + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Takes a decimal text apart into sign, significant digits without zeros at either end, and the place of the point.</summary>
    private static (bool Negative, string Digits, long Point) Decimal(string text)
    {
        var negative = text[0] == '-';
        var unsigned = negative ? text[1..] : text;
        var mark = unsigned.AsSpan().IndexOfAny('e', 'E');
        // No double has an exponent beyond an int, so one that is must only stay too large or too small, whatever it is.
        var exponent = mark < 0 ? 0
            : int.TryParse(unsigned.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var said) ? said
            : int.MinValue;
        var significand = mark < 0 ? unsigned : unsigned[..mark];
        var dot = significand.IndexOf('.', StringComparison.Ordinal);
        var integerLength = dot < 0 ? significand.Length : dot;
        var all = dot < 0 ? significand : significand.Remove(dot, 1);
        var digits = all.TrimStart('0');
        return (negative, digits.TrimEnd('0'), integerLength - (all.Length - digits.Length) + exponent);
    }
}
