using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>What is not as it should be with the notification of a controller.</summary>
public enum NoticeFindingCode
{
    /// <summary>A notice came back: where the agreement says that the controller is reached, it is not.</summary>
    ContactPointInvalid,

    /// <summary>The agreement names nobody to be reached.</summary>
    ContactPointMissing,

    /// <summary>The law of the controller's country is not known here, so that its own clock is not computed.</summary>
    LawOfControllerNotKnown,
}

/// <summary>A finding.</summary>
/// <param name="Code">What.</param>
/// <param name="Provision">The provision that it is about.</param>
public sealed record NoticeFinding(NoticeFindingCode Code, string Provision);

/// <summary>What is owed to one controller, and what it owes its authority itself.</summary>
public sealed partial record ControllerNotification
{
    /// <inheritdoc />
    public IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now) =>
        !IsConcerned ? [] : [.. ToNotify(law, now), .. ToSendAgain(), .. OfTheControllerItself(law, now)];

    /// <summary>The findings, by the law. Pure.</summary>
    public IEnumerable<NoticeFinding> FindingsUnder(LawBook law)
    {
        if (Dispatches.Any(d => d.BouncedAt is not null) || Ordered.Any(o => o.FailedAt is not null))
            yield return new(NoticeFindingCode.ContactPointInvalid, "Art. 33(2)");
        if (!CanBeReached || State == NoticeState.Unreachable)
            yield return new(NoticeFindingCode.ContactPointMissing, "Art. 33(2), 30(2)(a)");
        if (Role == BreachRole.Processor && law.Jurisdictions.All(j => j.Code != Territory.Of(Country)))
            yield return new(NoticeFindingCode.LawOfControllerNotKnown, "Art. 33(1)");
    }

    /// <summary>The end of the controller's own period if it was aware already when a notice was first sent to it: the cautious reading, which is not settled.</summary>
    /// <exception cref="LawUnknownException">The law of the day is not known.</exception>
    public Deadline? CautiousAuthorityDeadline(LawBook law) =>
        Role == BreachRole.Processor && Telling.FirstOrDefault() is { } first && IsUnderTheLaw(law, first.SentAt) && !(AwareAt < first.SentAt) ? Period(law, first.SentAt) : null;

    /// <summary>The day on which an instant falls where the controller's authority is; <c>null</c> where that law is not known here.</summary>
    internal DateOnly? AuthorityDay(LawBook law, DateTimeOffset instant) => IsUnderTheLaw(law, instant) ? law.At(Country, instant).On : null;

    /// <summary>Whether a notification of the authority at an instant would come after every reading of the controller's period.</summary>
    internal bool NeedsReasonsForDelay(LawBook law, DateTimeOffset filedAt) => AwareAt is { } aware && IsUnderTheLaw(law, aware) && Period(law, aware).Judge(filedAt) == Timeliness.OutOfTime;

    // "Without undue delay" by law, and by the agreement within hours, if it names any.
    private IEnumerable<Obligation> ToNotify(LawBook law, DateTimeOffset now)
    {
        yield return Obligation.WithoutUndueDelay(new(Id, "breach.notice", "Art. 33(2)", DutyParty.Keeper, Notified), DutySince, NotifiedAt);
        if (NoticeHours is { } hours)
        {
            var deadline = Law.Deadlines.Contractual(new(new(hours, PeriodUnit.Hours)), Place(law), DutySince);
            yield return Obligation.By(new(Id, "breach.noticeByContract", "Art. 28(3)(f), 33(2)", DutyParty.Keeper, Notified), deadline, NotifiedAt, now);
        }
    }

    // Where nothing is underway any more, no program goes on: somebody must find a way, from the day on which the last notice came back or was given up.
    private IEnumerable<Obligation> ToSendAgain() => State != NoticeState.Bounced ? [] :
        [Obligation.WithoutUndueDelay(new(Id, "breach.redelivery", "Art. 33(2)", DutyParty.Keeper, Notified), Returns.Max(), null)];

    private IEnumerable<DateTimeOffset> Returns => Ordered.Where(o => TellsOfTheBreach(o.Id)).Select(o => o.FailedAt).Concat(Telling.Select(d => d.BouncedAt)).OfType<DateTimeOffset>();

    private DutyParty Notified => Role == BreachRole.Processor ? DutyParty.Controller : DutyParty.Processor;

    // Hours elapse alike everywhere; only how they are written depends on the place.
    private PlaceOfAction Place(LawBook law) =>
        law.Jurisdictions.FirstOrDefault(j => j.Code == Territory.Of(Country)) is { } known ? PlaceOfAction.In(known) : new(Country, "UTC");

    // The controller's 72 hours, which run from its own awareness: for the information of both.
    private IEnumerable<Obligation> OfTheControllerItself(LawBook law, DateTimeOffset now) =>
        Role == BreachRole.Processor && AwareAt is { } aware && IsUnderTheLaw(law, aware)
            ? [Obligation.By(
                new(Id, DeadlineRules.NotifyAuthority.Code, "Art. 33(1)", DutyParty.Controller, DutyParty.SupervisoryAuthority), Period(law, aware),
                Filings.FirstOrDefault(f => f.Kind is FilingKind.Initial or FilingKind.Complete)?.FiledAt, now)]
            : [];

    private Deadline Period(LawBook law, DateTimeOffset aware) => Law.Deadlines.Compute(DeadlineRules.NotifyAuthority, law.At(Country, aware), aware);

    private bool IsUnderTheLaw(LawBook law, DateTimeOffset instant) => Breaches.Breach.IsUnderTheLaw(law, Country, instant);
}
