using ProcessingRegister.Law;
using ProcessingRegister.Reading;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>How a controller stands to a change: what is lawful, what is owed, and what is not as it should be. Pure: functions of the record, the law and the instant.</summary>
public sealed partial record ChangeNotice
{
    /// <summary>The dates, counted from when the controller was informed, or if it were informed at an instant; <c>null</c> where nothing runs or nothing can be computed.</summary>
    public ChangeDates? DatesUnder(LawBook law, DateTimeOffset ifInformedAt) => DatesUnder(new KnownDates(law), ifInformedAt);

    /// <summary>How the controller stands to the change's being in effect on a day of the organisation's calendar.</summary>
    public ControllerStanding StandingOn(DateOnly day, LawBook law) => StandingOn(day, law, new KnownDates(law));

    /// <inheritdoc cref="StandingOn(DateOnly, LawBook)"/>
    internal ControllerStanding StandingOn(DateOnly day, LawBook law, KnownDates known) =>
        IsExceptedOn(day, law) ? ControllerStanding.Excepted
        : !Kind.CanBeObjectedTo() || (AcceptedAt is { } accepted && DayOf(accepted, law) <= day) ? ControllerStanding.Lawful
        : !(InformedAt is { } informed && DayOf(informed, law) <= day) ? ControllerStanding.NotInformed
        : DatesUnder(known, informed) is not { } dates ? ControllerStanding.TermsNotKnown
        : Objections.Any(o => IsInTime(o, dates) && IsOpenOn(o, day, law)) ? ControllerStanding.ObjectionOpen
        : IsTooEarlyOn(day, dates) ? ControllerStanding.TooEarly
        : !Terms!.AcceptsBySilence ? ControllerStanding.NotAccepted
        : ControllerStanding.Lawful;

    /// <summary>Whether a day comes before the end of the notice that the controller is owed, whatever else stands in the way of the change.</summary>
    internal bool IsBelowNoticeOn(DateOnly day, LawBook law, KnownDates known) => StandingOn(day, law, known) switch
    {
        ControllerStanding.NotInformed or ControllerStanding.TooEarly => true,
        ControllerStanding.ObjectionOpen => IsTooEarlyOn(day, DatesUnder(known, InformedAt!.Value)!),
        _ => false,
    };

    /// <summary>The findings.</summary>
    public IEnumerable<ChangeFinding> FindingsUnder(LawBook law, DateTimeOffset now) => FindingsUnder(law, now, new KnownDates(law));

    internal IEnumerable<ChangeFinding> FindingsUnder(LawBook law, DateTimeOffset now, KnownDates known)
    {
        if (EffectiveFrom is { } begun && FindingOf(StandingOn(begun, law, known)) is { } code)
            yield return new(code, "Art. 28(2)");
        if (!IsExceptedOn(EffectiveFrom ?? IntendedFrom, law) && Kind.CanBeObjectedTo())
        {
            if (EffectiveFrom is null && AcceptedAt is null && DatesUnder(known, now)?.Earliest > IntendedFrom)
                yield return new(ChangeFindingCode.IntendedTooEarly, "Art. 28(2)");
            if (Terms is null || DatesUnder(known, now) is null)
                yield return new(ChangeFindingCode.TermsNotKnown, "Art. 28(3)(d)");
            if (!ChangePeriods.Knows(Country, law))
                yield return new(ChangeFindingCode.CalendarOfControllerNotKnown, "Art. 28(2)");
        }

        if (Dispatches.Any(d => d.ReturnedAt is not null))
            yield return new(ChangeFindingCode.ContactPointInvalid, "Art. 28(2)");
        if (!CanBeReached)
            yield return new(ChangeFindingCode.ContactPointMissing, "Art. 28(2), 30(2)(a)");
    }

