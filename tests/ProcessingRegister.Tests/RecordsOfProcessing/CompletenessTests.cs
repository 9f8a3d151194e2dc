using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.RecordsOfProcessing;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.RecordsOfProcessing.Records;

namespace ProcessingRegister.Tests.RecordsOfProcessing;

public class Completeness_of_a_record
{
    private static readonly ProcessingByService Nothing = new([], Day);

    private static StatedAs StateOf(RecordCompleteness record, ArticleThirtyPoint point) => record.Points.Single(p => p.Point == point).State;

    [Fact]
    public void Of_a_processor_reports_the_points_that_the_law_asks_of_a_processor_and_no_others()
    {
        var record = RecordCompleteness.Of(Processing("payroll", "salary"), null);

        Assert.All(record.Points, p => Assert.Equal(ProcessingRole.Processor, p.Point.Role()));
        Assert.DoesNotContain(record.Points, p => p.State == StatedAs.Missing);
    }

    [Fact]
    public void Of_a_controller_reports_each_point_that_is_the_activitys()
    {
        var record = RecordCompleteness.Of(Activity("support", ProcessingRole.Controller, new() { Name = "support" }), null);

        Assert.Equal(
            ArticleThirtyPoints.Of(ProcessingRole.Controller).Except(Keeper.Unknown.Points(ProcessingRole.Controller).Select(p => p.Name)),
            record.Points.Select(p => p.Point));
        // Safeguards are asked for one kind of transfer only, and there is no transfer.
        Assert.Equal([ArticleThirtyPoint.ControllersTransferSafeguards], record.Points.Where(p => p.State != StatedAs.Missing).Select(p => p.Point));
    }

    [Fact]
    public void Tells_the_four_states_apart()
    {
        var record = RecordCompleteness.Of(Activity("support", ProcessingRole.Controller, new()
        {
            Name = "support",
            Purposes = Provided(new Purpose("Answering those who ask")),
            Recipients = NotYetPossible<IReadOnlyList<Recipient>>(),
            JointControllers = NotApplicable<IReadOnlyList<JointController>>(),
        }), null);

        Assert.Equal(StatedAs.Provided, StateOf(record, ArticleThirtyPoint.Purposes));
        Assert.Equal(StatedAs.NotApplicable, StateOf(record, ArticleThirtyPoint.JointController));
        Assert.Equal(StatedAs.Missing, StateOf(record, ArticleThirtyPoint.CategoriesOfDataSubjects));
        Assert.Equal(new DateOnly(2026, 9, 1), record.Points.Single(p => p.State == StatedAs.NotYetPossible).ReviewBy);
    }

    [Theory]
    [InlineData(StatedAs.Provided, StatedAs.Provided, StatedAs.Provided)]
    [InlineData(StatedAs.Provided, StatedAs.NotApplicable, StatedAs.Provided)]
    [InlineData(StatedAs.NotApplicable, StatedAs.NotApplicable, StatedAs.NotApplicable)]
    [InlineData(StatedAs.Provided, StatedAs.NotYetPossible, StatedAs.NotYetPossible)]
    [InlineData(StatedAs.NotYetPossible, StatedAs.Missing, StatedAs.Missing)]
    public void Takes_time_limits_as_stated_when_they_are_for_every_category(StatedAs one, StatedAs other, StatedAs together)
    {
        static DataCategory Category(StatedAs state) => new("data")
        {
            TimeLimitForErasure = state switch
            {
                StatedAs.Provided => new(state, new TimeLimitForErasure("one year", Years: 1)),
                StatedAs.NotApplicable => NotApplicable<TimeLimitForErasure>(),
                StatedAs.NotYetPossible => NotYetPossible<TimeLimitForErasure>(),
                _ => Stated<TimeLimitForErasure>.Missing,
            },
        };

        var content = new ActivityContent { Name = "support", DataCategories = Provided(Category(one), Category(other)) };

        Assert.Equal(together, ActivityPoints.OfController(content).Single(p => p.Name == ArticleThirtyPoint.TimeLimitsForErasure).State);
    }

    [Fact]
    public void Does_not_count_an_authority_under_inquiry_as_a_recipient()
    {
        var content = new ActivityContent
        {
            Name = "support",
            Recipients = Provided(new Recipient(RecipientKind.AuthorityUnderInquiry, "Tax authority"), new Recipient(RecipientKind.Processor, "Help desk")),
        };

        Assert.Equal("processor: Help desk", ActivityPoints.OfController(content).Single(p => p.Name == ArticleThirtyPoint.CategoriesOfRecipients).Cell);
    }

