using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Cases;

namespace ProcessingRegister.Tests.Law;

public class A_worked_example
{
    public static TheoryData<string> Hours => Vector.OfKind("hours");

    public static TheoryData<string> Months => Vector.OfKind("months");

    public static TheoryData<string> DaysOfOrders => Vector.OfKind("days");

    public static TheoryData<string> Retentions => Vector.OfKind("retention");

    [Fact]
    public void Is_of_a_kind_that_is_tested() => Assert.Equal(["hours", "months", "days", "enisa", "retention"], Vector.Kinds);

    [Theory]
    [MemberData(nameof(Hours))]
    public void Of_hours_agrees(string id)
    {
        var vector = Vector.Of(id);
        var (rule, jurisdiction, book) = vector.Number("hours") switch
        {
            72 => (DeadlineRules.NotifyAuthority, Norway, LawBook.Current),
            96 => (DeadlineRules.NotifyAuthority, Norway, LawBook.Current.With(Days.Row("NO", "breach.sa.hours", "96", "2026-01-01"))),
            8 => (DeadlineRules.ExecuteEmergencyOrder, Sweden, LawBook.Current),
            var other => throw new InvalidOperationException($"No rule has {other} hours."),
        };

        var deadline = book.Compute(rule, jurisdiction, vector.Instant("triggerUtc"), In(jurisdiction, vector.Text("zone")));

        Assert.Equal(
            (vector.Instant("targetUtc"), vector.Instant("targetUtc"), vector.Instant("legalLimitUtc")),
            (deadline.Raw.At, deadline.Target.At, deadline.Limit.At));
        Assert.Null(deadline.Limit.LastDay);
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void Of_months_agrees(string id)
    {
        var vector = Vector.Of(id);
        var place = Territory.Parse(vector.Text("calendar"));
        var rule = vector.Number("months") == 1 ? DeadlineRules.AnswerRequest : DeadlineRules.AnswerExtendedRequest;

        var deadline = Deadlines.Compute(rule, place, Noon(place, vector.Day("receiptLocalDate")));

        Assert.Equal((vector.Day("raw"), vector.Day("legalLimitDate")), (deadline.Raw.LastDay, deadline.Limit.LastDay));
    }

    [Theory]
    [MemberData(nameof(DaysOfOrders))]
    public void Of_days_agrees(string id)
    {
        var vector = Vector.Of(id);
        var place = Territory.Parse(vector.Text("calendar"));
        var trigger = Noon(place, vector.Day("eventLocalDate"));
        var deadline = vector.Number("days") switch
        {
            10 => Deadlines.Compute(DeadlineRules.ExecuteProductionOrder, place, trigger),
            60 => Deadlines.Compute(DeadlineRules.Preserve, LawBook.Current.At(place, Days.On("2026-09-01")), trigger),
            90 => Deadlines.Compute(DeadlineRules.PreserveExtended, place, trigger),
            30 => Deadlines.Contractual(new(new(30, PeriodUnit.Days), Rollover: Rollover.ToNextWorkingDay), In(place), trigger),
            var other => throw new InvalidOperationException($"No rule has {other} days."),
        };

        Assert.Equal(vector.Day("raw"), deadline.Raw.LastDay);
        Assert.Equal(vector.Day("rolled"), (deadline.Duty == Duty.ToKeepUntil ? deadline.Target : deadline.Limit).LastDay);
    }

    [Theory]
    [MemberData(nameof(Retentions))]
    public void Of_retention_agrees(string id)
    {
        var vector = Vector.Of(id);
        var yearEnd = vector.Day("financialYearEnd");
        var (place, key) = vector.Text("rule") switch
        {
            "NO-primary" => (Norway, LawKeys.PrimaryAccountingRetention),
            "NO-secondary" => (Norway, LawKeys.SecondaryAccountingRetention),
            "SE-7y" => (Sweden, LawKeys.PrimaryAccountingRetention),
            var other => throw new InvalidOperationException($"No rule is called {other}."),
        };

        var deadline = Deadlines.Retention(key, LawBook.Current.At(place, yearEnd), yearEnd);

        Assert.Equal(vector.Day("keepThrough"), deadline.Target.LastDay);
        Assert.Equal(Timeliness.OutOfTime, deadline.Judge(deadline.Target.At.AddTicks(-1)));
        Assert.Equal(Timeliness.InTime, deadline.Judge(deadline.Target.At));
    }
}
