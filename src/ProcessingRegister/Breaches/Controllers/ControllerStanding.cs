using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>How far the notification of one controller has come, by what was ordered, sent, and heard of it.</summary>
public sealed partial record ControllerNotification
{
    /// <summary>How far the notification has come.</summary>
    public NoticeState State => !IsConcerned ? NoticeState.Unaffected
        : AcknowledgedAt is not null ? NoticeState.Acknowledged
        : NotifiedAt is not null ? NoticeState.Delivered
        : Telling.Any(d => d.BouncedAt is null) ? NoticeState.Sent
        : Ordered.Any(o => o.IsUnderway && TellsOfTheBreach(o.Id)) ? NoticeState.Ordered
        : Telling.Any() || Ordered.Any(o => o.FailedAt is not null && TellsOfTheBreach(o.Id)) ? NoticeState.Bounced
        : Unreached.Count > 0 ? NoticeState.Unreachable
        : NoticeState.Due;

    /// <summary>Whether the controller is still taken to be concerned.</summary>
    [JsonIgnore]
    public bool IsConcerned => UnaffectedSince is null && LiftedAt is null;

    /// <summary>
    /// When the controller was notified: by the first arrival of a notice, or at the latest by its acknowledgement. That a mail server took a notice over
    /// is not its arrival (rule 4.2).
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? NotifiedAt => Telling.Select(d => d.DeliveredAt).Append(AcknowledgedAt).Min();

    /// <summary>Since when the controller is aware: the earliest of its own statement and of the notice (rule 4.2).</summary>
    [JsonIgnore]
    public DateTimeOffset? AwareAt => StatedAwareAt is { } stated && !(NotifiedAt < stated) ? stated : NotifiedAt;

    /// <summary>Whether anything was sent to it, or is on its way, by which it knows of the breach.</summary>
    [JsonIgnore]
    public bool WasTold => Dispatches.Count > 0 || Ordered.Count > 0 || StatedAwareAt is not null;

    /// <summary>The dispatch of an id.</summary>
    internal Dispatch? DispatchOf(Guid dispatch) => Dispatches.FirstOrDefault(d => d.Id == dispatch);

    /// <summary>The ordered notice of an id.</summary>
    internal OrderedNotice? OrderedOf(Guid notice) => Ordered.FirstOrDefault(o => o.Id == notice);

    /// <summary>Whether an order, or its redelivery, was carried out already, be it that nobody could be reached.</summary>
    internal bool Has(Vault.ImpersonalText order, NoticeKind kind, Vault.ImpersonalText? redelivery = null) =>
        Ordered.Any(o => (o.Order, o.Kind, o.Redelivery) == (order, kind, redelivery)) || Unreached.Any(u => (u.Order, u.Kind, u.Redelivery) == (order, kind, redelivery));

    /// <summary>Whether who has a dispatch knows of the breach by it: by a first notice or an update, and by what was sent by hand.</summary>
    internal bool TellsOfTheBreach(Guid? dispatch) =>
        dispatch is not { } id || OrderedOf(id) is not { } ordered || ordered.Kind is NoticeKind.BreachNotice or NoticeKind.BreachUpdate;

    /// <summary>The dispatches by which the controller knows of the breach.</summary>
    private IEnumerable<Dispatch> Telling => Dispatches.Where(d => TellsOfTheBreach(d.Id));
}
