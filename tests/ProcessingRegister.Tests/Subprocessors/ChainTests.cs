using ProcessingRegister.Law;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.Subprocessors;

public class The_chain_of_a_controller
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(10, 8).Select(n => new Guid($"0198c1f0-0000-7000-8000-{n:x12}"))];

    private static IReadOnlyList<ChainLink> Chain(DateOnly day, params Subprocessor[] records) =>
        ControllersChain.LinksFor([new ImpersonalText("payroll")], day, records, null);

    private static Subprocessor Named(int id, string name, params object[] more) => Record(Ids[id], [new SubprocessorRegistered($"r{id}", name, Start, Content()), .. more]);

    [Fact]
    public void Goes_four_deep_and_names_each_party_once()
    {
        var links = Chain(June, Named(0, "A", Engaged(), Added(Ids[1]), Added(Ids[2])), Named(1, "B", Added(Ids[3])), Named(2, "C", Added(Ids[3])), Named(3, "D", Added(Ids[4])), Named(4, "E"));

        Assert.Equal([("A", 1), ("B", 2), ("C", 2), ("D", 3), ("E", 4)], links.Select(l => (l.Name.Value, l.Depth)));
        Assert.Equal([Ids[1], Ids[2]], links[3].EngagedBy);
        Assert.Equal([true, false, false, false, false], links.Select(l => l.Direct));
    }

    [Fact]
    public void Is_that_of_the_day()
    {
        Subprocessor[] records = [Named(0, "A", Engaged(), Added(Ids[1], June), Ended(June.AddDays(30))), Named(1, "B")];

        Assert.Equal([1, 2, 0], new[] { June.AddDays(-1), June, June.AddDays(30) }.Select(day => Chain(day, records).Count));
    }

    [Fact]
    public void Holds_nobody_that_the_customer_chose_and_nobody_for_another_service()
    {
        var chosen = Record(Ids[0], Registered(content: Content(kind: SubprocessorKind.ThirdPartyChosenByCustomer)), Engaged());
        var own = Record(Ids[1], Registered(content: Content(kind: SubprocessorKind.CustomersOwnIntegration)), Engaged());
        var other = Record(Ids[2], Registered(content: Content(service: "accounting")), Engaged());
        var every = Record(Ids[3], Registered(content: Content(service: null)), Engaged());

        Assert.Equal([Ids[3]], Chain(June, chosen, own, other, every).Select(l => l.Subprocessor));
    }

    [Fact]
    public void Goes_on_with_the_one_that_another_merged_into()
    {
        var links = Chain(June, Named(0, "A", Engaged(), Added(Ids[1])), Named(1, "B", new SubprocessorMerged(June, Ids[2], null)), Named(2, "C", new SubprocessorAbsorbed(June, Ids[1])));

        Assert.Equal(["A", "C"], links.Select(l => l.Name.Value));
    }

    [Fact]
    public void Asks_for_the_ground_of_each_party_and_place()
    {
        var asked = new List<(Guid, string)>();
        var ground = new TransferGround(TransferVerdict.Invalid, GroundRestsOn.Nothing, null, AdequacyState.NotAdequate, "Art. 45", []);

        var links = ControllersChain.LinksFor([new ImpersonalText("payroll")], June, [Named(0, "A", Engaged(), Added(Ids[1])), Named(1, "B")], (subprocessor, place) =>
        {
            asked.Add((subprocessor, place.Code));
            return ground;
        });

        Assert.Equal([(Ids[0], "EEA"), (Ids[0], "NO"), (Ids[1], "EEA"), (Ids[1], "NO")], asked);
        Assert.All(links.SelectMany(l => l.Places), place => Assert.Same(ground, place.Ground));
        Assert.All(Chain(June, Named(0, "A", Engaged()))[0].Places, place => Assert.Null(place.Ground));
    }

    [Fact]
    public void Tells_storage_from_access()
    {
        var places = Chain(June, Named(0, "A", Engaged()))[0].Places;

        Assert.Equal([("EEA", false, true), ("NO", true, false)], places.Select(p => (p.Place.Code, p.Storage, p.Access)));
    }
}

public class The_difference_of_the_list
{
    private static ListDifference Between(DateOnly from, DateOnly to, params object[] events)
    {
        var given = Deciding.Sentence.Given<Subprocessor>(events);
        return ListDifference.Between(from, new[] { given.InEffectOn(from) }.OfType<Subprocessor>(), to, new[] { given.InEffectOn(to) }.OfType<Subprocessor>());
    }

    [Fact]
    public void Tells_a_rename_from_a_replacement()
    {
        var difference = Between(Start, June, Registered(), Engaged(), Renamed("Drift Norge AS", June));

        Assert.Equal([(ChangeOfList.Renamed, "Drift Norge AS", "Drift AS")], difference.All.Select(c => (c.Change, c.Name.Value, c.NameBefore!.Value.Value)));
    }

    [Fact]
    public void Tells_another_purpose_from_another_place()
    {
        Assert.Equal([ChangeOfList.PurposeChanged], Between(Start, June, Registered(), Engaged(), Revised("backups", June)).All.Select(c => c.Change));
        Assert.Equal([ChangeOfList.PlaceChanged],
            Between(Start, June, Registered(), Engaged(), new SubprocessorRevised(June, Content(place: "SE"), null)).All.Select(c => c.Change));
        Assert.Equal([ChangeOfList.PurposeChanged, ChangeOfList.PlaceChanged],
            Between(Start, June, Registered(), Engaged(), new SubprocessorRevised(June, Content("backups", "SE"), null)).All.Select(c => c.Change));
    }

    [Fact]
    public void Knows_who_came_and_who_went_and_who_merged()
    {
        Assert.Equal([ChangeOfList.Added], Between(Start.AddDays(-1), Start, Registered(), Engaged()).All.Select(c => c.Change));
        Assert.Equal([ChangeOfList.Removed], Between(Start, June, Registered(), Engaged(), Ended(June)).All.Select(c => c.Change));
        Assert.Equal([(ChangeOfList.Merged, (Guid?)Other)], Between(Start, June, Registered(), Engaged(), Merged(June)).All.Select(c => (c.Change, c.MergedInto)));
    }

    [Fact]
    public void Leaves_out_what_is_not_on_the_list() =>
        Assert.Empty(Between(Start.AddDays(-1), June, Registered(content: Content(kind: SubprocessorKind.CustomersOwnIntegration)), Engaged(), Renamed("X", June)).All);
}
