using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Cases;
using static ProcessingRegister.Tests.Law.Days;

namespace ProcessingRegister.Tests.Law;

/// <summary>What is contested is a row of data, and the target does not depend on it.</summary>
public class A_contested_reading
{
    [Fact]
    public void Of_an_event_on_the_hour_changes_the_limit_only()
    {
        var aware = Utc("2026-02-10T11:00:00Z");
        var otherwise = WithReading("NO", "period.hours.eventOnTheHour", "belongsToHourThatEnds").Compute(DeadlineRules.NotifyAuthority, Norway, aware);
        var byDefault = Deadlines.Compute(DeadlineRules.NotifyAuthority, Norway, aware);

        Assert.Equal(Utc("2026-02-13T11:00:00Z"), otherwise.Limit.At);
        Assert.Equal(Utc("2026-02-13T12:00:00Z"), byDefault.Limit.At);
        Assert.Equal(byDefault.Target, otherwise.Target);
    }

    [Fact]
    public void Of_hours_can_be_given_up_for_exact_ones()
    {
        var deadline = WithReading("NO", "period.hours.counting", "exact").Compute(DeadlineRules.NotifyAuthority, Norway, Utc("2026-02-10T11:17:00Z"));

        Assert.Equal(deadline.Target, deadline.Limit);
    }

    [Fact]
    public void Of_two_working_days_in_hours_is_an_argument_and_never_the_limit()
    {
        var aware = Utc("2026-04-02T08:15:00Z");
        var argued = WithReading("NO", "period.hours.twoWorkingDays", "argued").Compute(DeadlineRules.NotifyAuthority, Norway, aware);
        var byDefault = Deadlines.Compute(DeadlineRules.NotifyAuthority, Norway, aware);

        Assert.Equal(On("2026-04-08"), argued.Arguable!.LastDay);
        Assert.Equal((byDefault.Target, byDefault.Limit, (EndOfPeriod?)null), (argued.Target, argued.Limit, byDefault.Arguable));
    }

    [Theory]
    [InlineData("2026-02-13T08:00:00Z", "2026-02-17")] // Friday to Monday: Monday is not a whole day.
    [InlineData("2026-02-10T11:17:00Z", null)] // Tuesday to Friday has Wednesday and Thursday.
    public void Of_two_working_days_in_hours_is_none_where_the_period_has_them(string aware, string? lastDay) =>
        Assert.Equal(
            lastDay is null ? (DateOnly?)null : On(lastDay),
            WithReading("NO", "period.hours.twoWorkingDays", "argued").Compute(DeadlineRules.NotifyAuthority, Norway, Utc(aware)).Arguable?.LastDay);

    [Theory]
    [InlineData("SE", "2026-11-24", "2026-12-24", "2026-12-28")] // Christmas Eve, by Swedish law as a Sunday.
    [InlineData("DK", "2026-05-05", "2026-06-05", "2026-06-08")] // Constitution Day.
    [InlineData("DE", "2026-05-04", "2026-06-04", "2026-06-05")] // Corpus Christi, in some Länder.
    [InlineData("NO", "2026-11-24", "2026-12-24", null)]
    public void Of_what_is_a_holiday_is_an_argument_for_who_must_act(string place, string received, string limit, string? arguable)
    {
        var jurisdiction = Territory.Parse(place);
        var deadline = Deadlines.Compute(DeadlineRules.AnswerRequest, jurisdiction, Noon(jurisdiction, On(received)));

        Assert.Equal((On(limit), On(limit)), (deadline.Target.LastDay, deadline.Limit.LastDay));
        Assert.Equal(arguable is null ? (DateOnly?)null : On(arguable), deadline.Arguable?.LastDay);
    }

    [Fact]
    public void Of_what_is_a_holiday_prolongs_a_duty_to_keep()
    {
        var deadline = Deadlines.Compute(DeadlineRules.Preserve, Sweden, Noon(Sweden, On("2026-10-25")));

        Assert.Equal((On("2026-12-28"), On("2026-12-24"), (EndOfPeriod?)null), (deadline.Target.LastDay, deadline.Limit.LastDay, deadline.Arguable));
        Assert.Equal((Confidence.D, Confidence.A), (deadline.TargetConfidence, deadline.LimitConfidence));
    }

    [Fact]
    public void Of_the_next_working_day_can_be_given_up_for_one_state()
    {
        var book = WithReading("NO", "period.rollover", "none");

        Assert.Equal(On("2026-04-05"), book.Compute(DeadlineRules.AnswerRequest, Norway, Noon(Norway, On("2026-03-05"))).Limit.LastDay);
        Assert.Equal(On("2026-04-07"), book.Compute(DeadlineRules.AnswerRequest, Sweden, Noon(Sweden, On("2026-03-05"))).Limit.LastDay);
        Assert.Equal(On("2026-04-01"), book.Compute(DeadlineRules.AnswerRequest, Norway, Noon(Norway, On("2026-03-05"))).Target.LastDay);
    }

    [Fact]
    public void Of_an_extension_has_the_earlier_as_target()
    {
        var received = Noon(Norway, On("2026-01-31"));
        var byDefault = Deadlines.Compute(DeadlineRules.AnswerExtendedRequest, Norway, received);
        var otherwise = WithReading("NO", "period.extension", "fromEndOfFirstPeriod").Compute(DeadlineRules.AnswerExtendedRequest, Norway, received);

        Assert.Equal((On("2026-04-30"), On("2026-04-28"), On("2026-04-30")), (byDefault.Raw.LastDay, byDefault.Target.LastDay, byDefault.Limit.LastDay));
        Assert.Equal((On("2026-04-28"), On("2026-04-28")), (otherwise.Target.LastDay, otherwise.Limit.LastDay));
        Assert.Equal(Confidence.D, byDefault.LimitConfidence);
    }

    [Fact]
    public void Of_a_pause_shows_both_ends()
    {
        var received = Noon(Norway, On("2026-06-15"));
        var byDefault = Deadlines.Compute(DeadlineRules.AnswerRequest, Norway, received, daysAwaited: 20);
        var resting = WithReading("NO", "dsr.pausePolicy", "whileDataSubjectIsAwaited").Compute(DeadlineRules.AnswerRequest, Norway, received, daysAwaited: 20);

        Assert.Equal((On("2026-07-15"), On("2026-07-15"), On("2026-08-04")), (byDefault.Target.LastDay, byDefault.Limit.LastDay, byDefault.Arguable!.LastDay));
        Assert.Equal((On("2026-07-15"), On("2026-08-04"), (EndOfPeriod?)null), (resting.Target.LastDay, resting.Limit.LastDay, resting.Arguable));
    }

    [Fact]
    public void Of_a_pause_is_refused_for_a_rule_that_knows_none() =>
        Assert.Throws<ArgumentException>(() =>
            Deadlines.Compute(DeadlineRules.TellOfExtension, Norway, Noon(Norway, On("2026-06-15")), daysAwaited: 1));
}
