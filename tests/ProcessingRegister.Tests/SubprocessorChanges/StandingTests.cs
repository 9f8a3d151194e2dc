using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using Xunit;
using static ProcessingRegister.Tests.SubprocessorChanges.Facts;

namespace ProcessingRegister.Tests.SubprocessorChanges;

public class A_controller
{
    private static readonly LawBook Law = LawBook.Current;

    [Fact]
    public void That_was_not_informed_does_not_accept_by_silence()
    {
        Assert.Equal(ControllerStanding.NotInformed, Folded<ChangeNotice>(Concerned(Thirty)).On(12, 31));
        Assert.Equal(ControllerStanding.NotInformed, Folded<ChangeNotice>(Concerned(Thirty), Dispatched(), new ChangeNoticeReturned(Ordered, Sent.AddMinutes(2), "550")).On(12, 31));
        // Once more, later: the periods run from then.
        var again = Folded<ChangeNotice>(
            Concerned(Thirty), Dispatched(), new ChangeNoticeReturned(Ordered, Sent.AddMinutes(2), "550"), new ChangeNoticeSent(Engaged, Sent.AddDays(10), MeansOfInforming.Letter, null, null));
        Assert.Equal((ControllerStanding.TooEarly, ControllerStanding.Lawful), (again.On(4, 12), again.On(4, 13)));
    }

    [Fact]
    public void Accepts_by_silence_only_where_its_agreement_says_so()
    {
        var silent = Folded<ChangeNotice>(Concerned(Thirty, new(2026, 4, 1)), Dispatched());
        Assert.Equal((ControllerStanding.TooEarly, ControllerStanding.Lawful), (silent.On(4, 2), silent.On(4, 3)));

        var asked = Folded<ChangeNotice>(Concerned(Thirty with { SilenceIsAcceptance = false }, new(2026, 4, 1)), Dispatched());
        Assert.Equal((ControllerStanding.TooEarly, ControllerStanding.NotAccepted, ControllerStanding.NotAccepted), (asked.On(4, 2), asked.On(4, 3), asked.On(12, 31)));

        var specific = Folded<ChangeNotice>(Concerned(Thirty with { Authorisation = SubprocessorAuthorisation.Specific }, new(2026, 4, 1)), Dispatched());
        Assert.Equal(ControllerStanding.NotAccepted, specific.On(12, 31));

        var accepted = Folded<ChangeNotice>(Concerned(Thirty with { SilenceIsAcceptance = false }), Dispatched(), new ChangeAcceptedByController(Sent.AddDays(2), null, null));
        Assert.Equal((ControllerStanding.TooEarly, ControllerStanding.Lawful), (accepted.On(3, 4), accepted.On(3, 5)));
    }

    [Fact]
    public void Is_informed_by_sending_or_by_delivery_as_its_agreement_counts()
    {
        var terms = Thirty with { From = NoticeCountsFrom.Delivery };

        Assert.Equal(ControllerStanding.NotInformed, Folded<ChangeNotice>(Concerned(terms), Dispatched()).On(12, 31));
        Assert.Equal(Sent.AddDays(1), Folded<ChangeNotice>(Concerned(terms), Dispatched(), new ChangeNoticeDelivered(Ordered, Sent.AddDays(1))).InformedAt);
        Assert.Equal(Sent.AddDays(2), Folded<ChangeNotice>(Concerned(terms), Dispatched(), new ChangeNoticeAcknowledged(Sent.AddDays(2), null)).InformedAt);
        Assert.Equal(Sent, Folded<ChangeNotice>(Concerned(Thirty), Dispatched(), new ChangeNoticeDelivered(Ordered, Sent.AddDays(1))).InformedAt);
    }

