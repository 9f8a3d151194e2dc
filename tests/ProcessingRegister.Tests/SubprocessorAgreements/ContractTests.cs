using ProcessingRegister.Decisions;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.SubprocessorAgreements.Facts;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

public class A_contract_with_a_subprocessor
{
    private static ConcludeSubprocessorAgreement Conclude(SubprocessorAgreementContent? content = null, DateOnly? from = null) =>
        new("hosting", content ?? Content(), from) { Subprocessor = Provider };

    [Fact]
    public void Begins_when_it_was_signed_unless_a_day_is_named()
    {
        Assert.Equal(Content().SignedOn, Creating(Conclude()).Then(Concluded(from: Content().SignedOn)).StartedOn);
        Assert.Equal(Start, Creating(Conclude(from: Start)).Then(Concluded()).EffectiveFrom);
    }

    [Fact]
    public void Is_one_of_its_subprocessor_and_reference() =>
        Assert.NotEqual(((ICreation<SubprocessorAgreement>)Conclude()).Identity, ((ICreation<SubprocessorAgreement>)(Conclude() with { Subprocessor = Backup })).Identity);

    [Fact]
    public void Is_recorded_once_it_is_signed() =>
        Creating(Conclude(Content() with { SignedOn = Today.AddDays(1) })).ThenRefused(SubprocessorAgreementRefusals.NotYetSigned);

    [Fact]
    public void Does_not_run_out_before_it_begins() =>
        Creating(Conclude(Content(Start.AddDays(-1)), Start)).ThenRefused(SubprocessorAgreementRefusals.EndsBeforeItTakesEffect);

    [Fact]
    public void Is_renewed_by_a_version_that_runs_longer()
    {
        var renewed = Content(Day("2028-12-31"));
        var after = Given<SubprocessorAgreement>(Concluded(Content(Day("2026-12-31")))).When(new AmendSubprocessorAgreement(renewed, Day("2026-03-01"))).Then(Amended(renewed, Day("2026-03-01")));

        Assert.Equal([Day("2026-12-31"), Day("2028-12-31")], after.Versions.Select(v => v.RunsUntil!.Value));
        Assert.True(after.IsInForceOn(Day("2027-06-01")));
    }

    [Fact]
    public void Is_amended_neither_backwards_nor_after_its_end_nor_before_it_is_signed()
    {
        var further = Content(Day("2030-12-31"));
        Given<SubprocessorAgreement>(Concluded()).When(new AmendSubprocessorAgreement(further, Start.AddDays(-1))).ThenRefused(SubprocessorAgreementRefusals.TakesEffectBeforeLatest);
        Given<SubprocessorAgreement>(Concluded(), Terminated(Day("2026-06-01"))).When(new AmendSubprocessorAgreement(further, Day("2026-02-01"))).ThenRefused(SubprocessorAgreementRefusals.Ended);
        Given<SubprocessorAgreement>(Concluded()).When(new AmendSubprocessorAgreement(further with { SignedOn = Today.AddDays(1) })).ThenRefused(SubprocessorAgreementRefusals.NotYetSigned);
        Given<SubprocessorAgreement>(Concluded()).When(new AmendSubprocessorAgreement(Content(Day("2026-01-31")), Day("2026-02-01"))).ThenRefused(SubprocessorAgreementRefusals.EndsBeforeItTakesEffect);
    }

    [Fact]
    public void Ends_by_notice_on_the_day_that_the_notice_names()
    {
        var notice = new TerminateSubprocessorAgreement(Day("2026-09-01"), TerminatingParty.Subprocessor);
        var after = Given<SubprocessorAgreement>(Concluded()).When(notice).Then(new SubprocessorAgreementTerminated(Day("2026-09-01"), TerminatingParty.Subprocessor, Today, null));

        Assert.True(Given<SubprocessorAgreement>(Concluded(), Terminated(Day("2026-09-01"))).InEffectOn(Day("2026-08-31"))!.IsInForceOn(Day("2026-08-31")));
        Assert.False(after.IsInForceOn(Day("2026-09-01")));
        Given<SubprocessorAgreement>(Concluded(), Terminated(Day("2026-09-01"))).When(notice).ThenRefused(SubprocessorAgreementRefusals.Ended);
        Given<SubprocessorAgreement>(Concluded()).When(notice with { EndedOn = Start.AddDays(-1) }).ThenRefused(SubprocessorAgreementRefusals.EndsBeforeItTakesEffect);
        Given<SubprocessorAgreement>(Concluded()).When(notice with { NoticeGivenOn = Today.AddDays(1) }).ThenRefused(SubprocessorAgreementRefusals.NotYetHappened);
    }

