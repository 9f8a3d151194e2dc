using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class Selecting_the_controllers_concerned
{
    [Fact]
    public void Takes_the_terms_of_the_day_of_awareness()
    {
        var since = InOslo(2, 17, 0, 30).ToUniversalTime();
        Given<Breach>(Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor, since)).When(new NotifyControllers("first", "payroll", [Sending(2), Sending(1), Sending(2)]))
            .Then(new ControllersSelected(
                "first", "payroll", BreachRole.Processor, since, Now.Instant, new(2026, 2, 16), new(2026, 2, 17), ["payroll"], [Sending(1), Sending(2)]));
    }

    [Fact]
    public void Needs_data_that_are_processed_for_them_and_awareness()
    {
        Given<Breach>(Recorded(), Affected(BreachRole.Controller), AwareAs(BreachRole.Controller)).When(new NotifyControllers("first", "payroll"))
            .ThenRefused(BreachRefusals.NotProcessedForOthers);
        Given<Breach>(Recorded(), Affected(BreachRole.Processor)).When(new NotifyControllers("first", "payroll")).ThenRefused(BreachRefusals.NoAwareness);
    }

    [Fact]
    public void Under_the_same_name_selects_the_same()
    {
        var given = Given<Breach>(Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor), Selected());

        given.When(new NotifyControllers("first", "payroll")).ThenAlreadyDone();
        given.When(new NotifyControllers("first", "payroll", [Sending(1)])).ThenRefused(BreachRefusals.SelectionRecordedOtherwise);
        given.When(new NotifyControllers("second", "payroll", [Sending(1)])).ThenAppended<ControllersSelected>();
    }

    [Fact]
    public void Under_an_awareness_that_is_no_longer_on_record_is_a_finding() =>
        Assert.Contains(
            Folded<Breach>(Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor), Selected(), AwareAs(BreachRole.Processor, Aware.AddHours(-2)))
                .FindingsUnder(LawBook.Current), f => f is { Code: BreachFindingCode.ControllersSelectedUnderOtherAwareness, Reference: "payroll" });

    [Fact]
    public void Gives_those_of_one_breach_neighbouring_ids()
    {
        var (after, upTo) = ControllerNotification.RangeOf(RecordId);
        var ids = Enumerable.Range(1, 200).Select(n => ControllerNotification.IdOf(RecordId, Sending(n))).ToList();

        Assert.Equal(200, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id.CompareTo(after) > 0 && id.CompareTo(upTo) <= 0));
        Assert.All(ids, id => Assert.Equal(8, id.Version));
        var other = ControllerNotification.IdOf(Sending(9), Agreement);
        Assert.False(other.CompareTo(after) > 0 && other.CompareTo(upTo) <= 0);
    }
}

public class Notifying_a_controller
{
    private static readonly DateTimeOffset Out = Aware.AddHours(3);

    private static RecordDispatch Dispatch(DateTimeOffset at, int n = 1) => new(Sending(n), at, MeansOfNotice.Email);

    [Fact]
    public void Begins_when_it_is_sent_and_is_done_when_it_arrives()
    {
        var sent = Given<ControllerNotification>(Concerned()).When(Dispatch(Out)).Then(Sent(Out));
        Assert.Equal((NoticeState.Sent, ObligationState.Open), (sent.State, sent.Owed("breach.notice", Now.Instant)!.State));

        var arrived = Given<ControllerNotification>(Concerned(), Sent(Out)).When(new RecordDelivery(Sending(1), Out.AddMinutes(1)))
            .Then(new ControllerNoticeDelivered(Sending(1), Out.AddMinutes(1)));
        Assert.Equal((NoticeState.Delivered, ObligationState.Met), (arrived.State, arrived.Owed("breach.notice", Now.Instant)!.State));
    }

    [Fact]
    public void That_came_back_is_not_done_and_can_be_sent_anew()
    {
        var bounced = Given<ControllerNotification>(Concerned(), Sent(Out)).When(new RecordBounce(Sending(1), Out.AddMinutes(2), "no such mailbox")).ThenAppended<ControllerNoticeBounced>();
        Assert.Equal((NoticeState.Bounced, ObligationState.Open), (bounced.State, bounced.Owed("breach.notice", Now.Instant)!.State));
        Assert.Contains(bounced.FindingsUnder(LawBook.Current), f => f.Code == NoticeFindingCode.ContactPointInvalid);

        var again = Given<ControllerNotification>(Concerned(), Sent(Out), new ControllerNoticeBounced(Sending(1), Out.AddMinutes(2), null)).When(Dispatch(Out.AddHours(1), 2))
            .ThenAppended<ControllerNoticeSent>();
        Assert.Equal(NoticeState.Sent, again.State);
    }

