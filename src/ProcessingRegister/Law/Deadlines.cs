using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>A period that a contract sets: it is counted as the contract says, not by Regulation (EEC, Euratom) No 1182/71.</summary>
/// <param name="Length">The period; the day of the event does not count.</param>
/// <param name="Duty">In which direction it binds.</param>
/// <param name="Rollover">Whether the contract moves an end that falls on no working day.</param>
public sealed record ContractPeriod(Period Length, Duty Duty = Duty.ToActBefore, Rollover Rollover = Rollover.None);

/// <summary>
/// Computes and explains deadlines. Pure: the same trigger under the law of the same day always has the same deadline, and a row that
/// becomes law later does not change it.
/// </summary>
public static class Deadlines
{
    /// <summary>The deadline of a rule under the law of a jurisdiction on the day of the trigger, by the book that comes with the register.</summary>
    /// <inheritdoc cref="Compute(DeadlineRule, LawInForce, DateTimeOffset, PlaceOfAction?, int)"/>
    public static Deadline Compute(DeadlineRule rule, Territory jurisdiction, DateTimeOffset trigger, PlaceOfAction? place = null, int daysAwaited = 0) =>
        Compute(rule, LawBook.Current.At(jurisdiction, trigger), trigger, place, daysAwaited);

    /// <summary>The deadline of a rule under the law to which the case is pinned.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="law">The law of the day of the trigger: <see cref="LawBook.At(Territory, DateTimeOffset)"/>.</param>
    /// <param name="trigger">The instant that sets the period running.</param>
    /// <param name="place">Where the act is to be done, if not in the jurisdiction at large.</param>
    /// <param name="daysAwaited">For how many days a request rested because its data subject was awaited.</param>
    /// <exception cref="LawNotApplicableException">The act does not apply in the jurisdiction on that day.</exception>
    /// <exception cref="LawUnknownException">The data do not say how long the period is, or which days are holidays when it ends.</exception>
    /// <exception cref="ArgumentException">Days were awaited, but the rule knows no pause.</exception>
    public static Deadline Compute(DeadlineRule rule, LawInForce law, DateTimeOffset trigger, PlaceOfAction? place = null, int daysAwaited = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(daysAwaited);
        if (daysAwaited > 0 && rule.Pause is null)
        {
            throw new ArgumentException($"The rule '{rule.Code}' knows no pause.", nameof(daysAwaited));
        }

        if (!rule.AppliesUnder(law))
        {
            throw new LawNotApplicableException(rule.Code, law.Jurisdiction.Code, law.On);
        }

        var at = place ?? PlaceOfAction.In(law.Jurisdiction);
        return rule.Unit == PeriodUnit.Hours ? new CountingHours(rule, law, trigger, at).Deadline() : new CountingDays(rule, law, trigger, at, daysAwaited).Deadline();
    }

