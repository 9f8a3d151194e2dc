namespace MerkleLog;

/// <summary>Counts as all C2SP formats write them: ASCII decimal, no sign, no leading zeros.</summary>
internal static class Digits
{
    /// <summary>Reads a count up to a limit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, long maximum, out long value)
    {
        value = 0;
        if (text.IsEmpty || (text.Length > 1 && text[0] == '0'))
            return false;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character) || value > (maximum - (character - '0')) / 10)
                return false;
            value = (value * 10) + (character - '0');
        }
        return true;
    }
}
