using ProcessingRegister.Decisions;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Subprocessors.Lists;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Subprocessors;

public class A_dated_list
{
    private const string Header = "date,name,purpose,location\n";

    [Fact]
    public async Task Becomes_the_changes_between_its_dates()
    {
        var plan = await PlanAsync($"{Header}2025-01-01,Alfa,hosting,Norway\n2025-01-01,Beta,mail,Norway\n2025-02-01,Alfa,hosting,\"Norway, Sweden\"\n2025-02-01,Gamma,chat,Norway\n");

        Assert.Equal(
            [("Alfa", ChangeOfList.Added), ("Beta", ChangeOfList.Added), ("Alfa", ChangeOfList.PlaceChanged), ("Gamma", ChangeOfList.Added), ("Beta", ChangeOfList.Removed)],
            plan.Changes.Select(c => (c.Name.Value, c.Change)));
        Assert.Empty(plan.Proposals);
    }

    [Theory]
    [InlineData("2023-02-30,Alfa,hosting,NO", "/csv/2/date")]
    [InlineData("0000-01-01,Alfa,hosting,NO", "/csv/2/date")]
    [InlineData("2028-01-01,Alfa,hosting,NO", "/csv/2/date")]
    [InlineData("2025-01-02,Alfa,hosting,NO\n2025-01-01,Beta,mail,NO", "/csv/3/date")]
    [InlineData("2025-01-01,,hosting,NO", "/csv/2/name")]
    [InlineData("2025-01-01,Alfa,hosting,two weeks", "/csv/2/location")]
    [InlineData("2025-01-01,Alfa,hosting,NO\n2025-01-01,ALFA,hosting,SE", "/csv/3/name")]
    [InlineData("2025-01-01,Alfa,call +47 22 12 34 56,NO", "/csv/2/purpose")]
    [InlineData("2025-01-01,\"Alfa,hosting,NO", "/csv/2")]
    [InlineData("", "/csv")]
    public async Task Is_refused_with_the_line_that_is_wrong(string lines, string place) => Assert.Equal([place], (await FaultsAsync(Header + lines + "\n")).Select(f => f.Pointer));

    [Fact]
    public async Task Names_an_id_once_for_each_date()
    {
        Assert.Equal(["/csv/3/id"], (await FaultsAsync("date,id,name\n2025-01-01,7,Alfa\n2025-01-01,7,Beta\n")).Select(f => f.Pointer));
        Assert.Empty(await FaultsAsync("date,id,name\n2025-01-01,7,Alfa\n2025-02-01,7,Alfa\n"));
    }

    [Fact]
    public async Task With_ids_knows_a_rename_for_certain()
    {
        var plan = await PlanAsync("date,id,name\n2025-01-01,7,Alfa\n2025-02-01,7,Omega\n");

        Assert.Equal([ChangeOfList.Added, ChangeOfList.Renamed], plan.Changes.Select(c => c.Change));
        Assert.Empty(plan.Proposals);
        Assert.Single(plan.Streams);
    }

    [Theory]
    [InlineData("date,action,name\n2025-01-01,removed,Alfa\n", "/csv/2/name")]
    [InlineData("date,action,name\n2025-01-01,added,Alfa\n2025-02-01,added,alfa\n", "/csv/3/name")]
    [InlineData("date,action,id,name\n2025-01-01,added,7,Alfa\n2025-02-01,added,7,Beta\n", "/csv/3/id")]
    [InlineData("date,action,name\n2025-01-01,vanished,Alfa\n", "/csv/2/action")]
    [InlineData("date,action,name\n2025-01-01,added,Alfa\n2025-02-01,,Beta\n", "/csv/2/action")]
    [InlineData("date,nom\n2025-01-01,Alfa\n", "/csv/1")]
    public async Task Of_changes_is_refused_with_the_line_that_cannot_be(string csv, string place) => Assert.Contains(place, (await FaultsAsync(csv)).Select(f => f.Pointer));

    [Fact]
    public async Task Proposes_a_rename_and_a_merger_and_takes_them_as_answered()
    {
        const string Csv = Header + "2025-01-01,Twilio,messages,US\n2025-01-01,SendGrid,mail,US\n2025-01-01,Azure (Microsoft),hosting,US\n"
            + "2025-05-12,Twilio (SendGrid),messages,US\n2025-05-12,Microsoft (Azure),hosting,US\n";
        var open = await PlanAsync(Csv);

        Assert.Equal(
            [(ProposalKind.Rename, "Azure (Microsoft)", "Microsoft (Azure)"), (ProposalKind.Rename, "Twilio", "Twilio (SendGrid)"), (ProposalKind.Merger, "SendGrid", "Twilio (SendGrid)")],
            open.Proposals.Select(p => (p.Kind, p.Name.Value, p.Into.Value)));
        Assert.All(open.Proposals, p => Assert.Equal(ProposalState.Open, p.State));

        var confirmed = await PlanAsync(Csv, [.. open.Proposals.Select(p => new ProposalAnswer(p.Id, true))]);
        Assert.Equal(3, confirmed.Streams.Count);
        Assert.Equal([ChangeOfList.Renamed, ChangeOfList.Renamed, ChangeOfList.Merged], confirmed.Changes.Where(c => c.On.Year == 2025 && c.On.Month == 5).Select(c => c.Change));
        var (twilio, sendGrid) = (Stream("Twilio (SendGrid)", confirmed), Stream("SendGrid", confirmed));
        Assert.Equal((twilio.Id, sendGrid.Id), (sendGrid.Latest.MergedInto!.Other, twilio.Latest.Absorbed.Single().Other));

        var rejected = await PlanAsync(Csv, [.. open.Proposals.Select(p => new ProposalAnswer(p.Id, false))]);
        Assert.Equal(5, rejected.Streams.Count);
        Assert.All(rejected.Proposals.Where(p => p.Kind == ProposalKind.Rename), p => Assert.Equal(ProposalState.Rejected, p.State));
    }

