using ProcessingRegister.Decisions;
using Xunit;

namespace ProcessingRegister.Tests.Deciding;

/// <summary>What came of a command.</summary>
public sealed class Decided<T> where T : Record, IRecord<T>
{
    private readonly T before;
    private readonly int index;
    private readonly ICommand<T> command;
    private readonly Moment now;
    private readonly Decision decision;

    internal Decided(T before, int index, ICommand<T> command, Moment now)
    {
        (this.before, this.index, this.command, this.now) = (before, index, command, now);
        decision = Decide(before);
    }

    /// <summary>A rule forbids it.</summary>
    public void ThenRefused(Refusal refusal) =>
        Assert.True(decision is Decision.Refused refused && refused.Refusal == refusal, $"Expected the refusal {refusal.Code}, but {Said.Of(decision)}");

    /// <summary>It is so already.</summary>
    public void ThenAlreadyDone() => Assert.True(decision is Decision.Done, $"Expected nothing to be recorded, but {Said.Of(decision)}");

    /// <summary>Exactly these facts are recorded, and the command can be sent again without recording more.</summary>
    /// <returns>The record afterwards.</returns>
    public T Then(params object[] expected)
    {
        var events = Appended();
        Said.AssertSame(expected, events);
        return Again(events);
    }

    /// <summary>One fact of this type is recorded, and the command can be sent again without recording more.</summary>
    /// <returns>The record afterwards.</returns>
    public T ThenAppended<TEvent>(Action<TEvent>? check = null)
    {
        var events = Appended();
        var fact = Assert.IsType<TEvent>(Assert.Single(events));
        check?.Invoke(fact);
        return Again(events);
    }

    private IReadOnlyList<object> Appended()
    {
        Assert.True(decision is Decision.Appended, $"Expected events, but {Said.Of(decision)}");
        return ((Decision.Appended)decision).Events;
    }

    // A retry may come at any time after the first try was recorded; it must find that everything it asks for is the case.
    private T Again(IReadOnlyList<object> events)
    {
        var after = events.Select((fact, i) => new RecordedEvent(Sentence.IdOf(index + i), now.Instant, fact))
            .Aggregate(before, (record, @event) => Fold.Next(record, Sentence.RecordId, @event));
        var again = Decide(after);
        Assert.True(again is Decision.Done, $"The same command, sent again, must record nothing more, but {Said.Of(again)}");
        return after;
    }

    private Decision Decide(T record) => command.Decide(Kept.AndRead(record, open: command.ComparesPersonalTexts), now);
}