    [Fact]
    public void Asks_for_safeguards_where_a_transfer_rests_on_compelling_interests()
    {
        var content = new ActivityContent
        {
            Name = "support",
            Transfers = Provided(new DataTransfer(CountryCode.Parse("IN"), Mechanism: TransferMechanism.CompellingLegitimateInterests)),
        };

        Assert.Equal(StatedAs.Missing, ActivityPoints.OfProcessor(content).Single(p => p.Name == ArticleThirtyPoint.ProcessorsTransferSafeguards).State);
    }

    [Fact]
    public void Of_an_agreement_misses_the_categories_of_processing_when_it_takes_part_in_nothing()
    {
        Assert.Equal(StatedAs.Missing, StateOf(RecordCompleteness.Of(Agreement("Bakeri", "salary"), Nothing), ArticleThirtyPoint.CategoriesOfProcessing));
        Assert.DoesNotContain(
            RecordCompleteness.Of(Agreement("Bakeri", "salary"), new([Processing("payroll", "salary")], Day)).Points, p => p.State == StatedAs.Missing);
    }

    [Fact]
    public void Of_an_agreement_misses_the_controller_without_contact_details()
    {
        var agreement = Agreement("Bakeri", "salary");
        var record = RecordCompleteness.Of(agreement with { Content = agreement.Content with { Contact = null } }, Nothing);

        Assert.Equal(StatedAs.Missing, StateOf(record, ArticleThirtyPoint.ControllersActedFor));
    }

    [Fact]
    public void Adds_up_in_the_summary()
    {
        var summary = new CompletenessSummary();
        summary.Add(RecordCompleteness.Of(Processing("payroll", "salary"), null));
        summary.Add(RecordCompleteness.Of(Agreement("Bakeri"), Nothing));

        Assert.Equal((2, 1), (summary.Records, summary.WithoutGap));
        Assert.Equal(
            new PointCount(ArticleThirtyPoint.CategoriesOfProcessing, "Art. 30(2)(b)", Provided: 1, NotApplicable: 0, NotYetPossible: 0, Missing: 1),
            summary.Points.Single(p => p.Point == ArticleThirtyPoint.CategoriesOfProcessing));
    }

    [Fact]
    public void Is_shown_in_pages_that_miss_no_record_and_repeat_none()
    {
        var activities = Enumerable.Range(1, 9).Where(n => n % 4 == 1).Select(Numbered).ToList();
        var agreements = Enumerable.Range(1, 9).Where(n => n % 4 != 1).Select(Numbered).ToList();
        var shown = new List<Guid>();
        for (Guid? after = Guid.Empty; after is not null;)
        {
            bool IsBehind(RecordCompleteness r) => r.Id.CompareTo(after.Value) > 0;
            var page = agreements.Where(IsBehind).Take(2).ToList();
            var (items, next) = CompletenessOverHttp.Merge(activities.Where(IsBehind), page, agreements.Count(IsBehind) > 2 ? page[^1].Id : null, 2);
            shown.AddRange(items.Select(i => i.Id));
            after = next;
        }

        Assert.Equal(Enumerable.Range(1, 9).Select(n => Numbered(n).Id), shown);
    }

    [Fact]
    public void Tells_of_the_exemption_for_information()
    {
        var special = new ActivityContent { Name = "payroll", DataCategories = Provided(new DataCategory("union fees", SpecialCategory: SpecialCategory.TradeUnionMembership)) };
        var exemption = Exemption.Of([Activity("payroll", ProcessingRole.Processor, special)], employees: 3, LawInForce.At(CountryCode.Parse("NO"), Day));

        Assert.True(exemption!.RecordRequired);
        Assert.Equal(["notOccasional", "art9"], exemption.Reasons.Select(r => r.Code));
        Assert.Null(Exemption.Of([], 3, LawInForce.At(CountryCode.Parse("NO"), new(2010, 1, 1))));
    }

    private static RecordCompleteness Numbered(int number) =>
        new(RecordKind.ProcessingActivity, new Guid($"00000000-0000-7000-8000-{number:x12}"), ProcessingRole.Processor, null, []);
}
