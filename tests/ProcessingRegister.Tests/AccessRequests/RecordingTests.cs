using CsCheck;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.AccessRequests.LegalBases;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.AccessRequests.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.AccessRequests;

public class Recording_a_request
{
    private static RecordAccessRequest Record(DateTimeOffset? at = null, string? basis = null, Instrument instrument = Instrument.ProductionOrder, string addressee = "NO", OrderSecrecy? secrecy = null) => new(
        "2026-031", at ?? Received, AccessChannel.Letter, new(Country("NO"), new PersonalText("Eksempel politidistrikt")), instrument, Proceedings.Criminal,
        new([DataSought.Content, DataSought.Subscriber, DataSought.Content], AccessMode.Stored), Country(addressee), LegalBasis: basis is null ? (ImpersonalText?)null : new ImpersonalText(basis), Secrecy: secrecy);

    [Fact]
    public void Begins_its_file_with_each_kind_of_data_once()
    {
        var request = Creating(Record()).ThenAppended<AccessRequestReceived>(e => Assert.Equal([DataSought.Subscriber, DataSought.Content], e.Sought.Kinds));
        Assert.Equal((DataSought.Content, false, null, ControllerStanding.Pending), (request.Sought.Leading, request.IsUnderSecrecy, request.Outcome, request.ControllersStand));
    }

    [Fact]
    public void With_an_order_of_secrecy_begins_it_under_secrecy() =>
        Assert.True(Creating(Record(secrecy: new("order 1", "straffeprosessloven § 210 c", [SecrecyScope.Controllers], Received, Received.AddDays(56)))).Then(
            new AccessRequestReceived(
                "2026-031", Received, AccessChannel.Letter, new(Country("NO"), new PersonalText("Eksempel politidistrikt")), null, Instrument.ProductionOrder, null, null,
                Proceedings.Criminal, Urgency.Normal, new([DataSought.Subscriber, DataSought.Content], AccessMode.Stored), Country("NO"), null),
            Secret()).IsUnderSecrecy);

    [Fact]
    public void Cannot_come_before_it_happened() => Creating(Record(at: Now.Instant.AddMinutes(1))).ThenRefused(AccessRefusals.NotYetHappened);

    [Theory]
    [InlineData("no.strpl.210", 0)]
    [InlineData("se.rb.27.1", 1)]
    [InlineData("eu.dsa.information", 0)]
    [InlineData("eu.eEvidence.production", 1)]
    [InlineData("no.such", 1)]
    public void Names_a_legal_basis_that_its_authority_can_cite_on_that_day(string code, int faults) =>
        Assert.Equal(faults, Record(basis: code).Faults().Count(f => f.Pointer == "/legalBasis"));

    [Fact]
    public void By_a_European_order_names_an_addressee_whose_law_is_known()
    {
        Assert.Contains(Record(instrument: Instrument.EuropeanProductionOrder, addressee: "US").Faults(), f => f.Pointer == "/addressee");
        Assert.Empty(Record(instrument: Instrument.EuropeanProductionOrder, addressee: "SE").Faults());
        Assert.Empty(Record(addressee: "US").Faults());
    }

    [Fact]
    public void Finds_every_code_of_the_list_once_with_its_source() =>
        Assert.All(LegalBasisBook.Current.Bases, basis =>
        {
            Assert.Single(LegalBasisBook.Current.Bases, other => other.Code == basis.Code);
            Assert.False(string.IsNullOrWhiteSpace(basis.Source));
            Assert.False(basis.ValidTo < basis.ValidFrom);
        });
}

public class Examining_a_request
{
    [Fact]
    public void Confirms_its_receipt_once()
    {
        Given<AccessRequest>(Asked()).When(new ConfirmReceipt(Received.AddHours(1))).Then(new AccessReceiptConfirmed(Received.AddHours(1)));
        Given<AccessRequest>(Asked(), new AccessReceiptConfirmed(Received.AddHours(1))).When(new ConfirmReceipt(Received.AddHours(2))).ThenRefused(AccessRefusals.RecordedOtherwise);
        Given<AccessRequest>(Asked()).When(new ConfirmReceipt(Received.AddHours(-1))).ThenRefused(AccessRefusals.BeforeReceipt);
    }

    [Fact]
    public void Establishes_whom_it_concerns_anew_whenever_more_is_known()
    {
        Given<AccessRequest>(Asked()).When(new EstablishScope(Scoped().Scope)).Then(Scoped());
        var both = Scoped(AccessRole.Processor, Agreement, Another);
        Assert.Equal([Agreement, Another], Given<AccessRequest>(Asked(), Scoped()).When(new EstablishScope(both.Scope)).Then(both).ConcernedAgreements);
        Assert.Contains(new EstablishScope(new([], 1, [new("own", AccessRole.Controller, [Agreement])])).Faults(), f => f.Pointer == "/scope/datasets/0/agreements");
    }

    [Fact]
    public void Checks_whether_the_authority_is_who_it_says_it_is()
    {
        Given<AccessRequest>(Asked()).When(new AuthenticateAuthority(Authentic.CheckedAt, true, "called back")).Then(Checked());
        Given<AccessRequest>(Asked(), Checked()).When(new AuthenticateAuthority(Authentic.CheckedAt, false, "called back")).ThenRefused(AccessRefusals.RecordedOtherwise);
    }

