using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Cases;
using static ProcessingRegister.Tests.Law.Days;

namespace ProcessingRegister.Tests.Law;

/// <summary>The change of clocks of 2026: on 29 March and on 25 October, at 01:00 UTC.</summary>
public class A_change_of_clocks
{
    [Theory]
    [InlineData("NO", "2026-03-27T15:30:00Z", "2026-03-30T17:30:00+02:00", "2026-03-30T16:00:00Z")]
    [InlineData("NO", "2026-10-23T14:30:00Z", "2026-10-26T15:30:00+01:00", "2026-10-26T15:00:00Z")]
    [InlineData("FI", "2026-03-28T20:15:00Z", "2026-03-31T23:15:00+03:00", "2026-03-31T21:00:00Z")]
    [InlineData("FI", "2026-10-24T20:15:00Z", "2026-10-27T22:15:00+02:00", "2026-10-27T21:00:00Z")]
    [InlineData("IE", "2026-03-29T00:59:59Z", "2026-04-01T01:59:59+01:00", "2026-04-01T01:00:00Z")]
    [InlineData("IE", "2026-10-24T23:45:00Z", "2026-10-27T23:45:00+00:00", "2026-10-28T00:00:00Z")]
    public void Does_not_change_how_many_hours_elapse(string place, string aware, string target, string limit)
    {
        var at = In(Territory.Parse(place));

        var deadline = Deadlines.Compute(DeadlineRules.NotifyAuthority, at.Territory, Utc(aware));

        var local = at.LocalTimeOf(deadline.Target.At);
        Assert.Equal((Utc(target), Utc(target).Offset), (local, local.Offset));
        Assert.Equal(Utc(limit), deadline.Limit.At);
        Assert.Contains(deadline.Explanation.Steps, step => step.Code == ExplanationCode.ClocksChange);
    }

    [Theory]
    [InlineData("NO", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("FI", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("IE", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
    public void Leaves_the_two_occurrences_of_an_hour_an_hour_apart(string place, string first, string second)
    {
        var at = In(Territory.Parse(place));
        var (one, other) = (Deadlines.Compute(DeadlineRules.NotifyAuthority, at.Territory, Utc(first)), Deadlines.Compute(DeadlineRules.NotifyAuthority, at.Territory, Utc(second)));

        Assert.Equal(at.LocalTimeOf(Utc(first)).DateTime, at.LocalTimeOf(Utc(second)).DateTime);
        Assert.Equal(TimeSpan.FromHours(1), other.Target.At - one.Target.At);
        Assert.Equal(TimeSpan.FromHours(1), other.Limit.At - one.Limit.At);
    }

    [Theory]
    [InlineData("NO", "2026-03-28", "2026-03-28T23:00:00Z", 24)]
    [InlineData("NO", "2026-03-29", "2026-03-29T22:00:00Z", 23)]
    [InlineData("NO", "2026-10-25", "2026-10-25T23:00:00Z", 25)]
    [InlineData("FI", "2026-03-29", "2026-03-29T21:00:00Z", 23)]
    [InlineData("FI", "2026-10-25", "2026-10-25T22:00:00Z", 25)]
    [InlineData("IE", "2026-03-29", "2026-03-29T23:00:00Z", 23)]
    [InlineData("IE", "2026-10-25", "2026-10-26T00:00:00Z", 25)]
    public void Shortens_or_lengthens_the_day_and_not_its_end(string place, string day, string end, int hours)
    {
        var at = In(Territory.Parse(place));

        Assert.Equal(Utc(end), at.EndOf(On(day)));
        Assert.Equal(TimeSpan.FromHours(hours), at.EndOf(On(day)) - at.EndOf(On(day).AddDays(-1)));
    }

    // In the Azores the clocks change at midnight: in spring it is skipped, in autumn it comes twice.
    [Theory]
    [InlineData("2026-03-28", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-24", "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-25", "2026-10-26T01:00:00Z")]
    public void At_midnight_itself_leaves_every_day_an_end(string day, string end) =>
        Assert.Equal(Utc(end), In(Norway, "Atlantic/Azores").EndOf(On(day)));

    [Fact]
    public void Moves_no_last_day()
    {
        var deadline = Deadlines.Compute(DeadlineRules.AnswerRequest, Norway, Utc("2026-02-27T23:30:00Z"));

        // The evening of 27 February in UTC is 28 February in Oslo; a month later summer time has not begun.
        Assert.Equal(On("2026-03-28"), deadline.Raw.LastDay);
        Assert.Equal(Utc("2026-03-28T23:00:00Z"), deadline.Raw.At);
        Assert.Equal(Utc("2026-03-30T22:00:00Z"), deadline.Limit.At);
    }

    [Fact]
    public void Is_nothing_to_a_zone_whose_hours_begin_at_the_half() =>
        Assert.Equal(
            Utc("2026-02-13T11:30:00Z"), Deadlines.Compute(DeadlineRules.NotifyAuthority, Norway, Utc("2026-02-10T11:17:00Z"), In(Norway, "Asia/Kolkata")).Limit.At);
}