    [Fact]
    public async Task Of_one_service_leaves_what_another_service_has()
    {
        var plan = await PlanAsync("date,name,purpose,service\n2025-01-01,Alfa,hosting,mail\n2025-01-01,Alfa,hosting,chat\n2025-01-01,Beta,hosting,mail\n2025-02-01,Beta,hosting,mail\n");

        var alfa = Stream("Alfa", plan).Latest;
        Assert.True(alfa.IsEngagedOn(new(2025, 2, 1)));
        Assert.Equal(["chat"], alfa.Content.Services.Select(s => s.Service!.Value.Value));
    }

    [Fact]
    public async Task Brings_one_that_was_gone_back_under_its_own_record()
    {
        var plan = await PlanAsync($"{Header}2025-01-01,Alfa,hosting,NO\n2025-01-01,Beta,mail,NO\n2025-02-01,Beta,mail,NO\n2025-03-01,Alfa,backups,NO\n2025-03-01,Beta,mail,NO\n");

        Assert.Equal([new Engagement(new(2025, 1, 1), new DateOnly(2025, 2, 1)), new Engagement(new(2025, 3, 1))], Stream("Alfa", plan).Latest.Engagements);
        Assert.Equal(["Alfa", "Beta", "Alfa", "Alfa"], plan.Changes.Select(c => c.Name.Value));
    }

    [Fact]
    public async Task That_is_planned_upon_itself_changes_nothing()
    {
        const string Csv = Header + "2025-01-01,Alfa,hosting,NO\n2025-01-01,Beta,mail,NO\n2025-02-01,Alfa,backups,SE\n";
        var first = await PlanAsync(Csv);

        var again = await PlanAsync(Csv, [], first.Streams);

        Assert.Empty(again.Changes);
        Assert.Empty(again.Faults);
    }

    [Fact]
    public async Task That_would_change_what_came_later_on_record_is_refused()
    {
        var first = await PlanAsync($"{Header}2025-01-01,Alfa,hosting,NO\n2025-06-01,Alfa,backups,NO\n");

        var faults = (await PlanAsync($"{Header}2025-03-01,Alfa,mail,NO\n", [], first.Streams)).Faults;

        Assert.Equal("/csv/2", Assert.Single(faults).Pointer);
        Assert.Contains("subprocessor-takes-effect-before-latest", faults[0].Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("United States, France,Switzerland, and Japan", "US FR CH JP")]
    [InlineData("EU/EEA", "EEA")]
    [InlineData("USA; UK", "US GB")]
    [InlineData("Bosnia and Herzegovina", "BA")]
    public void Names_places_as_people_write_them(string cell, string codes) => Assert.Equal(codes, string.Join(' ', PlaceNames.Read(cell)!.Select(p => p.Code)));

    [Theory]
    [InlineData("Amazon Web Services (AWS)", "Amazon Web Services Inc (AWS)", true)]
    [InlineData("Npm, Inc.", "npm Inc", true)]
    [InlineData("VividCortex", "CoreWeave, Inc.", false)]
    [InlineData("Azure Cognitive Services", "OpenAI", false)]
    public void Compares_names_by_the_words_that_tell(string one, string other, bool alike) => Assert.Equal(alike, NameLikeness.Of(one, other) >= NameLikeness.Similar);

    [Fact]
    public async Task That_spans_two_services_is_planned_upon_itself_as_well()
    {
        const string Csv = "date,name,purpose,location,service\n2025-01-01,Alfa,hosting,NO,one\n2025-02-01,Alfa,hosting,NO,two\n2025-03-01,Alfa,backups,NO,one\n";
        var first = await PlanAsync(Csv);

        Assert.Empty((await PlanAsync(Csv, [], first.Streams)).Faults);
    }

    private static PlannedStream Stream(string name, ListPlan plan) => plan.Streams.Single(s => s.Latest.Name.Value == name);

    private static ImportSubprocessorList Request(string csv) => new(csv, SubprocessorKind.ProcessingWithStorage);

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(string csv)
    {
        var (rows, faults) = await ListRows.ReadAsync(Request(csv), Today, default);
        return faults.Count > 0 ? faults : Plan(rows, [], []).Faults;
    }

    private static async Task<ListPlan> PlanAsync(string csv, IReadOnlyList<ProposalAnswer>? answers = null, IReadOnlyList<PlannedStream>? before = null)
    {
        var (rows, faults) = await ListRows.ReadAsync(Request(csv), Today, default);
        Assert.Empty(faults);
        return Plan(rows, answers ?? [], before ?? []);
    }

    private static ListPlan Plan(IReadOnlyList<ListRow> rows, IReadOnlyList<ProposalAnswer> answers, IReadOnlyList<PlannedStream> before) => new ListPlanner(
        before.Select(s => new PlannedStream(s.Id, [.. s.Facts.Select((fact, i) => new RecordedEvent(IdOf(i), Now.Instant, fact))])),
        answers.ToDictionary(a => a.Proposal.Value, a => a.Confirmed), Now, Guid.CreateVersion7).Plan(rows);
}
