using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Cases;
using static ProcessingRegister.Tests.Law.Days;

namespace ProcessingRegister.Tests.Law;

public class A_deadline
{
    private static readonly DateTimeOffset Aware = Utc("2026-02-10T11:17:00Z");

    [Theory]
    [InlineData("2026-02-13T11:17:00Z", Timeliness.InTime)]
    [InlineData("2026-02-13T11:17:01Z", Timeliness.BetweenReadings)]
    [InlineData("2026-02-13T11:30:00Z", Timeliness.BetweenReadings)]
    [InlineData("2026-02-13T12:00:00Z", Timeliness.BetweenReadings)]
    [InlineData("2026-02-13T12:00:01Z", Timeliness.OutOfTime)]
    public void To_act_is_kept_by_every_reading_up_to_its_target_and_by_none_beyond_its_limit(string notified, Timeliness expected) =>
        Assert.Equal(expected, Deadlines.Compute(DeadlineRules.NotifyAuthority, Norway, Aware).Judge(Utc(notified)));

    [Theory]
    [InlineData("2026-10-31T22:59:59Z", Timeliness.OutOfTime)]
    [InlineData("2026-10-31T23:00:00Z", Timeliness.BetweenReadings)]
    [InlineData("2026-11-02T22:59:59Z", Timeliness.BetweenReadings)]
    [InlineData("2026-11-02T23:00:00Z", Timeliness.InTime)]
    public void To_keep_is_kept_the_other_way_round(string released, Timeliness expected)
    {
        var deadline = Deadlines.Compute(DeadlineRules.Preserve, Sweden, Noon(Sweden, On("2026-09-01")));

        Assert.Equal((On("2026-11-02"), On("2026-10-31")), (deadline.Target.LastDay, deadline.Limit.LastDay));
        Assert.Equal(expected, deadline.Judge(Utc(released)));
    }

    [Fact]
    public void Becomes_ninety_six_hours_for_one_state_from_one_day_by_one_row()
    {
        var book = LawBook.Current.With(Row("SE", "breach.sa.hours", "96", "2027-07-01"));
        TimeSpan Hours(string place, string aware) => book.Compute(DeadlineRules.NotifyAuthority, Territory.Parse(place), Utc(aware)).Target.At - Utc(aware);

        // The day begins in Stockholm two hours before it does in UTC.
        Assert.Equal(TimeSpan.FromHours(72), Hours("SE", "2027-06-30T21:59:59Z"));
        Assert.Equal(TimeSpan.FromHours(96), Hours("SE", "2027-06-30T22:00:00Z"));
        Assert.Equal(TimeSpan.FromHours(72), Hours("NO", "2027-06-30T22:00:00Z"));
        Assert.Equal(TimeSpan.FromHours(72), Hours("DK", "2030-01-01T12:00:00Z"));
    }

    [Fact]
    public void Of_a_case_that_began_before_a_change_of_law_stays_what_it_was()
    {
        var changed = LawBook.Current.With(Row("NO", "breach.sa.hours", "96", "2026-02-11"));

        Assert.Equal(
            Deadlines.Compute(DeadlineRules.NotifyAuthority, Norway, Aware).Limit, changed.Compute(DeadlineRules.NotifyAuthority, Norway, Aware).Limit);
    }

    [Fact]
    public void Is_counted_on_the_local_date_of_the_receipt()
    {
        var deadline = Deadlines.Compute(DeadlineRules.AnswerRequest, Norway, Utc("2026-03-31T22:30:00Z"));

        Assert.Equal((On("2026-05-01"), On("2026-05-04")), (deadline.Raw.LastDay, deadline.Limit.LastDay));
        Assert.Equal(Utc("2026-05-04T22:00:00Z"), deadline.Limit.At);
    }

    [Fact]
    public void Has_its_target_on_the_last_working_day_before_an_end_on_a_holiday()
    {
        Assert.Equal(On("2026-12-24"), Deadlines.Compute(DeadlineRules.ExecuteProductionOrder, Sweden, Noon(Sweden, On("2026-12-16"))).Target.LastDay);
        Assert.Equal(On("2026-04-01"), Deadlines.Compute(DeadlineRules.AnswerRequest, Norway, Noon(Norway, On("2026-03-05"))).Target.LastDay);
    }