    [Fact]
    public void Objects_in_time_until_the_end_of_its_last_day()
    {
        var end = InOslo(2026, 4, 3, 0);
        var notice = Folded<ChangeNotice>(
            Concerned(Thirty), Dispatched(), Objected(end.AddMinutes(-1)), Objected(end, 2), Objected(end.AddMinutes(1), 3)).ShownAt(end.AddDays(1), Law);

        Assert.Equal([true, true, false], notice.Objections.Select(o => o.InTime!.Value));
        Assert.Equal(ControllerStanding.ObjectionOpen, notice.On(12, 31));
        Assert.Equal(ControllerStanding.Lawful, Folded<ChangeNotice>(Concerned(Thirty), Dispatched(), Objected(end.AddMinutes(1))).On(12, 31));
    }

    /// <summary>Where silence is no acceptance there is no late: what is said after the end stands in the way like silence.</summary>
    [Fact]
    public void That_objects_late_has_still_not_accepted_where_silence_is_none() =>
        Assert.Equal(ControllerStanding.NotAccepted,
            Folded<ChangeNotice>(Concerned(Thirty with { SilenceIsAcceptance = false }), Dispatched(), Objected(InOslo(2026, 4, 3, 0).AddMinutes(1))).On(12, 31));

    [Theory]
    [InlineData(ObjectionOutcome.AlternativeOffered, ControllerStanding.Excepted)]
    [InlineData(ObjectionOutcome.ChangeDropped, ControllerStanding.Excepted)]
    [InlineData(ObjectionOutcome.ObjectionWithdrawn, ControllerStanding.Lawful)]
    [InlineData(ObjectionOutcome.AgreementTerminated, ControllerStanding.Excepted)]
    public void That_objected_stands_as_its_objection_was_resolved(ObjectionOutcome outcome, ControllerStanding standing)
    {
        var notice = Folded<ChangeNotice>(
            Concerned(Thirty), Dispatched(), Objected(Sent.AddDays(10)),
            new ObjectionResolved(1, outcome, Sent.AddDays(50), outcome == ObjectionOutcome.AgreementTerminated ? new(2026, 5, 1) : null, null));

        // On the day before it was resolved, it was open.
        Assert.Equal(ControllerStanding.ObjectionOpen, notice.On(4, 21));
        Assert.Equal(standing, notice.On(5, 1));
        Assert.Equal(ObligationState.Met, Owed(notice, "subprocessorChange.objection").State);
    }

    [Fact]
    public void For_whom_it_was_begun_too_early_has_a_finding_and_nobody_else()
    {
        var begun = new ChangeBegunForController(new(2026, 4, 2));

        Assert.Equal([ChangeFindingCode.BegunTooEarly], Findings(Concerned(Thirty), Dispatched(), begun));
        Assert.Equal([ChangeFindingCode.BegunWithoutNotice], Findings(Concerned(Thirty), begun));
        Assert.Equal([ChangeFindingCode.BegunDespiteObjection], Findings(Concerned(Thirty), Dispatched(), Objected(Sent.AddDays(29)), begun));
        Assert.Equal([ChangeFindingCode.BegunWithoutAcceptance], Findings(Concerned(Thirty with { Objection = Days(5), Notice = Days(5), SilenceIsAcceptance = false }, new(2026, 4, 1)), Dispatched(), begun));
        Assert.Equal([ChangeFindingCode.BegunWithoutAcceptance, ChangeFindingCode.TermsNotKnown], Findings(Concerned(null), Dispatched(), begun));
        Assert.Empty(Findings(Concerned(Thirty with { Objection = Days(5), Notice = Days(5) }, new(2026, 4, 1)), Dispatched(), begun));
        // Told for 10 April, a controller did not expect it before.
        Assert.Equal([ChangeFindingCode.BegunTooEarly], Findings(Concerned(Thirty with { Objection = Days(5), Notice = Days(5) }), Dispatched(), begun));
        // What is only information is lawful at any time.
        Assert.Empty(Findings(Concerned(null, kind: ChangeKind.Removal), begun));
    }

