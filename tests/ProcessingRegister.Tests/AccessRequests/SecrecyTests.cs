using ProcessingRegister.AccessRequests;
using ProcessingRegister.AccessRequests.Exporters;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.AccessRequests.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.AccessRequests;

public class Secrecy
{
    private static readonly OrderSecrecy Order = new("order 1", "straffeprosessloven § 210 c", [SecrecyScope.Controllers], Received, Received.AddDays(56));

    [Fact]
    public void Is_ordered_once() => Given<AccessRequest>(Asked()).When(Order).Then(Secret());

    [Fact]
    public void Stops_a_notice_that_has_not_left()
    {
        object[] ordered = [Asked(), Scoped(), new AccessNoticeOrdered(Agreement, IdOf(7), Received.AddHours(3))];
        var request = Given<AccessRequest>(ordered).When(Order).Then(Secret(), new AccessNoticeFailed(Agreement, IdOf(7), Now.Instant));
        Assert.Equal(ControllerStanding.Gagged, request.ControllersStand);
    }

    [Fact]
    public void Without_an_end_is_to_be_reviewed() => Assert.Single((Order with { Until = null }).Faults());

    [Fact]
    public void Is_reviewed_when_it_runs_out_and_stays_until_counsel_lifts_it()
    {
        var request = Given<AccessRequest>(Asked(), Secret(until: Received.AddDays(3))).Record;
        Assert.True(request.IsUnderSecrecy);
        Assert.Equal(Received.AddDays(3), request.Owed("access.secrecyReview", Now.Instant)!.Target);
        Assert.Contains(request.FindingsUnder(LawBook.Current, Now.Instant), f => f.Code == AccessFindingCode.SecrecyRunOut);
        var prolonged = Given<AccessRequest>(Asked(), Secret(until: Received.AddDays(3))).When(new ProlongSecrecy(Why, Received.AddDays(90)) { Number = 1 })
            .Then(new SecrecyProlonged(1, Received.AddDays(90), null, Why));
        Assert.Empty(prolonged.FindingsUnder(LawBook.Current, Now.Instant));
    }

    [Fact]
    public void Makes_the_controllers_notice_due_when_it_is_lifted()
    {
        object[] secret = [Asked(), Scoped(), Secret()];
        Assert.Null(Given<AccessRequest>(secret).Record.Owed("access.controllerNotice", Now.Instant));
        var lifted = Given<AccessRequest>(secret).When(new LiftSecrecy(Received.AddDays(9), Why) { Number = 1 }).Then(new SecrecyLifted(1, Received.AddDays(9), Why));
        Assert.False(lifted.IsUnderSecrecy);
        var due = lifted.Owed("access.controllerNotice", Now.Instant)!;
        Assert.Equal((Received.AddDays(9), true), (due.Since, due.IsOpen));
    }

    [Fact]
    public void Stays_while_another_order_is_in_force()
    {
        var request = Given<AccessRequest>(Asked(), Scoped(), Secret(), Secret(2)).When(new LiftSecrecy(Received.AddDays(9)) { Number = 1 }).Then(new SecrecyLifted(1, Received.AddDays(9), null));
        Assert.True(request.IsUnderSecrecy);
        Assert.Null(request.Owed("access.controllerNotice", Now.Instant));
        Given<AccessRequest>(Asked(), Secret()).When(new LiftSecrecy(Received.AddDays(9)) { Number = 2 }).ThenRefused(AccessRefusals.NoSuchReference);
    }

    [Fact]
    public void Of_a_third_countrys_order_owes_an_attempt_at_a_waiver()
    {
        var request = Given<AccessRequest>(Asked(country: "US"), Secret()).Record;
        Assert.True(request.Owed("access.secrecyWaiver", Now.Instant)!.IsOpen);
        Assert.Null(Given<AccessRequest>(Asked(), Secret()).Record.Owed("access.secrecyWaiver", Now.Instant));
        request = Given<AccessRequest>(Asked(country: "US"), Secret()).When(new SeekWaiver(Received.AddDays(5), WaiverResult.Denied, Why) { Number = 1 })
            .Then(new SecrecyWaiverSought(1, Received.AddDays(5), WaiverResult.Denied, Why));
        Assert.False(request.Owed("access.secrecyWaiver", Now.Instant)!.IsOpen);
    }
}

