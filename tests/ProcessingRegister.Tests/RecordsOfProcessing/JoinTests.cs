using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.RecordsOfProcessing;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.RecordsOfProcessing.Records;

namespace ProcessingRegister.Tests.RecordsOfProcessing;

public class The_processors_record
{
    private static IEnumerable<string> Under(string[] services, params ProcessingActivity[] activities) =>
        new ProcessingByService(activities, Day).Under(Agreement("Bakeri", services)).Select(a => a.Reference.Value);

    [Fact]
    public void Joins_an_agreement_with_each_activity_that_shares_a_service() =>
        Assert.Equal(["invoicing", "payroll"], Under(["salary", "accounting"],
            Processing("payroll", "salary"), Processing("invoicing", "accounting", "trade"), Processing("hosting", "cloud")));

    [Fact]
    public void Names_an_activity_once_however_many_services_are_shared() =>
        Assert.Equal(["payroll"], Under(["salary", "time"], Processing("payroll", "salary", "time")));

    [Fact]
    public void Joins_an_agreement_that_takes_nothing_with_nothing() => Assert.Empty(Under([], Processing("payroll", "salary")));

    [Fact]
    public void Leaves_out_what_the_organisation_does_as_controller() =>
        Assert.Empty(Under(["salary"], Processing("payroll", "salary") with { Role = ProcessingRole.Controller }));

    [Fact]
    public void Leaves_out_what_has_ended_and_keeps_what_is_still_to_end() =>
        Assert.Equal(["b"], Under(["salary"],
            Processing("a", "salary") with { EndedOn = Day }, Processing("b", "salary") with { EndedOn = Day.AddDays(1) }));

    [Fact]
    public void Letters_its_points_as_the_article_does()
    {
        var entry = ProcessorsEntry.Of(Agreement("Bakeri", "salary"), new([Processing("payroll", "salary")], Day));

        Assert.Equal(["Art. 30(2)(a)", "Art. 30(2)(a)", "Art. 30(2)(a)"], entry.Points.Select(p => p.Provision));
        Assert.Equal(
            ["Art. 30(2)(b)", "Art. 30(2)(c)", "Art. 30(2)(c)", "Art. 30(2)(d)"], Assert.Single(entry.Processing).Points.Select(p => p.Provision));
    }

    [Fact]
    public void Has_a_row_for_each_controller_and_activity_and_one_for_a_controller_without()
    {
        var activities = new ProcessingByService([Processing("payroll", "salary"), Processing("time sheets", "salary")], Day);
        var columns = Tables.Processors(Keeper.Unknown.Points(ProcessingRole.Processor));
        string? Cell(ProcessorsEntry entry, int row, string heading) => columns.Single(c => c.Name == heading).Cell(Tables.Rows(entry).ElementAt(row));

        var (with, without) = (ProcessorsEntry.Of(Agreement("Bakeri", "salary"), activities), ProcessorsEntry.Of(Agreement("Konditori"), activities));

        Assert.Equal(2, Tables.Rows(with).Count());
        Assert.Equal("Bakeri, 987654321, NO, contact: Ola Nordmann, ola@example.no", Cell(with, 1, "Art. 30(2)(a) controllersActedFor (controller)"));
        Assert.Equal("time sheets of employees", Cell(with, 1, "Art. 30(2)(b) categoriesOfProcessing"));
        Assert.Equal("encryption: Data are encrypted at rest", Cell(with, 0, "Art. 30(2)(d) processorsSecurityMeasures"));
        Assert.Equal("missing", Cell(without, 0, "Art. 30(2)(b) categoriesOfProcessing"));
        Assert.Equal("missing", Cell(without, 0, "Art. 30(2)(a) processor (keeper)"));
    }
}
