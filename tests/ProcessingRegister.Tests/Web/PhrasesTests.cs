using System.Text.RegularExpressions;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Tests.Rules;
using ProcessingRegister.Vocabulary;
using ProcessingRegister.Web;
using Xunit;

namespace ProcessingRegister.Tests.Web;

public sealed partial class The_words_of_the_pages
{
    private static readonly (string Key, string En, string Nb)[] All = [.. PagePhrases.All, .. RecordPhrases.All, .. LedgerPhrases.All, .. TermPhrases.All, .. ObligationPhrases.All, .. ExplanationWords.All];

    [Fact]
    public void Are_given_once_and_in_both_languages()
    {
        Assert.Empty(All.GroupBy(p => p.Key).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.DoesNotContain(All, p => string.IsNullOrWhiteSpace(p.En) || string.IsNullOrWhiteSpace(p.Nb));
        Assert.All(All, p => Assert.Equal(Places().Matches(p.En).Select(m => m.Value), Places().Matches(p.Nb).Select(m => m.Value)));
    }

    [Fact]
    public void Are_there_for_all_that_a_page_says()
    {
        var said = Source.OfTheService.Where(file => file.Path.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => Say().Matches(file.Code).Select(match => match.Groups[1].Value)
                .Concat(Titled().Matches(file.Code).SelectMany(match => Quoted().Matches(match.Groups[1].Value).Select(quoted => quoted.Groups[1].Value))));

        Assert.Empty(said.Except(All.Select(p => p.Key)));
    }

    [Theory]
    [InlineData(typeof(StatedAs))]
    [InlineData(typeof(Role))]
    [InlineData(typeof(ProcessingRole))]
    [InlineData(typeof(ArticleThirtyPoint))]
    [InlineData(typeof(LegalBasis))]
    [InlineData(typeof(SpecialCategory))]
    [InlineData(typeof(SpecialCategoryCondition))]
    [InlineData(typeof(CriminalOffenceCondition))]
    [InlineData(typeof(RecipientKind))]
    [InlineData(typeof(TransferMechanism))]
    [InlineData(typeof(SecurityMeasureKind))]
    [InlineData(typeof(DpiaState))]
    [InlineData(typeof(Article28Item))]
    [InlineData(typeof(SubprocessorAuthorisation))]
    [InlineData(typeof(DeletionOrReturn))]
    [InlineData(typeof(ObligationState))]
    [InlineData(typeof(DutyParty))]
    public void Are_there_for_every_term(Type terms) =>
        Assert.All(Enum.GetValues(terms).Cast<Enum>(), term => Assert.True(Phrases.HasWordsFor(term), term.ToString()));

    [Fact]
    public void Are_there_for_everything_that_happens_to_a_record_with_a_page() =>
        Assert.Subset(All.Select(p => p.Key).ToHashSet(), ProcessingActivity.Events.Concat(ProcessingAgreement.Events)
            .Select(type => Capital().Replace(type.Name, "_$0").ToLowerInvariant()).ToHashSet());

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Places();

    [GeneratedRegex("Say\\(\"(\\w+)\"")]
    private static partial Regex Say();

    [GeneratedRegex(@"Titled\(([^)]*)\)")]
    private static partial Regex Titled();

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Capital();
}
