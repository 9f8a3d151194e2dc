using CsCheck;
using MimeKit;
using ProcessingRegister.Notices.Mail;
using ProcessingRegister.Notices.Templates;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

public sealed class A_mail
{
    private static readonly MailboxAddress From = MailAddresses.Parse("notices@register.example.com")!;
    private static readonly MailboxAddress To = MailAddresses.Parse("privacy@controller.example")!;

    private static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char["\r\n:;<>@,\"\\ \u2028Bc"], 0, 60], Gen.String.Select(text => $"{text}\r\nBcc: thief@evil.example\r\n\r\n{text}"));

    [Fact]
    public void Has_the_headers_of_a_notice_and_no_others() => Gen.Select(Nasty, Nasty, Nasty).Sample((name, subject, text) =>
    {
        // Half a surrogate pair is no text that JSON lets in.
        if (!IsText(name) || !IsText(subject) || !IsText(text))
            return;
        var read = Read(name, TemplateText.OneLine(subject), text);
        Assert.Equal(
            ["Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"],
            read.Headers.Concat(read.Body!.Headers).Select(header => header.Field).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("privacy@controller.example", Assert.Single(read.To.Mailboxes).Address);
        Assert.Single(read.From.Mailboxes);
    });

    [Fact]
    public void Is_the_same_to_its_reader_each_time_it_is_sent()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(MailMessages.MessageIdOf(id, From), MailMessages.MessageIdOf(id, From));
        Assert.NotEqual(MailMessages.MessageIdOf(id, From), MailMessages.MessageIdOf(Guid.CreateVersion7(), From));
    }

    private static bool IsText(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);

    private static MimeMessage Read(string name, string subject, string text)
    {
        using var message = MailMessages.Of(Guid.CreateVersion7(), From, To, name, subject, text, DateTimeOffset.UnixEpoch);
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        stream.Position = 0;
        return MimeMessage.Load(stream);
    }
}
