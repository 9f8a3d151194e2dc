using ProcessingRegister.Law;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.RecordsOfProcessing;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.RecordsOfProcessing.Records;

namespace ProcessingRegister.Tests.RecordsOfProcessing;

public class Transfers_on_record
{
    private static AssessedTransfer? Assessed(DataTransfer transfer, DateOnly? on = null, string jurisdiction = "SE") =>
        TransferFindings.Of(Activity("support", ProcessingRole.Processor, new() { Name = "support", Transfers = Provided(transfer) }),
            LawInForce.At(CountryCode.Parse(jurisdiction), on ?? Day)).SingleOrDefault();

    private static DataTransfer To(string country, TransferMechanism? mechanism) => new(CountryCode.Parse(country), Mechanism: mechanism);

    [Fact]
    public void Within_the_area_of_free_movement_are_none() =>
        Assert.Equal(TransferVerdict.NotATransfer, Assessed(To("DE", null))!.Verdict);

    [Fact]
    public void Are_judged_by_the_law_of_the_day()
    {
        Assert.Equal(TransferVerdict.Valid, Assessed(To("BR", TransferMechanism.AdequacyDecision))!.Verdict);
        Assert.Equal(TransferVerdict.Invalid, Assessed(To("BR", TransferMechanism.AdequacyDecision), new(2025, 12, 1))!.Verdict);
    }

    [Fact]
    public void Without_a_mechanism_are_not_valid() => Assert.Equal(TransferVerdict.Invalid, Assessed(To("IN", null))!.Verdict);

    [Fact]
    public void Under_standard_clauses_need_the_document_and_the_assessment()
    {
        var bare = To("IN", TransferMechanism.StandardClausesModule3);

        Assert.Equal(TransferVerdict.Invalid, Assessed(bare)!.Verdict);
        Assert.Equal(TransferVerdict.Valid, Assessed(bare with { SafeguardDocument = "SCC-1", ImpactAssessment = "TIA-1" })!.Verdict);
    }

    [Fact]
    public void Under_the_wrong_module_are_not_valid() =>
        Assert.Contains(
            Assessed(To("IN", TransferMechanism.StandardClausesModule2) with { SafeguardDocument = "SCC-1", ImpactAssessment = "TIA-1" })!.Findings,
            f => f is { Condition: TransferCondition.RolesMatchMechanism, State: ConditionState.Fails });

    [Fact]
    public void To_the_United_States_rest_on_the_list()
    {
        Assert.Equal(TransferVerdict.Invalid, Assessed(To("US", TransferMechanism.AdequacyDecision))!.Verdict);
        Assert.Equal(TransferVerdict.Valid, Assessed(To("US", TransferMechanism.AdequacyDecision) with { ImporterListedUnderFramework = true })!.Verdict);
    }

    [Fact]
    public void Are_not_called_invalid_for_what_the_record_has_no_place_for()
    {
        var assessed = Assessed(To("IN", TransferMechanism.CompellingLegitimateInterests) with { SafeguardDocument = "assessment" })!;

        Assert.Equal(TransferVerdict.Unconfirmed, assessed.Verdict);
        Assert.Contains(TransferCondition.AuthorityInformed, assessed.NotOnRecord);
    }

    [Fact]
    public void That_do_not_take_place_on_the_day_are_left_out()
    {
        Assert.Null(Assessed(To("IN", null) with { ValidTo = Day.AddDays(-1) }));
        Assert.Null(Assessed(To("IN", null) with { ValidFrom = Day.AddDays(1) }));
        Assert.NotNull(Assessed(To("IN", null) with { ValidFrom = Day, ValidTo = Day }));
    }

    [Fact]
    public void Are_missed_where_data_are_seen_from_a_third_country()
    {
        var content = new ActivityContent
        {
            Name = "support",
            Systems =
            [
                new("help desk", [Territory.EuropeanEconomicArea], [Territory.EuropeanEconomicArea, CountryCode.Parse("IN"), CountryCode.Parse("LK")]),
            ],
            Transfers = Provided(To("LK", TransferMechanism.StandardClausesModule3)),
        };

        var unstated = TransferFindings.Unstated(Activity("support", ProcessingRole.Processor, content), LawInForce.At(CountryCode.Parse("SE"), Day));

        Assert.Equal("IN", Assert.Single(unstated).Territory.Code);
    }
}
