using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.SubprocessorAgreements.Facts;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

public class What_a_contract_with_a_subprocessor_makes_due
{
    private static IReadOnlyList<Obligation> Of(SubprocessorAgreement contract, string on) =>
        [.. contract.Obligations(LawBook.Current, new DateTimeOffset(Day(on).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero))];

    [Fact]
    public void Is_its_renewal_before_the_day_after_its_last()
    {
        var due = Assert.Single(Of(Contract(Concluded(Content(Day("2026-12-31")))), "2026-11-01"));

        Assert.Equal(("subprocessor.agreement.renewal", Day("2027-01-01"), true), (due.Kind, DateOnly.FromDateTime(due.Target.UtcDateTime), due.IsOpen));
        Assert.Equal(ObligationState.Overdue, Assert.Single(Of(Contract(Concluded(Content(Day("2026-12-31")))), "2027-01-02")).State);
    }

    [Fact]
    public void Is_met_by_a_version_that_runs_longer() =>
        Assert.Equal([false, true], Of(Contract(Concluded(Content(Day("2026-12-31"))), Amended(Content(Day("2028-12-31")), Day("2026-03-01"))), "2026-11-01").Select(o => o.IsOpen));

    [Fact]
    public void Is_no_renewal_where_notice_was_given() => Assert.Empty(Of(Contract(Concluded(Content(Day("2026-12-31"))), Terminated(Day("2026-06-01"))), "2026-11-01"));

    [Fact]
    public void Is_the_review_of_an_assessment_until_the_next_one()
    {
        var clauses = new AgreedTransfer(In("IN"), TransferMechanism.StandardClausesModule3, "Decision (EU) 2021/914", "annex 4");
        var once = Contract(Concluded(Content(null, clauses)), new TransferImpactAssessed(Assessment()));
        var again = Contract(Concluded(Content(null, clauses)), new TransferImpactAssessed(Assessment()), new TransferImpactAssessed(Assessment("india again", "2026-12-01", "2027-11-30")));

        Assert.Equal(("india", ObligationState.Overdue), Of(once, "2027-02-01").Select(o => (o.Reference!, o.State)).Single());
        Assert.Equal([("india", false), ("india again", true)], Of(again, "2027-02-01").Select(o => (o.Reference!, o.IsOpen)));
    }

    [Fact]
    public void Is_another_ground_before_a_decision_runs_out_that_is_relied_on_alone()
    {
        var adequacy = new AgreedTransfer(In("GB"), TransferMechanism.AdequacyDecision, AdequacyDecision: "GB 2025");
        var due = Assert.Single(Of(Contract(Concluded(Content(null, adequacy))), "2026-11-01"));

        Assert.Equal(("subprocessor.adequacy.sunset", Day("2031-12-28")), (due.Kind, DateOnly.FromDateTime(due.Target.UtcDateTime)));
        Assert.Empty(Of(Contract(Concluded(Content(null, adequacy, new(In("GB"), TransferMechanism.BindingCorporateRulesForProcessors)))), "2026-11-01"));
    }

    [Fact]
    public void Is_met_where_another_decision_followed_in_time()
    {
        var adequacy = new AgreedTransfer(In("GB"), TransferMechanism.AdequacyDecision, AdequacyDecision: "(EU) 2021/1772");

        Assert.Equal(ObligationState.Met, Assert.Single(Of(Contract(Concluded(Content(null, adequacy))), "2026-11-01")).State);
    }
}
