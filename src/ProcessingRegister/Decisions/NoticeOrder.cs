using Marten;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Decisions;

/// <summary>What a notice tells; each has a template in each language.</summary>
public enum NoticeKind
{
    /// <summary>A processor tells a controller of a breach, Art. 33(2).</summary>
    BreachNotice,

    /// <summary>Further information on a breach, in phases, Art. 33(4).</summary>
    BreachUpdate,

    /// <summary>The breach is over, or was none.</summary>
    BreachAllClear,

    /// <summary>A processor tells a controller of an intended change of its subprocessors, Art. 28(2).</summary>
    SubprocessorChange,

    /// <summary>A notice was sent and nobody has acknowledged it.</summary>
    AcknowledgementReminder,

    /// <summary>The organisation owes something by a limit; to its own people.</summary>
    ObligationReminder,

    /// <summary>A processor tells a controller that an authority asked for its data, Art. 28(3)(a).</summary>
    AccessRequestNotice,
}

/// <summary>What a template may leave a place for. The list is closed: a template that names anything else is not saved.</summary>
public enum NoticePlaceholder
{
    /// <summary>Who sends the notice: the keeper of the register.</summary>
    Organisation,

    /// <summary>The name of the recipient's contact person; opened from the vault as the notice is sent.</summary>
    Recipient,

    /// <summary>What the sender calls the matter.</summary>
    Reference,

    /// <summary>What happened, Art. 33(3)(a).</summary>
    Nature,

    /// <summary>Categories and approximate numbers of persons and of records concerned, Art. 33(3)(a).</summary>
    Extent,

    /// <summary>Whom to ask, Art. 33(3)(b).</summary>
    ContactPoint,

    /// <summary>The likely consequences, Art. 33(3)(c).</summary>
    Consequences,

    /// <summary>The measures taken or proposed, Art. 33(3)(d).</summary>
    Measures,

    /// <summary>When the sender became aware.</summary>
    AwareAt,

    /// <summary>What is new since the notice before.</summary>
    News,

    /// <summary>What is to change, and which subprocessors it concerns.</summary>
    Change,

    /// <summary>For which services.</summary>
    Services,

    /// <summary>The day from which it is intended.</summary>
    EffectiveOn,

    /// <summary>Until when the recipient can object.</summary>
    ObjectBy,

    /// <summary>The link under which receipt is acknowledged; made as the notice is sent.</summary>
    Acknowledgement,

    /// <summary>The provision under which something is owed.</summary>
    Provision,

    /// <summary>When it should be done.</summary>
    Target,

    /// <summary>By when it must be done.</summary>
    Limit,

    /// <summary>Where in the register it stands.</summary>
    Record,

    /// <summary>The authority that asks for data.</summary>
    Authority,
}

/// <summary>The language of a notice.</summary>
public enum NoticeLanguage
{
    /// <summary>Norwegian bokmål.</summary>
    Nb,

    /// <summary>English.</summary>
    En,
}

/// <summary>How a notice travels.</summary>
public enum NoticeChannel
{
    /// <summary>By e-mail to the address of the recipient.</summary>
    Mail,

    /// <summary>By a signed request to the endpoint registered for the agreement, else to the organisation's.</summary>
    Webhook,
}

/// <summary>One recipient of a notice.</summary>
/// <param name="Notice">The notice's id, given by whoever orders it, so that the same order given twice is one.</param>
/// <param name="Agreement">The processing agreement with the recipient; <c>null</c> for the organisation's own people.</param>
/// <param name="Language">In which language.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="Address">For mail: the address, a value that is in the vault already.</param>
/// <param name="Name">The contact person's name, a value that is in the vault already.</param>
/// <param name="Record">The record to which the outcomes of this notice belong, where each recipient has one of its own; else the order's.</param>
public sealed record NoticeRecipient(
    Guid Notice, Guid? Agreement, NoticeLanguage Language, NoticeChannel Channel, PersonalText? Address = null, PersonalText? Name = null, Guid? Record = null);

/// <summary>An order to tell many recipients the same.</summary>
/// <param name="RecordKind">The kind of the records to which the outcomes belong; whoever records them is found by it.</param>
/// <param name="Record">The record that the notices are about. What is told is sealed under its key and can be erased with it.</param>
/// <param name="Kind">What is told, which decides the template.</param>
/// <param name="Values">What fills the template's places; a place without a value says that it is not known yet (Art. 33(4)).</param>
/// <param name="Recipients">To whom.</param>
public sealed record NoticeOrder(
    string RecordKind, Guid Record, NoticeKind Kind, IReadOnlyDictionary<NoticePlaceholder, string> Values, IReadOnlyList<NoticeRecipient> Recipients);

/// <summary>Where notices are ordered.</summary>
public interface INoticeOutbox
{
    /// <summary>
    /// Orders notices in the session's transaction: they are sent if and only if it is committed. What they say is fixed now, by the organisation's
    /// present templates; addresses and names are opened as each is sent.
    /// </summary>
    /// <exception cref="ArgumentException">A recipient by mail has no address, or an address or name is not in the vault yet.</exception>
    Task OrderAsync(IDocumentSession session, IReadOnlyList<NoticeOrder> orders, CancellationToken ct);

    /// <inheritdoc cref="OrderAsync(IDocumentSession, IReadOnlyList{NoticeOrder}, CancellationToken)"/>
    Task OrderAsync(IDocumentSession session, NoticeOrder order, CancellationToken ct) => OrderAsync(session, [order], ct);

    /// <summary>Of these agreements, those whose recipients have an endpoint of their own that takes notices.</summary>
    Task<IReadOnlySet<Guid>> WithEndpointAsync(string tenantId, IReadOnlyCollection<Guid> agreements, CancellationToken ct);
}
