using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class Sending_notices_to_controllers
{
    private static readonly object[] Begun = [Recorded(new() { Description = new("Payslips were copied."), NumberOfDataSubjects = new(new(Qualifier.Approximate, 4000)) }),
        Affected(BreachRole.Processor), AwareAs(BreachRole.Processor)];

    private static readonly NoticeToSend Norwegian = new("n", Wording: [new(NoticeLanguage.Nb, new("Lønnsslipper ble kopiert."))]);

    [Fact]
    public void Says_what_was_stated_and_else_what_the_facts_say_in_each_language()
    {
        var breach = Given<Breach>([.. Begun, Selected()]).When(new SendNotices(Norwegian)).ThenAppended<ControllerNoticesOrdered>();

        var (nb, en) = (breach.NoticeOrders[0].Wording[0], breach.NoticeOrders[0].Wording[1]);
        Assert.Equal(("Lønnsslipper ble kopiert.", "omtrent 4000 personer"), (nb.Nature!.Value, nb.Extent!.Value));
        Assert.Equal(("Payslips were copied.", "about 4000 persons"), (en.Nature!.Value, en.Extent!.Value));
        Assert.Null(en.Measures);
    }

    [Fact]
    public void Needs_somebody_to_send_them_to() => Given<Breach>(Begun).When(new SendNotices(Norwegian)).ThenRefused(BreachRefusals.NoControllersSelected);

    [Fact]
    public void Under_the_same_name_sends_the_same()
    {
        var given = Given<Breach>([.. Begun, Selected(), Order("n", NoticeKind.BreachNotice, "Lønnsslipper ble kopiert.")]);

        given.When(new SendNotices(Norwegian)).ThenAlreadyDone();
        given.When(new SendNotices(Norwegian with { Wording = [new(NoticeLanguage.Nb, new("Noe annet."))] })).ThenRefused(BreachRefusals.NoticesOrderedOtherwise);
        given.When(new SendNotices(Norwegian with { Language = NoticeLanguage.En })).ThenRefused(BreachRefusals.NoticesOrderedOtherwise);
        given.When(new NotifyControllers("second", "payroll", null, Norwegian with { Language = NoticeLanguage.En })).ThenRefused(BreachRefusals.NoticesOrderedOtherwise);
    }

    [Fact]
    public void Can_be_one_step_with_selecting_them()
    {
        var breach = Given<Breach>(Begun).When(new NotifyControllers("first", "payroll", null, Norwegian)).Then(
            new ControllersSelected("first", "payroll", BreachRole.Processor, Aware, Now.Instant, new(2026, 2, 16), new(2026, 2, 16), ["payroll"], []),
            new ControllerNoticesOrdered("n", NoticeKind.BreachNotice, Now.Instant, null, [
                new(NoticeLanguage.Nb, new("Lønnsslipper ble kopiert."), new("omtrent 4000 personer")),
                new(NoticeLanguage.En, new("Payslips were copied."), new("about 4000 persons"))]));

        Assert.Equal("n", Assert.Single(breach.NoticeOrders).Reference.Value);
        Assert.Single(breach.ControllerSelections);
    }

    [Fact]
    public void Says_that_it_is_over_when_it_is()
    {
        var over = new SendNotices(new("over", NoticeKind.BreachAllClear, [new(NoticeLanguage.En, News: new("Test data."))]));

        Given<Breach>([.. Begun, Selected()]).When(over).ThenRefused(BreachRefusals.NotOver);
        Given<Breach>([.. Begun, Selected(), new BreachFoundNotToExist(Aware, Why)]).When(over).ThenAppended<ControllerNoticesOrdered>();
        Given<Breach>([.. Begun, Selected(), new BreachFoundNotToExist(Aware, Why)]).When(new SendNotices(Norwegian)).ThenRefused(BreachRefusals.Settled);
    }

    [Theory]
    [InlineData(NoticeKind.BreachUpdate, "/notice/wording")]
    [InlineData(NoticeKind.ObligationReminder, "/notice/kind")]
    public void Has_a_form(NoticeKind kind, string pointer) => Assert.Contains(new SendNotices(new("n", kind)).Faults(), fault => fault.Pointer == pointer);

    internal static ControllerNoticesOrdered Order(string reference, NoticeKind kind, string nature) =>
        new(reference, kind, Aware.AddHours(1), null, [new(NoticeLanguage.Nb, new(nature)), new(NoticeLanguage.En, new(nature))]);
}

public class Closing_with_controllers
{
    private static readonly CloseBreach Close = new(Aware.AddDays(9), new("None."), Why);

