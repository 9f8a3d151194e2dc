using ProcessingRegister.Decisions;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.SubprocessorChanges.Facts;

namespace ProcessingRegister.Tests.SubprocessorChanges;

public class A_notice_of_a_change
{
    private static readonly DateTimeOffset Out = Now.Instant.AddHours(-5);

    [Fact]
    public void Is_sent_arrives_and_is_acknowledged()
    {
        Given<ChangeNotice>(Concerned(Thirty)).When(new RecordChangeNoticeSent(Engaged, Out, MeansOfInforming.Letter)).Then(new ChangeNoticeSent(Engaged, Out, MeansOfInforming.Letter, null, null));
        var arrived = Given<ChangeNotice>(Concerned(Thirty), Dispatched(Out)).When(new RecordChangeNoticeDelivered(Ordered, Out.AddMinutes(1))).Then(new ChangeNoticeDelivered(Ordered, Out.AddMinutes(1)));
        Assert.Equal(NoticeProgress.Delivered, arrived.Progress);
        var known = Given<ChangeNotice>(Concerned(Thirty), Dispatched(Out)).When(new AcknowledgeChangeNotice(Out.AddHours(1))).Then(new ChangeNoticeAcknowledged(Out.AddHours(1), null));
        Assert.Equal(NoticeProgress.Acknowledged, known.Progress);
    }

    [Fact]
    public void Comes_back_and_informed_nobody()
    {
        var returned = Given<ChangeNotice>(Concerned(Thirty), Dispatched(Out)).When(new RecordChangeNoticeReturned(Ordered, Out.AddMinutes(1), "5.1.1"))
            .Then(new ChangeNoticeReturned(Ordered, Out.AddMinutes(1), "5.1.1"));
        Assert.Equal((NoticeProgress.Returned, null), (returned.Progress, returned.InformedAt));
    }

    [Fact]
    public void Keeps_to_what_can_have_happened()
    {
        var (ordered, sent) = (Given<ChangeNotice>(Concerned(Thirty)), Given<ChangeNotice>(Concerned(Thirty), Dispatched(Out)));
        var settled = Given<ChangeNotice>(Concerned(Thirty), Dispatched(Out), new ChangeNoticeDelivered(Ordered, Out));

        ordered.When(new RecordChangeNoticeDelivered(Ordered, Out)).ThenRefused(NoticeRefusals.NotSent);
        ordered.When(new AcknowledgeChangeNotice(Out)).ThenRefused(NoticeRefusals.NotSent);
        ordered.When(new RecordChangeNoticeSent(Engaged, Now.Instant.AddMinutes(1), MeansOfInforming.Letter)).ThenRefused(ChangeRefusals.NotYetHappened);
        sent.When(new RecordChangeNoticeSent(Ordered, Out.AddMinutes(1), MeansOfInforming.Email)).ThenRefused(NoticeRefusals.SentOtherwise);
        sent.When(new RecordChangeNoticeDelivered(Ordered, Out.AddMinutes(-1))).ThenRefused(NoticeRefusals.BeforeSent);
        sent.When(new RecordChangeNoticeReturned(Ordered, Out.AddMinutes(-1))).ThenRefused(NoticeRefusals.BeforeSent);
        sent.When(new AcknowledgeChangeNotice(Out.AddMinutes(-1))).ThenRefused(NoticeRefusals.BeforeSent);
        settled.When(new RecordChangeNoticeReturned(Ordered, Out.AddMinutes(1))).ThenRefused(NoticeRefusals.Settled);
        Given<ChangeNotice>(Concerned(Thirty), new ControllerExceptedFromChange(Out)).When(new RecordChangeNoticeSent(Engaged, Out, MeansOfInforming.Letter)).ThenRefused(NoticeRefusals.Excepted);
        Given<ChangeNotice>(Concerned(Thirty), Dispatched(Out), new ChangeNoticeAcknowledged(Out, null)).When(new AcknowledgeChangeNotice(Out.AddMinutes(1))).ThenRefused(NoticeRefusals.AcknowledgedOtherwise);
    }

    [Fact]
    public void Takes_from_the_outbox_what_became_of_it_once()
    {
        var notice = Folded<ChangeNotice>(Concerned(Thirty));
        NoticeOutcome Outcome(NoticeResult result, int minutes) => new(Ordered, Agreement, result, Out.AddMinutes(minutes), 1, null, NoticeTrouble.Rejected, 550);

        Assert.Equal(
            [Dispatched(Out), new ChangeNoticeAcknowledged(Out.AddMinutes(9), null)],
            NoticeOutcomes.FactsOf(notice, [Outcome(NoticeResult.Deferred, -1), Outcome(NoticeResult.Dispatched, 0), Outcome(NoticeResult.Dispatched, 1), Outcome(NoticeResult.Acknowledged, 9)]));
        Assert.Equal([new ChangeNoticeReturned(Ordered, Out, "rejected 550")], NoticeOutcomes.FactsOf(notice, [Outcome(NoticeResult.Bounced, 0), Outcome(NoticeResult.Failed, 1)]));
        // Whoever acknowledges had it, whatever was noted of its sending.
        Assert.Equal([Dispatched(Out), new ChangeNoticeAcknowledged(Out, null)], NoticeOutcomes.FactsOf(notice, [Outcome(NoticeResult.Acknowledged, 0)]));
    }