    [Fact]
    public void Counts_the_holidays_of_the_place_where_the_act_is_to_be_done()
    {
        var received = Noon(Norway, On("2026-04-17"));
        DateOnly? Limit(string day, string? place) => Deadlines.Compute(
            DeadlineRules.AnswerRequest, Norway, Noon(Norway, On(day)), place is null ? null : In(Territory.Parse(place))).Limit.LastDay;

        Assert.Equal(On("2026-05-26"), Limit("2026-04-25", null));
        Assert.Equal(On("2026-05-25"), Limit("2026-04-25", "SE"));
        Assert.Equal(On("2026-05-04"), Limit("2026-04-01", null));
        Assert.Equal(On("2026-05-01"), Limit("2026-04-01", "DK"));
        Assert.Equal("NO", Deadlines.Compute(DeadlineRules.AnswerRequest, Norway, received, In(Sweden)).Jurisdiction!.Code);
    }

    [Fact]
    public void Of_an_extension_notice_is_the_first_month()
    {
        var received = Noon(Norway, On("2026-03-05"));
        var notice = Deadlines.Compute(DeadlineRules.TellOfExtension, Norway, received);

        Assert.Equal(On("2026-04-07"), notice.Limit.LastDay);
        Assert.Equal(Timeliness.OutOfTime, notice.Judge(Utc("2026-04-08T08:00:00Z")));
        Assert.Equal(On("2026-06-05"), Deadlines.Compute(DeadlineRules.AnswerExtendedRequest, Norway, received).Limit.LastDay);
    }

    [Theory]
    [InlineData(PeriodUnit.Weeks, "2026-03-03", "2026-03-10", "2026-03-10")]
    [InlineData(PeriodUnit.Weeks, "2026-03-27", "2026-04-03", "2026-04-07")]
    [InlineData(PeriodUnit.Months, "2028-01-30", "2028-02-29", "2028-02-29")]
    [InlineData(PeriodUnit.Months, "2027-01-30", "2027-02-28", "2027-03-01")]
    [InlineData(PeriodUnit.Years, "2028-02-29", "2029-02-28", "2029-02-28")]
    [InlineData(PeriodUnit.Years, "2026-03-28", "2027-03-28", "2027-03-30")]
    public void Of_longer_units_ends_with_the_day_that_corresponds_or_with_the_month(PeriodUnit unit, string day, string raw, string limit)
    {
        var deadline = Deadlines.Compute(DeadlineRules.AnswerRequest with { Unit = unit }, Norway, Noon(Norway, On(day)));

        Assert.Equal((On(raw), On(limit)), (deadline.Raw.LastDay, deadline.Limit.LastDay));
    }

    [Fact]
    public void Of_two_days_has_two_working_days()
    {
        var book = LawBook.Current.With(Row("SE", "evidence.epoc.days", "2", "2027-01-01"));

        // Friday; Sunday is the second day, Monday the first working day and Tuesday the second.
        var deadline = book.Compute(DeadlineRules.ExecuteProductionOrder, Sweden, Noon(Sweden, On("2027-01-15")));

        Assert.Equal((On("2027-01-17"), On("2027-01-15"), On("2027-01-19")), (deadline.Raw.LastDay, deadline.Target.LastDay, deadline.Limit.LastDay));
        Assert.Contains(deadline.Explanation.Steps, step => step.Code == ExplanationCode.MovedForTwoWorkingDays);
    }

    [Fact]
    public void Of_one_day_needs_no_two_working_days()
    {
        var book = LawBook.Current.With(Row("SE", "evidence.epoc.days", "1", "2027-01-01"));

        var deadline = book.Compute(DeadlineRules.ExecuteProductionOrder, Sweden, Noon(Sweden, On("2027-01-16")));

        // On the Saturday of the event no working day is left before the end on Sunday; that end is then the target itself.
        Assert.Equal((On("2027-01-17"), On("2027-01-17"), On("2027-01-18")), (deadline.Raw.LastDay, deadline.Target.LastDay, deadline.Limit.LastDay));
    }

