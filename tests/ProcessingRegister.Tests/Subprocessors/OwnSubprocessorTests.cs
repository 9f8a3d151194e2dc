using ProcessingRegister.Subprocessors;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.Subprocessors;

public class The_own_subprocessors_of_one
{
    private static OwnSubprocessorGraph Graph(params Subprocessor[] records) => new([Record(RecordId, Registered()), .. records]);

    [Fact]
    public void Are_engaged_from_a_day_on()
    {
        var record = Given<Subprocessor>(Registered()).When(new AddOwnSubprocessor(Other, June) { Graph = Graph(Record(Other, Registered())) }).Then(Added(Other, June));

        Assert.Equal([new OwnSubprocessor(Other, June)], record.OwnSubprocessors);
    }

    [Fact]
    public void Are_on_record_themselves() => Given<Subprocessor>(Registered()).When(new AddOwnSubprocessor(Other) { Graph = Graph() }).ThenRefused(SubprocessorRefusals.Unknown);

    [Fact]
    public void Are_never_the_one_itself() =>
        Given<Subprocessor>(Registered()).When(new AddOwnSubprocessor(RecordId) { Graph = Graph() }).ThenRefused(SubprocessorRefusals.WouldBeItsOwn);

    [Fact]
    public void Do_not_lead_back_to_it_through_others()
    {
        var graph = Graph(Record(Other, Registered(), Added(Third)), Record(Third, Registered(), Added(RecordId)));

        Given<Subprocessor>(Registered()).When(new AddOwnSubprocessor(Other, June) { Graph = graph }).ThenRefused(SubprocessorRefusals.WouldBeItsOwn);
    }

    [Fact]
    public void May_have_had_it_as_theirs_before()
    {
        var graph = Graph(Record(Other, Registered(), Added(RecordId), new OwnSubprocessorRemoved(June, RecordId, null)));

        Given<Subprocessor>(Registered()).When(new AddOwnSubprocessor(Other, June) { Graph = graph }).Then(Added(Other, June));
        Given<Subprocessor>(Registered()).When(new AddOwnSubprocessor(Other, June.AddDays(-1)) { Graph = graph }).ThenRefused(SubprocessorRefusals.WouldBeItsOwn);
    }

    [Fact]
    public void Are_no_parties_that_a_customer_chose()
    {
        var chosen = Record(Other, Registered(content: Content(kind: SubprocessorKind.ThirdPartyChosenByCustomer)));

        Given<Subprocessor>(Registered()).When(new AddOwnSubprocessor(Other) { Graph = Graph(chosen) }).ThenRefused(SubprocessorRefusals.ChosenByCustomer);
    }

    [Fact]
    public void Go_on_a_day_that_is_named()
    {
        var record = Given<Subprocessor>(Registered(), Added(Other)).When(new RemoveOwnSubprocessor(Other, June)).Then(new OwnSubprocessorRemoved(June, Other, null));

        Assert.Equal([new OwnSubprocessor(Other, Start, June)], record.OwnSubprocessors);
        Assert.Equal([true, false], new[] { June.AddDays(-1), June }.Select(record.OwnSubprocessors[0].Covers));
    }

    [Fact]
    public void That_it_does_not_have_cannot_go() => Given<Subprocessor>(Registered()).When(new RemoveOwnSubprocessor(Other, June)).ThenRefused(SubprocessorRefusals.NotItsOwn);
}

public class A_merger_of_subprocessors
{
    private static Subprocessor Into(params object[] more) => Record(Other, [Registered("Stor AS"), .. more]);

    [Fact]
    public void Ends_the_use_of_the_one_and_names_the_other()
    {
        var record = Given<Subprocessor>(Registered(), Engaged()).When(new MergeSubprocessor(Other, June) { Other = Into() }).Then(Merged(June));

        Assert.Equal((new Merger(Other, June), new Engagement(Start, June)), (record.MergedInto, record.Engagements[0]));
    }

    [Fact]
    public void Is_said_on_the_other_side_too() =>
        Assert.Equal([new Merger(RecordId, June)], Into(new SubprocessorAbsorbed(June, RecordId)).Absorbed);

    [Fact]
    public void Needs_another_that_stands_for_itself()
    {
        var given = Given<Subprocessor>(Registered());

        given.When(new MergeSubprocessor(Other, June)).ThenRefused(SubprocessorRefusals.Unknown);
        given.When(new MergeSubprocessor(RecordId, June) { Other = given.Record }).ThenRefused(SubprocessorRefusals.CannotMergeInto);
        given.When(new MergeSubprocessor(Other, June) { Other = Into(new SubprocessorMerged(Start, Third, null)) }).ThenRefused(SubprocessorRefusals.CannotMergeInto);
        given.When(new MergeSubprocessor(Other, Start) { Other = Record(Other, Registered(from: June)) }).ThenRefused(SubprocessorRefusals.CannotMergeInto);
    }

    [Fact]
    public void Comes_after_everything_that_is_said_of_the_one() =>
        Given<Subprocessor>(Registered(), Engaged(June)).When(new MergeSubprocessor(Other, Start) { Other = Into() }).ThenRefused(SubprocessorRefusals.TakesEffectBeforeLatest);

    [Fact]
    public void Happens_once() =>
        Given<Subprocessor>(Registered(), Merged(June)).When(new MergeSubprocessor(Third, June) { Other = Into() }).ThenRefused(SubprocessorRefusals.Merged);
}