    /// <inheritdoc />
    public IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now)
    {
        if (ExceptedAt is null)
            yield return ToInform(law, now);
        foreach (var objection in Objections)
        {
            yield return Obligation.WithoutUndueDelay(
                new(Id, "subprocessorChange.objection", "Art. 28(2)", DutyParty.Keeper, DutyParty.Controller, objection.Reference.Value),
                objection.ReceivedAt, objection.Resolution?.ResolvedAt ?? ExceptedAt, now);
        }
    }

    /// <summary>The record as it is shown.</summary>
    public ChangeNotice ShownAt(DateTimeOffset at, LawBook law)
    {
        var dates = Kind.CanBeObjectedTo() ? DatesUnder(law, at) : null;
        IReadOnlyList<ExplanationStep> steps = [.. dates?.Notice?.Explanation.Steps ?? [], .. dates?.Objection?.Explanation.Steps ?? []];
        return this with
        {
            Objections = [.. Objections.Select(o => o with { InTime = IsInTime(o, dates) })],
            Shown = new(
                StandingOn(EffectiveFrom ?? DayOf(at, law), law), InformedAt, dates?.Notice?.Target, dates?.ObjectionEnds, dates?.Earliest,
                steps, new Explanation(steps).In("en"), [.. FindingsUnder(law, at)], [.. Obligations(law, at).Select(ShownDeadline.Of)]),
        };
    }

    internal ChangeDates? DatesUnder(KnownDates known, DateTimeOffset ifInformedAt) =>
        Terms is null ? null : known.Of(new(Terms, Country, Jurisdiction), InformedAt ?? ifInformedAt);

    // Told of a later day, a controller does not expect the change before it.
    private bool IsTooEarlyOn(DateOnly day, ChangeDates dates) => day < dates.Earliest || day < ToldFrom;

    // What comes before the period runs at all is in time; and so is everything where the agreement names no end, or where it cannot be computed.
    private static bool IsInTime(Objection objection, ChangeDates? dates) => dates?.ObjectionEnds is not { } end || objection.ReceivedAt <= end.At;

    private bool IsOpenOn(Objection objection, DateOnly day, LawBook law) =>
        objection.Resolution is not { } resolution || DayOf(resolution.ResolvedAt, law) > day;

    // Who was served otherwise only after the change had begun was not excepted when it began.
    private bool IsExceptedOn(DateOnly day, LawBook law) => ExceptedAt is not null || Objections.Any(o => o.Resolution is { } r
        && (r.TerminatedOn <= day || (r.Outcome is ObjectionOutcome.AlternativeOffered or ObjectionOutcome.ChangeDropped && DayOf(r.ResolvedAt, law) <= day)));

    private DateOnly DayOf(DateTimeOffset instant, LawBook law) => ChangePeriods.KeeperOf(Jurisdiction, instant, law).DayOf(instant);

    // The change could take effect on the intended day only if the controller was informed by then. Where no such day is known, it is owed at once.
    private Obligation ToInform(LawBook law, DateTimeOffset now)
    {
        var owed = new Owed(Id, "subprocessorChange.notice", "Art. 28(2)", DutyParty.Keeper, DutyParty.Controller);
        return Kind.CanBeObjectedTo() && Terms is { } terms && LastDaysToInform.For(new(terms, Country, Jurisdiction), IntendedFrom, law) is { } day
            ? Obligation.By(owed, AnnouncedAt, ChangePeriods.KeeperOf(Jurisdiction, AnnouncedAt, law).EndOf(day), InformedAt, now)
            : Obligation.WithoutUndueDelay(owed, AnnouncedAt, InformedAt, now);
    }

    private static ChangeFindingCode? FindingOf(ControllerStanding standing) => standing switch
    {
        ControllerStanding.NotInformed => ChangeFindingCode.BegunWithoutNotice,
        ControllerStanding.ObjectionOpen => ChangeFindingCode.BegunDespiteObjection,
        ControllerStanding.TooEarly => ChangeFindingCode.BegunTooEarly,
        ControllerStanding.NotAccepted or ControllerStanding.TermsNotKnown => ChangeFindingCode.BegunWithoutAcceptance,
        _ => null,
    };
}
