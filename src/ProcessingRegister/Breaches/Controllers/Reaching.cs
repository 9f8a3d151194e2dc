using System.Security.Cryptography;
using System.Text;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>One way on which a controller is reached.</summary>
/// <param name="Channel">How.</param>
/// <param name="Person">Whom, for mail.</param>
internal sealed record Way(NoticeChannel Channel, ContactPerson? Person)
{
    /// <summary>Whether a notice was addressed so.</summary>
    public bool Is(OrderedNotice notice) => notice.Channel == Reaching.MeansOf(Channel) && notice.Recipient == Person?.Subject;
}

/// <summary>
/// Where a controller is reached, by its agreement. Addresses stay closed: whom one belongs to is told by the person's random reference, which is another
/// when the address is.
/// </summary>
internal static class Reaching
{
    /// <summary>
    /// The ways for a first attempt: mail to the contact, or to the data protection officer or the representative where the contact has no address; and the
    /// endpoint beside it, where one is registered. Whichever arrives first counts. Pure.
    /// </summary>
    public static IReadOnlyList<Way> First(AgreementContent agreement, bool hasEndpoint) => [.. Mailboxes(agreement).Take(1), .. Endpoint(hasEndpoint)];

    /// <summary>The ways for another attempt after one came back: the next mailbox that was not tried, and the endpoint if it was not. Pure.</summary>
    public static IReadOnlyList<Way> Next(AgreementContent agreement, bool hasEndpoint, IReadOnlyCollection<OrderedNotice> tried) =>
    [
        .. Mailboxes(agreement).Where(way => !tried.Any(way.Is)).Take(1),
        .. Endpoint(hasEndpoint).Where(way => !tried.Any(way.Is)),
    ];

    /// <summary>The ways that somebody chose: one channel, or those of a first attempt. Pure.</summary>
    public static IReadOnlyList<Way> Chosen(AgreementContent agreement, bool hasEndpoint, NoticeChannel? channel) =>
        [.. First(agreement, hasEndpoint).Where(way => channel is null || way.Channel == channel)];

    /// <summary>Whether the agreement names anybody who is reached by mail.</summary>
    public static bool HasMailbox(AgreementContent agreement) => Mailboxes(agreement).Any();

    /// <summary>The id of the notice of an order to a controller on a way: the same order given twice is one notice. A UUID of version 8 (RFC 9562).</summary>
    public static Guid NoticeOf(Guid notification, ImpersonalText order, NoticeKind kind, ImpersonalText? redelivery, Way way)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{notification}\n{kind}\n{way.Channel}\n{way.Person?.Subject}\n{order.Value.Length}\n{order}\n{redelivery}"))[..16];
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>What the record calls a channel.</summary>
    public static MeansOfNotice MeansOf(NoticeChannel channel) => channel == NoticeChannel.Mail ? MeansOfNotice.Email : MeansOfNotice.Webhook;

    private static IEnumerable<Way> Mailboxes(AgreementContent agreement) =>
        new[] { agreement.Contact, agreement.DataProtectionOfficer.Value, agreement.Representative.Value }
            .OfType<ContactPerson>().Where(person => person.Email is not null).DistinctBy(person => person.Subject).Select(person => new Way(NoticeChannel.Mail, person));

    private static IEnumerable<Way> Endpoint(bool hasEndpoint) => hasEndpoint ? [new(NoticeChannel.Webhook, null)] : [];
}
