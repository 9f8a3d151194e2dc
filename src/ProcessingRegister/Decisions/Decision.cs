namespace ProcessingRegister.Decisions;

/// <summary>What came of a command: events to append, nothing because it is so already, or a refusal.</summary>
public abstract record Decision
{
    /// <summary>What the command asks for is the case already; nothing is recorded twice.</summary>
    public static Decision AlreadyDone { get; } = new Done();

    /// <summary>These facts are to be recorded, in this order.</summary>
    public static Decision Append(params object[] events) => new Appended(events);

    /// <summary>A rule forbids it.</summary>
    public static Decision Refuse(Refusal refusal) => new Refused(refusal);

    private Decision() { }

    /// <summary>See <see cref="AlreadyDone"/>.</summary>
    public sealed record Done : Decision;

    /// <summary>See <see cref="Append"/>.</summary>
    public sealed record Appended(IReadOnlyList<object> Events) : Decision;

    /// <summary>See <see cref="Refuse"/>.</summary>
    public sealed record Refused(Refusal Refusal) : Decision;
}

/// <summary>A rule that forbids something, with a stable code and its legal provision; answered as 409.</summary>
/// <param name="Code">A stable name in kebab-case; the problem's type is <c>urn:processing-register:refusal:{code}</c>.</param>
/// <param name="Provision">The provision or the rule of the register that it follows from.</param>
/// <param name="Sentence">What the rule is and what would satisfy it, in one sentence, without any value of the request.</param>
public sealed record Refusal(string Code, string Provision, string Sentence);

/// <summary>A member of a request that breaks a rule of form; answered as 400.</summary>
/// <param name="Pointer">Which member: a JSON Pointer (RFC 6901) into the request.</param>
/// <param name="Rule">The rule, as a phrase that follows the member's name, without its value.</param>
public sealed record Fault(string Pointer, string Rule);

/// <summary>Something received that can tell where its form is wrong.</summary>
public interface IChecked
{
    /// <summary>The faults found, none when the form is right. Pure.</summary>
    IEnumerable<Fault> Faults();
}

/// <summary>When and where a command is decided.</summary>
/// <param name="Instant">Now (UTC).</param>
/// <param name="Zone">The zone of the organisation that must act; legal periods and days are its own.</param>
public readonly record struct Moment(DateTimeOffset Instant, TimeZoneInfo Zone)
{
    /// <summary>Now by a clock, cut to microseconds, which is what the database keeps.</summary>
    public static Moment Of(TimeProvider clock, TimeZoneInfo zone) => new(MerkleLog.CanonicalInstant.Cut(clock.GetUtcNow()), zone);

    /// <summary>The organisation's calendar day.</summary>
    public DateOnly Today => DayOf(Instant);

    /// <summary>The organisation's calendar day at an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
}

/// <summary>A request about one record, and the pure function that decides it.</summary>
public interface ICommand<T> where T : Record, IRecord<T>
{
    /// <summary>Decides. No clock, no random, no I/O; deciding again after the events were folded must bring nothing more.</summary>
    Decision Decide(T record, Moment now);

    /// <summary>Whether the decision compares personal texts with those on record, which are then opened first.</summary>
    bool ComparesPersonalTexts => false;
}

/// <summary>A request for a new record.</summary>
public interface ICreation<T> where T : Record, IRecord<T>
{
    /// <summary>Decides. Pure, as <see cref="ICommand{T}.Decide"/>.</summary>
    Decision Decide(Moment now);

    /// <summary>By what this record is one of its kind within the organisation, in a normal form; kept only as a keyed fingerprint.</summary>
    string Identity { get; }

    /// <summary>The rule that forbids a second record of the same identity.</summary>
    Refusal AlreadyExists { get; }
}
