using ProcessingRegister.Decisions;
using ProcessingRegister.Transparency;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Transparency;

public class Publishing_an_edition
{
    private static readonly EditionPublished Published = new(1, Now.Instant);
    private static readonly EditionWithdrawn Withdrawn = new(1, Now.Instant);

    [Fact]
    public void Says_when() => Given<QuarterlyReport>(Drafted()).When(new PublishEdition { Number = 1 }).Then(Published);

    [Fact]
    public void Is_refused_of_one_that_there_is_not() =>
        Given<QuarterlyReport>(Drafted()).When(new PublishEdition { Number = 2 }).ThenRefused(EditionRefusals.NoSuchEdition);

    [Fact]
    public void Is_refused_of_one_that_was_discarded() =>
        Given<QuarterlyReport>(Drafted(), Withdrawn).When(new PublishEdition { Number = 1 }).ThenRefused(EditionRefusals.Withdrawn);

    [Theory]
    [InlineData("2026-03-31T21:59:59Z", true)] // Summer time began on 29 March: in Oslo the quarter ends at 22:00 UTC.
    [InlineData("2026-03-31T22:00:00Z", false)]
    public void Is_refused_before_the_quarter_is_over_in_the_organisations_zone(string now, bool refused)
    {
        var decided = Given<QuarterlyReport>(Drafted(quarter: 1)).At(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).When(new PublishEdition { Number = 1 });
        if (refused)
            decided.ThenRefused(EditionRefusals.QuarterNotOver);
        else
            decided.ThenAppended<EditionPublished>();
    }

    [Fact]
    public void Cannot_be_undone() => Given<QuarterlyReport>(Drafted(), Published).When(new WithdrawEdition { Number = 1 }).ThenRefused(EditionRefusals.Published);

    [Fact]
    public void Is_not_possible_after_the_draft_was_discarded_but_another_draft_takes_its_number()
    {
        Given<QuarterlyReport>(Drafted()).When(new WithdrawEdition { Number = 1 }).Then(Withdrawn);
        Given<QuarterlyReport>(Drafted(), Withdrawn, Drafted()).When(new PublishEdition { Number = 1 }).Then(Published);
    }

    [Theory]
    [InlineData("2026-02-14T12:00Z", ReportFindingCode.DraftWaits)]
    [InlineData("2026-03-02T12:00Z", ReportFindingCode.NotPublished, ReportFindingCode.DraftWaits)]
    public void Is_awaited_for_two_months(string today, params ReportFindingCode[] expected)
    {
        var report = Given<QuarterlyReport>(Drafted()).Record;
        Assert.Equal(expected, ReportFinding.Of(report, Now.DayOf, Now.DayOf(DateTimeOffset.Parse(today, System.Globalization.CultureInfo.InvariantCulture))).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("2026-01-10T12:00Z", ReportFindingCode.PublishedEarly)]
    [InlineData("2026-02-10T12:00Z")]
    [InlineData("2026-03-10T12:00Z", ReportFindingCode.PublishedLate)]
    public void Is_found_to_be_early_or_late_and_not_barred(string at, params ReportFindingCode[] expected)
    {
        var report = Given<QuarterlyReport>(Drafted(), new EditionPublished(1, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))).Record;
        Assert.Equal(expected, ReportFinding.Of(report, Now.DayOf, Today).Select(finding => finding.Code));
    }

    // Of the last quarter of 2025 unless it says another of 2026.
    private static EditionDrafted Drafted(int? quarter = null) => new(quarter is null ? 2025 : 2026, quarter ?? 4, 1,
        new(17, Now.Instant.AddDays(-30), new("localhost/ledger/acme", 9, new byte[32]), "2026-1", "iso3166-1-2026", "Europe/Oslo", []), [new("access.csv", new byte[32], 7)], 0);
}

public class A_draft
{
    private static readonly EditionBasis Basis =
        new(17, Now.Instant, new("localhost/ledger/acme", 9, new byte[32]), "2026-1", "iso3166-1-2026", "Europe/Oslo", []);

