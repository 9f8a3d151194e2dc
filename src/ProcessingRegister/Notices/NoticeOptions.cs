using System.Net;
using ProcessingRegister.Notices.Mail;

namespace ProcessingRegister.Notices;

/// <summary>How notices leave: the section <c>Notices</c>.</summary>
/// <param name="PublicAddress">Under which address recipients reach this program, for the links that they are sent.</param>
/// <param name="Mail">Where mail is handed over; <c>null</c> when nowhere: it then waits.</param>
/// <param name="AllowedNetworks">Networks of the operator's own that webhooks may go to all the same.</param>
public sealed record NoticeOptions(Uri PublicAddress, MailOptions? Mail, IReadOnlyList<IPNetwork> AllowedNetworks)
{
    /// <summary>How often the outbox is looked into when it was found empty.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often is looked for obligations of which nobody has been reminded.</summary>
    public TimeSpan PlanningInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one request of a webhook may take, its answer included.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>When a webhook that was not taken is tried again.</summary>
    public Backoff WebhookBackoff { get; init; } = Backoff.OfWebhooks;

    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it.</exception>
    public static NoticeOptions From(IConfiguration section)
    {
        var address = section["PublicAddress"] ?? "http://127.0.0.1:5080";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
            throw new InvalidOperationException("The setting Notices:PublicAddress cannot be used: it is not an address of http or https.");
        var mail = MailOptions.Of(section.GetSection("Mail"));
        if (mail is not null && section["PublicAddress"] is null)
            throw new InvalidOperationException("The setting Notices:PublicAddress is missing: what is sent holds links to it.");
        return new NoticeOptions(uri, mail,
            [.. section.GetSection("Webhooks:AllowedNetworks").GetChildren().Select(network => IPNetwork.TryParse(network.Value, out var parsed) ? parsed
                : throw new InvalidOperationException($"The setting {network.Path} cannot be used: it is not a network such as 10.0.0.0/8."))]);
    }
}
