using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

/// <summary>The chain from a subprocessor's notice to each controller's authority, by the worked examples of the rule book.</summary>
public class The_chain_of_awareness
{
    private static readonly DateTimeOffset Told = new(2026, 6, 1, 20, 0, 0, TimeSpan.Zero);

    private static readonly Deciding.Given<ControllerNotification> Later = Given<ControllerNotification>(Concerned(24, Told)).At(InOslo(6, 20, 9));

    /// <summary>V19: the vendor's duty runs from the subprocessor's notice although it confirmed the breach a day later.</summary>
    [Fact]
    public void Begins_for_the_processor_with_the_subprocessors_notice()
    {
        var breach = Folded<Breach>(new BreachRecorded("v19", Norway, Told, new()),
            new BreachNoticeReceived("v19", BreachRole.Processor, PartyQualification.Subprocessor, Told, new("Drift AS"), null), AwareAs(BreachRole.Processor, InOslo(6, 2, 9)));

        Assert.Equal(InOslo(6, 1, 22), breach.DutySince(BreachRole.Processor));
    }

    /// <summary>V19, controller A: delivered at 11:30 on 2 June.</summary>
    [Fact]
    public void Goes_on_for_a_controller_with_the_arrival_of_the_notice()
    {
        var a = Folded<ControllerNotification>(Concerned(24, Told), Sent(InOslo(6, 2, 11, 29)), new ControllerNoticeDelivered(Sending(1), InOslo(6, 2, 11, 30)));

        var owed = a.Owed("breach.sa", InOslo(6, 2, 12))!;
        Assert.Equal((InOslo(6, 5, 11, 30), DutyParty.Controller, DutyParty.SupervisoryAuthority), (owed.Target, owed.Who, owed.ToWhom));
        Assert.Equal(ObligationState.Met, a.Owed("breach.noticeByContract", InOslo(6, 2, 12))!.State);
    }

    /// <summary>V19, controller B: bounced, and delivered at 9:00 on 3 June; the cautious reading runs from the first dispatch.</summary>
    [Fact]
    public void Waits_for_the_notice_that_arrives_and_shows_the_cautious_reading()
    {
        var first = InOslo(6, 2, 11, 30);
        var b = Folded<ControllerNotification>(Concerned(24, Told), Sent(first), new ControllerNoticeBounced(Sending(1), first.AddMinutes(1), "no such mailbox"),
            Sent(InOslo(6, 3, 8, 59), 2), new ControllerNoticeDelivered(Sending(2), InOslo(6, 3, 9)));

        Assert.Equal(InOslo(6, 6, 9), b.Owed("breach.sa", InOslo(6, 3, 10))!.Target);
        Assert.Equal(DayOfWeek.Saturday, b.Owed("breach.sa", InOslo(6, 3, 10))!.Target.DayOfWeek);
        Assert.Equal(first.AddHours(72), b.CautiousAuthorityDeadline(LawBook.Current)!.Target.At);
        Assert.Contains(b.FindingsUnder(LawBook.Current), f => f.Code == NoticeFindingCode.ContactPointInvalid);
        Assert.Equal(ObligationState.MetLate, b.Owed("breach.noticeByContract", InOslo(6, 3, 10))!.State);
    }

    /// <summary>V19, controller B: between the return and the next notice, sending again is owed, since the return.</summary>
    [Fact]
    public void Is_owed_another_notice_while_none_is_underway()
    {
        object[] returned = [Concerned(24, Told), Sent(InOslo(6, 2, 11, 30)), new ControllerNoticeBounced(Sending(1), InOslo(6, 2, 11, 31), "no such mailbox")];
        var owed = Folded<ControllerNotification>(returned).Owed("breach.redelivery", InOslo(6, 2, 12))!;
        Assert.Equal((InOslo(6, 2, 11, 31), (DateTimeOffset?)null, DutyParty.Keeper, DutyParty.Controller), (owed.Since, owed.Limit, owed.Who, owed.ToWhom));

        Assert.Null(Folded<ControllerNotification>(returned[..2]).Owed("breach.redelivery", InOslo(6, 2, 12)));
        Assert.Null(Folded<ControllerNotification>([.. returned, Sent(InOslo(6, 3, 8, 59), 2)]).Owed("breach.redelivery", InOslo(6, 3, 10)));
        Assert.Null(Folded<ControllerNotification>([.. returned, new ControllerNoticeAcknowledged(InOslo(6, 3, 9), null)]).Owed("breach.redelivery", InOslo(6, 3, 10)));
        Assert.Null(Folded<ControllerNotification>([.. returned, new ControllerFoundUnaffected(InOslo(6, 3, 9), Why)]).Owed("breach.redelivery", InOslo(6, 3, 10)));
    }

