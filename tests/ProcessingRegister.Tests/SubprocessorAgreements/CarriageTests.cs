using CsCheck;
using ProcessingRegister.Law;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.SubprocessorAgreements.ThirdCountries;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.SubprocessorAgreements.Facts;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

public class What_carries_data_to_a_third_country
{
    private static readonly AgreedTransfer Clauses = new(In("IN"), TransferMechanism.StandardClausesModule3, "Decision (EU) 2021/914", "annex 4");

    private static AgreedTransfer Listed(string decision, string from, string? until = null) => new(
        In("US"), TransferMechanism.AdequacyDecision, AdequacyDecision: decision, ListedFrom: Day(from), ListedUntil: until is null ? null : Day(until));

    private static Carriage On(string day, string place, string jurisdiction, params SubprocessorAgreement[] contracts) =>
        Carriage.Of(In(place), contracts, LawInForce.At(In(jurisdiction), Day(day)));

    private static IEnumerable<TransferGap> Gaps(string day, string place, string jurisdiction, params SubprocessorAgreement[] contracts) =>
        On(day, place, jurisdiction, contracts).Gaps.Select(g => g.Gap);

    [Fact]
    public void Lapsed_for_those_of_the_Safe_Harbour_on_the_day_of_the_judgment()
    {
        var contract = Carrying(Listed("2000/520/EC", "2010-01-01"));

        Assert.DoesNotContain(TransferGap.DecisionEnded, Gaps("2015-10-05", "US", "EU", contract));
        var ended = Assert.Single(On("2015-10-06", "US", "EU", contract).Gaps, g => g.Gap == TransferGap.DecisionEnded);
        Assert.Equal((Day("2015-10-06"), AdequacyReason.Annulled), (ended.Since, ended.Reason));
    }

    [Theory]
    [InlineData("EU")]
    [InlineData("NO")]
    public void Lapsed_for_those_of_the_Privacy_Shield_on_the_day_of_the_judgment(string jurisdiction)
    {
        var contract = Carrying(Listed("(EU) 2016/1250", "2017-01-01"));

        Assert.Equal((TransferVerdict.Valid, "(EU) 2016/1250"), (On("2020-07-15", "US", jurisdiction, contract).Verdict, On("2020-07-15", "US", jurisdiction, contract).Decision));
        var after = On("2020-07-16", "US", jurisdiction, contract);
        Assert.Equal((TransferVerdict.Invalid, contract.Id), (after.Verdict, after.Agreement));
        Assert.Equal((TransferGap.DecisionEnded, Day("2020-07-16")), after.Gaps.Select(g => (g.Gap, g.Since!.Value)).Single());
    }

    [Fact]
    public void Is_the_Data_Privacy_Framework_from_its_first_day_and_for_its_participants()
    {
        var contract = Carrying(Listed("(EU) 2023/1795", "2023-07-10", "2026-05-01"));

        Assert.Equal([TransferGap.DecisionEnded], Gaps("2023-07-09", "US", "EU", contract));
        Assert.Empty(Gaps("2023-07-10", "US", "EU", contract));
        Assert.Empty(Gaps("2026-05-01", "US", "NO", contract));
        Assert.Equal((TransferGap.OutsideScope, Day("2026-05-02")), On("2026-05-02", "US", "NO", contract).Gaps.Select(g => (g.Gap, g.Since!.Value)).Single());
        Assert.Equal([TransferGap.OutsideScope], Gaps("2026-05-01", "US", "EU", Carrying(Listed("(EU) 2016/1250", "2017-01-01"))));
    }

    [Theory]
    [InlineData("2025-12-28", "GB 2025", "2031-12-27")]
    [InlineData("2025-12-10", "(EU) 2021/1772", "2025-12-27")]
    public void Is_for_the_United_Kingdom_the_decision_in_force_without_any_contract(string day, string decision, string knownToEnd)
    {
        var ground = On(day, "GB", "NO");

        Assert.Equal((TransferVerdict.Valid, decision, Day(knownToEnd), null), (ground.Verdict, ground.Decision, ground.KnownToEnd, ground.Agreement));
        Assert.Empty(ground.Gaps);
    }

    [Fact]
    public void Ends_for_the_United_Kingdom_after_the_last_day_unless_a_contract_carries_it()
    {
        var ended = Assert.Single(On("2031-12-28", "GB", "NO").Gaps, g => g.Gap == TransferGap.DecisionEnded);
        Assert.Equal((Day("2031-12-28"), AdequacyReason.Expired), (ended.Since, ended.Reason));

        var rules = Carrying(new AgreedTransfer(In("GB"), TransferMechanism.BindingCorporateRulesForProcessors, Evidence: "annex 5"));
        Assert.Equal(TransferMechanism.AdequacyDecision, On("2031-12-27", "GB", "NO", rules).Mechanism);
        Assert.Equal(TransferMechanism.BindingCorporateRulesForProcessors, On("2031-12-28", "GB", "NO", rules).Mechanism);
    }

