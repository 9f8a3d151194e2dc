using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.SubprocessorAgreements.FlowDown;
using ProcessingRegister.Subprocessors;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.SubprocessorAgreements.Facts;

namespace ProcessingRegister.Tests.SubprocessorAgreements;

public class What_is_passed_down_to_a_subprocessor
{
    private static readonly Subprocessor Subprocessor = Serving(Provider, [Served("payroll", ["NO"])], new SubprocessorEngaged(Start));

    private static AgreementGroup Demanding(int agreements, DemandedTerms terms) => new(terms with { Services = ["payroll"] }, agreements, Controller);

    private static FlowDownComparison Compare(FlowDownPromises? promises, params AgreementGroup[] agreements) =>
        FlowDownComparison.Of(Subprocessor, promises is null ? [] : [Contract(Concluded(Content() with { Promises = promises }))], agreements, Today);

    private static FlowDownItem Item(FlowDownComparison comparison, FlowDownSubject subject) => Assert.Single(comparison.Items, i => i.Subject == subject);

    [Fact]
    public void Is_the_shortest_notice_that_any_controller_was_promised()
    {
        AgreementGroup[] agreements =
        [
            Demanding(900, new() { BreachNoticeHours = 72 }), Demanding(40, new() { BreachNoticeHours = 24 }), Demanding(2, new() { BreachNoticeHours = 36 }), Group(8, ["accounting"]),
        ];

        var item = Item(Compare(new(BreachNoticeHours: 48), agreements), FlowDownSubject.BreachNotice);

        Assert.Equal((false, 24, 48, 42), (item.Met, item.DemandedHours, item.PromisedHours, item.Agreements));
        Assert.True(Item(Compare(new(BreachNoticeHours: 24), agreements), FlowDownSubject.BreachNotice).Met);
        Assert.Equal((false, null, 942), (Item(Compare(new(), agreements), FlowDownSubject.BreachNotice).Met,
            Item(Compare(new(), agreements), FlowDownSubject.BreachNotice).PromisedHours, Item(Compare(new(), agreements), FlowDownSubject.BreachNotice).Agreements));
    }

    [Fact]
    public void Is_what_an_agreement_demands_of_subprocessors_rather_than_of_the_processor() =>
        Assert.Equal(12, Item(Compare(new(BreachNoticeHours: 24), Demanding(1, new() { BreachNoticeHours = 48, DemandedOfSubprocessors = new(BreachNoticeHours: 12) })), FlowDownSubject.BreachNotice).DemandedHours);

    [Fact]
    public void Is_nothing_where_no_contract_is_in_force()
    {
        var comparison = Compare(null, Demanding(3, new() { DemandedOfSubprocessors = new(Audits: true) }));

        Assert.Equal((false, 3), (Item(comparison, FlowDownSubject.Contract).Met, Item(comparison, FlowDownSubject.Contract).Agreements));
        Assert.False(Item(comparison, FlowDownSubject.Audits).Met);
    }

    [Fact]
    public void Is_each_certificate_audits_and_leave_for_further_processors()
    {
        var demands = Demanding(5, new() { Authorisation = SubprocessorAuthorisation.Specific, DemandedOfSubprocessors = new(Audits: true, Certificates: ["ISO/IEC 27001:2022", "ISO/IEC 27701:2025"]) });

        var comparison = Compare(new(Audits: true, FurtherProcessors: SubprocessorAuthorisation.General, Certificates: ["ISO/IEC 27001:2022"]), demands);

        Assert.Equal(
            [("certificate", "ISO/IEC 27701:2025"), ("furtherProcessors", null)],
            comparison.Items.Where(i => !i.Met).Select(i => (Words.Of(i.Subject), i.Certificate?.Value)));
        Assert.True(Item(comparison, FlowDownSubject.Audits).Met);
    }

    [Theory]
    [InlineData("NO", true)]
    [InlineData("SE", false)]
    [InlineData(null, false)]
    public void Is_the_place_that_controllers_were_promised(string? promised, bool met) =>
        Assert.Equal(met, Item(Compare(new(StoredIn: promised is null ? null : [In(promised)]), Group(4, ["payroll"], Committed("NO"))), FlowDownSubject.Residency).Met);
}
