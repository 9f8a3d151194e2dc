using CsCheck;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.SubprocessorAgreements.Commitments;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.SubprocessorAgreements.Facts;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

public class A_residency_commitment
{
    private static IReadOnlyList<ResidencyConflict> Conflicts(IReadOnlyList<AgreementGroup> agreements, params Subprocessor[] subprocessors) =>
        Residency.ConflictsOf(ChainPlaces.Of(subprocessors, Today), agreements);

    private static Subprocessor InUse(params ServedService[] services) => Serving(Provider, services, new SubprocessorEngaged(Start));

    [Fact]
    public void Is_broken_by_accounting_data_outside_Norway()
    {
        AgreementGroup[] agreements = [Group(300, ["accounting"], Committed("NO", "accounting"), Committed("EEA")), Group(20, ["payroll"], Committed("EEA"))];

        Assert.Empty(Conflicts(agreements, InUse(Served("accounting", ["NO"]), Served("payroll", ["SE"]))));
        var conflict = Assert.Single(Conflicts(agreements, InUse(Served("accounting", ["NO", "SE"]), Served("payroll", ["SE"]))));
        Assert.Equal((300, "SE", PlaceUse.Storage), (conflict.Agreements, conflict.Data.Place.Code, conflict.Data.Use));
    }

    [Fact]
    public void Is_about_access_where_it_says_so()
    {
        var seen = InUse(Served("payroll", ["NO"], ["IN"]));

        Assert.Empty(Conflicts([Group(1, ["payroll"], Committed("EEA"))], seen));
        Assert.Equal(PlaceUse.Access, Assert.Single(Conflicts([Group(1, ["payroll"], Committed("EEA", accessedFrom: "EEA"))], seen)).Data.Use);
    }

    [Fact]
    public void Is_about_the_categories_that_it_names_and_those_that_nobody_stated()
    {
        AgreementGroup[] agreements = [Group(1, ["payroll"], Committed("NO", categories: ["vouchers"]))];

        Assert.Empty(Conflicts(agreements, InUse(Served("payroll", ["SE"], null, "payslips"))));
        Assert.Single(Conflicts(agreements, InUse(Served("payroll", ["SE"], null, "payslips", "vouchers"))));
        Assert.Single(Conflicts(agreements, InUse(Served("payroll", ["SE"]))));
    }

    [Theory]
    [InlineData("NO", "EEA", true)]
    [InlineData("NO", "EU", false)]
    [InlineData("SE", "EU", true)]
    [InlineData("EU", "EEA", true)]
    [InlineData("EEA", "EU", false)]
    [InlineData("EEA", "NO", false)]
    [InlineData("GB", "EEA", false)]
    public void Is_kept_only_by_a_place_that_lies_in_it_for_certain(string place, string allowed, bool lies) => Assert.Equal(lies, Residency.LiesIn(In(place), [In(allowed)]));

    [Fact]
    public void Binds_the_whole_depth_of_the_chain_and_only_services_that_reach_so_far()
    {
        var hosting = Serving(Provider, [Served("accounting", ["NO"]), Served("payroll", ["NO"])], new SubprocessorEngaged(Start), new OwnSubprocessorAdded(Start, Backup));
        AgreementGroup[] agreements = [Group(5, ["accounting"], Committed("NO"))];

        Assert.Equal([Provider, Backup], Assert.Single(Conflicts(agreements, hosting, Serving(Backup, [Served(null, ["SE"])]))).Data.Chain);
        Assert.Empty(Conflicts(agreements, hosting, Serving(Backup, [Served("payroll", ["SE"])])));
        Assert.Empty(Conflicts(agreements, Serving(Provider, [Served("payroll", ["NO"])], new SubprocessorEngaged(Start), new OwnSubprocessorAdded(Start, Backup)), Serving(Backup, [Served(null, ["SE"])])));
    }

    [Fact]
    public void Binds_nobody_who_is_not_in_use() => Assert.Empty(Conflicts([Group(1, ["payroll"], Committed("NO"))], Serving(Provider, [Served("payroll", ["US"])])));