    private static readonly object[] Done = [Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor), Selected()];

    [Fact]
    public void Who_were_not_told_is_refused() => Given<Breach>(Done).When(Close with { ControllersNotTold = 3 }).ThenRefused(BreachRefusals.ControllersNotTold);

    [Fact]
    public void Who_cannot_be_told_says_why_and_how_many() =>
        Given<Breach>(Done).When(Close with { ControllersNotTold = 3, WhyControllersNotTold = Why }).Then(new BreachClosed(Close.ClosedAt, Close.Effects, Why, 3, Why));

    [Fact]
    public void Who_were_told_is_nothing_special() => Given<Breach>(Done).When(Close).Then(new BreachClosed(Close.ClosedAt, Close.Effects, Why));
}

public class An_outcome_of_a_notice
{
    private static readonly DateTimeOffset Out = Aware.AddHours(3);

    private static readonly object[] Ordered = [Concerned(), OrderedBy("n", NoticeKind.BreachNotice, (1, MeansOfNotice.Email), (2, MeansOfNotice.Webhook))];

    public static TheoryData<NoticeResult, int, NoticeState, string[]> Outcomes => new()
    {
        { NoticeResult.Dispatched, 1, NoticeState.Sent, [nameof(ControllerNoticeSent)] },
        { NoticeResult.Delivered, 2, NoticeState.Delivered, [nameof(ControllerNoticeSent), nameof(ControllerNoticeDelivered)] },
        { NoticeResult.Acknowledged, 1, NoticeState.Acknowledged, [nameof(ControllerNoticeAcknowledged)] },
        { NoticeResult.Deferred, 1, NoticeState.Ordered, [nameof(ControllerNoticeDeferred)] },
        { NoticeResult.Bounced, 1, NoticeState.Ordered, [nameof(ControllerNoticeBounced)] },
        { NoticeResult.Failed, 2, NoticeState.Ordered, [nameof(ControllerNoticeBounced)] },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Is_recorded_once_though_it_is_told_twice(NoticeResult result, int notice, NoticeState state, string[] events)
    {
        var outcome = new NoticeOutcome(Sending(notice), Agreement, result, Out, 1, [1], NoticeTrouble.Rejected, 550);
        var facts = OutcomeFacts.Of(Folded<ControllerNotification>(Ordered), outcome).ToList();

        Assert.Equal(events, facts.Select(fact => fact.GetType().Name));
        var after = Folded<ControllerNotification>([.. Ordered, .. facts]);
        Assert.Equal(state, after.State);
        Assert.Empty(OutcomeFacts.Of(after, outcome));
    }

    [Fact]
    public void That_a_server_took_a_mail_over_starts_no_clock_but_the_cautious_one()
    {
        var sent = Folded<ControllerNotification>([.. Ordered, Sent(Out)]);

        Assert.Null(sent.AwareAt);
        Assert.Equal(Out.AddHours(72), sent.CautiousAuthorityDeadline(LawBook.Current)!.Target.At);
        Assert.Equal(ObligationState.Open, sent.Owed("breach.notice", Out)!.State);
    }

    [Fact]
    public void That_arrives_first_counts_though_another_came_back()
    {
        var notification = Folded<ControllerNotification>([.. Ordered, Sent(Out), new ControllerNoticeBounced(Sending(1), Out.AddMinutes(1), null, NoticeTrouble.Rejected, 550),
            Sent(Out.AddMinutes(2), 2), new ControllerNoticeDelivered(Sending(2), Out.AddMinutes(2))]);

        Assert.Equal((NoticeState.Delivered, Out.AddMinutes(2)), (notification.State, notification.AwareAt));
        Assert.Contains(notification.FindingsUnder(LawBook.Current), f => f.Code == NoticeFindingCode.ContactPointInvalid);
    }

    [Fact]
    public void Of_all_that_the_agreement_names_leaves_it_bounced()
    {
        object[] both = [new ControllerNoticeBounced(Sending(1), Out, null), new ControllerNoticeBounced(Sending(2), Out, null)];

        Assert.Equal(NoticeState.Bounced, Folded<ControllerNotification>([.. Ordered, .. both]).State);
        Assert.Equal(NoticeState.Unreachable, Folded<ControllerNotification>(Concerned(), new ControllerFoundUnreachable("n", NoticeKind.BreachNotice, Out)).State);
    }

    /// <summary>Who learns only that it is over, or is reminded of something, was not notified by that.</summary>
    [Theory]
    [InlineData(NoticeKind.BreachAllClear, false)]
    [InlineData(NoticeKind.AcknowledgementReminder, false)]
    [InlineData(NoticeKind.BreachUpdate, true)]
    public void Of_another_notice_notifies_only_if_it_tells_of_the_breach(NoticeKind kind, bool notifies)
    {
        var notification = Folded<ControllerNotification>(Concerned(), OrderedBy("n", kind, (1, MeansOfNotice.Webhook)), Sent(Out), new ControllerNoticeDelivered(Sending(1), Out));

        Assert.Equal(notifies, notification.AwareAt is not null);
    }

    [Fact]
    public void That_is_deferred_is_recorded_each_time_that_the_number_doubles()
    {
        var notification = Folded<ControllerNotification>(Ordered);
        var recorded = new List<int>();
        for (var attempt = 1; attempt <= 40; attempt++)
        {
            foreach (var fact in OutcomeFacts.Of(notification, new(Sending(1), Agreement, NoticeResult.Deferred, Out.AddMinutes(attempt), attempt)))
                recorded.Add(((ControllerNoticeDeferred)fact).Attempt);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32], recorded);
    }

