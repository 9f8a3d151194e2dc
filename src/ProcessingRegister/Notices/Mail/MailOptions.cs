using MailKit.Security;
using MimeKit;

namespace ProcessingRegister.Notices.Mail;

/// <summary>Where mail is handed over: the section <c>Notices:Mail</c>.</summary>
/// <param name="Host">The server that takes mail over.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="From">The address that notices come from, and that they return to.</param>
/// <param name="User">The login, or <c>null</c>.</param>
/// <param name="Password">Its password.</param>
public sealed record MailOptions(string Host, int Port, SecureSocketOptions Security, MailboxAddress From, string? User, string? Password)
{
    /// <summary>How long the server may take for one mail, or to let this program in (RFC 5321 section 4.5.3.2 allows minutes; a breach cannot wait that long).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When mail that was not taken is tried again.</summary>
    public Backoff Backoff { get; init; } = Backoff.OfMail;

    /// <summary>Reads the section; <c>null</c> when it names no server.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it, and never a secret.</exception>
    public static MailOptions? Of(IConfiguration section)
    {
        if (section["Host"] is not { Length: > 0 } host)
            return null;
        var port = section.GetValue("Port", 587);
        var from = MailAddresses.Parse(section["From"]) ?? throw Unusable("From", "it is not a mail address");
        var user = section["User"];
        return new MailOptions(host, port, SecurityOf(host, port, section["Security"]), from, user, user is null ? null : PasswordOf(section));
    }

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{Host}:{Port}";

    // Without TLS a notice and the login would be read by whoever is on the way; STARTTLS that is taken only when offered protects from nobody (RFC 8314).
    private static SecureSocketOptions SecurityOf(string host, int port, string? named) => named?.ToUpperInvariant() switch
    {
        "STARTTLS" => SecureSocketOptions.StartTls,
        "TLS" => SecureSocketOptions.SslOnConnect,
        null or "" => port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls,
        "NONE" when IsThisMachine(host) => SecureSocketOptions.None,
        "NONE" => throw Unusable("Security", "mail leaves this machine only under TLS"),
        _ => throw Unusable("Security", "it is none of StartTls, Tls and None"),
    };

    private static bool IsThisMachine(string host) => host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    private static string PasswordOf(IConfiguration section)
    {
        if (section["Password"] is { Length: > 0 } password)
            return password;
        if (section["PasswordFile"] is not { Length: > 0 } file || !File.Exists(file))
            throw Unusable("PasswordFile", "there is no such file, and no Password either");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw Unusable("PasswordFile", "it can be read by others; its mode must be 0600");
        return File.ReadAllText(file).TrimEnd('\r', '\n');
    }

    private static InvalidOperationException Unusable(string setting, string why) => new($"The setting Notices:Mail:{setting} cannot be used: {why}.");
}
