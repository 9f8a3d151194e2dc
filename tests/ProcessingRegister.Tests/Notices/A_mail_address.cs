using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using ProcessingRegister.Notices.Mail;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

public sealed class A_mail_address
{
    [Theory]
    [InlineData("privacy@example.com", "privacy@example.com")]
    [InlineData("a.b+c=d@sub.example.com", "a.b+c=d@sub.example.com")]
    [InlineData("post@blåbær.example", "post@xn--blbr-roah.example")]
    public void Is_one_plain_address(string text, string address) => Assert.Equal(address, MailAddresses.Parse(text)?.GetAddress(idnEncode: true));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@b@c.example")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("Name <a@example.com>")]
    [InlineData("group: a@example.com;")]
    [InlineData("a b@example.com")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@localhost")]
    [InlineData("a@127.0.0.1")]
    [InlineData(".a@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a@exam ple.com")]
    [InlineData("a@-example.com>")]
    [InlineData("æ@example.com")]
    public void Is_nothing_else(string? text) => Assert.Null(MailAddresses.Parse(text));

    [Theory]
    [InlineData("mail.example.com", "None")]
    [InlineData("10.0.0.1", "none")]
    [InlineData("mail.example.com", "StartTlsWhenAvailable")]
    public void Of_another_machine_is_reached_under_tls_only(string host, string security) =>
        Assert.Contains("Security", Assert.Throws<InvalidOperationException>(() => Options(host, security)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("mail.example.com", null, 587, MailKit.Security.SecureSocketOptions.StartTls)]
    [InlineData("mail.example.com", null, 465, MailKit.Security.SecureSocketOptions.SslOnConnect)]
    [InlineData("mail.example.com", "Tls", 2465, MailKit.Security.SecureSocketOptions.SslOnConnect)]
    [InlineData("127.0.0.1", "None", 25, MailKit.Security.SecureSocketOptions.None)]
    [InlineData("localhost", null, 25, MailKit.Security.SecureSocketOptions.StartTls)]
    public void Is_reached_under_tls_unless_the_server_is_this_machine(string host, string? security, int port, MailKit.Security.SecureSocketOptions expected) =>
        Assert.Equal(expected, Options(host, security, port)!.Security);

    // A server that offers no TLS at all, and one whose certificate nobody vouches for; a mail that went on all the same would be received.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_not_given_to_a_server_without_a_certificate_to_trust(bool ofItsOwnMaking)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        await using var server = new SmtpReceiver { Certificate = ofItsOwnMaking ? certificate : null };
        await using var client = new MailServer(NoticeHost.Mail(server.Port) with { Security = MailKit.Security.SecureSocketOptions.StartTls });
        using var message = MailMessages.Of(Guid.NewGuid(), MailAddresses.Parse("a@example.com")!, MailAddresses.Parse("b@example.com")!, null, "s", "t", DateTimeOffset.UnixEpoch);

        await Assert.ThrowsAsync<MailServerAwayException>(() => client.SendAsync(message, default));
        Assert.Equal(1, server.Connections);
        Assert.Empty(server.Received);
    }

    [Fact]
    public void Has_a_password_that_others_cannot_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "secret\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Contains("0600", Assert.Throws<InvalidOperationException>(() => Options("mail.example.com", null, 587, file)).Message, StringComparison.Ordinal);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Equal("secret", Options("mail.example.com", null, 587, file)!.Password);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static MailOptions? Options(string host, string? security, int port = 587, string? passwordFile = null) => MailOptions.Of(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Host"] = host,
            ["Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Security"] = security,
            ["From"] = "a@example.com",
            ["User"] = passwordFile is null ? null : "user",
            ["PasswordFile"] = passwordFile,
        }).Build());
}
