using MimeKit;

namespace ProcessingRegister.Notices.Mail;

/// <summary>Notices as mail: plain text, nothing from elsewhere, nothing that a reader's program would load.</summary>
internal static class MailMessages
{
    /// <summary>The message of a notice. Its Message-ID comes from the notice's id, so that a mail that is sent twice is one to its reader.</summary>
    public static MimeMessage Of(Guid notice, MailboxAddress from, MailboxAddress to, string? name, string subject, string text, DateTimeOffset at)
    {
        var message = new MimeMessage
        {
            MessageId = MessageIdOf(notice, from),
            Date = at,
            Subject = subject,
            Body = new TextPart("plain") { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(name is null ? null : Templates.TemplateText.OneLine(name), to.Address));
        // RFC 3834: no machine is to answer this, and what does answer is no acknowledgement.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>The Message-ID of a notice, without its angle brackets (RFC 5322 section 3.6.4).</summary>
    public static string MessageIdOf(Guid notice, MailboxAddress from) => $"{notice:N}@{from.Domain}";
}