    [Fact]
    public void Is_assessed_for_a_third_country_once_under_each_reference()
    {
        Given<SubprocessorAgreement>(Concluded()).When(new AssessTransferImpact(Assessment())).Then(new TransferImpactAssessed(Assessment()));
        Given<SubprocessorAgreement>(Concluded(), new TransferImpactAssessed(Assessment())).When(new AssessTransferImpact(Assessment(on: "2026-02-02")))
            .ThenRefused(SubprocessorAgreementRefusals.AssessedOtherwise);
        Given<SubprocessorAgreement>(Concluded()).When(new AssessTransferImpact(Assessment(on: "2026-03-03"))).ThenRefused(SubprocessorAgreementRefusals.NotYetHappened);
    }

    [Fact]
    public void Names_what_Article_28_demands_and_no_clause_is_shown_for()
    {
        var notApplicable = Content() with
        {
            Items = [.. Content().Items, new(Article28Item.Subprocessors, new(StatedAs.NotApplicable, Reason: Reason)), new(Article28Item.Duration, new(StatedAs.Missing))],
        };

        Assert.Equal(Enum.GetValues<Article28Item>().Except([Article28Item.Security, Article28Item.Subprocessors]), Contract(Concluded(notApplicable)).MissingItems);
        Assert.Empty(Contract(Concluded(((ConcludeSubprocessorAgreement)ConcludeSubprocessorAgreement.Example).Content)).MissingItems);
    }

    [Fact]
    public void Opens_the_gate_on_the_days_on_which_it_is_in_force()
    {
        var contract = Contract(Concluded(Content(Day("2026-06-30"))));

        Assert.Equal([false, true, true, false], AroundTheFirstHalf.Select(day => EngagementGate.IsOpen([contract], day)));
        Assert.False(EngagementGate.IsOpen([], Start));
        Assert.False(EngagementGate.IsOpen([Contract(Concluded(Content() with { SignedOn = Day("2026-02-01") }))], Day("2026-01-31")));
    }

    public static TheoryData<string, SubprocessorAgreementContent> Malformed => new()
    {
        { "/content/documentSha256", Content() with { DocumentSha256 = [1, 2] } },
        { "/content/runsUntil", Content(Day("2025-11-30")) },
        { "/content/items/1/item", Content() with { Items = [.. Content().Items, .. Content().Items] } },
        { "/content/items/0/clause/reason", Content() with { Items = [new(Article28Item.Nature, new(StatedAs.NotApplicable))] } },
        { "/content/promises/breachNoticeHours", Content() with { Promises = new(BreachNoticeHours: -1) } },
        { "/content/transfers/0/place", Content(null, new AgreedTransfer(In("EEA"), TransferMechanism.BindingCorporateRulesForProcessors)) },
        { "/content/transfers/0/version", Content(null, new AgreedTransfer(In("IN"), TransferMechanism.StandardClausesModule3)) },
        { "/content/transfers/0/adequacyDecision", Content(null, new AgreedTransfer(In("US"), TransferMechanism.AdequacyDecision)) },
        { "/content/transfers/0/adequacyDecision", Content(null, new AgreedTransfer(In("US"), TransferMechanism.AdequacyDecision, AdequacyDecision: "GB 2025")) },
        { "/content/transfers/0/reasons", Content(null, new AgreedTransfer(In("US"), TransferMechanism.LegalClaims)) },
        { "/content/transfers/1/mechanism", Content(null, Rules, Rules) },
    };

    private static AgreedTransfer Rules => new(In("IN"), TransferMechanism.BindingCorporateRulesForProcessors);

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Is_told_where_its_form_is_wrong(string pointer, SubprocessorAgreementContent content) =>
        Assert.Contains(Conclude(content).Faults(), fault => fault.Pointer == pointer);

    [Fact]
    public void Names_the_measures_that_an_assessment_rests_on() =>
        Assert.Equal("/assessment/supplementaryMeasures", Assert.Single(
            new AssessTransferImpact(Assessment(conclusion: ImpactConclusion.EquivalentWithSupplementaryMeasures)).Faults()).Pointer);
}