    /// <summary>V20: the controller found it by itself at 8:00 on 2 June.</summary>
    [Fact]
    public void Is_cut_short_by_a_controller_that_knew_before()
    {
        var known = Later.When(new StateControllerAwareness(InOslo(6, 2, 8))).Then(new ControllerAwarenessStated(InOslo(6, 2, 8).ToUniversalTime(), null));
        Assert.Equal(InOslo(6, 5, 8), known.Owed("breach.sa", InOslo(6, 2, 9))!.Target);

        var told = Folded<ControllerNotification>(Concerned(24, Told), Sent(InOslo(6, 2, 11, 29)), new ControllerNoticeDelivered(Sending(1), InOslo(6, 2, 11, 30)),
            new ControllerAwarenessStated(InOslo(6, 2, 15), null));
        Assert.Equal(InOslo(6, 5, 11, 30), told.Owed("breach.sa", InOslo(6, 2, 16))!.Target);
    }

    /// <summary>V24: 1,200 controllers, 3 without a mandate.</summary>
    [Fact]
    public void Is_closed_by_a_filing_only_for_those_who_gave_a_mandate()
    {
        var filing = Breach.FilingIn(Filed(FilingKind.Initial, Aware.AddHours(30), "for all", FilingFor.Controllers, NotificationPoint.Records));
        var controllers = Enumerable.Range(0, 1200).Select(n => Folded<ControllerNotification>(Concerned(agreement: Sending(n)), Sent(Aware.AddHours(1)),
            new ControllerNoticeDelivered(Sending(1), Aware.AddHours(1)))).ToList();
        var mandates = controllers.Skip(3).Select(c => Folded<ReportingMandate>(new ReportingMandateGiven(c.Agreement, "m", MandateScope.FirstOnly, new(2026, 1, 1), null, "annex"))).ToList();
        var byAgreement = mandates.ToLookup(m => m.Agreement);

        var covered = controllers.Where(c => Covering.Of(c, filing, byAgreement[c.Agreement], LawBook.Current) is not null).ToList();

        Assert.Equal(1197, covered.Count);
        Assert.Equal(controllers.Take(3), controllers.Except(covered));
    }

    public static TheoryData<string, bool, Filing> Filings
    {
        get
        {
            var filing = Breach.FilingIn(Filed(FilingKind.Complete, Aware.AddHours(30), "for all", FilingFor.Controllers));
            return new()
            {
                { "in time", true, filing },
                { "before another State's authority", false, filing with { Authority = CountryCode.Parse("SE") } },
                { "late without reasons", false, filing with { FiledAt = Aware.AddHours(90) } },
                { "late with reasons", true, filing with { FiledAt = Aware.AddHours(90), ReasonsForDelay = Why } },
                { "as a follow-up to nothing", false, filing with { Kind = FilingKind.FollowUp } },
                { "before the mandate", false, filing with { FiledAt = new(2025, 12, 31, 12, 0, 0, TimeSpan.Zero) } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Filings))]
    public void Is_closed_by_a_filing_that_covers_the_controller(string how, bool covers, Filing filing)
    {
        var controller = Folded<ControllerNotification>(Concerned(), Sent(Aware.AddHours(1)), new ControllerNoticeDelivered(Sending(1), Aware.AddHours(1)));
        var mandate = Folded<ReportingMandate>(new ReportingMandateGiven(Agreement, "m", MandateScope.Full, new(2026, 1, 1), null, "annex"));

        Assert.True(covers == Covering.Of(controller, filing, [mandate], LawBook.Current) is not null, how);
    }

    [Fact]
    public void Ends_with_the_filing_that_covers_the_controller()
    {
        var covered = Folded<ControllerNotification>(Concerned(), Sent(Aware), new ControllerNoticeDelivered(Sending(1), Aware),
            new AuthorityNotifiedForController("for all", FilingKind.Initial, Aware.AddHours(30), Sending(5)));

        Assert.Equal((ObligationState.Met, Aware.AddHours(30)), (covered.Owed("breach.sa", Now.Instant)!.State, covered.Owed("breach.sa", Now.Instant)!.MetAt));
    }

    [Fact]
    public void Says_for_how_many_a_filing_was_made()
    {
        var breach = Folded<Breach>(Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor), Selected(),
            Filed(FilingKind.Initial, Aware.AddHours(30), "for all", FilingFor.Controllers, NotificationPoint.Records), new FilingCoverageEstablished("for all", 1197, 3));

        Assert.Equal((1197, 3), (breach.Filings[0].Covered, breach.Filings[0].Uncovered));
        Assert.Contains(breach.FindingsUnder(LawBook.Current), f => f is { Code: BreachFindingCode.ControllersNotCovered, Reference: "for all" });
    }
}