    [Fact]
    public void Of_the_same_figures_is_the_one_that_stands()
    {
        var first = Drafted(1, revisions: 0, table: 1);
        var report = Given<QuarterlyReport>(first).Record;
        Assert.Same(Decision.AlreadyDone, QuarterlyReport.Take(report, first with { Basis = Basis with { Position = 18 } }, Now));
    }

    [Fact]
    public void Of_the_same_figures_beside_other_editions_or_profiles_takes_the_place_of_the_one_before()
    {
        var first = Drafted(1, revisions: 0, table: 1);
        var report = Given<QuarterlyReport>(first).Record;
        foreach (var basis in new[] { Basis with { Published = [new(2025, 3, 1)] }, Basis with { Profiles = [new(2025, [ReportProfile.UsNsl])] } })
            Assert.Equal(2, Assert.IsType<Decision.Appended>(QuarterlyReport.Take(report, first with { Basis = basis }, Now)).Events.Count);
    }

    [Fact]
    public void Of_other_figures_takes_the_place_of_the_one_before()
    {
        var report = Given<QuarterlyReport>(Drafted(1, 0, table: 1)).Record;
        var appended = Assert.IsType<Decision.Appended>(QuarterlyReport.Take(report, Drafted(1, 0, table: 2), Now));
        Assert.Equal([typeof(EditionWithdrawn), typeof(EditionDrafted)], appended.Events.Select(e => e.GetType()));
    }

    [Fact]
    public void Examined_together_with_other_editions_takes_the_place_of_the_one_before()
    {
        var first = Drafted(1, 0, table: 1);
        Assert.IsType<Decision.Appended>(QuarterlyReport.Take(Given<QuarterlyReport>(first).Record, first with { Basis = Basis with { Published = [new(2025, 3, 1)] } }, Now));
    }

    [Fact]
    public void That_changes_nothing_of_what_is_published_is_refused()
    {
        var report = Given<QuarterlyReport>(Drafted(1, 0, table: 1), new EditionPublished(1, Now.Instant)).Record;
        Assert.Equal(EditionRefusals.NothingChanged, Assert.IsType<Decision.Refused>(QuarterlyReport.Take(report, Drafted(2, 0, table: 1), Now)).Refusal);
        Assert.IsType<Decision.Appended>(QuarterlyReport.Take(report, Drafted(2, 1, table: 2), Now));
    }

    private static EditionDrafted Drafted(int edition, int revisions, byte table) => new(2025, 4, edition, Basis, [new("access.csv", [table], 7), new("edition.json", [(byte)edition], 7)], revisions);
}

public class A_choice_of_profiles
{
    private static readonly ChooseReportProfiles Chosen = new(2026, [ReportProfile.UsNsl, ReportProfile.Dsa]);

    [Fact]
    public void Holds_from_its_year_on_until_another()
    {
        var profiles = Given<ReportProfiles>(new ReportProfilesAdopted(2027, []), new ReportProfilesAdopted(2025, [ReportProfile.Dsa])).Record;
        Assert.Equal([ReportProfile.Public], profiles.Of(2024));
        Assert.Equal([ReportProfile.Dsa, ReportProfile.Public], profiles.Of(2026));
        Assert.Equal([ReportProfile.Public], profiles.Of(2028));
        Assert.Equal([new(2025, [ReportProfile.Dsa])], profiles.UpTo(2026));
    }

    [Theory]
    [InlineData(2025, true)]
    [InlineData(2026, false)]
    [InlineData(2027, false)]
    public void Is_refused_where_anything_of_its_years_is_published(int published, bool accepted)
    {
        var decided = ReportProfiles.Take(null, Chosen, [published]);
        if (accepted)
            Assert.Equal([ReportProfile.Dsa, ReportProfile.UsNsl], ((ReportProfilesAdopted)Assert.Single(Assert.IsType<Decision.Appended>(decided).Events)).Profiles);
        else
            Assert.Equal(EditionRefusals.ProfilesPublished, Assert.IsType<Decision.Refused>(decided).Refusal);
    }

    [Fact]
    public void That_holds_already_is_made() =>
        Assert.Same(Decision.AlreadyDone, ReportProfiles.Take(Given<ReportProfiles>(new ReportProfilesAdopted(2026, [ReportProfile.Dsa, ReportProfile.UsNsl])).Record, Chosen, [2026]));
}