    [Fact]
    public void Has_neighbours_of_the_same_change()
    {
        var (after, upTo) = NoticeIds.RangeOf(RecordId);
        var ids = Enumerable.Range(1, 200).Select(n => NoticeIds.Of(RecordId, new Guid($"0198c1f0-0000-7000-a000-{n:x12}"))).ToList();

        Assert.Equal(200, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id.CompareTo(after) > 0 && id.CompareTo(upTo) <= 0 && id.Version == 8));
        Assert.Equal(3, new[] { NoticeIds.ByChannel(ids[0], NoticeChannel.Mail), NoticeIds.ByChannel(ids[0], NoticeChannel.Webhook), NoticeIds.Elsewhere(ids[0]) }.Distinct().Count());
    }
}

public class Objecting_to_a_change
{
    private static readonly DateTimeOffset At = Now.Instant.AddHours(-3);

    private static readonly ReceiveObjection Objection = new(Agreement, "mail", At, Why);

    [Fact]
    public void Is_recorded_in_time_or_late()
    {
        Given<ChangeNotice>(Concerned(Thirty), Dispatched(At.AddDays(-90))).When(Objection).Then(new ObjectionReceived(1, "mail", At, Why, null));
        Given<ChangeNotice>(Concerned(Thirty), new ObjectionReceived(1, "mail", At, Why, null)).When(Objection with { ReceivedAt = At.AddMinutes(1) }).ThenRefused(NoticeRefusals.ObjectionOtherwise);
        Given<ChangeNotice>(Concerned(Thirty)).When(Objection with { ReceivedAt = Now.Instant.AddMinutes(1) }).ThenRefused(ChangeRefusals.NotYetHappened);
        Given<ChangeNotice>(Concerned(Thirty, kind: ChangeKind.RenamedOrMerged)).When(Objection).ThenRefused(NoticeRefusals.Information);
    }

    [Fact]
    public void Is_resolved_once()
    {
        var given = Given<ChangeNotice>(Concerned(Thirty), Objected(At));
        var resolution = new ResolveObjection(Agreement, ObjectionOutcome.AgreementTerminated, At.AddHours(1), new(2026, 5, 1), Why);

        given.When(resolution).Then(new ObjectionResolved(1, ObjectionOutcome.AgreementTerminated, At.AddHours(1), new(2026, 5, 1), Why));
        given.When(resolution with { Number = 2 }).ThenRefused(NoticeRefusals.NoSuchObjection);
        given.When(resolution with { ResolvedAt = At.AddMinutes(-1) }).ThenRefused(NoticeRefusals.ResolvedBeforeReceived);
        Given<ChangeNotice>(Concerned(Thirty), Objected(At), new ObjectionResolved(1, ObjectionOutcome.ObjectionWithdrawn, At, null, null)).When(resolution).ThenRefused(NoticeRefusals.ResolvedOtherwise);
        Assert.Equal("/terminatedOn", Assert.Single((resolution with { TerminatedOn = null }).Faults()).Pointer);
    }

    [Fact]
    public void Stands_in_the_way_of_accepting()
    {
        var acceptance = new AcceptChange(Agreement, At, Evidence: "form 7");

        Given<ChangeNotice>(Concerned(Thirty)).When(acceptance).Then(new ChangeAcceptedByController(At, null, "form 7"));
        Given<ChangeNotice>(Concerned(Thirty), Objected(At)).When(acceptance).ThenRefused(NoticeRefusals.ObjectionStandsInTheWay);
        Given<ChangeNotice>(Concerned(Thirty), new ChangeAcceptedByController(At, null, null)).When(acceptance with { AcceptedAt = At.AddMinutes(1) }).ThenRefused(NoticeRefusals.AcceptedOtherwise);
        Given<ChangeNotice>(Concerned(Thirty), new ControllerExceptedFromChange(At)).When(acceptance).ThenRefused(NoticeRefusals.Excepted);
        Given<ChangeNotice>(Concerned(Thirty, kind: ChangeKind.Removal)).When(acceptance).ThenRefused(NoticeRefusals.Information);
    }
}
