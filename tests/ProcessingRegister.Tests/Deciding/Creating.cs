using ProcessingRegister.Decisions;
using Xunit;

namespace ProcessingRegister.Tests.Deciding;

/// <summary>A request for a new record. That it cannot be created twice is kept by its identity, not by its decision.</summary>
public sealed class Creating<T> where T : Record, IRecord<T>
{
    private readonly ICreation<T> creation;
    private readonly Moment now;

    internal Creating(ICreation<T> creation, Moment now) => (this.creation, this.now) = (creation, now);

    /// <summary>Moves the decision to another moment.</summary>
    public Creating<T> At(Moment moment) => new(creation, moment);

    /// <summary>Moves the decision to another instant, in the same zone.</summary>
    public Creating<T> At(DateTimeOffset instant) => new(creation, now with { Instant = instant });

    /// <summary>Exactly these facts are recorded, they make a record that can be stored, and deciding twice says the same.</summary>
    /// <returns>The record.</returns>
    public T Then(params object[] expected)
    {
        var events = Appended();
        Said.AssertSame(expected, events);
        Said.AssertSame(events, Appended());
        return Created(events);
    }

    /// <summary>One fact of this type is recorded.</summary>
    /// <returns>The record.</returns>
    public T ThenAppended<TEvent>(Action<TEvent>? check = null)
    {
        var events = Appended();
        var fact = Assert.IsType<TEvent>(Assert.Single(events));
        check?.Invoke(fact);
        return Created(events);
    }

    /// <summary>A rule forbids it.</summary>
    public void ThenRefused(Refusal refusal)
    {
        var decision = creation.Decide(now);
        Assert.True(decision is Decision.Refused refused && refused.Refusal == refusal, $"Expected the refusal {refusal.Code}, but {Said.Of(decision)}");
    }

    private IReadOnlyList<object> Appended()
    {
        var decision = creation.Decide(now);
        Assert.True(decision is Decision.Appended, $"Expected events, but {Said.Of(decision)}");
        return ((Decision.Appended)decision).Events;
    }

    private T Created(IReadOnlyList<object> events)
    {
        var record = Fold.All<T>(Sentence.RecordId, events.Select((fact, i) => new RecordedEvent(Sentence.IdOf(i), now.Instant, fact)));
        Assert.NotNull(record);
        Kept.AndRead(record, open: true);
        return record;
    }
}
