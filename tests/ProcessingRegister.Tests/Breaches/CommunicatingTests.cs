using ProcessingRegister.Breaches;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class Communicating_a_breach
{
    private static readonly BreachFacts Encrypted = new() { Protection = new(Answer.Yes, Answer.No, "AES-256 at rest") };

    private static InformDataSubjects Inform => new("letter", Aware.AddHours(9), new(Qualifier.Approximate, 300), [CommunicationMeans.Email], Why);

    private static object[] HighRisk(BreachFacts? facts = null) => [Recorded(facts), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.HighRisk)];

    [Fact]
    public void Is_owed_without_undue_delay_since_the_risk_was_found_high()
    {
        var owed = Folded<Breach>(HighRisk()).Owed("breach.communication", Now.Instant)!;

        Assert.Equal((Aware.AddHours(1), (DateTimeOffset?)null, ObligationState.Open), (owed.Target, owed.Limit, owed.State));
    }

    [Fact]
    public void Fulfils_what_is_owed()
    {
        var breach = Given<Breach>(HighRisk()).When(Inform).ThenAppended<BreachCommunicated>();

        Assert.Equal((ObligationState.Met, Aware.AddHours(9)), (breach.Owed("breach.communication", Now.Instant)!.State, breach.Owed("breach.communication", Now.Instant)!.MetAt));
    }

    [Fact]
    public void Has_a_reference_that_says_one_thing()
    {
        var told = new BreachCommunicated("letter", Aware.AddHours(8), new(Qualifier.Exact, 300), [CommunicationMeans.Email], Why, null, null);

        Given<Breach>([.. HighRisk(), told]).When(Inform).ThenRefused(BreachRefusals.CommunicationRecordedOtherwise);
        Assert.Equal(["/contentSha256", "/means", "/number/value"],
            (Inform with { Means = [], Number = new(Qualifier.Exact), ContentSha256 = [1] }).Faults().Select(f => f.Pointer).Order());
    }

    [Fact]
    public void Is_not_owed_for_data_that_nobody_can_read()
    {
        var breach = Given<Breach>(HighRisk(Encrypted)).When(new InvokeException(Aware.AddHours(3), CommunicationException.Unintelligible, Why))
            .Then(new CommunicationExceptionInvoked(Aware.AddHours(3), CommunicationException.Unintelligible, Why, null));

        Assert.Equal(ObligationState.Met, breach.Owed("breach.communication", Now.Instant)!.State);
    }

    /// <summary>V25: keys that were taken as well.</summary>
    [Theory]
    [InlineData(Answer.Yes, Answer.Yes)]
    [InlineData(Answer.Yes, Answer.Unknown)]
    [InlineData(Answer.No, Answer.No)]
    public void Is_owed_for_data_that_can_be_read(Answer unintelligible, Answer keys) =>
        Given<Breach>(HighRisk(new() { Protection = new(unintelligible, keys) })).When(new InvokeException(Aware.AddHours(3), CommunicationException.Unintelligible, Why))
            .ThenRefused(BreachRefusals.DataNotUnintelligible);

    [Fact]
    public void Is_owed_again_once_the_keys_are_found_to_be_taken()
    {
        var breach = Folded<Breach>([.. HighRisk(Encrypted), new CommunicationExceptionInvoked(Aware.AddHours(3), CommunicationException.Unintelligible, Why, null),
            new BreachFactsEstablished(new() { Protection = new(Answer.Yes, Answer.Yes) }, null)]);

        Assert.Equal(ObligationState.Open, breach.Owed("breach.communication", Now.Instant)!.State);
        Assert.Contains(breach.FindingsUnder(LawBook.Current), f => f.Code == BreachFindingCode.ExceptionNotAvailable);
    }

    [Fact]
    public void Knows_an_exception_only_from_what_is_owed() =>
        Given<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk)).When(new InvokeException(Aware.AddHours(3), CommunicationException.RiskAverted, Why))
            .ThenRefused(BreachRefusals.NoCommunicationOwed);

    [Fact]
    public void To_the_public_goes_with_disproportionate_effort_and_with_nothing_else()
    {
        Assert.Equal("/publicCommunication", Assert.Single(new InvokeException(Aware, CommunicationException.DisproportionateEffort, Why).Faults()).Pointer);
        Assert.Equal("/publicCommunication", Assert.Single(new InvokeException(Aware, CommunicationException.RiskAverted, Why, Why).Faults()).Pointer);
    }

    [Fact]
    public void That_the_authority_orders_is_owed_whatever_exception_was_invoked()
    {
        var order = new RecordOrder("20/1-7", Aware.AddDays(2), Why, Aware.AddDays(4));
        var breach = Given<Breach>([.. HighRisk(Encrypted), new CommunicationExceptionInvoked(Aware.AddHours(3), CommunicationException.Unintelligible, Why, null)])
            .When(order).Then(new CommunicationOrdered("20/1-7", Aware.AddDays(2), Aware.AddDays(4), Why));

        Assert.Equal(("Art. 34(4)", ObligationState.Overdue), (breach.Owed("breach.order", Now.Instant)!.Provision, breach.Owed("breach.order", Now.Instant)!.State));
        Assert.Equal(ObligationState.Open, breach.Owed("breach.communication", Now.Instant)!.State);
        Given<Breach>([.. HighRisk(Encrypted), new CommunicationOrdered("20/1-7", Aware.AddDays(2), null, Why)])
            .When(new InvokeException(Aware.AddDays(3), CommunicationException.RiskAverted, Why)).ThenRefused(BreachRefusals.CommunicationWasOrdered);
        Given<Breach>([.. HighRisk(), new CommunicationOrdered("20/1-7", Aware.AddDays(1), null, Why)]).When(order).ThenRefused(BreachRefusals.OrderRecordedOtherwise);
    }
}
