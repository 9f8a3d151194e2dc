using System.Text.RegularExpressions;
using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Breaches.Forms;
using ProcessingRegister.Breaches.ParallelClocks;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Rules;
using ProcessingRegister.Vocabulary;
using ProcessingRegister.Web;
using Xunit;

namespace ProcessingRegister.Tests.Web;

public sealed partial class The_words_of_the_pages
{
    private static readonly (string Key, string En, string Nb)[] All = [.. Phrases.Lists.SelectMany(list => list)];

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
    [InlineData(typeof(ChangeKind))]
    [InlineData(typeof(ChangeState))]
    [InlineData(typeof(ControllerStanding))]
    [InlineData(typeof(NoticeProgress))]
    [InlineData(typeof(ChangeFindingCode))]
    [InlineData(typeof(BreachStatus))]
    [InlineData(typeof(BreachRole))]
    [InlineData(typeof(BreachKind))]
    [InlineData(typeof(ConfidentialityLoss))]
    [InlineData(typeof(IntegrityLoss))]
    [InlineData(typeof(AvailabilityLoss))]
    [InlineData(typeof(IncidentType))]
    [InlineData(typeof(BreachCause))]
    [InlineData(typeof(Answer))]
    [InlineData(typeof(Qualifier))]
    [InlineData(typeof(ConsequenceSeverity))]
    [InlineData(typeof(PartyQualification))]
    [InlineData(typeof(RiskOutcome))]
    [InlineData(typeof(SeverityBand))]
    [InlineData(typeof(FilingFor))]
    [InlineData(typeof(FilingKind))]
    [InlineData(typeof(NotificationPoint))]
    [InlineData(typeof(CommunicationMeans))]
    [InlineData(typeof(CommunicationException))]
    [InlineData(typeof(CorrespondenceDirection))]
    [InlineData(typeof(NoticeState))]
    [InlineData(typeof(NoticeFindingCode))]
    [InlineData(typeof(BreachFindingCode))]
    [InlineData(typeof(ObligationState))]
    [InlineData(typeof(FormOf))]
    [InlineData(typeof(IncidentRegime))]
    [InlineData(typeof(IncidentEntity))]
    [InlineData(typeof(IncidentStep))]
    [InlineData(typeof(DutyParty))]
    public void Are_there_for_every_term(Type terms) =>
        Assert.All(Enum.GetValues(terms).Cast<Enum>(), term => Assert.True(Phrases.HasWordsFor(term), term.ToString()));

    [Fact]
    public void Are_there_for_everything_that_happens_to_a_record_with_a_page() =>
        Assert.Subset(All.Select(p => p.Key).ToHashSet(), ProcessingActivity.Events.Concat(ProcessingAgreement.Events).Concat(Breach.Events)
            .Select(type => Capital().Replace(type.Name, "_$0").ToLowerInvariant()).ToHashSet());

    /// <summary>A code of an obligation stands in the sources as a text; those of a rule of law in the rule.</summary>
    [Fact]
    public void Say_of_everything_that_a_breach_makes_owed_what_it_is_and_what_to_do()
    {
        var codes = Source.OfTheService.Where(file => file.Folder == "Breaches" && file.Path.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(file => Code().Matches(file.Code).Select(match => match.Groups[1].Value))
            .Concat(DeadlineRules.All.Select(rule => rule.Code).Where(code => code.Split('.')[0] is "breach" or "dora" or "nis2")).Distinct().ToList();

        Assert.True(codes.Count >= 14, string.Join(", ", codes));
        Assert.Empty(codes.SelectMany(code => new[] { $"duty.{code}", $"do.{code}" }).Except(All.Select(p => p.Key)));
    }

    [Fact]
    public void Are_there_for_all_that_a_form_asks_and_answers()
    {
        var forms = Source.OfTheService.Where(file => file.Path.StartsWith("Breaches/Forms/", StringComparison.Ordinal) || file.Path.Contains("/Breaches/Forms/", StringComparison.Ordinal)).ToList();
        var breach = Deciding.Sentence.Given<Breach>(new BreachRecorded("empty", CountryCode.Parse("NO"), new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), new())).Record;
        var filled = Enum.GetValues<FormOf>().Select(of => FormsOverHttp.Fill(of, breach, RegisterHost.Establishment("acme").Profile)).ToList();
        var said = filled.SelectMany(form => form.Notes.Concat(form.Sections.SelectMany(s => s.Fields.Select(f => f.Label).Prepend(s.Heading))))
            .Concat(forms.SelectMany(file => SaidInForm().Matches(file.Text).Select(match => match.Groups[1].Value))).Distinct().ToList();

        Assert.True(said.Count > 130);
        Assert.Empty(said.Except(FormWords.Norwegian.Keys));
        Assert.All(FormWords.Norwegian, pair => Assert.Equal(Places().Matches(pair.Key).Select(m => m.Value).Order(), Places().Matches(pair.Value).Select(m => m.Value).Order()));
    }

    [GeneratedRegex("\"(breach\\.[a-z][a-zA-Z]+)\"")]
    private static partial Regex Code();

    [GeneratedRegex("\\bSay\\(\"([^\"]+)\"")]
    private static partial Regex SaidInForm();

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
