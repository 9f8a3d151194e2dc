using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.RecordsOfProcessing;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using Facts = ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.RecordsOfProcessing;

public class The_column_of_the_chain
{
    private const string Heading = "Art. 28(2), (4) subprocessors";

    private static readonly (Guid Direct, Guid Under) Ids = (new("0198c1f0-0000-7000-8000-0000000000c1"), new("0198c1f0-0000-7000-8000-0000000000c2"));

    private static string? Cell(params ChainLink[]? links)
    {
        var entry = ProcessorsEntry.Of(Records.Agreement("Bakeri", "payroll"), new([], Records.Day)) with { Subprocessors = links };
        return Tables.Processors([.. Keeper.Unknown.Points(ProcessingRole.Processor)], withChain: true).Single(c => c.Name == Heading).Cell((entry, null));
    }

    private static ChainLink Link(Guid id, string name, Guid? engagedBy, TransferGround? ground) => new(
        id, "reference", name, engagedBy is null ? 1 : 2, engagedBy is null, engagedBy is { } by ? [by] : [], Records.Day, SubprocessorKind.Hosting, CountryCode.Parse("NO"), "999999990",
        new("Veien 1"), new ContactPerson { Name = new("Ola Nordmann") }, [new("operation", "payroll")], [new(CountryCode.Parse("IN"), false, true, ground)]);

    [Fact]
    public void Names_each_party_through_whom_it_is_engaged_and_on_what_ground()
    {
        var clauses = new TransferGround(TransferVerdict.Valid, GroundRestsOn.Contract, TransferMechanism.StandardClausesModule3, AdequacyState.NotAdequate, "Art. 45", [])
        {
            Version = "Decision (EU) 2021/914",
            ImpactAssessedOn = new(2026, 2, 1),
        };
        var nothing = new TransferGround(TransferVerdict.Invalid, GroundRestsOn.Nothing, null, AdequacyState.NotAdequate, "Art. 45", []);

        Assert.Equal(
            "Drift AS, 999999990, NO, Veien 1, contact: Ola Nordmann, hosting, depth 1, engaged by the keeper since 2026-03-02, tasks: operation (payroll), "
            + "places: IN (access) standardClausesModule3: valid Decision (EU) 2021/914 assessed 2026-02-01; "
            + "Under AS, 999999990, NO, Veien 1, contact: Ola Nordmann, hosting, depth 2, engaged by Drift AS since 2026-03-02, tasks: operation (payroll), "
            + "places: IN (access) no ground: invalid",
            Cell(Link(Ids.Direct, "Drift AS", null, clauses), Link(Ids.Under, "Under AS", Ids.Direct, nothing)));
    }

    [Fact]
    public void Tells_nobody_from_not_shown()
    {
        Assert.Equal("none", Cell([]));
        Assert.Null(Cell(null));
    }
}

[Collection(RegisterCollection.Name)]
public class One_controllers_extract(RegisterHost host)
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public async Task Has_the_chain_as_CSV_too()
    {
        var (org, client) = await host.OrganisationAsync(Role.Contributor, Role.Reader);
        var (direct, under) = (await client.RegisterAsync(org, "drift", "Drift AS", Facts.Content(), new DateOnly(2026, 2, 1)), await client.RegisterAsync(org, "under", "Under AS", Facts.Content(place: "IN")));
        await client.SendAsync(org, $"/{direct}/own-subprocessors", new AddOwnSubprocessor(under, Start));
        using var concluded = await client.PostAsJsonAsync($"/v1/{org}/processing-agreements", new ConcludeProcessingAgreement(
            CountryCode.Parse("NO"), new("987654321"), new AgreementContent { ControllerName = new("Bakeri"), Services = ["payroll"] }, Start), RegisterJson.Edge);
        var controller = (Guid)(await concluded.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;

        var extract = await client.GetStringAsync($"/v1/{org}/registers/processor.csv?controller={controller}&validAt=2026-02-01");
        var before = await client.GetStringAsync($"/v1/{org}/registers/processor.csv?controller={controller}&validAt=2026-01-31");

        Assert.Contains("Art. 28(2), (4) subprocessors", extract.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("Drift AS", extract, StringComparison.Ordinal);
        Assert.Contains("engaged by Drift AS since 2026-01-01", extract, StringComparison.Ordinal);
        Assert.Contains("IN (storage) no ground: invalid", extract, StringComparison.Ordinal);
        Assert.DoesNotContain("Drift AS", before, StringComparison.Ordinal);
        Assert.EndsWith(",none", before.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("subprocessors", (await client.GetStringAsync($"/v1/{org}/registers/processor.csv")).Split('\n')[0], StringComparison.Ordinal);
    }
}