    /// <summary>The deadline that a contract sets: exact hours, working days, or plain calendar days which are moved only where the contract says so.</summary>
    /// <param name="period">The period.</param>
    /// <param name="place">Whose days, and whose holidays, count.</param>
    /// <param name="trigger">The instant that sets it running.</param>
    /// <param name="holidays">The holidays, if not those that come with the register.</param>
    /// <exception cref="LawUnknownException">The contract moves the end, or counts working days, and the holidays of a year are not known.</exception>
    public static Deadline Contractual(ContractPeriod period, PlaceOfAction place, DateTimeOffset trigger, HolidayBook? holidays = null)
    {
        const string Contract = "contract";
        List<ExplanationStep> steps = [new(ExplanationCode.ContractRuns, [new ExplanationValue.OfLength(period.Length), Said.At(place.LocalTimeOf(trigger))], Contract, Confidence.C)];
        EndOfPeriod raw, target, limit;
        if (period.Length.Unit == PeriodUnit.Hours)
        {
            raw = target = limit = new(trigger.AddHours(period.Length.Length).ToUniversalTime());
            steps.Add(new(ExplanationCode.HoursElapse, [Said.At(place.LocalTimeOf(raw.At))], Contract, Confidence.C));
        }
        else if (period.Length.Unit == PeriodUnit.WorkingDays)
        {
            var days = new WorkingDays(holidays ?? HolidayBook.Current, place.Territory);
            var (last, latest) = (days.After(place.DayOf(trigger), period.Length.Length), days.UndisputedAfter(place.DayOf(trigger), period.Length.Length));
            raw = limit = new(place.EndOf(last), last);
            target = period.Duty == Duty.ToKeepUntil ? new(place.EndOf(latest), latest) : raw;
            steps.Add(new(ExplanationCode.WorkingDaysCounted, [Said.On(last)], Contract, Confidence.C));
            if (target != raw)
                steps.Add(new(ExplanationCode.KeptUntilLatestReading, [Said.On(latest)], Contract, Confidence.D));
        }
        else
        {
            var last = period.Length.LastDayAfter(place.DayOf(trigger));
            steps.Add(new(ExplanationCode.EventDayNotCounted, [Said.On(last)], Contract, Confidence.C));
            raw = target = limit = new(place.EndOf(last), last);
            if (period.Rollover == Rollover.ToNextWorkingDay)
            {
                var days = new WorkingDays(holidays ?? HolidayBook.Current, place.Territory);
                var (before, after) = (days.OnOrBefore(last), days.OnOrAfter(last));
                var undisputed = days.UndisputedOnOrAfter(after);
                limit = new(place.EndOf(after), after);
                target = period.Duty == Duty.ToKeepUntil ? new(place.EndOf(undisputed), undisputed) : new(place.EndOf(before), before);
                steps.AddRange([.. Said.OfMoving(last, after, days, Contract, Confidence.C), .. Said.OfDispute(after, undisputed, days)]);
            }
            else
            {
                steps.Add(new(ExplanationCode.NotMoved, [], Contract, Confidence.C));
            }
        }

        return new()
        {
            Rule = Contract,
            Duty = period.Duty,
            Trigger = trigger,
            Raw = raw,
            Target = target,
            Limit = limit,
            Place = place,
            Source = Contract,
            TargetConfidence = Confidence.C,
            LimitConfidence = Confidence.C,
            Explanation = new(steps),
        };
    }

    /// <summary>Through which day the law obliges someone to keep documents of a financial year. It is not moved; deletion is possible from the day after.</summary>
    /// <param name="retention">Which documents: one of the keys of <see cref="LawKeys"/>.</param>
    /// <param name="law">The law of the last day of the financial year.</param>
    /// <param name="financialYearEnd">That day.</param>
    /// <param name="place">Whose days count, if not the jurisdiction's.</param>
    /// <exception cref="LawUnknownException">The data do not say.</exception>
    public static Deadline Retention(LawKey<StatutoryRetention> retention, LawInForce law, DateOnly financialYearEnd, PlaceOfAction? place = null)
    {
        var rule = law.Get(retention);
        var from = rule.Value.RunsFrom == RetentionAnchor.EndOfCalendarYearOfFinancialYearEnd ? new DateOnly(financialYearEnd.Year, 12, 31) : financialYearEnd;

        // From the end of a month to the end of a month, whatever their lengths: three and a half years from 30 June end on 31 December.
        var last = from.AddDays(1).AddMonths(rule.Value.Months).AddDays(-1);
        var at = place ?? PlaceOfAction.In(law.Jurisdiction);
        var end = new EndOfPeriod(at.EndOf(last), last);
        ExplanationValue[] values =
            [Said.Rule(retention.Name), new ExplanationValue.OfLength(new(rule.Value.Months, PeriodUnit.Months)), Said.On(from), Said.On(last)];
        return new()
        {
            Rule = retention.Name,
            Duty = Duty.ToKeepUntil,
            Trigger = at.EndOf(financialYearEnd),
            Raw = end,
            Target = end,
            Limit = end,
            Jurisdiction = law.Jurisdiction.Code,
            Place = at,
            Source = rule.Source,
            TargetConfidence = rule.Confidence,
            LimitConfidence = rule.Confidence,
            Explanation = new([new(ExplanationCode.KeptThrough, values, rule.Source, rule.Confidence)]),
        };
    }
}