    /// <summary>Art. 46(1), 49(1): safeguards are for where there is no decision, derogations for where there are no safeguards.</summary>
    [Fact]
    public void Is_the_decision_before_safeguards_and_safeguards_before_a_derogation()
    {
        var consent = new AgreedTransfer(In("IN"), TransferMechanism.ExplicitConsent, Reasons: Reason);
        var assessed = new TransferImpactAssessed(Assessment());
        var british = Contract(
            Concluded(Content(null, Clauses with { Place = In("GB") })), new TransferImpactAssessed(Assessment() with { Place = In("GB") }));

        Assert.Equal((TransferMechanism.AdequacyDecision, null), (On("2026-03-01", "GB", "NO", british).Mechanism, On("2026-03-01", "GB", "NO", british).Agreement));
        Assert.Equal(TransferMechanism.StandardClausesModule3, On("2026-03-01", "IN", "NO", Contract(Concluded(Content(null, consent, Clauses)), assessed)).Mechanism);
        Assert.Equal(TransferMechanism.ExplicitConsent, On("2026-03-01", "IN", "NO", Contract(Concluded(Content(null, consent, Clauses)))).Mechanism);
    }

    [Fact]
    public void Is_in_Norway_a_decision_only_from_when_it_is_known_to_apply_there()
    {
        Assert.Equal([TransferGap.NoMechanism], Gaps("2026-01-20", "BR", "EU"));
        Assert.Empty(Gaps("2026-02-01", "BR", "EU"));
        Assert.Equal([TransferGap.NotConfirmed], Gaps("2026-02-01", "BR", "NO"));
        Assert.Equal(TransferVerdict.Unconfirmed, On("2026-02-01", "BR", "NO").Verdict);
    }

    [Fact]
    public void Is_nothing_where_neither_contract_nor_law_names_a_ground()
    {
        Assert.Equal([TransferGap.NoMechanism], Gaps("2026-03-01", "IN", "NO"));
        Assert.Equal([TransferGap.NoMechanism], Gaps("2026-03-01", "US", "NO", Carrying(Clauses)));
        Assert.Equal(TransferVerdict.NotATransfer, On("2026-03-01", "SE", "NO").Verdict);
    }

    [Fact]
    public void Needs_beside_standard_clauses_an_assessment_that_says_yes_and_was_reviewed()
    {
        var assessed = Contract(Concluded(Content(null, Clauses)), new TransferImpactAssessed(Assessment()));

        Assert.Equal([TransferGap.ImpactNotAssessed], Gaps("2026-03-01", "IN", "NO", Contract(Concluded(Content(null, Clauses)))));
        Assert.Equal([TransferGap.ImpactNotAssessed], Gaps("2026-01-31", "IN", "NO", assessed));
        Assert.Empty(Gaps("2027-01-31", "IN", "NO", assessed));
        Assert.Equal((TransferGap.ImpactReviewOverdue, Day("2027-02-01")), On("2027-02-01", "IN", "NO", assessed).Gaps.Select(g => (g.Gap, g.Since!.Value)).Single());
        Assert.Equal([TransferGap.ImpactNotAssessed], Gaps("2026-03-01", "IN", "NO",
            Contract(Concluded(Content(null, Clauses)), new TransferImpactAssessed(Assessment(conclusion: ImpactConclusion.NotEquivalent)))));
    }

    [Fact]
    public void Must_be_clauses_that_are_in_force_and_of_the_module_for_processors()
    {
        var old = Contract(Concluded(Content(null, Clauses) with { SignedOn = Day("2021-01-01") }, Day("2021-01-01")), new TransferImpactAssessed(Assessment(on: "2021-01-01")));
        Assert.Contains(TransferGap.MechanismNotInForce, Gaps("2021-06-26", "IN", "NO", old));
        Assert.Empty(Gaps("2021-06-27", "IN", "NO", old));
        Assert.Contains(TransferGap.ConditionFails, Gaps("2026-03-01", "IN", "NO", Carrying(Clauses with { Mechanism = TransferMechanism.StandardClausesModule2 })));
    }

    [Fact]
    public void Is_not_a_ground_whose_contract_is_over() =>
        Assert.Equal([TransferGap.NoMechanism], Gaps("2026-07-01", "IN", "NO", Contract(
            Concluded(Content(Day("2026-06-30"), Clauses)), new TransferImpactAssessed(Assessment()))));

    /// <summary>A further ground can only help.</summary>
    [Fact]
    public void Is_never_less_for_one_more_contract() =>
        Gen.Select(Gen.OneOf("US", "GB", "IN", "BR", "SE"), Gen.Int[0, 4500], Gen.OneOf("EU", "NO"), Gen.Bool).Sample((place, days, jurisdiction, assessed) =>
        {
            var day = Day("2019-01-01").AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var one = Carrying(Listed("(EU) 2023/1795", "2023-07-10"), new AgreedTransfer(In("GB"), TransferMechanism.AdequacyDecision, AdequacyDecision: "(EU) 2021/1772"));
            var other = Contract([Concluded(Content(null, Clauses)), .. assessed ? new object[] { new TransferImpactAssessed(Assessment()) } : []]);

            Assert.True(On(day, place, jurisdiction, one).Gaps.Count > 0 || On(day, place, jurisdiction, one, other).Gaps.Count == 0);
            Assert.True(On(day, place, jurisdiction).Gaps.Count > 0 || On(day, place, jurisdiction, one).Gaps.Count == 0);
        });
}
