namespace ProcessingRegister.Law;

/// <summary>
/// Counts a period of days, weeks, months or years on the dates of the place where the act is to be done, Regulation (EEC, Euratom)
/// No 1182/71 Art. 3(1) and (2)(b), (c). By the latest reading an end on no working day moves to the next one, Art. 3(4), and on until
/// the period has two, Art. 3(5). A duty to act has its target on a working day, if there is one left.
/// </summary>
internal sealed class CountingDays(DeadlineRule rule, LawInForce law, DateTimeOffset trigger, PlaceOfAction place, int daysAwaited)
    : Counting(rule, law, trigger, place)
{
    private const string Counted = "Regulation (EEC, Euratom) No 1182/71 Art. 3(1) and (2)(b)";
    private const string OfMonths = "Regulation (EEC, Euratom) No 1182/71 Art. 3(2)(c)";

    internal Deadline Deadline()
    {
        var eventDay = Place.DayOf(Trigger);
        var raw = Whole.LastDayAfter(eventDay);
        SayHowItEnds(eventDay, raw);

        var (earliest, latest) = Extended(eventDay, raw);
        (latest, var rested) = Paused(latest);
        (latest, var undisputed) = Moved(eventDay, latest);
        var argued = rested > undisputed ? rested.Value : undisputed;
        if (Rule.Duty == Duty.ToKeepUntil && undisputed != latest)
        {
            Rest(WorkingDays.CalendarOf(latest).Source, Confidence.D);
            latest = undisputed;
        }

        if (Rule.Duty == Duty.ToActBefore)
        {
            earliest = OnWorkingDay(eventDay, earliest);
        }
        else if (latest != earliest)
        {
            Say(ExplanationCode.KeptUntilLatestReading, Rule.Provision, Confidence.A, Said.On(latest));
        }

        return Between(End(raw), End(earliest), End(latest), argued <= latest ? null : End(argued));
    }

    private void SayHowItEnds(DateOnly eventDay, DateOnly raw)
    {
        if (Whole.Unit == PeriodUnit.Days)
        {
            Say(ExplanationCode.EventDayNotCounted, Counted, Confidence.A, Said.On(raw));
        }
        else
        {
            var sameDay = Whole.Unit == PeriodUnit.Weeks || raw.Day == eventDay.Day;
            Say(sameDay ? ExplanationCode.EndsOnSameDay : ExplanationCode.EndsWithMonth, OfMonths, Confidence.A, Said.On(raw));
        }
    }

    // Two extensions by calendar months differ from one by their sum where the first ends in a shorter month.
    private (DateOnly Earliest, DateOnly Latest) Extended(DateOnly eventDay, DateOnly raw)
    {
        if (Extension is not { } extension || extension.LastDayAfter(Length.LastDayAfter(eventDay)) is var inTwo && inTwo == raw)
        {
            return (raw, raw);
        }

        var reading = Ask(LawKeys.ExtensionCounting);
        Say(ExplanationCode.ExtensionCountedTwice, reading.Source, reading.Confidence, Said.On(inTwo), Said.On(raw));
        var earlier = inTwo < raw ? inTwo : raw;
        return (earlier, reading.Value == ExtensionCounting.FromReceipt ? raw : inTwo);
    }

    private (DateOnly Latest, DateOnly? Argued) Paused(DateOnly latest)
    {
        if (daysAwaited == 0)
        {
            return (latest, null);
        }

        var rested = latest.AddDays(daysAwaited);
        var policy = Look(Rule.Pause!);
        var counted = policy.Value == PausePolicy.WhileDataSubjectIsAwaited;
        if (counted)
        {
            Rest(policy.Source, policy.Confidence);
        }

        var code = counted ? ExplanationCode.PauseCounted : ExplanationCode.PauseNotCounted;
        Say(code, policy.Source, policy.Confidence, new ExplanationValue.InNumber(daysAwaited), Said.On(rested));
        return counted ? (rested, null) : (latest, rested);
    }

    private (DateOnly Moved, DateOnly Undisputed) Moved(DateOnly eventDay, DateOnly last)
    {
        var rollover = Look(LawKeys.Rollover);
        if (rollover.Value == Rollover.None)
        {
            Say(ExplanationCode.NotMoved, rollover.Source, rollover.Confidence);
            return (last, last);
        }

        var days = WorkingDays;
        var moved = days.OnOrAfter(last);
        Say(Said.OfMoving(last, moved, days, rollover.Source, rollover.Confidence));
        var twoDaysOrMore = Whole is not { Unit: PeriodUnit.Days, Length: < 2 };
        if (twoDaysOrMore && days.After(eventDay, 2) is var second && second > moved)
        {
            moved = second;
            Say(ExplanationCode.MovedForTwoWorkingDays, rollover.Source, rollover.Confidence, Said.On(moved));
        }

        if (moved != last)
        {
            var calendar = days.CalendarOf(last);
            Rest(rollover.Source, rollover.Confidence);
            Rest(calendar.Source, calendar.Confidence);
            SayIfNotSettled(rollover);
        }

        var undisputed = days.UndisputedOnOrAfter(moved);
        Say(Said.OfDispute(moved, undisputed, days));
        return (moved, undisputed);
    }

    // A working day before the event would be no target at all.
    private DateOnly OnWorkingDay(DateOnly eventDay, DateOnly last)
    {
        var before = WorkingDays.OnOrBefore(last);
        if (before == last || before < eventDay)
        {
            return last;
        }

        Say(ExplanationCode.TargetOnWorkingDayBefore, Counted, Confidence.A, Said.On(before));
        return before;
    }

    private EndOfPeriod End(DateOnly day) => new(Place.EndOf(day), day);
}
