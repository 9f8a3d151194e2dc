using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Days;
using static ProcessingRegister.Vocabulary.ProcessingRole;

namespace ProcessingRegister.Tests.Law;

public class A_transfer
{
    private static Transfer To(string place, TransferMechanism? mechanism) =>
        new(TransferDestination.To(Territory.Parse(place)), mechanism, Processor, Processor);

    private static TransferAssessment Assess(Transfer transfer, string day, string jurisdiction = "EU") =>
        Transfers.Assess(transfer, LawInForce.At(Territory.Parse(jurisdiction), On(day)));

    private static IEnumerable<TransferCondition> Failures(TransferAssessment assessment) =>
        assessment.Findings.Where(finding => finding.State == ConditionState.Fails).Select(finding => finding.Condition);

    [Theory]
    [InlineData("2031-12-27", true)]
    [InlineData("2031-12-28", false)]
    public void V57_to_the_United_Kingdom_is_valid_until_the_decision_expires(string day, bool valid) =>
        Assert.Equal(valid, Assess(To("GB", TransferMechanism.AdequacyDecision), day).IsValid);

    [Theory]
    [InlineData("2026-01-20", "EU", TransferVerdict.Invalid)]
    [InlineData("2026-02-01", "EU", TransferVerdict.Valid)]
    [InlineData("2026-02-01", "SE", TransferVerdict.Valid)]
    [InlineData("2026-02-01", "NO", TransferVerdict.Unconfirmed)]
    public void V58_to_Brazil_is_valid_from_the_decision_and_in_Norway_unconfirmed(string day, string jurisdiction, TransferVerdict verdict) =>
        Assert.Equal(verdict, Assess(To("BR", TransferMechanism.AdequacyDecision), day, jurisdiction).Verdict);

    [Fact]
    public void V59_to_the_United_States_is_invalid_once_the_importer_has_left_the_list()
    {
        var listed = To("US", TransferMechanism.AdequacyDecision) with
        {
            ImporterMemberships = [new(AdequacyScope.DataPrivacyFrameworkParticipants, On("2023-08-01"), On("2026-05-01"))],
        };

        Assert.True(Assess(listed, "2026-05-01").IsValid);
        var lapsed = Assess(listed, "2026-05-02");
        Assert.Equal(TransferVerdict.Invalid, lapsed.Verdict);
        Assert.Equal([TransferCondition.ImporterWithinScope], Failures(lapsed));
        Assert.Equal("(EU) 2023/1795", lapsed.Adequacy.Decision!.Id);
    }

    [Fact]
    public void Is_not_saved_by_membership_of_another_scheme()
    {
        var shielded = To("US", TransferMechanism.AdequacyDecision) with
        {
            ImporterMemberships = [new(AdequacyScope.PrivacyShieldParticipants, On("2016-08-01"))],
        };

        Assert.Equal([TransferCondition.ImporterWithinScope], Failures(Assess(shielded, "2026-10-10")));
    }

    [Theory]
    [InlineData("DE")]
    [InlineData("IS")]
    [InlineData("EU")]
    public void Within_the_EEA_is_none(string place) => Assert.Equal(TransferVerdict.NotATransfer, Assess(To(place, null), "2026-10-10", "NO").Verdict);

    [Fact]
    public void Without_a_mechanism_is_invalid_even_to_an_adequate_country() =>
        Assert.Equal([TransferCondition.MechanismRecorded], Failures(Assess(To("CH", null), "2026-10-10")));

    [Fact]
    public void Under_standard_clauses_needs_the_clauses_and_an_assessment_of_the_destination()
    {
        var bare = To("IN", TransferMechanism.StandardClausesModule3);

        Assert.Equal([TransferCondition.SafeguardDocumented, TransferCondition.ImpactAssessed], Failures(Assess(bare, "2026-10-10")));
        Assert.True(Assess(bare with { SafeguardDocumented = true, ImpactAssessed = true }, "2026-10-10").IsValid);
    }

    [Theory]
    [InlineData(TransferMechanism.StandardClausesModule1, Controller, Controller)]
    [InlineData(TransferMechanism.StandardClausesModule2, Controller, Processor)]
    [InlineData(TransferMechanism.StandardClausesModule3, Processor, Processor)]
    [InlineData(TransferMechanism.StandardClausesModule4, Processor, Controller)]
    public void Under_standard_clauses_needs_the_module_for_its_roles(TransferMechanism module, ProcessingRole exporter, ProcessingRole importer)
    {
        ProcessingRole[] roles = [Controller, Processor];
        var fitting =
            from sender in roles
            from receiver in roles
            let transfer = To("IN", module) with { Exporter = sender, Importer = receiver, SafeguardDocumented = true, ImpactAssessed = true }
            where Assess(transfer, "2026-10-10").IsValid
            select (sender, receiver);

        Assert.Equal([(exporter, importer)], fitting);
    }

    [Fact]
    public void Could_not_rely_on_clauses_that_did_not_exist_yet()
    {
        var clauses = To("IN", TransferMechanism.StandardClausesModule3) with { SafeguardDocumented = true, ImpactAssessed = true };

        Assert.Equal([TransferCondition.MechanismInForce], Failures(Assess(clauses, "2021-06-26")));
        Assert.True(Assess(clauses, "2021-06-27").IsValid);
    }

    [Theory]
    [InlineData(TransferMechanism.AuthorisedContractualClauses)]
    [InlineData(TransferMechanism.AdministrativeArrangement)]
    public void Under_a_tool_of_Art_46_3_needs_the_authority_too(TransferMechanism mechanism)
    {
        var documented = To("IN", mechanism) with { SafeguardDocumented = true, ImpactAssessed = true };

        Assert.Equal([TransferCondition.AuthorisedByAuthority], Failures(Assess(documented, "2026-10-10")));
        Assert.True(Assess(documented with { AuthorisedByAuthority = true }, "2026-10-10").IsValid);
    }

    [Fact]
    public void For_compelling_interests_needs_all_five_conditions()
    {
        var bare = To("IN", TransferMechanism.CompellingLegitimateInterests);
        var complete = bare with
        {
            NotRepetitive = true,
            LimitedNumberOfDataSubjects = true,
            SafeguardDocumented = true,
            AuthorityInformed = true,
            DataSubjectsInformed = true,
        };

        Assert.Equal(5, Failures(Assess(bare, "2026-10-10")).Count());
        Assert.True(Assess(complete, "2026-10-10").IsValid);
        Assert.False(Assess(complete with { AuthorityInformed = false }, "2026-10-10").IsValid);
    }

    public static TheoryData<TransferMechanism> Mechanisms => [.. Enum.GetValues<TransferMechanism>()];

    [Theory, MemberData(nameof(Mechanisms))]
    public void Is_never_valid_on_the_name_of_a_mechanism_alone(TransferMechanism mechanism)
    {
        var assessment = Assess(To("IN", mechanism), "2026-10-10");

        Assert.Equal(TransferVerdict.Invalid, assessment.Verdict);
        Assert.All(assessment.Findings, finding => Assert.NotEmpty(finding.Source));
    }
}
