using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Days;

namespace ProcessingRegister.Tests.Law;

public class The_exemption_of_small_organisations
{
    private static readonly LawInForce Norway = LawInForce.At(Territory.Parse("NO"), On("2026-10-10"));

    [Fact]
    public void V60_is_lost_by_processing_that_is_not_occasional()
    {
        var finding = ArticleThirtyExemption.Evaluate(240, [RecordDisqualifier.NotOccasional], Norway);

        Assert.True(finding.RecordRequired);
        Assert.Equal("notOccasional", Assert.Single(finding.Reasons).Code);
    }

    [Fact]
    public void V61_follows_the_Union_only_where_the_change_has_been_taken_over()
    {
        var book = LawBook.Current
            .With(Row("EU", LawKeys.ExemptionMaxEmployees.Name, "750", "2027-01-01"))
            .With(Row("EU", LawKeys.ExemptionTest.Name, """["highRisk"]""", "2027-01-01"));
        var adopted = On("2027-01-01");
        ExemptionFinding In(string code, DateOnly on) =>
            ArticleThirtyExemption.Evaluate(600, [RecordDisqualifier.NotOccasional], book.At(Territory.Parse(code), on));

        Assert.True(In("NO", adopted).RecordRequired);
        Assert.False(In("SE", adopted).RecordRequired);
        Assert.True(In("SE", adopted.AddDays(-1)).RecordRequired);
        Assert.True(ArticleThirtyExemption.Evaluate(600, [RecordDisqualifier.HighRisk], book.At(Territory.Parse("SE"), adopted)).RecordRequired);
    }

    [Theory]
    [InlineData(RecordDisqualifier.Risk)]
    [InlineData(RecordDisqualifier.NotOccasional)]
    [InlineData(RecordDisqualifier.Art9)]
    [InlineData(RecordDisqualifier.Art10)]
    [InlineData(RecordDisqualifier.HighRisk)]
    public void Is_lost_by_any_single_disqualifier(RecordDisqualifier disqualifier) =>
        Assert.True(ArticleThirtyExemption.Evaluate(1, [disqualifier], Norway).RecordRequired);

    [Theory]
    [InlineData(0, false)]
    [InlineData(249, false)]
    [InlineData(250, true)]
    public void Is_for_fewer_than_the_number_in_the_law(int employees, bool required) =>
        Assert.Equal(required, ArticleThirtyExemption.Evaluate(employees, [], Norway).RecordRequired);

    [Fact]
    public void Gives_every_reason_and_not_the_first_alone() =>
        Assert.Equal(
            ["employees", "notOccasional", "art9"],
            ArticleThirtyExemption.Evaluate(1000, [RecordDisqualifier.Art9, RecordDisqualifier.NotOccasional], Norway).Reasons.Select(reason => reason.Code));

    [Fact]
    public void Is_not_guessed_for_a_day_before_the_GDPR() =>
        Assert.Throws<LawUnknownException>(() => ArticleThirtyExemption.Evaluate(1, [], LawInForce.At(Territory.Parse("NO"), On("2018-07-19"))));
}
