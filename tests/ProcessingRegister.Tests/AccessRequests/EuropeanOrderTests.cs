using ProcessingRegister.AccessRequests;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using Xunit;
using static ProcessingRegister.Tests.AccessRequests.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.AccessRequests;

public class A_European_order
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    private static DateTimeOffset InStockholm(int month, int day, int hour, int minute = 0) =>
        new DateTimeOffset(new DateTime(2026, month, day, hour, minute, 0), Stockholm.GetUtcOffset(new DateTime(2026, month, day, hour, minute, 0))).ToUniversalTime();

    private static AccessRequest Order(DateTimeOffset at, Urgency urgency = Urgency.Normal, string addressee = "SE", params object[] facts) =>
        Given<AccessRequest>([Asked(Instrument.EuropeanProductionOrder, "DE", at, addressee, urgency), .. facts]).Record;

    /// <summary>V17.</summary>
    [Fact]
    public void In_an_emergency_is_executed_within_eight_hours()
    {
        var owed = Order(InStockholm(9, 11, 22, 40), Urgency.Emergency).Owed("evidence.epocEmergency", InStockholm(9, 12, 0))!;
        Assert.Equal((InStockholm(9, 12, 6, 40), InStockholm(9, 12, 7)), (owed.Target, owed.Limit));
    }

    /// <summary>V18: the clocks go back within the period; eight hours elapse all the same.</summary>
    [Fact]
    public void In_an_emergency_over_the_change_of_clocks_has_eight_hours_that_elapse()
    {
        var received = new DateTimeOffset(2026, 10, 25, 1, 20, 0, TimeSpan.FromHours(2)).ToUniversalTime();
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 8, 20, 0, TimeSpan.FromHours(1)), Order(received, Urgency.Emergency).Owed("evidence.epocEmergency", received)!.Target);
    }

    [Fact]
    public void Is_executed_within_ten_days()
    {
        var owed = Order(InStockholm(9, 7, 10)).Owed("evidence.epoc", InStockholm(9, 8, 0))!;
        Assert.Equal(new DateOnly(2026, 9, 17), owed.Deadline!.Raw.LastDay);
        var ended = Order(InStockholm(9, 7, 10), facts: new AccessRequestEnded(InStockholm(9, 10, 9), AccessOutcome.NoDataHeld, [], null));
        Assert.Equal(ObligationState.Met, ended.Owed("evidence.epoc", InStockholm(9, 20, 0))!.State);
    }

    [Theory]
    [InlineData("SE", 8, 17, false)]
    [InlineData("SE", 8, 18, true)]
    [InlineData("DE", 8, 18, true)]
    [InlineData("DK", 9, 1, false)]
    [InlineData("NO", 9, 1, false)]
    public void Binds_where_and_from_when_the_Regulation_applies(string addressee, int month, int day, bool binds)
    {
        var request = Order(InStockholm(month, day, 12), addressee: addressee);
        Assert.Equal(binds, request.Owed("evidence.epoc", InStockholm(month, day, 13)) is not null);
        Assert.Equal(!binds, request.FindingsUnder(LawBook.Current, InStockholm(month, day, 13)).Any(f => f.Code == AccessFindingCode.InstrumentDoesNotApply));
    }

    [Fact]
    public void Of_which_the_enforcing_authority_knows_is_executed_only_when_it_can_refuse_no_more()
    {
        var received = InStockholm(9, 7, 10);
        object[] ready = [Asked(Instrument.EuropeanProductionOrder, "DE", received, "SE"), Scoped(AccessRole.Controller), new AuthorityAuthenticated(Authentic with { CheckedAt = received }),
            new AccessRequestReviewed(Lawful(Compelled) with { ReviewedAt = received }), new EnforcingAuthorityNotified(Country("SE"), received)];
        var end = InStockholm(9, 18, 0);
        Given<AccessRequest>(ready).At(InStockholm(9, 30, 0)).When(Disclose(end.AddMinutes(-1), null)).ThenRefused(AccessRefusals.MayStillBeRefused);
        Given<AccessRequest>(ready).At(InStockholm(9, 30, 0)).When(Disclose(end, null)).ThenAppended<DataDisclosedToAuthority>();
        Assert.Equal(end, Given<AccessRequest>(ready).Record.Owed("evidence.epocNotified", received)!.Since);

        var confirmed = Given<AccessRequest>(ready).At(InStockholm(9, 30, 0)).When(new RecordEnforcingConfirmation(InStockholm(9, 9, 12))).Then(new EnforcingAuthorityConfirmed(InStockholm(9, 9, 12)));
        Assert.Equal(InStockholm(9, 9, 12), confirmed.Owed("evidence.epocNotified", received)!.Since);
        Given<AccessRequest>([.. ready, new EnforcingAuthorityConfirmed(InStockholm(9, 9, 12))]).At(InStockholm(9, 30, 0)).When(Disclose(InStockholm(9, 9, 13), null)).ThenAppended<DataDisclosedToAuthority>();
    }

    [Fact]
    public void Is_the_only_thing_of_which_an_enforcing_authority_knows()
    {
        Given<AccessRequest>(Asked()).When(new RecordEnforcingAuthority(Country("SE"), Received)).ThenRefused(AccessRefusals.NoEuropeanOrder);
        Given<AccessRequest>(Asked()).When(new RecordEnforcingConfirmation(Received)).ThenRefused(AccessRefusals.EnforcingAuthorityNotNotified);
        Given<AccessRequest>(Asked(Instrument.EuropeanProductionOrder)).When(new RecordEnforcingAuthority(Country("SE"), Received)).Then(new EnforcingAuthorityNotified(Country("SE"), Received));
    }

    [Fact]
    public void That_cannot_be_executed_makes_the_authority_owe_an_answer()
    {
        var raised = InStockholm(9, 8, 9);
        var order = Asked(Instrument.EuropeanProductionOrder, "DE", InStockholm(9, 7, 10), "SE");
        var request = Given<AccessRequest>(order).At(InStockholm(9, 9, 0)).When(new RaiseImpediment("form 1", raised, [RefusalGround.InsufficientInformation], Why, true))
            .Then(new AccessImpedimentRaised("form 1", raised, [RefusalGround.InsufficientInformation], Why, true));
        var owed = request.Owed("evidence.epocClarification", raised)!;
        Assert.Equal((DutyParty.RequestingAuthority, new DateOnly(2026, 9, 13)), (owed.Who, owed.Deadline!.Raw.LastDay));
        var answered = Given<AccessRequest>(order, new AccessImpedimentRaised("form 1", raised, [RefusalGround.InsufficientInformation], Why, true)).At(InStockholm(9, 12, 0))
            .When(new RecordClarification("form 1", InStockholm(9, 10, 9))).Then(new AccessImpedimentClarified("form 1", InStockholm(9, 10, 9)));
        Assert.Equal(ObligationState.Met, answered.Owed("evidence.epocClarification", InStockholm(9, 30, 0))!.State);
    }

    [Fact]
    public void That_conflicts_with_the_law_of_a_third_country_is_objected_to_within_ten_days()
    {
        var received = InStockholm(9, 7, 10);
        object[] conflicting = [Asked(Instrument.EuropeanProductionOrder, "DE", received, "SE"), new AccessRequestReviewed(Lawful(conflicts: true) with { ReviewedAt = received })];
        Assert.Equal(new DateOnly(2026, 9, 17), Given<AccessRequest>(conflicting).Record.Owed("evidence.epocConflict", received)!.Deadline!.Raw.LastDay);
        var raised = new ConflictOfLawsRaised(InStockholm(9, 9, 9), Country("CH"), "its criminal code", Why);
        Assert.False(Given<AccessRequest>(conflicting).At(InStockholm(9, 10, 0)).When(new RaiseConflict(raised.RaisedAt, raised.Country, raised.Law, Why)).Then(raised)
            .Owed("evidence.epocConflict", InStockholm(9, 30, 0))!.IsOpen);
    }

    [Fact]
    public void To_preserve_holds_data_for_sixty_days_and_thirty_more_if_prolonged()
    {
        var received = InStockholm(9, 7, 10);
        var asked = Asked(Instrument.EuropeanPreservationOrder, "DE", received, "SE");
        var begun = new PreservationBegun("hold 1", received.AddHours(1), [Agreement], false, null);
        var request = Given<AccessRequest>(asked).At(InStockholm(9, 8, 0)).When(new PreserveData("hold 1", received.AddHours(1), [Agreement])).Then(begun);
        // The sixtieth day is Friday, 6 November.
        Assert.Equal(InStockholm(11, 7, 0), request.HeldUntil(request.Preservations[0], LawBook.Current));

        var extended = new PreservationExtended("hold 1", InStockholm(10, 20, 9), null);
        var prolonged = Given<AccessRequest>(asked, begun).At(InStockholm(10, 21, 0)).When(new ExtendPreservation("hold 1", extended.ExtendedAt)).Then(extended);
        Assert.True(prolonged.HeldUntil(prolonged.Preservations[0], LawBook.Current) >= InStockholm(12, 7, 0));
        Given<AccessRequest>(asked, begun, extended).At(InStockholm(11, 1, 0)).When(new ExtendPreservation("hold 1", InStockholm(10, 30, 9))).ThenRefused(AccessRefusals.AlreadyExtended);

        var upheld = Given<AccessRequest>(asked, begun).At(InStockholm(11, 1, 0)).When(new ConfirmProduction("hold 1", InStockholm(10, 30, 9))).Then(new PreservationUpheld("hold 1", InStockholm(10, 30, 9)));
        Assert.Null(upheld.HeldUntil(upheld.Preservations[0], LawBook.Current));
    }

    [Fact]
    public void To_preserve_ends_when_data_are_released_and_too_early_is_found()
    {
        var received = InStockholm(9, 7, 10);
        object[] held = [Asked(Instrument.EuropeanPreservationOrder, "DE", received, "SE"), new PreservationBegun("hold 1", received, [Agreement], false, null)];
        var early = Given<AccessRequest>(held).At(InStockholm(10, 1, 0)).When(new ReleasePreservation("hold 1", InStockholm(9, 30, 9), Why)).Then(new PreservationReleased("hold 1", InStockholm(9, 30, 9), Why));
        Assert.Contains(early.FindingsUnder(LawBook.Current, InStockholm(10, 1, 0)), f => f.Code == AccessFindingCode.PreservationReleasedEarly);
        var inTime = Given<AccessRequest>(held).At(InStockholm(11, 20, 0)).When(new ReleasePreservation("hold 1", InStockholm(11, 19, 9), Why, true))
            .Then(new PreservationReleased("hold 1", InStockholm(11, 19, 9), Why), new AccessRequestEnded(InStockholm(11, 19, 9), AccessOutcome.Preserved, [], null));
        Assert.Empty(inTime.FindingsUnder(LawBook.Current, InStockholm(11, 20, 0)));
        Given<AccessRequest>([.. held, new PreservationReleased("hold 1", InStockholm(9, 30, 9), Why)]).At(InStockholm(10, 1, 0)).When(new ConfirmProduction("hold 1", InStockholm(9, 30, 10)))
            .ThenRefused(AccessRefusals.PreservationWasReleased);
    }
}