    [Fact]
    public void Is_counted_once_for_an_agreement_however_often_it_is_broken()
    {
        var places = ChainPlaces.Of([InUse(Served("payroll", ["US", "IN"], ["CN"]))], Today);

        Assert.Equal(7, Residency.AgreementsConcernedBy(places, [Group(7, ["payroll"], Committed("NO"), Committed("EEA", accessedFrom: "EEA")), Group(9, ["accounting"], Committed("NO"))]));
    }

    /// <summary>What allows more is broken no oftener, and what is in fewer places breaks no more.</summary>
    [Fact]
    public void Is_broken_no_oftener_for_allowing_more() =>
        Gen.Select(
            Gen.OneOf("NO", "SE", "US", "GB", "EU", "EEA", "IN").Array[1, 4], Gen.OneOf("NO", "SE", "US", "EU", "EEA").Array[1, 3],
            Gen.OneOf("NO", "GB", "EEA", "IN"), Gen.OneOf<string?>("payroll", "accounting", null)).Sample((places, allowed, further, service) =>
        {
            var commitment = Committed("NO", service) with { StoredIn = [.. allowed.Distinct().Select(In)] };
            var wider = commitment with { StoredIn = [.. commitment.StoredIn, In(further)] };
            var subprocessor = InUse(Served("payroll", [.. places.Distinct()]));
            var (found, foundWider) = (Conflicts([Group(1, ["payroll"], commitment)], subprocessor), Conflicts([Group(1, ["payroll"], wider)], subprocessor));

            Assert.Empty(foundWider.Select(c => c.Data.Place).Except(found.Select(c => c.Data.Place)));
            Assert.Empty(Conflicts([Group(1, ["payroll"], commitment)], InUse(Served("payroll", [places[0]]))).Select(c => c.Data.Place).Except(found.Select(c => c.Data.Place)));
            Assert.DoesNotContain(found, c => commitment.StoredIn.Contains(c.Data.Place));
        });
}

public class An_override_of_residency
{
    private static readonly PlacedData Sweden = new(Provider, "Drift AS", [Provider], "accounting", null, Territory.Parse("SE"), PlaceUse.Storage);

    [Fact]
    public void Is_recorded_with_its_reasons()
    {
        var command = new OverrideResidency("backup", [In("SE")], Reason, Start) { Subprocessor = Provider };

        Assert.True(Creating(command).Then(Overridden("SE")).Covers(Sweden, Start));
        Assert.Equal(["/places", "/reasons", "/until"], new OverrideResidency("backup", [], new(" "), Start, Start.AddDays(-1)).Faults().Select(f => f.Pointer).Order());
    }

    [Fact]
    public void Covers_its_subprocessor_and_places_while_it_lasts()
    {
        var record = Given<ResidencyOverride>(Overridden("SE") with { Until = Day("2026-06-30") }).Record;

        Assert.Equal([false, true, true, false], AroundTheFirstHalf.Select(day => record.Covers(Sweden, day)));
        Assert.False(record.Covers(Sweden with { Place = In("DK") }, Today));
        Assert.False(record.Covers(Sweden with { Subprocessor = Backup }, Today));
    }

    [Fact]
    public void Is_withdrawn_from_a_day_on()
    {
        var after = Given<ResidencyOverride>(Overridden("SE")).When(new WithdrawResidencyOverride(Reason)).Then(new ResidencyOverrideWithdrawn(Today, Reason));

        Assert.Equal((true, false), (after.Covers(Sweden, Today.AddDays(-1)), after.Covers(Sweden, Today)));
        Given<ResidencyOverride>(Overridden("SE")).When(new WithdrawResidencyOverride(Reason, Start.AddDays(-1))).ThenRefused(SubprocessorAgreementRefusals.OverrideWithdrawnOtherwise);
        Given<ResidencyOverride>(Overridden("SE"), new ResidencyOverrideWithdrawn(Today, Reason)).When(new WithdrawResidencyOverride(Reason, Today.AddDays(1)))
            .ThenRefused(SubprocessorAgreementRefusals.OverrideWithdrawnOtherwise);
    }
}