    /// <summary>That something else stands in the way as well does not make the notice long enough; and alone it does not make it too short.</summary>
    [Fact]
    public void Has_too_little_notice_before_its_end_whatever_else_stands_in_the_way()
    {
        var intended = new DateOnly(2026, 4, 1);
        Assert.Equal((true, false), Below(Concerned(Thirty, intended), Dispatched()));
        Assert.Equal((true, true), Below(Concerned(Thirty, intended)));
        Assert.Equal((true, false), Below(Concerned(Thirty, intended), Dispatched(), Objected(Sent.AddDays(10))));
        Assert.Equal((true, false), Below(Concerned(Thirty with { SilenceIsAcceptance = false }, intended), Dispatched()));
        Assert.Equal((false, false), Below(Concerned(Thirty, intended), Dispatched(), new ChangeAcceptedByController(Sent.AddDays(2), null, null)));
        Assert.Equal((false, false), Below(Concerned(Thirty, intended), Dispatched(), new ControllerExceptedFromChange(Sent)));
        Assert.Equal((false, false), Below(Concerned(null, intended, ChangeKind.Removal)));

        // Told on 3 March: the thirty days end with 2 April.
        static (bool, bool) Below(params object[] events)
        {
            var notice = Folded<ChangeNotice>(events);
            return (notice.IsBelowNoticeOn(new(2026, 4, 2), Law, new KnownDates(Law)), notice.IsBelowNoticeOn(new(2026, 4, 3), Law, new KnownDates(Law)));
        }
    }

    [Fact]
    public void Owed_thirty_days_and_told_one_day_before_is_shown_as_too_early()
    {
        var intended = new DateOnly(2026, 3, 4);
        var notice = Folded<ChangeNotice>(Concerned(Thirty, intended), Dispatched()).ShownAt(Sent.AddHours(1), Law);

        Assert.Equal((new DateOnly(2026, 4, 3), ControllerStanding.TooEarly), (notice.Shown!.EarliestFrom!.Value, notice.Shown.Standing));
        Assert.Equal([ChangeFindingCode.IntendedTooEarly], notice.Shown.Findings.Select(f => f.Code));
        Assert.Equal(ObligationState.MetLate, Owed(notice, "subprocessorChange.notice").State);
        Assert.Contains(notice.Shown.InWords, sentence => sentence.Contains("30 days", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_owed_the_notice_by_the_intended_day_less_its_period()
    {
        var due = Owed(Folded<ChangeNotice>(Concerned(Thirty)), "subprocessorChange.notice");
        Assert.Equal((InOslo(2026, 3, 11, 0), ObligationState.Open), (due.Limit!.Value, due.State));

        var postponed = Owed(Folded<ChangeNotice>(Concerned(Thirty), new IntendedDayRestated(new(2026, 4, 20))), "subprocessorChange.notice");
        Assert.Equal(InOslo(2026, 3, 21, 0), postponed.Limit);
        Assert.Empty(Folded<ChangeNotice>(Concerned(Thirty), new ControllerExceptedFromChange(Sent)).Obligations(Law, Sent));
        Assert.Null(Owed(Folded<ChangeNotice>(Concerned(null)), "subprocessorChange.notice").Limit);
    }

    [Fact]
    public void Whose_calendar_is_not_known_is_said_to_be_so()
    {
        var japanese = Folded<ChangeNotice>(Concerned(Thirty, country: "JP"), Dispatched());
        Assert.Equal([ChangeFindingCode.CalendarOfControllerNotKnown], japanese.FindingsUnder(Law, Sent).Select(f => f.Code));

        var rolling = Folded<ChangeNotice>(Concerned(Thirty with { Rollover = Rollover.ToNextWorkingDay }, country: "JP"), Dispatched());
        Assert.Equal(ControllerStanding.TermsNotKnown, rolling.On(12, 31));
        Assert.Null(Owed(rolling, "subprocessorChange.notice").Limit);
    }

    private static Obligation Owed(ChangeNotice notice, string kind) => notice.Obligations(Law, Sent.AddHours(1)).Single(o => o.Kind == kind);

    private static IEnumerable<ChangeFindingCode> Findings(params object[] events) => Folded<ChangeNotice>(events).FindingsUnder(Law, Sent.AddDays(40)).Select(f => f.Code);
}
