using CsCheck;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.SubprocessorChanges.Facts;

namespace ProcessingRegister.Tests.SubprocessorChanges;

public class The_earliest_day_of_a_change
{
    private static readonly Gen<Period?> Periods = Gen.Select(Gen.Int[-8, 40], Gen.Int[0, 3], (length, unit) => length < 0 ? (Period?)null : unit switch
    {
        0 => new Period(length, PeriodUnit.Days),
        1 => new Period(length, PeriodUnit.WorkingDays),
        2 => new Period(length, PeriodUnit.Weeks),
        _ => new Period(length % 13, PeriodUnit.Months),
    });

    private static readonly Gen<ChangeTerms> Terms = Gen.Select(Periods, Periods, Gen.Bool, (notice, objection, rolls) =>
        new ChangeTerms(SubprocessorAuthorisation.General, notice, objection, true, rolls ? Rollover.ToNextWorkingDay : Rollover.None));

    private static readonly Gen<string> Countries = Gen.Int[0, 4].Select(n => new[] { "NO", "SE", "DK", "FI", "IE" }[n]);

    /// <summary>Rule 5.5 and vector V46.</summary>
    [Fact]
    public void Follows_the_end_of_plain_calendar_days_which_moves_only_where_the_agreement_says_so()
    {
        var (plain, moved) = (Dates(Thirty, Sent), Dates(Thirty with { Rollover = Rollover.ToNextWorkingDay }, Sent));

        Assert.Equal((new DateOnly(2026, 4, 2), new DateOnly(2026, 4, 3)), (plain.ObjectionEnds!.LastDay!.Value, plain.Earliest));
        // Maundy Thursday is a holiday in Norway, and the next working day is the Tuesday after Easter.
        Assert.Equal((new DateOnly(2026, 4, 7), new DateOnly(2026, 4, 8)), (moved.ObjectionEnds!.LastDay!.Value, moved.Earliest));
        Assert.Equal(InOslo(2026, 4, 3, 0), plain.ObjectionEnds.At);
    }

    [Theory]
    [InlineData(2026, 1, 31, 1, "2026-03-01")]
    [InlineData(2028, 1, 31, 1, "2028-03-01")]
    [InlineData(2026, 8, 31, 1, "2026-10-01")]
    [InlineData(2026, 11, 30, 3, "2027-03-01")]
    public void Follows_the_month_that_has_no_such_date(int year, int month, int day, int months, string earliest) =>
        Assert.Equal(DateOnly.Parse(earliest, null), Dates(new(SubprocessorAuthorisation.General, new(months, PeriodUnit.Months)), InOslo(year, month, day, 12)).Earliest);

    [Fact]
    public void Counts_working_days_over_Easter_where_the_agreement_counts_by_them()
    {
        // From Wednesday 1 April: Maundy Thursday, Good Friday, the weekend and Easter Monday do not count.
        var dates = Dates(new(SubprocessorAuthorisation.General, Objection: new(10, PeriodUnit.WorkingDays)), InOslo(2026, 4, 1, 9));

        Assert.Equal((new DateOnly(2026, 4, 20), new DateOnly(2026, 4, 21)), (dates.ObjectionEnds!.LastDay!.Value, dates.Earliest));
        Assert.Contains(dates.Objection!.Explanation.In("nb"), sentence => sentence.Contains("Bare virkedager", StringComparison.Ordinal));
        // Elsewhere Maundy Thursday is an ordinary day.
        Assert.Equal(new DateOnly(2026, 4, 18), Dates(new(SubprocessorAuthorisation.General, Objection: new(10, PeriodUnit.WorkingDays)), InOslo(2026, 4, 1, 9), "SE").Earliest);
    }

    [Fact]
    public void Counts_days_and_not_hours_when_the_clocks_change()
    {
        // The night of 29 March has 23 hours, that of 25 October 25; a day ends at midnight all the same.
        Assert.Equal(InOslo(2026, 4, 1, 0), Dates(new(SubprocessorAuthorisation.General, Days(4)), InOslo(2026, 3, 27, 23, 30)).Notice!.Target.At);
        Assert.Equal(InOslo(2026, 10, 28, 0), Dates(new(SubprocessorAuthorisation.General, Days(4)), InOslo(2026, 10, 23, 0, 30)).Notice!.Target.At);
        // Hours elapse.
        Assert.Equal(InOslo(2026, 3, 30, 13), Dates(new(SubprocessorAuthorisation.General, new(72, PeriodUnit.Hours)), InOslo(2026, 3, 27, 12)).Notice!.Target.At);
    }

