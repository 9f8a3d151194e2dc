using ProcessingRegister.Decisions;

namespace ProcessingRegister.Tests.Deciding;

/// <summary>What has happened to a record so far, and when it is spoken of.</summary>
public sealed class Given<T> where T : Record, IRecord<T>
{
    private readonly IReadOnlyList<object> facts;
    private readonly Moment now;

    internal Given(IReadOnlyList<object> facts, Moment now) => (this.facts, this.now) = (facts, now);

    /// <summary>The events with their ids, a minute apart, the last of them a minute before the decision.</summary>
    public IReadOnlyList<RecordedEvent> Events =>
        [.. facts.Select((fact, index) => new RecordedEvent(Sentence.IdOf(index), now.Instant.AddMinutes(index - facts.Count), fact))];

    /// <summary>The record as the events leave it.</summary>
    public T Record => Fold.All<T>(Sentence.RecordId, Events) ?? throw new InvalidOperationException("Nothing was given, so there is no record.");

    /// <summary>The record as it was in effect on a day.</summary>
    public T? InEffectOn(DateOnly day) => Fold.InEffect<T>(Sentence.RecordId, Events, day);

    /// <summary>Moves the decision to another moment.</summary>
    public Given<T> At(Moment moment) => new(facts, moment);

    /// <summary>Moves the decision to another instant, in the same zone.</summary>
    public Given<T> At(DateTimeOffset instant) => new(facts, now with { Instant = instant });

    /// <summary>Decides a command.</summary>
    public Decided<T> When(ICommand<T> command) => new(Record, facts.Count, command, now);
}