    [Fact]
    public void Is_acknowledged_once_and_was_then_done_at_the_latest()
    {
        var acknowledged = Given<ControllerNotification>(Concerned(), Sent(Out)).When(new RecordAcknowledgement(Out.AddHours(9)))
            .Then(new ControllerNoticeAcknowledged(Out.AddHours(9), null));

        Assert.Equal((NoticeState.Acknowledged, Out.AddHours(9)), (acknowledged.State, acknowledged.NotifiedAt));
        Given<ControllerNotification>(Concerned(), Sent(Out), new ControllerNoticeAcknowledged(Out.AddHours(9), null)).When(new RecordAcknowledgement(Out.AddHours(10)))
            .ThenRefused(ControllerRefusals.AlreadyAcknowledged);
    }

    [Fact]
    public void Keeps_to_what_can_have_happened()
    {
        var given = Given<ControllerNotification>(Concerned(), Sent(Out));
        var settled = Given<ControllerNotification>(Concerned(), Sent(Out), new ControllerNoticeDelivered(Sending(1), Out));

        given.When(Dispatch(Out.AddMinutes(1))).ThenRefused(ControllerRefusals.DispatchRecordedOtherwise);
        given.When(Dispatch(Now.Instant.AddMinutes(1), 2)).ThenRefused(ControllerRefusals.NotYetHappened);
        given.When(new RecordDelivery(Sending(2), Out)).ThenRefused(ControllerRefusals.NoSuchDispatch);
        given.When(new RecordBounce(Sending(2), Out)).ThenRefused(ControllerRefusals.NoSuchDispatch);
        given.When(new RecordDelivery(Sending(1), Out.AddMinutes(-1))).ThenRefused(ControllerRefusals.ArrivedBeforeSent);
        given.When(new RecordBounce(Sending(1), Out.AddMinutes(-1))).ThenRefused(ControllerRefusals.ArrivedBeforeSent);
        given.When(new RecordAcknowledgement(Out.AddMinutes(-1))).ThenRefused(ControllerRefusals.ArrivedBeforeSent);
        settled.When(new RecordBounce(Sending(1), Out.AddMinutes(2))).ThenRefused(ControllerRefusals.DispatchSettled);
        settled.When(new RecordDelivery(Sending(1), Out.AddMinutes(2))).ThenRefused(ControllerRefusals.DispatchSettled);
        Given<ControllerNotification>(Concerned()).When(new RecordAcknowledgement(Out)).ThenRefused(ControllerRefusals.NothingToAcknowledge);
    }

    [Fact]
    public void That_is_not_concerned_is_not_owed()
    {
        var free = Given<ControllerNotification>(Concerned(24)).When(new FindControllerUnaffected(Out, Why)).Then(new ControllerFoundUnaffected(Out, Why));

        Assert.Empty(free.Obligations(LawBook.Current, Now.Instant));
        Given<ControllerNotification>(Concerned(), new ControllerFoundUnaffected(Out, Why)).When(Dispatch(Out)).ThenRefused(ControllerRefusals.Unaffected);
    }

    /// <summary>Art. 33(2) three times: within 24 hours, at once, and as the law says.</summary>
    [Fact]
    public void Is_owed_by_the_contract_of_each()
    {
        var (within24, atOnce, byLaw) = (Folded<ControllerNotification>(Concerned(24)), Folded<ControllerNotification>(Concerned(0)), Folded<ControllerNotification>(Concerned()));
        var then = Aware.AddHours(3);

        Assert.Equal((Aware.AddHours(24), ObligationState.Open), (within24.Owed("breach.noticeByContract", then)!.Limit!.Value, within24.Owed("breach.noticeByContract", then)!.State));
        Assert.Equal(ObligationState.Overdue, atOnce.Owed("breach.noticeByContract", then)!.State);
        Assert.Null(byLaw.Owed("breach.noticeByContract", then));
        Assert.All([within24, atOnce, byLaw], n => Assert.Equal((Aware, (DateTimeOffset?)null), (n.Owed("breach.notice", then)!.Target, n.Owed("breach.notice", then)!.Limit)));
    }

    [Fact]
    public void That_is_a_processor_itself_starts_no_period_of_an_authority()
    {
        var notified = Folded<ControllerNotification>(Concerned(role: BreachRole.Subprocessor), Sent(Out), new ControllerNoticeDelivered(Sending(1), Out));

        Assert.Equal(DutyParty.Processor, Assert.Single(notified.Obligations(LawBook.Current, Out)).ToWhom);
    }