    [Fact]
    public void Is_the_organisations_day_when_the_controllers_day_ends_later()
    {
        // A day in Dublin ends at one o'clock in Oslo, so the organisation's next day is too early by an hour.
        Assert.Equal(new DateOnly(2026, 4, 4), Dates(Thirty, Sent, "IE").Earliest);
        Assert.Equal(new DateOnly(2026, 4, 3), Dates(Thirty, Sent, "FI").Earliest);
    }

    [Fact]
    public void Is_not_guessed_where_a_calendar_is_not_known()
    {
        var rolling = Thirty with { Rollover = Rollover.ToNextWorkingDay };

        Assert.Throws<LawUnknownException>(() => Dates(rolling, Sent, "JP"));
        Assert.Null(KnownDates.Compute(new(rolling, CountryCode.Parse("JP"), Norway), Sent, LawBook.Current));
        Assert.Equal(new DateOnly(2026, 4, 3), Dates(Thirty, Sent, "JP").Earliest);
    }

    [Fact]
    public void Is_the_longer_of_notice_and_objection() =>
        Gen.Select(Terms, Countries, Instants).Sample((terms, country, at) =>
        {
            var (both, notice, objection) = (Dates(terms, at, country), Dates(terms with { Objection = null }, at, country), Dates(terms with { Notice = null }, at, country));
            Assert.Equal(notice.Earliest > objection.Earliest ? notice.Earliest : objection.Earliest, both.Earliest);
            Assert.True(both.Earliest > DayOf(at));
        });

    /// <summary>The day by which a controller is informed, and the earliest day when it was, are each other's inverse.</summary>
    [Fact]
    public void Can_still_be_kept_by_informing_on_the_last_day_and_not_on_the_day_after() =>
        Gen.Select(Terms, Countries, Instants).Sample((terms, country, at) =>
        {
            var effective = DayOf(at);
            var parties = new ChangeParties(terms, CountryCode.Parse(country), Norway);
            var last = ChangePeriods.LastDayToInform(parties, effective, LawBook.Current);

            Assert.True(Informed(last).Earliest <= effective);
            Assert.True(Informed(last.AddDays(1)).Earliest > effective);

            ChangeDates Informed(DateOnly day) => ChangePeriods.Of(parties, InOslo(day.AddDays(1).Year, day.AddDays(1).Month, day.AddDays(1).Day, 0).AddTicks(-10), LawBook.Current);
        }, iter: 300);

    [Fact]
    public void Has_the_same_last_day_to_inform_whether_it_was_asked_for_before_or_not() =>
        Gen.Select(Terms, Countries, Instants).Sample((terms, country, at) =>
        {
            var parties = new ChangeParties(terms, CountryCode.Parse(country), Norway);
            var first = LastDaysToInform.For(parties, DayOf(at), LawBook.Current);
            var other = LastDaysToInform.For(parties, DayOf(at).AddDays(40), LawBook.Current);

            Assert.Equal(ChangePeriods.LastDayToInform(parties, DayOf(at), LawBook.Current), first);
            Assert.Equal(first, LastDaysToInform.For(parties with { Terms = terms with { } }, DayOf(at), LawBook.Current));
            Assert.True(other > first);
        }, iter: 300);

    [Fact]
    public void Has_no_last_day_to_inform_where_a_calendar_is_not_known() =>
        Assert.Null(LastDaysToInform.For(new(Thirty with { Rollover = Rollover.ToNextWorkingDay }, CountryCode.Parse("JP"), Norway), new(2026, 4, 10), LawBook.Current));

    private static Gen<DateTimeOffset> Instants => Gen.Int[0, 700 * 24 * 60].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    private static ChangeDates Dates(ChangeTerms terms, DateTimeOffset informedAt, string country = "NO") =>
        ChangePeriods.Of(new(terms, CountryCode.Parse(country), Norway), informedAt, LawBook.Current);
}
