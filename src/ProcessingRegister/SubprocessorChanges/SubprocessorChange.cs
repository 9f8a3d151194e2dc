using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>A change of subprocessors is intended, Art. 28(2). Nobody was told yet.</summary>
public sealed record SubprocessorChangeIntended(ImpersonalText Reference, CountryCode Jurisdiction, DateOnly IntendedFrom, ChangeContent Content);

/// <summary>What is intended was put otherwise, before anybody was told.</summary>
public sealed record SubprocessorChangeReconsidered(DateOnly IntendedFrom, ChangeContent Content);

/// <summary>The change was announced: the controllers are informed and have the opportunity to object, Art. 28(2).</summary>
public sealed record SubprocessorChangeAnnounced(
    DateTimeOffset AnnouncedAt, DateOnly TermsOn, PersonalText? ContactPoint, InformedElsewhere? Elsewhere, IReadOnlyList<Guid> Agreements);

/// <summary>Controllers who had no notice of the change, such as those who have become customers since, are informed as well.</summary>
public sealed record FurtherControllersInformed(
    ImpersonalText Reference, DateTimeOffset AnnouncedAt, DateOnly TermsOn, PersonalText? ContactPoint, InformedElsewhere? Elsewhere, IReadOnlyList<Guid> Agreements);

/// <summary>The change is intended for a later day than was announced.</summary>
public sealed record SubprocessorChangePostponed(DateOnly IntendedFrom, PersonalText? Reason);

/// <summary>The change does not come about.</summary>
public sealed record SubprocessorChangeWithdrawn(DateTimeOffset WithdrawnAt, PersonalText? Reason);

/// <summary>The change took effect from this day on; for whom that was too early, each controller's record says.</summary>
public sealed record SubprocessorChangePutIntoEffect(DateOnly EffectiveFrom, IReadOnlyList<Guid> Except, int NotLawfulFor, PersonalText? Reasons, int? BelowNoticeFor = null);

/// <summary>
/// An intended change of the subprocessors, Art. 28(2), from the intention to its effect. What each controller was told, and what it answered, has a
/// record of its own.
/// </summary>
/// <param name="Id">The record's id.</param>
/// <param name="Reference">The organisation's own name for it, unique among its changes.</param>
/// <param name="Jurisdiction">Under whose law the organisation is: on the calendar there a change takes effect.</param>
/// <param name="Content">What is intended.</param>
/// <param name="IntendedFrom">The day from which it is intended.</param>
public sealed record SubprocessorChange(Guid Id, ImpersonalText Reference, CountryCode Jurisdiction, ChangeContent Content, DateOnly IntendedFrom)
    : Record(Id), IRecord<SubprocessorChange>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
    [
        typeof(SubprocessorChangeIntended), typeof(SubprocessorChangeReconsidered), typeof(SubprocessorChangeAnnounced), typeof(FurtherControllersInformed),
        typeof(SubprocessorChangePostponed), typeof(SubprocessorChangeWithdrawn), typeof(SubprocessorChangePutIntoEffect),
    ];

    static string IRecord<SubprocessorChange>.Kind => "subprocessor_change";

    /// <summary>How far it has come.</summary>
    public ChangeState State => WithdrawnAt is not null ? ChangeState.Withdrawn : Effect is not null ? ChangeState.InEffect
        : Announcements.Count > 0 ? ChangeState.Announced : ChangeState.Intended;

    /// <summary>When it was announced (UTC): what was told, apart from when that was recorded.</summary>
    public DateTimeOffset? AnnouncedAt => Announcements is [var first, ..] ? first.AnnouncedAt : null;

    /// <summary>The days for which it was intended before, oldest first.</summary>
    public IReadOnlyList<DateOnly> IntendedBefore { get; init; } = [];

    /// <summary>The announcements, the first of which announced it.</summary>
    public IReadOnlyList<Announcement> Announcements { get; init; } = [];

    /// <summary>Its effect.</summary>
    public ChangeEffect? Effect { get; init; }

    /// <summary>Since when it is withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public PersonalText? WhyWithdrawn { get; init; }

    static SubprocessorChange IRecord<SubprocessorChange>.Evolve(SubprocessorChange? change, Guid id, object @event) => (change, @event) switch
    {
        (null, SubprocessorChangeIntended e) => new(id, e.Reference, e.Jurisdiction, e.Content, e.IntendedFrom),
        ({ } c, SubprocessorChangeReconsidered e) => c with { Content = e.Content, IntendedFrom = e.IntendedFrom },
        ({ } c, SubprocessorChangeAnnounced or FurtherControllersInformed) => c with { Announcements = [.. c.Announcements, AnnouncementIn(@event)] },
        ({ } c, SubprocessorChangePostponed e) => c with { IntendedFrom = e.IntendedFrom, IntendedBefore = [.. c.IntendedBefore, c.IntendedFrom] },
        ({ } c, SubprocessorChangeWithdrawn e) => c with { WithdrawnAt = e.WithdrawnAt, WhyWithdrawn = e.Reason },
        ({ } c, SubprocessorChangePutIntoEffect e) => c with { Effect = EffectOf(e) },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {change?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>The announcement that an event tells of.</summary>
    /// <exception cref="InvalidCastException">It tells of none.</exception>
    internal static Announcement AnnouncementIn(object @event) => @event is SubprocessorChangeAnnounced e
        ? new(null, e.AnnouncedAt, e.TermsOn, e.ContactPoint, e.Elsewhere, e.Agreements)
        : @event is FurtherControllersInformed f ? new(f.Reference, f.AnnouncedAt, f.TermsOn, f.ContactPoint, f.Elsewhere, f.Agreements)
        : throw new InvalidCastException($"{@event.GetType().Name} announces nothing.");

    /// <summary>What an event has to say to the controllers who were told of the change.</summary>
    internal static (DateOnly? IntendedFrom, DateTimeOffset? WithdrawnAt, ChangeEffect? Effect) NewsIn(object @event) => @event switch
    {
        SubprocessorChangePostponed e => (e.IntendedFrom, null, null),
        SubprocessorChangeWithdrawn e => (null, e.WithdrawnAt, null),
        SubprocessorChangePutIntoEffect e => (null, null, EffectOf(e)),
        _ => throw new InvalidCastException($"{@event.GetType().Name} changes nothing for those who were told."),
    };

    /// <summary>Whether an event announced the change, or put it into effect.</summary>
    internal static (bool Announces, bool TakesEffect) StepIn(object @event) => (@event is SubprocessorChangeAnnounced, @event is SubprocessorChangePutIntoEffect);

    private static ChangeEffect EffectOf(SubprocessorChangePutIntoEffect e) => new(e.EffectiveFrom, e.Except, e.NotLawfulFor, e.Reasons, e.BelowNoticeFor);
}