    [Fact]
    public void On_electronic_evidence_exists_only_where_and_since_the_regulation_applies()
    {
        LawInForce Law(string place, string day) => LawBook.Current.At(Territory.Parse(place), On(day));

        Assert.False(DeadlineRules.ExecuteProductionOrder.AppliesUnder(Law("SE", "2026-08-17")));
        Assert.True(DeadlineRules.ExecuteProductionOrder.AppliesUnder(Law("SE", "2026-08-18")));
        Assert.False(DeadlineRules.ExecuteProductionOrder.AppliesUnder(Law("DK", "2026-08-18")));
        Assert.False(DeadlineRules.ExecuteProductionOrder.AppliesUnder(Law("NO", "2026-08-18")));
        var refused = Assert.Throws<LawNotApplicableException>(() =>
            Deadlines.Compute(DeadlineRules.ExecuteProductionOrder, Sweden, Noon(Sweden, On("2026-08-17"))));
        Assert.Equal(("evidence.epoc", Sweden, On("2026-08-17")), (refused.Rule, refused.Jurisdiction, refused.On));
    }

    [Fact]
    public void That_the_data_do_not_know_is_not_guessed() =>
        Assert.Throws<LawUnknownException>(() => Deadlines.Compute(DeadlineRules.DoraInitial, Norway, Aware));

    [Fact]
    public void Of_a_production_order_with_notification_is_one_to_wait_for()
    {
        var deadline = Deadlines.Compute(DeadlineRules.AwaitRefusal, Sweden, Noon(Sweden, On("2026-09-07")));

        Assert.Equal((Duty.ToKeepUntil, On("2026-09-17")), (deadline.Duty, deadline.Target.LastDay));
        Assert.Equal(Timeliness.OutOfTime, deadline.Judge(Utc("2026-09-17T12:00:00Z")));
    }

    [Fact]
    public void Of_a_contract_is_counted_as_the_contract_says()
    {
        var sent = Noon(Norway, On("2026-03-03"));
        var wait = new ContractPeriod(new(30, PeriodUnit.Days), Duty.ToKeepUntil);
        var plain = Deadlines.Contractual(wait, In(Norway), sent);
        var rolling = Deadlines.Contractual(wait with { Rollover = Rollover.ToNextWorkingDay }, In(Norway), sent);
        var hours = Deadlines.Contractual(new(new(24, PeriodUnit.Hours)), In(Norway), Aware);

        Assert.Equal((On("2026-04-02"), On("2026-04-02")), (plain.Target.LastDay, plain.Limit.LastDay));
        Assert.Equal((On("2026-04-02"), On("2026-04-07"), On("2026-04-07")), (rolling.Raw.LastDay, rolling.Target.LastDay, rolling.Limit.LastDay));
        Assert.Equal(Timeliness.OutOfTime, plain.Judge(Utc("2026-04-02T10:00:00Z")));
        Assert.Equal((Aware.AddDays(1), Aware.AddDays(1)), (hours.Target.At, hours.Limit.At));
    }

    [Theory]
    [InlineData("2026-02-10T11:17:00Z", "SE", Confidence.A, Confidence.B)]
    [InlineData("2026-02-10T11:17:00Z", "NO", Confidence.A, Confidence.D)]
    [InlineData("2026-02-10T11:00:00Z", "SE", Confidence.A, Confidence.D)]
    public void Says_how_sure_its_target_and_its_limit_are(string aware, string place, Confidence target, Confidence limit)
    {
        var deadline = Deadlines.Compute(DeadlineRules.NotifyAuthority, Territory.Parse(place), Utc(aware));

        Assert.Equal((target, limit), (deadline.TargetConfidence, deadline.LimitConfidence));
        Assert.StartsWith("GDPR Art. 33(1)", deadline.Source, StringComparison.Ordinal);
        Assert.Contains("1182/71 Art. 3(1)", deadline.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void That_ends_on_a_working_day_rests_on_its_length_alone() =>
        Assert.Equal(Confidence.A, Deadlines.Compute(DeadlineRules.AnswerRequest, Norway, Noon(Norway, On("2028-01-31"))).LimitConfidence);
}