    [Fact]
    public void Of_a_country_whose_law_is_not_known_says_so()
    {
        var notified = Folded<ControllerNotification>(Concerned(24, country: "BR"), Sent(Out), new ControllerNoticeDelivered(Sending(1), Out));

        Assert.Null(notified.Owed("breach.sa", Out));
        Assert.NotNull(notified.Owed("breach.noticeByContract", Out));
        Assert.Contains(notified.FindingsUnder(LawBook.Current), f => f.Code == NoticeFindingCode.LawOfControllerNotKnown);
    }

    [Fact]
    public void Is_not_owed_where_there_was_no_breach_until_there_is_one_again()
    {
        var lifted = Folded<ControllerNotification>(Concerned(24), new NoticeDutyLifted(Out));

        Assert.Equal(NoticeState.Unaffected, lifted.State);
        Assert.Empty(lifted.Obligations(LawBook.Current, Now.Instant));
        Assert.Equal(2, Folded<ControllerNotification>(Concerned(24), new NoticeDutyLifted(Out), new NoticeDutyRestated(Aware, 24, 1, true)).Obligations(LawBook.Current, Out).Count());
    }

    [Fact]
    public void That_says_it_was_aware_before_the_law_has_no_period() =>
        Assert.Null(Folded<ControllerNotification>(Concerned(24), new ControllerAwarenessStated(DateTimeOffset.UnixEpoch, null)).Owed("breach.sa", Out));

    [Fact]
    public void Can_be_owed_since_another_instant()
    {
        var restated = Folded<ControllerNotification>(Concerned(24), new NoticeDutyRestated(Aware.AddHours(-4), 12, 2, true));

        Assert.Equal(Aware.AddHours(8), restated.Owed("breach.noticeByContract", Aware)!.Limit);
    }
}

public class Giving_a_mandate
{
    private static readonly ReportingMandateGiven Given2026 = new(Agreement, "m-1", MandateScope.FirstOnly, new(2026, 1, 1), null, "annex 4");

    [Fact]
    public void Records_its_scope_and_validity() =>
        Creating(new GiveReportingMandate(Agreement, "m-1", MandateScope.FirstOnly, new(2026, 1, 1), "annex 4")).Then(Given2026);

    [Fact]
    public void Ends_with_its_withdrawal()
    {
        var mandate = Given<ReportingMandate>(Given2026).When(new WithdrawReportingMandate(new(2026, 2, 1))).Then(new ReportingMandateWithdrawn(new(2026, 2, 1), null));

        Assert.Equal((true, false), (mandate.IsFor(FilingKind.Initial, new(2026, 1, 31)), mandate.IsFor(FilingKind.Initial, new(2026, 2, 1))));
        Given<ReportingMandate>(Given2026, new ReportingMandateWithdrawn(new(2026, 2, 1), null)).When(new WithdrawReportingMandate(new(2026, 2, 2)))
            .ThenRefused(ControllerRefusals.MandateWithdrawnOtherwise);
        Given<ReportingMandate>(Given2026).When(new WithdrawReportingMandate(new(2025, 12, 31))).ThenRefused(ControllerRefusals.MandateWithdrawnBeforeItBegan);
    }

    [Theory]
    [InlineData(FilingKind.Initial, true)]
    [InlineData(FilingKind.Withdrawal, true)]
    [InlineData(FilingKind.Complete, false)]
    [InlineData(FilingKind.FollowUp, false)]
    public void For_the_first_only_is_for_no_other(FilingKind kind, bool isFor) => Assert.Equal(isFor, Folded<ReportingMandate>(Given2026).IsFor(kind, new(2026, 3, 1)));

    [Fact]
    public void Has_a_first_and_perhaps_a_last_day()
    {
        var mandate = Folded<ReportingMandate>(Given2026 with { Scope = MandateScope.Full, ValidThrough = new(2026, 6, 30) });

        Assert.Equal([false, true, true, false], new DateOnly[] { new(2025, 12, 31), new(2026, 1, 1), new(2026, 6, 30), new(2026, 7, 1) }.Select(day => mandate.IsFor(FilingKind.FollowUp, day)));
        Assert.Equal("/validThrough", Assert.Single(new GiveReportingMandate(Agreement, "m", MandateScope.Full, new(2026, 1, 2), "e", new(2026, 1, 1)).Faults()).Pointer);
    }
}
