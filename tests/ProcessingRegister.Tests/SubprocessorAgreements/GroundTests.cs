using ProcessingRegister.Law;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.SubprocessorAgreements.ThirdCountries;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.SubprocessorAgreements.Facts;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

public class The_ground_that_a_chain_shows
{
    private static readonly AgreedTransfer Clauses = new(In("IN"), TransferMechanism.StandardClausesModule3, "Decision (EU) 2021/914", "annex 4");

    private static TransferGround On(string day, string place, string jurisdiction, params SubprocessorAgreement[] contracts)
    {
        var law = LawInForce.At(In(jurisdiction), Day(day));
        return ContractualGrounds.Of(Carriage.Of(In(place), contracts, law), law);
    }

    [Theory]
    [InlineData("SE", AdequacyState.NotAThirdCountry, TransferVerdict.NotATransfer, GroundRestsOn.FreeMovement, null)]
    [InlineData("CH", AdequacyState.Adequate, TransferVerdict.Valid, GroundRestsOn.AdequacyLaw, TransferMechanism.AdequacyDecision)]
    [InlineData("IN", AdequacyState.NotAdequate, TransferVerdict.Invalid, GroundRestsOn.Nothing, null)]
    [InlineData("US", AdequacyState.AdequateWithinScope, TransferVerdict.Invalid, GroundRestsOn.Nothing, null)]
    public void Is_without_contracts_what_the_law_says_of_the_place(
        string place, AdequacyState adequacy, TransferVerdict verdict, GroundRestsOn restsOn, TransferMechanism? mechanism)
    {
        var ground = On("2026-06-01", place, "EU");

        Assert.Equal((adequacy, verdict, restsOn, mechanism), (ground.Adequacy, ground.Verdict, ground.RestsOn, ground.Mechanism));
    }

    [Fact]
    public void Is_a_finding_where_there_is_none() =>
        Assert.Equal([(TransferCondition.MechanismRecorded, ConditionState.Fails, "Art. 44")],
            On("2026-06-01", "IN", "NO").Findings.Select(f => (f.Condition, f.State, f.Source)));

    [Fact]
    public void Names_scope_and_days_of_the_decision_where_it_is_for_some_importers_only()
    {
        var listed = Carrying(new AgreedTransfer(In("US"), TransferMechanism.AdequacyDecision, AdequacyDecision: "(EU) 2023/1795", ListedFrom: Day("2023-07-10"), ListedUntil: Day("2026-05-01")));

        var (before, after) = (On("2026-05-01", "US", "EU", listed), On("2026-05-02", "US", "EU", listed));

        Assert.Equal((TransferVerdict.Valid, GroundRestsOn.Contract, listed.Id), (before.Verdict, before.RestsOn, before.Agreement));
        Assert.Equal((TransferVerdict.Invalid, GroundRestsOn.Contract, TransferMechanism.AdequacyDecision), (after.Verdict, after.RestsOn, after.Mechanism));
        Assert.Equal(("(EU) 2023/1795", AdequacyScope.DataPrivacyFrameworkParticipants, In("EU"), Day("2023-07-10")),
            (before.Decision!.Id, before.Decision.Scope, before.Decision.Jurisdiction, before.Decision.AppliesFrom!.Value));
    }

    [Fact]
    public void Tells_that_a_decision_of_the_Union_is_not_confirmed_in_the_keepers_State()
    {
        var (union, norway) = (On("2026-02-01", "BR", "EU"), On("2026-02-01", "BR", "NO"));

        Assert.Equal((TransferVerdict.Valid, Day("2026-01-26")), (union.Verdict, union.Decision!.AppliesFrom!.Value));
        Assert.Equal((TransferVerdict.Unconfirmed, GroundRestsOn.AdequacyLaw, In("NO"), null),
            (norway.Verdict, norway.RestsOn, norway.Decision!.Jurisdiction, norway.Decision.AppliesFrom));
    }

    [Fact]
    public void Is_for_want_of_a_decision_what_the_contract_records_with_the_day_of_the_assessment()
    {
        var contract = Contract(Concluded(Content(null, Clauses)), new TransferImpactAssessed(Assessment()));

        var (unassessed, assessed) = (On("2026-01-31", "IN", "NO", contract), On("2026-02-01", "IN", "NO", contract));

        Assert.Equal((TransferVerdict.Valid, GroundRestsOn.Contract, TransferMechanism.StandardClausesModule3, "Decision (EU) 2021/914"),
            (assessed.Verdict, assessed.RestsOn, assessed.Mechanism, assessed.Version!.Value.Value));
        Assert.Equal((Day("2026-02-01"), Day("2027-01-31"), contract.Id), (assessed.ImpactAssessedOn!.Value, assessed.ImpactReviewDueOn!.Value, assessed.Agreement));
        Assert.Equal((TransferVerdict.Invalid, TransferMechanism.StandardClausesModule3, null), (unassessed.Verdict, unassessed.Mechanism, unassessed.ImpactAssessedOn));
        Assert.Contains(unassessed.Findings, f => f is { Condition: TransferCondition.ImpactAssessed, State: ConditionState.Fails });
    }

    [Fact]
    public void Ends_with_the_contract() =>
        Assert.Equal(GroundRestsOn.Nothing, On("2026-07-01", "IN", "NO", Contract(Concluded(Content(Day("2026-06-30"), Clauses)), new TransferImpactAssessed(Assessment()))).RestsOn);
}