    [Fact]
    public void From_a_third_country_is_lawful_only_by_both_steps()
    {
        Given<AccessRequest>(Asked(country: "US")).When(new ReviewRequest(Lawful())).ThenRefused(AccessRefusals.TwoStepsMissing);
        Given<AccessRequest>(Asked(country: "US")).When(new ReviewRequest(Lawful(steps: Steps))).Then(Reviewed(steps: Steps));
        Given<AccessRequest>(Asked(country: "US")).When(new ReviewRequest(Lawful(verdict: ReviewVerdict.Unlawful))).Then(Reviewed(verdict: ReviewVerdict.Unlawful));
        Given<AccessRequest>(Asked(country: "IS")).When(new ReviewRequest(Lawful())).Then(Reviewed());
        Assert.Contains(new ReviewRequest(Lawful(steps: Steps with { Agreement = null })).Faults(), f => f.Pointer == "/review/twoSteps");
    }

    [Fact]
    public void Claims_costs() =>
        Given<AccessRequest>(Asked()).When(new ClaimCosts(Received.AddHours(1), 120_000, "NOK")).Then(new AccessCostsClaimed(Received.AddHours(1), 120_000, "NOK"));
}

public class Telling_a_controller_of_a_request
{
    [Fact]
    public void Is_ordered_once()
    {
        var request = Given<AccessRequest>(Asked(), Scoped()).When(new NotifyControllerOfAccess(Agreement)).ThenAppended<AccessNoticeOrdered>();
        Assert.Equal(ControllerStanding.Pending, request.ControllersStand);
        Given<AccessRequest>(Asked(), Scoped()).When(new NotifyControllerOfAccess(Another)).ThenRefused(AccessRefusals.ControllerNotConcerned);
    }

    [Fact]
    public void Is_ordered_again_after_it_came_back_and_under_another_id()
    {
        var first = Given<AccessRequest>(Asked(), Scoped()).When(new NotifyControllerOfAccess(Agreement)).ThenAppended<AccessNoticeOrdered>().Controllers[0].Notices[0].Id;
        object[] cameBack = [Asked(), Scoped(), new AccessNoticeOrdered(Agreement, first, Now.Instant), new AccessNoticeSent(Agreement, first, Now.Instant, null), new AccessNoticeFailed(Agreement, first, Now.Instant)];
        var request = Given<AccessRequest>(cameBack).When(new NotifyControllerOfAccess(Agreement)).ThenAppended<AccessNoticeOrdered>(e => Assert.NotEqual(first, e.Notice));
        Assert.Null(request.Controllers[0].ToldAt);
    }

    [Fact]
    public void Is_forbidden_by_an_order_of_secrecy_and_by_a_law_that_counsel_named()
    {
        Given<AccessRequest>(Asked(), Scoped(), Secret()).When(new NotifyControllerOfAccess(Agreement)).ThenRefused(AccessRefusals.TellingForbidden);
        Given<AccessRequest>(Asked(), Scoped(), Secret()).When(new RecordControllerTold(Agreement, Received.AddHours(3), AccessChannel.Telephone)).ThenRefused(AccessRefusals.TellingForbidden);
        Given<AccessRequest>(Asked(), Scoped(), Reviewed(forbiddenBy: "some act § 1")).When(new NotifyControllerOfAccess(Agreement)).ThenRefused(AccessRefusals.TellingForbidden);
    }

    [Fact]
    public void By_mail_is_not_possible_out_of_a_file_under_secrecy_even_where_the_order_is_about_others()
    {
        var secret = Secret(1, null, null, SecrecyScope.DataSubjects);
        Given<AccessRequest>(Asked(), Scoped(), secret).When(new NotifyControllerOfAccess(Agreement)).ThenRefused(AccessRefusals.MailWouldTell);
        Given<AccessRequest>(Asked(), Scoped(), secret).When(new RecordControllerTold(Agreement, Received.AddHours(3), AccessChannel.Telephone)).Then(Told());
    }

    [Fact]
    public void Comes_before_its_answer()
    {
        Given<AccessRequest>(Asked(), Scoped()).When(new RecordControllerAnswer(Agreement, Received.AddHours(4), true)).ThenRefused(AccessRefusals.ControllerHasNotBeenTold);
        Given<AccessRequest>(Asked(), Scoped(), Told()).When(new RecordControllerAnswer(Agreement, Received.AddHours(4), true)).Then(Answered());
        Assert.False(Given<AccessRequest>(Asked(), Scoped(), Told(), Answered()).When(new RecordControllerAnswer(Agreement, Received.AddHours(9), false))
            .ThenAppended<ControllerAnsweredAccess>().Controllers[0].Accepts);
    }
}

public class The_standing_of_controllers
{
    /// <summary>Whatever happens in whatever order, the standing is one that the report can count, and never says "before" of what came after.</summary>
    [Fact]
    public void Never_says_that_one_was_told_before_who_was_told_after() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Bool, Gen.Bool).Sample((told, disclosed, secret, emergency) =>
        {
            var request = Given<AccessRequest>(
                [
                    Asked(urgency: emergency ? Urgency.Emergency : Urgency.Normal), Scoped(), .. secret ? [Secret()] : Array.Empty<object>(),
                    new DataDisclosedToAuthority(new("first", Received.AddHours(disclosed), [DataSought.Subscriber], 1, 1, new byte[32], AccessChannel.Portal, Why)),
                    .. told > 30 ? [] : new object[] { Told(at: Received.AddHours(told)) },
                ]).Record;
            var expected = told > 30 ? secret ? ControllerStanding.Gagged : emergency ? ControllerStanding.Exigent : ControllerStanding.Pending
                : told <= disclosed ? ControllerStanding.NotifiedBefore : ControllerStanding.NotifiedAfter;
            return request.ControllersStand == expected;
        });

    [Fact]
    public void Is_that_there_is_none_to_tell_where_only_own_data_are_asked_for() =>
        Assert.Equal(ControllerStanding.NoUserToNotify, Given<AccessRequest>(Asked(), Scoped(AccessRole.Controller)).Record.ControllersStand);
}
