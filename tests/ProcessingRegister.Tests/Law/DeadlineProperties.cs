using CsCheck;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Cases;

namespace ProcessingRegister.Tests.Law;

public class Every_deadline
{
    private static readonly string[] Places = ["NO", "SE", "DK", "FI", "DE", "FR", "IE"];

    // From when all rules of the book are law to when the last of their ends is still within the calendars.
    private static readonly Gen<DateTimeOffset> Triggers =
        Gen.Long[Utc("2026-09-01T00:00:00Z").Ticks, Utc("2031-08-31T00:00:00Z").Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    // Instants as the clock shows them, that exact hours and midnights are met.
    private static readonly Gen<DateTimeOffset> RoundTriggers =
        Triggers.Select(instant => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerHour)));

    private static readonly Gen<(DeadlineRule Rule, Territory Place, DateTimeOffset Trigger)> All =
        Gen.Select(Gen.Int[0, DeadlineRules.All.Count - 1].Select(i => DeadlineRules.All[i]), Gen.Int[0, Places.Length - 1].Select(i => Territory.Parse(Places[i])), Gen.OneOf(Triggers, RoundTriggers))
            .Where(c => Law(c.Item2, c.Item3) is var law && Known(c.Item1, law));

    [Fact]
    public void Has_its_target_on_the_safe_side_of_its_limit() => All.Sample(c =>
    {
        var deadline = Deadlines.Compute(c.Rule, c.Place, c.Trigger);
        var (earlier, later) = deadline.Duty == Duty.ToActBefore ? (deadline.Target, deadline.Limit) : (deadline.Limit, deadline.Target);

        Assert.True(earlier.At <= deadline.Raw.At && deadline.Raw.At <= later.At);
        Assert.True(c.Trigger < later.At);
        Assert.Equal(Timeliness.InTime, deadline.Judge(deadline.Target.At));
        Assert.NotEqual(Timeliness.OutOfTime, deadline.Judge(deadline.Limit.At));
    });

    [Fact]
    public void Is_no_earlier_for_a_later_trigger() => All.Select(Gen.Int[0, 100 * 60]).Sample((c, minutes) =>
    {
        var law = Law(c.Place, c.Trigger);
        var (one, other) = (Deadlines.Compute(c.Rule, law, c.Trigger), Deadlines.Compute(c.Rule, law, c.Trigger.AddMinutes(minutes)));

        Assert.True(one.Raw.At <= other.Raw.At && one.Target.At <= other.Target.At && one.Limit.At <= other.Limit.At);
    });

    [Fact]
    public void Of_hours_ends_with_a_whole_hour_at_most_an_hour_after_its_target() => All.Where(c => c.Rule.Unit == PeriodUnit.Hours).Sample(c =>
    {
        var deadline = Deadlines.Compute(c.Rule, c.Place, c.Trigger);

        Assert.Equal(0, deadline.Limit.At.Ticks % TimeSpan.TicksPerHour);
        Assert.InRange(deadline.Limit.At - deadline.Target.At, TimeSpan.FromTicks(1), TimeSpan.FromHours(1));
    });

    [Fact]
    public void Of_days_ends_on_a_working_day_by_its_latest_reading() => All.Where(c => c.Rule.Unit != PeriodUnit.Hours).Sample(c =>
    {
        var deadline = Deadlines.Compute(c.Rule, c.Place, c.Trigger);
        var days = new WorkingDays(HolidayBook.Current, c.Place);
        var latest = deadline.Duty == Duty.ToActBefore ? deadline.Limit : deadline.Target;

        Assert.True(days.Include(latest.LastDay!.Value));
        Assert.Equal(In(c.Place).EndOf(latest.LastDay.Value), latest.At);
        var rolled = days.OnOrAfter(deadline.Raw.LastDay!.Value);
        Assert.Equal(deadline.Duty == Duty.ToActBefore ? rolled : days.UndisputedOnOrAfter(rolled), latest.LastDay);
    });

    [Fact]
    public void To_act_within_days_has_its_target_on_a_working_day() =>
        All.Where(c => c.Rule is { Unit: not PeriodUnit.Hours, Duty: Duty.ToActBefore }).Sample(c =>
        {
            var target = Deadlines.Compute(c.Rule, c.Place, c.Trigger).Target.LastDay!.Value;

            Assert.True(new WorkingDays(HolidayBook.Current, c.Place).Include(target));
        });

    [Fact]
    public void Stays_what_it_was_when_law_of_a_later_day_is_added() => All.Select(Gen.Int[1, 400], Gen.Int[1, 200]).Sample((c, daysLater, length) =>
    {
        var pinned = Law(c.Place, c.Trigger);
        var book = LawBook.Current.With(Days.Row(c.Place.Code, c.Rule.Length.Name, $"{length}", $"{pinned.On.AddDays(daysLater):yyyy-MM-dd}"));
        var (before, after) = (Deadlines.Compute(c.Rule, c.Place, c.Trigger), book.Compute(c.Rule, c.Place, c.Trigger));

        Assert.Equal((before.Raw, before.Target, before.Limit, before.Source), (after.Raw, after.Target, after.Limit, after.Source));
        Assert.Equal(before.Explanation.ToString(), after.Explanation.ToString());
        Assert.Equal(length, book.At(c.Place, pinned.On.AddDays(daysLater)).Get(c.Rule.Length).Value);
    });

    [Fact]
    public void Says_how_it_was_computed_in_both_languages() => All.Sample(c =>
    {
        var explanation = Deadlines.Compute(c.Rule, c.Place, c.Trigger).Explanation;

        foreach (var language in ExplanationWords.Languages)
        {
            Assert.All(explanation.In(language), sentence => Assert.Matches(@"^[^{}]+\.$", sentence));
        }
    });

    private static LawInForce Law(Territory place, DateTimeOffset trigger) => LawBook.Current.At(place, trigger);

    private static bool Known(DeadlineRule rule, LawInForce law) =>
        LawBook.Current.Parameters.Any(row => row.Key == rule.Length.Name && (row.Jurisdiction == law.Jurisdiction.Code || row.Jurisdiction == law.Jurisdiction.MemberOf))
        && rule.AppliesUnder(law);
}