public class An_exporter
{
    private static readonly ExporterReportingAgreed Agreed = new(Agreement, TransferMechanism.StandardClausesModule2, Country("NO"), Received, 6);

    [Fact]
    public void Is_told_at_intervals()
    {
        Creating(new AgreeExporterReporting(Agreement, TransferMechanism.StandardClausesModule2, Country("NO"), Received)).Then(Agreed);
        Assert.NotEmpty(new AgreeExporterReporting(Agreement, TransferMechanism.AdequacyDecision, Country("NO"), Received, 0).Faults());
        var reporting = Given<ExporterReporting>(Agreed).Record;
        Assert.Equal(new DateOnly(2026, 8, 16), reporting.Owed("access.exporterAggregate", Now.Instant)!.Deadline!.Target.LastDay);
        var later = Received.AddMonths(6);
        var told = Given<ExporterReporting>(Agreed).At(later.AddDays(2)).When(new InformExporter(later, later.AddDays(1), new byte[32]))
            .Then(new ExporterInformed(Received, later, later.AddDays(1), new byte[32]));
        Assert.Equal(new DateOnly(2027, 2, 16), told.Owed("access.exporterAggregate", later)!.Deadline!.Target.LastDay);
    }

    [Fact]
    public void Is_told_of_no_day_twice_and_of_none_to_come()
    {
        object[] told = [Agreed, new ExporterInformed(Received, Received.AddDays(5), Received.AddDays(6), new byte[32])];
        Given<ExporterReporting>(told).When(new InformExporter(Received.AddDays(4), Received.AddDays(7), new byte[32])).ThenRefused(ExporterRefusals.PeriodDoesNotFollow);
        Given<ExporterReporting>(told).When(new InformExporter(Received.AddDays(9), Received.AddDays(8), new byte[32])).ThenRefused(ExporterRefusals.PeriodDoesNotFollow);
        var ended = Given<ExporterReporting>(told).When(new EndExporterReporting(Received.AddDays(7))).Then(new ExporterReportingEnded(Received.AddDays(7)));
        Assert.Empty(ended.Obligations(LawBook.Current, Now.Instant));
    }

    [Fact]
    public void Learns_the_number_and_kind_of_requests_and_nothing_under_secrecy()
    {
        var open = Given<AccessRequest>(Asked(), Scoped(), new AccessRequestChallenged("c1", Received.AddHours(1), "a court", Why, true), new AccessRequestEnded(Received.AddDays(1), AccessOutcome.Rejected, [RefusalGround.NotHeld], null)).Record;
        var secret = Given<AccessRequest>(Asked(), Scoped(), Secret()).Record;
        var others = Given<AccessRequest>(Asked(), Scoped(AccessRole.Processor, Another)).Record;
        var amending = Given<AccessRequest>(Asked() with { Amends = open.Id }, Scoped()).Record;
        var aggregate = ExporterAggregate.Of(Agreement, Received, Received.AddDays(1), [open, secret, others, amending]);
        Assert.Equal((1, 2, 1, 0), (aggregate.Requests, aggregate.AccountsSpecified, aggregate.Challenged, aggregate.Pending));
        Assert.Equal([new(DataSought.Subscriber, 1), new(DataSought.Content, 1)], aggregate.Kinds);
        Assert.Equal([new Count<AccessOutcome>(AccessOutcome.Rejected, 1)], aggregate.Outcomes);
        Assert.Equal(0, ExporterAggregate.Of(Agreement, Received.AddHours(-1), Received, [open]).Requests);
    }
}
