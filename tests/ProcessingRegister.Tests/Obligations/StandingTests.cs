using CsCheck;
using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Obligations;

public class An_obligation
{
    private static readonly DateTimeOffset Since = new(2026, 2, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Target = Since.AddHours(72);

    private static readonly DateTimeOffset Limit = Target.AddMinutes(43);

    // A breach that owes one of everything, and a controller of it.
    private static readonly IOwes[] Owing =
    [
        Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor, Aware.AddHours(2)), Assessed(RiskOutcome.HighRisk),
            Filed(FilingKind.Initial, Aware.AddHours(30), missing: NotificationPoint.Records), new CommunicationOrdered("20/1", Aware.AddDays(9), Aware.AddDays(12), Why),
            new CorrespondenceEntered("20/2", CorrespondenceDirection.Received, Aware.AddDays(5), Why, Aware.AddDays(19), null, null)),
        Folded<ControllerNotification>(Concerned(hours: 24), Sent(Aware.AddHours(3)), new ControllerNoticeDelivered(Sending(1), Aware.AddHours(4))),
    ];

    [Theory]
    [InlineData(-1, ObligationState.NotDue, false)]
    [InlineData(0, ObligationState.Open, false)]
    [InlineData(72 * 60, ObligationState.Open, false)]
    [InlineData((72 * 60) + 1, ObligationState.Open, true)]
    [InlineData((72 * 60) + 43, ObligationState.Open, true)]
    [InlineData((72 * 60) + 44, ObligationState.Overdue, false)]
    public void Stands_by_the_clock_until_it_is_met(int minutes, ObligationState state, bool targetPassed) =>
        Assert.Equal(new Standing(state, targetPassed), Standing.At(Since, Target, Limit, null, Since.AddMinutes(minutes)));

    [Theory]
    [InlineData(72 * 60, ObligationState.Met, false)]
    [InlineData((72 * 60) + 43, ObligationState.Met, true)]
    [InlineData((72 * 60) + 44, ObligationState.MetLate, false)]
    public void Stands_by_when_it_was_met_from_then_on(int minutes, ObligationState state, bool targetPassed) =>
        Assert.Equal(new Standing(state, targetPassed), Standing.At(Since, Target, Limit, Since.AddMinutes(minutes), Limit.AddYears(1)));

    [Fact]
    public void Without_an_end_is_never_overdue_and_never_late()
    {
        Assert.Equal(new Standing(ObligationState.Open, false), Standing.At(Since, Since, null, null, Since.AddYears(1)));
        Assert.Equal(new Standing(ObligationState.Met, false), Standing.At(Since, Since, null, Since.AddYears(1), Since.AddYears(2)));
    }

    [Fact]
    public void Depends_on_the_clock_in_how_it_stands_and_in_nothing_else()
    {
        Assert.Equal(
            ["breach.answer", "breach.communication", "breach.controllers", "breach.notice", "breach.noticeByContract", "breach.order", "breach.phases", "breach.sa", "breach.sa"],
            Owing.SelectMany(o => o.Obligations(LawBook.Current, Now.Instant)).Select(o => o.Kind).Order());
        Gen.Select(Gen.Int[-2_000_000, 2_000_000], Gen.Int[-2_000_000, 2_000_000]).Sample((one, other) =>
            Assert.Equal(Stated(Aware.AddMinutes(one)), Stated(Aware.AddMinutes(other))), iter: 200);

        static IEnumerable<string> Stated(DateTimeOffset now) =>
            Owing.SelectMany(o => o.Obligations(LawBook.Current, now)).Select(o => (o with { State = default, TargetPassed = false }).ToString());
    }

    [Theory]
    [InlineData("Art. 33(1)", "33", "33(1)")]
    [InlineData("Art. 28(3)(f), 33(2)", "28", "28(3)", "28(3)(f)", "33", "33(2)")]
    [InlineData("Art. 5(2)", "5", "5(2)")]
    [InlineData("Art. 19(4)(a) Regulation (EU) 2022/2554", "19", "19(4)", "19(4)(a)")]
    [InlineData("SCC clause 15.1(b)", "15.1", "15.1(b)")]
    public void Is_found_by_each_article_and_paragraph_that_its_provision_lies_under(string provision, params string[] articles) =>
        Assert.Equal(articles, ProcessingRegister.Reading.Owing.ArticlesOf(provision));

    [Fact]
    public void Is_replaced_by_a_duty_to_look_at_it_where_the_law_is_not_known()
    {
        var breach = Folded<Breach>(new BreachRecorded("2026-07", CountryCode.Parse("JP"), Detected, new()), AwareAs(BreachRole.Controller));
        Assert.Throws<LawUnknownException>(() => breach.Obligations(LawBook.Current, Now.Instant).ToList());

        var (owed, isWhole) = ProcessingRegister.Reading.Owing.Of(breach, LawBook.Current);

        Assert.False(isWhole);
        var looked = Assert.Single(owed);
        Assert.Equal((ProcessingRegister.Reading.Owing.LawNotKnown, DutyParty.Keeper, (DateTimeOffset?)null, "2026-07"), (looked.Kind, looked.Who, looked.Limit, looked.Title));
    }
}
