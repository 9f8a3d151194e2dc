using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Forms;
using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;

namespace ProcessingRegister.Tests.Breaches;

public class A_notification_form
{
    private static readonly OrganisationProfile Keeper = new()
    {
        LegalName = "Example Ltd",
        Country = Norway,
        Jurisdiction = Norway,
        DataProtectionOfficer = new(StatedAs.Provided, new ContactPerson { Name = new("Officer"), Email = new("dpo@example.org") }),
    };

    private static readonly Breach Known = Folded<Breach>(
        Recorded(new()
        {
            Kinds = [BreachKind.Confidentiality],
            Incident = IncidentType.MisdirectedMessage,
            Cause = BreachCause.InternalNonMalicious,
            Description = new("A list went to the wrong recipient."),
            NumberOfDataSubjects = new(new(Qualifier.AtLeast, 12), [new(Norway, new(Qualifier.Exact, 12))]),
        }),
        AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Risk));

    public static TheoryData<FormOf> Each => [.. Enum.GetValues<FormOf>()];

    [Theory]
    [MemberData(nameof(Each))]
    public void Is_filled_from_the_record_and_names_what_is_missing(FormOf authority)
    {
        var form = FormsOverHttp.Fill(authority, Known, Keeper);
        var fields = form.Sections.SelectMany(s => s.Fields).ToList();

        Assert.Contains(fields, f => f.Value?.Contains("A list went to the wrong recipient.", StringComparison.Ordinal) is true);
        Assert.Contains(fields, f => f.Value == "at least 12");
        Assert.Contains(fields, f => f.Value?.Contains("dpo@example.org", StringComparison.Ordinal) is true);
        Assert.Contains(fields, f => f.Value == "2026-02-16T11:17:00Z");
        Assert.NotEmpty(form.Missing);
        Assert.Equal(fields.Count(f => f.State == StatedAs.Missing), form.Missing.Count);
        Assert.All(fields, f => Assert.Equal(f.State == StatedAs.Provided, f.Value is not null));
        Assert.Contains("[missing]", form.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_edpb_keeps_the_templates_rows_in_order()
    {
        var rows = FormsOverHttp.Fill(FormOf.Edpb, Known, Keeper).Sections.SelectMany(s => s.Fields).Select(f => f.Row).OfType<string>()
            .Select(row => int.Parse(row.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(rows.Order(), rows);
        Assert.All([48, 49, 55, 61, 62, 67, 89, 97, 117], row => Assert.Contains(row, rows));
        Assert.True(rows.TrueForAll(row => row is >= 1 and <= 126));
    }

    [Fact]
    public void Leaves_out_what_does_not_apply()
    {
        var fields = FormsOverHttp.Fill(FormOf.Edpb, Known, Keeper).Sections.SelectMany(s => s.Fields).ToList();

        Assert.Equal(StatedAs.NotApplicable, fields.Single(f => f.Row == "59").State);
        Assert.Equal(StatedAs.Missing, fields.Single(f => f.Row == "56").State);
        Assert.Equal("new", fields.Single(f => f.Row == "3").Value);
    }

    [Fact]
    public void Asks_for_the_reasons_once_a_filing_is_late()
    {
        var late = Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller), Filed(FilingKind.Complete, Aware.AddHours(73)));

        var fields = FormsOverHttp.Fill(FormOf.Edpb, late, Keeper).Sections.SelectMany(s => s.Fields).ToList();

        Assert.Equal((StatedAs.Missing, "follow-up"), (fields.Single(f => f.Row == "49").State, fields.Single(f => f.Row == "3").Value));
    }

    [Fact]
    public void Says_for_whom_it_is_made()
    {
        var filed = Folded<Breach>(Recorded(), Affected(BreachRole.Processor), AwareAs(BreachRole.Processor), Selected(),
            Filed(FilingKind.Complete, Aware.AddHours(3), "for all", FilingFor.Controllers), new FilingCoverageEstablished("for all", 1197, 3));

        Assert.Contains("1197 controllers under the mandates", FormsOverHttp.Fill(FormOf.Datatilsynet, filed, Keeper).Text(), StringComparison.Ordinal);
    }
}
