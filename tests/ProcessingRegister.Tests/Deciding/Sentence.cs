using ProcessingRegister.Decisions;

namespace ProcessingRegister.Tests.Deciding;

/// <summary>
/// A test of a decision reads as a sentence: <c>Given&lt;T&gt;(events).When(command).Then(events)</c>. Nothing is asked of the machine: no clock, no
/// random, no database. Import it with <c>using static</c>.
/// </summary>
public static class Sentence
{
    /// <summary>The record that every sentence is about.</summary>
    public static readonly Guid RecordId = new("0198c1f0-0000-7000-8000-000000000001");

    /// <summary>The moment of decision unless <c>At</c> says another: a Monday morning in Oslo.</summary>
    public static readonly Moment Now = new(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo"));

    /// <summary>The organisation's day at <see cref="Now"/>.</summary>
    public static DateOnly Today => Now.Today;

    /// <summary>The id of the event at an index of the record's stream: <c>IdOf(0)</c> is the first one given.</summary>
    public static Guid IdOf(int index) => new($"0198c1f0-0000-7000-9000-{index:x12}");

    /// <summary>What has happened to the record so far.</summary>
    public static Given<T> Given<T>(params object[] events) where T : Record, IRecord<T> => new(events, Now);

    /// <summary>A request for a record that does not exist yet.</summary>
    public static Creating<T> Creating<T>(ICreation<T> creation) where T : Record, IRecord<T> => new(creation, Now);
}
