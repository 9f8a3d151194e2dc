using ProcessingRegister.Reading;

namespace ProcessingRegister.Breaches;

/// <summary>One thing on the timeline of a breach: something that came about, or an end of something owed.</summary>
/// <param name="At">When, by the clock of the law (UTC).</param>
/// <param name="What">The event's name; for what is owed the obligation's code.</param>
/// <param name="Event">The event; absent for what is owed.</param>
/// <param name="Obligation">What is owed, at its target; absent for an event.</param>
public sealed record TimelineItem(DateTimeOffset At, string What, HistoryItem? Event = null, ShownDeadline? Obligation = null);

/// <summary>What came about and what is due, in one order.</summary>
public static class Timeline
{
    /// <summary>The events where they say that they came about, else where they were recorded; and what is owed at its target.</summary>
    public static IReadOnlyList<TimelineItem> Of(IEnumerable<HistoryItem> events, IEnumerable<Obligation> obligations) =>
    [
        .. events.Select(e => new TimelineItem((e.Data as IHappened)?.At ?? e.RecordedAt, e.Type, e))
            .Concat(obligations.Select(o => new TimelineItem(o.Target, o.Kind, null, ShownDeadline.Of(o))))
            .OrderBy(item => item.At).ThenBy(item => item.Event?.Version ?? long.MaxValue),
    ];
}
