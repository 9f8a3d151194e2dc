using System.Globalization;
using MimeKit;

namespace ProcessingRegister.Notices.Mail;

/// <summary>Which texts are addresses that a notice can be sent to.</summary>
public static class MailAddresses
{
    // RFC 5321 section 4.5.3.1: 64 octets before the sign, 255 after it, and 256 for the path with its angle brackets.
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    private static readonly IdnMapping Domains = new();

    /// <summary>
    /// The address, its domain in the form that the domain name system knows; <c>null</c> when the text is none. It is one plain address: no name, no
    /// group, no comment, no second one, nothing quoted, and nothing that could end a line.
    /// </summary>
    public static MailboxAddress? Parse(string? text)
    {
        if (text is null || text.Length > MaxLength || text.Split('@') is not [{ Length: > 0 and <= MaxLocalLength } local, var domain])
            return null;
        if (!local.All(IsAtomText) || local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal))
            return null;
        try
        {
            var ascii = Domains.GetAscii(domain);
            return ascii.Length is > 0 and <= 253 && Uri.CheckHostName(ascii) == UriHostNameType.Dns && ascii.Contains('.', StringComparison.Ordinal)
                ? new MailboxAddress(null, $"{local}@{ascii}") : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // RFC 5322 section 3.2.3, atext and the dot.
    private static bool IsAtomText(char letter) => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-/=?^_`{|}~.".Contains(letter, StringComparison.Ordinal);
}
