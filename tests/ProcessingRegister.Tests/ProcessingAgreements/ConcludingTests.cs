using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingAgreements.Facts;

namespace ProcessingRegister.Tests.ProcessingAgreements;

public class Concluding_an_agreement
{
    private static ConcludeProcessingAgreement Conclude(string number, string country = "NO") => new(CountryCode.Parse(country), new(number), Content("Bakeri"));

    private static string IdentityOf(ICreation<ProcessingAgreement> creation) => creation.Identity;

    [Fact]
    public void Takes_effect_today_unless_a_day_is_named()
    {
        Assert.Equal(Today, Creating(Conclude("987654321")).Then(Concluded(from: Today)).StartedOn);
        Assert.Equal(Start, Creating(Conclude("987654321") with { EffectiveFrom = Start }).Then(Concluded()).EffectiveFrom);
    }

    [Theory]
    [InlineData("987654321")]
    [InlineData("987 654 321")]
    [InlineData("no 987.654.321 mva")]
    [InlineData("NO987654321MVA")]
    public void Knows_a_controller_however_its_number_is_written(string number) => Assert.Equal("NO:987654321", IdentityOf(Conclude(number)));

    [Theory]
    [InlineData("DK", "DK-12345678", "DK:12345678")]
    [InlineData("GB", "SC123456", "GB:SC123456")]
    [InlineData("SE", "556036-0793", "SE:5560360793")]
    public void Keeps_what_belongs_to_a_number(string country, string number, string identity) => Assert.Equal(identity, IdentityOf(Conclude(number, country)));

    [Fact]
    public void Tells_controllers_of_different_countries_apart() =>
        Assert.NotEqual(IdentityOf(Conclude("12345678", "DK")), IdentityOf(Conclude("12345678", "EE")));

    [Fact]
    public void Does_not_ask_who_is_invoiced() =>
        Assert.Equal(
            IdentityOf(Conclude("987654321")),
            IdentityOf(Conclude("987654321") with { Content = Content("Bakeri") with { InvoicingPartner = new("Regnskap") } }));

    [Fact]
    public void Names_what_Article_28_demands_and_no_clause_is_named_for()
    {
        var record = Creating(Conclude("987654321")).Then(Concluded(from: Today));

        Assert.Equal(Enum.GetValues<Article28Item>().Where(item => item != Article28Item.Security), record.MissingItems);
    }

    [Fact]
    public void Is_complete_when_all_sixteen_items_are_evidenced()
    {
        var example = (ConcludeProcessingAgreement)ConcludeProcessingAgreement.Example;

        Assert.Empty(example.Faults());
        Assert.Empty(Creating(example).ThenAppended<ProcessingAgreementConcluded>().MissingItems);
    }

    public static TheoryData<string, AgreementContent> Malformed => new()
    {
        { "/content/controllerName", Content(" ") },
        { "/content/dataProtectionOfficer/reason", Content("B") with { DataProtectionOfficer = new(StatedAs.NotApplicable) } },
        { "/content/items/0/item", Content("B") with { Items = [new(Article28Item.Nature, "1"), new(Article28Item.Nature, "2")] } },
        { "/content/subprocessors/objectionDays", Content("B") with { Subprocessors = new(SubprocessorAuthorisation.General) } },
        { "/content/subprocessors/noticeDays", Content("B") with { Subprocessors = new(SubprocessorAuthorisation.Specific, NoticeDays: -1) } },
        { "/content/subprocessors/notice/length", Content("B") with { Subprocessors = new(SubprocessorAuthorisation.Specific, Notice: new(-1, AgreedUnit.Weeks)) } },
        { "/content/subprocessors/notice", Content("B") with { Subprocessors = new(SubprocessorAuthorisation.Specific, NoticeDays: 30, Notice: new(1, AgreedUnit.Months)) } },
        { "/content/subprocessors/objection", Content("B") with { Subprocessors = new(SubprocessorAuthorisation.General, ObjectionDays: 14, Objection: new(2, AgreedUnit.Weeks)) } },
        { "/content/demandedOfSubprocessors/breachNoticeHours", Content("B") with { DemandedOfSubprocessors = new(BreachNoticeHours: 8761) } },
        { "/content/breachNoticeHours", Content("B") with { BreachNoticeHours = -1 } },
        { "/content/residency/0/dataCategories", Content("B") with { Residency = [new("payroll data", [Territory.EuropeanEconomicArea], DataCategories: [])] } },
        { "/content/residency/0/storedIn", Content("B") with { Residency = [new("payroll data", [])] } },
        { "/content/financialYearEnd/month", Content("B") with { FinancialYearEnd = new(13, 1) } },
        { "/content/financialYearEnd/day", Content("B") with { FinancialYearEnd = new(2, 30) } },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Is_told_where_its_form_is_wrong(string pointer, AgreementContent content) =>
        Assert.Contains(new ConcludeProcessingAgreement(Norway, Number, content).Faults(), fault => fault.Pointer == pointer);

    [Fact]
    public void Needs_a_number_that_says_something() =>
        Assert.Equal("/organisationNumber", Assert.Single(Conclude("- -").Faults()).Pointer);

    [Fact]
    public void Accepts_a_financial_year_that_ends_on_the_last_day_of_February() =>
        Assert.Empty((Content("B") with { FinancialYearEnd = new MonthDay(2, 29) }).Faults("/content"));

    [Fact]
    public void Takes_a_period_in_whichever_unit_the_contract_names()
    {
        var inDays = new SubprocessorTerms(SubprocessorAuthorisation.General, NoticeDays: 30, ObjectionDays: 14);
        var inUnits = new SubprocessorTerms(SubprocessorAuthorisation.General, Notice: new(1, AgreedUnit.Months), Objection: new(10, AgreedUnit.WorkingDays));

        Assert.Equal((new AgreedPeriod(30, AgreedUnit.Days), new AgreedPeriod(14, AgreedUnit.Days)), (inDays.NoticePeriod, inDays.ObjectionPeriod));
        Assert.Equal((new AgreedPeriod(1, AgreedUnit.Months), new AgreedPeriod(10, AgreedUnit.WorkingDays)), (inUnits.NoticePeriod, inUnits.ObjectionPeriod));
        Assert.Empty((Content("B") with { Subprocessors = inUnits }).Faults("/content"));
    }
}
