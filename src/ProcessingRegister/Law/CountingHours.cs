namespace ProcessingRegister.Law;

/// <summary>
/// Counts a period of hours. Hours elapse: on the wall clock a period over the autumn change would be an hour too long. By the latest
/// reading the clock hour of the event does not count, Regulation (EEC, Euratom) No 1182/71 Art. 3(1), and the period ends with its last
/// whole hour, Art. 3(2)(a); holidays are in it, Art. 3(3), and its end is not moved, Art. 3(4).
/// </summary>
internal sealed class CountingHours(DeadlineRule rule, LawInForce law, DateTimeOffset trigger, PlaceOfAction place) : Counting(rule, law, trigger, place)
{
    private const string OnAllDays = "Regulation (EEC, Euratom) No 1182/71 Art. 3(2)(a), (3) and (4)";
    private const string TwoDays = "Regulation (EEC, Euratom) No 1182/71 Art. 3(5)";

    internal Deadline Deadline()
    {
        var exact = Local(Trigger.AddHours(Whole.Length));
        Say(ExplanationCode.HoursElapse, OnAllDays, Confidence.A, Said.At(exact));
        if (Local(Trigger).Offset != exact.Offset)
        {
            Say(ExplanationCode.ClocksChange, OnAllDays, Confidence.B);
        }

        var latest = Latest(exact);
        var raw = new EndOfPeriod(exact.ToUniversalTime());
        return Between(raw, raw, new(latest.ToUniversalTime()), Argued(latest));
    }

    private DateTimeOffset Latest(DateTimeOffset exact)
    {
        var counting = Ask(LawKeys.HourCounting);
        if (counting.Value == HourCounting.Exact)
        {
            return exact;
        }

        var local = Local(Trigger);
        var hour = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerHour));
        if (local == hour)
        {
            var onTheHour = Ask(LawKeys.EventOnTheHour);
            if (onTheHour.Value == EventOnTheHour.BelongsToHourThatEnds)
            {
                return exact;
            }

            Say(ExplanationCode.EventOnTheHour, onTheHour.Source, onTheHour.Confidence);
        }

        var latest = Local(hour.AddHours(1 + Whole.Length));
        Say(ExplanationCode.EventHourNotCounted, counting.Source, counting.Confidence, Said.At(latest));
        SayIfNotSettled(counting);
        return latest;
    }

    private EndOfPeriod? Argued(DateTimeOffset latest)
    {
        if (Whole.Length < 48 || Look(LawKeys.TwoWorkingDaysOfHours).Value == TwoWorkingDays.Off)
        {
            return null;
        }

        var day = WorkingDays.After(Place.DayOf(Trigger), 2);
        var end = Place.EndOf(day);
        if (end <= latest)
        {
            return null;
        }

        Say(ExplanationCode.TwoWorkingDaysArgued, TwoDays, Confidence.D, Said.On(day));
        return new(end, day);
    }

    private DateTimeOffset Local(DateTimeOffset instant) => Place.LocalTimeOf(instant);
}