    internal static ControllerNoticeOrdered OrderedBy(string order, NoticeKind kind, params (int Notice, MeansOfNotice Channel)[] notices) =>
        new(order, kind, Out, NoticeLanguage.Nb, [.. notices.Select(n => new AddressedNotice(Sending(n.Notice), n.Channel))]);
}

public class Reaching_a_controller
{
    private static readonly (Guid Contact, Guid Officer) Persons = (Sending(71), Sending(72));

    private static AgreementContent Content(bool contactHasMail = true, bool hasOfficer = true) => new()
    {
        ControllerName = new("Bakeri AS"),
        Contact = new() { Subject = Persons.Contact, Name = new("Kontor"), Email = contactHasMail ? new("a@example.com") : null },
        DataProtectionOfficer = hasOfficer ? new(StatedAs.Provided, new() { Subject = Persons.Officer, Name = new("Ombud"), Email = new("b@example.com") }) : Stated<ContactPerson>.Missing,
    };

    [Fact]
    public void Goes_to_the_contact_and_to_the_endpoint_beside_it()
    {
        Assert.Equal([(NoticeChannel.Mail, Persons.Contact), (NoticeChannel.Webhook, (Guid?)null)], Reaching.First(Content(), true).Select(w => (w.Channel, w.Person?.Subject)));
        Assert.Equal([(Guid?)Persons.Officer], Reaching.First(Content(contactHasMail: false), false).Select(w => w.Person?.Subject));
        Assert.Empty(Reaching.First(Content(contactHasMail: false, hasOfficer: false), false));
        Assert.Equal([NoticeChannel.Webhook], Reaching.Chosen(Content(), true, NoticeChannel.Webhook).Select(w => w.Channel));
    }

    [Fact]
    public void Again_goes_to_whom_was_not_tried()
    {
        OrderedNotice[] tried = [new(Sending(1), "n", NoticeKind.BreachNotice, Aware, NoticeLanguage.Nb, MeansOfNotice.Email, Persons.Contact, null)];

        Assert.Equal([(Guid?)Persons.Officer], Reaching.Next(Content(), false, tried).Select(w => w.Person?.Subject));
        Assert.Empty(Reaching.Next(Content(hasOfficer: false), false, tried));
        Assert.Equal([NoticeChannel.Webhook], Reaching.Next(Content(hasOfficer: false), true, tried).Select(w => w.Channel));
    }

    [Fact]
    public void By_a_decision_needs_a_notice_that_was_ordered()
    {
        var ordered = An_outcome_of_a_notice.OrderedBy("n", NoticeKind.BreachNotice, (1, MeansOfNotice.Email));
        var given = Given<ControllerNotification>(Concerned(), ordered);

        given.When(new SendNoticeAgain("again", "n", NoticeChannel.Mail)).Then(new RedeliveryDecided("again", "n", NoticeChannel.Mail, Now.Instant));
        given.When(new SendNoticeAgain("again", "other")).ThenRefused(ControllerRefusals.NothingToSendAgain);
        Given<ControllerNotification>(Concerned(), ordered, new RedeliveryDecided("again", "n", null, Aware)).When(new SendNoticeAgain("again", "n", NoticeChannel.Mail))
            .ThenRefused(ControllerRefusals.RedeliveryDecidedOtherwise);
        Given<ControllerNotification>(Concerned(), ordered, new ControllerFoundUnaffected(Out, Why)).When(new SendNoticeAgain("again", "n")).ThenRefused(ControllerRefusals.Unaffected);
    }

    private static readonly DateTimeOffset Out = Aware.AddHours(3);

    [Fact]
    public void That_was_found_after_a_filing_is_by_a_filing_of_its_own()
    {
        object[] filed = [Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor), Selected(), Filed(FilingKind.Complete, Aware.AddHours(20), "for all", FilingFor.Controllers)];
        var more = new NotifyAuthority("for more", Norway, FilingKind.Complete, Aware.AddHours(30), For: FilingFor.Controllers);

        Given<Breach>(filed).When(more).ThenRefused(BreachRefusals.AlreadyNotified);
        Given<Breach>([.. filed, Selected("second")]).When(more).ThenAppended<AuthorityNotified>();
    }
}
