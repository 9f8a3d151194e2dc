using CsCheck;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Cases;

namespace ProcessingRegister.Tests.Law;

/// <summary>
/// Deadlines computed a second time, in the plainest way: hours are added on UTC, days are walked one by one over the public holidays. Nothing of the
/// law's own counting is used, so that both can only be wrong together if the rule is misread.
/// </summary>
public class A_second_computation
{
    private static readonly Dictionary<string, string> Zones = new()
    {
        ["NO"] = "Europe/Oslo",
        ["SE"] = "Europe/Stockholm",
        ["DK"] = "Europe/Copenhagen",
        ["FI"] = "Europe/Helsinki",
        ["DE"] = "Europe/Berlin",
        ["FR"] = "Europe/Paris",
        ["IE"] = "Europe/Dublin",
    };

    private static readonly Gen<DateTimeOffset> Triggers = From("2018-08-01T00:00:00Z");

    private static readonly Gen<string> Countries = OneOf([.. Zones.Keys]);

    // Every change of the clocks in these years lies on the last Sunday of March or October; around it an hour more or less is found out.
    private static readonly Gen<DateTimeOffset> AroundChangesOfClocks = Gen.Select(Gen.Int[2019, 2030], Gen.Bool, Gen.Int[-96 * 3600, 6 * 3600]).Select((year, spring, seconds) =>
    {
        var day = new DateTimeOffset(year, spring ? 3 : 10, 31, 1, 0, 0, TimeSpan.Zero);
        return day.AddDays(-(int)day.DayOfWeek).AddSeconds(seconds);
    });

    [Fact]
    public void Of_seventy_two_hours_comes_to_the_same() => Gen.Select(Countries, Gen.OneOf(Triggers, AroundChangesOfClocks)).Sample((country, trigger) =>
        AssertHours(Deadlines.Compute(DeadlineRules.NotifyAuthority, Territory.Parse(country), trigger), trigger, 72));

    [Fact]
    public void Of_eight_hours_comes_to_the_same() => Gen.Select(OneOf("SE", "FI", "DE", "FR", "IE"), From("2026-09-01T00:00:00Z")).Sample((country, trigger) =>
        AssertHours(Deadlines.Compute(DeadlineRules.ExecuteEmergencyOrder, Territory.Parse(country), trigger), trigger, 8));

    [Fact]
    public void Of_the_hours_of_parallel_clocks_comes_to_the_same() => Gen.Select(OneOf("SE", "DK", "FI", "DE", "FR", "IE"), From("2025-02-01T00:00:00Z")).Sample((country, trigger) =>
    {
        foreach (var (rule, hours) in new[] { (DeadlineRules.DoraInitial, 4), (DeadlineRules.DoraInitialFromAwareness, 24), (DeadlineRules.DoraIntermediate, 72), (DeadlineRules.Nis2EarlyWarning, 24), (DeadlineRules.Nis2Notification, 72) })
            AssertHours(Deadlines.Compute(rule, Territory.Parse(country), trigger), trigger, hours);
    });

    [Fact]
    public void Of_a_month_comes_to_the_same() => Gen.Select(Countries, Gen.OneOf(Triggers, AroundChangesOfClocks)).Sample((country, trigger) =>
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[country]);
        var received = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(trigger.UtcDateTime, zone));
        var raw = OneMonthAfter(received);
        var (target, limit) = (raw, raw);
        while (IsFree(country, target))
            target = target.AddDays(-1);
        while (IsFree(country, limit))
            limit = limit.AddDays(1);

        var deadline = Deadlines.Compute(DeadlineRules.AnswerRequest, Territory.Parse(country), trigger);

        Assert.Equal((raw, target, limit), (deadline.Raw.LastDay!.Value, deadline.Target.LastDay!.Value, deadline.Limit.LastDay!.Value));
        Assert.Equal((EndOf(target, zone), EndOf(limit, zone)), (deadline.Target.At.UtcDateTime, deadline.Limit.At.UtcDateTime));
    });

    private static void AssertHours(Deadline deadline, DateTimeOffset trigger, int hours)
    {
        var exact = trigger.UtcDateTime.AddHours(hours);
        var nextFullHour = trigger.UtcDateTime.Date.AddHours(trigger.UtcDateTime.Hour + 1);

        Assert.Equal((exact, nextFullHour.AddHours(hours)), (deadline.Target.At.UtcDateTime, deadline.Limit.At.UtcDateTime));
    }

    // Day by day, to the same date of the next month or, where it has none, to its last day.
    private static DateOnly OneMonthAfter(DateOnly day)
    {
        var walked = day.AddDays(1);
        while (walked.Month == day.Month || (walked.Day < day.Day && walked.AddDays(1).Day != 1))
            walked = walked.AddDays(1);
        return walked;
    }

    private static bool IsFree(string country, DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || PublicHolidays.Of(Territory.Parse(country), day.Year).Any(h => h.Day == day);

    private static DateTime EndOf(DateOnly day, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);

    private static Gen<string> OneOf(params string[] countries) => Gen.Int[0, countries.Length - 1].Select(i => countries[i]);

    private static Gen<DateTimeOffset> From(string first) =>
        Gen.Long[Utc(first).UtcTicks / TimeSpan.TicksPerSecond, Utc("2031-10-31T00:00:00Z").UtcTicks / TimeSpan.TicksPerSecond]
            .Select(seconds => new DateTimeOffset(seconds * TimeSpan.TicksPerSecond, TimeSpan.Zero));
}
