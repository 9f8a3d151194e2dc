using ProcessingRegister.Decisions;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Transparency.Counting;
using ProcessingRegister.Vault;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using Announced = ProcessingRegister.SubprocessorChanges.SubprocessorChange;
using Change = TransparencyReport.Facts.SubprocessorChange;
using Changed = ProcessingRegister.Tests.SubprocessorChanges.Facts;
using Listed = ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.Transparency;

public class Of_changes_of_subprocessors_is_counted
{
    private static readonly Guid Drift = new("0198c1f0-0000-7000-8000-00000000d001");
    private static readonly Guid Hilfe = new("0198c1f0-0000-7000-8000-00000000d002");
    private static readonly Guid ByChange = new("0198c1f0-0000-7000-8000-00000000e001");
    private static readonly Guid[] Agreements = [.. Enumerable.Range(1, 3).Select(n => new Guid($"0198c1f0-0000-7000-8000-00000000a00{n}"))];
    private static readonly DateOnly June = Listed.June;
    private static readonly DateTimeOffset InApril = new(2026, 4, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_the_list_says_otherwise_than_the_day_before() => Assert.Equal(
        ["Added 2026-01-01", "Renamed 2026-02-01", "PurposeChanged 2026-03-01", "LocationChanged 2026-04-01", "Removed 2026-06-01"],
        Said(Listed.Registered(), Listed.Engaged(), Listed.Renamed("Drift Norge AS", new(2026, 2, 1)), Listed.Revised("storage", new(2026, 3, 1)),
            new SubprocessorRevised(new(2026, 4, 1), Listed.Content("storage", "SE"), null), Listed.Ended(June)));

    [Fact]
    public void Nothing_of_one_that_is_not_in_use_or_was_chosen_by_a_customer()
    {
        Assert.Empty(Said(Listed.Registered(), Listed.Revised("storage", June), Listed.Renamed("Drift Norge AS", June)));
        // What it does from its first day on is no change.
        Assert.Equal(["Added 2026-06-01"], Said(Listed.Registered(), Listed.Revised("storage", June), Listed.Engaged(June)));
        Assert.Empty(Said(Listed.Registered(content: Listed.Content(kind: SubprocessorKind.ThirdPartyChosenByCustomer)), Listed.Engaged()));
        Assert.Equal(["Added 2026-06-01"], Said(Listed.Registered(content: Listed.Content(kind: SubprocessorKind.CustomersOwnIntegration)), Listed.Engaged(), Listed.Revised("hosting", June)));
    }

    [Fact]
    public void A_merger_as_a_new_name_since_the_same_entity_goes_on() =>
        Assert.Equal(["Added 2026-01-01", "Renamed 2026-06-01"], Said(Listed.Registered(), Listed.Engaged(), Listed.Merged(June)));

    [Fact]
    public void The_same_whatever_was_recorded_first() =>
        Assert.Equal(["Added 2026-01-01", "PurposeChanged 2026-06-01"], Said(Listed.Registered(), Listed.Revised("storage", June), Listed.Engaged()).Order());

    [Fact]
    public void Data_that_go_to_another_place_for_one_service_only()
    {
        var (norway, sweden) = (Listed.Content().Services[0], Listed.Content(place: "SE", service: "accounting").Services[0]);
        var before = Listed.Content() with { Services = [norway, sweden] };
        var after = before with { Services = [norway, sweden with { StoredIn = [.. sweden.StoredIn!, .. norway.StoredIn!] }] };
        Assert.Equal(["Added 2026-01-01", "LocationChanged 2026-06-01"], Said(Listed.Registered(content: before), Listed.Engaged(), new SubprocessorRevised(June, after, null)));
        // Of whom to reach there the report says nothing.
        Assert.Equal(["Added 2026-01-01"], Said(Listed.Registered(content: before), Listed.Engaged(), new SubprocessorRevised(June, before with { Contact = null }, null)));
    }

    [Fact]
    public void One_that_nobody_was_told_of_as_below_notice_where_somebody_could_have_objected()
    {
        var facts = Counted(Record(1, Listed.Registered(), Listed.Engaged(), Listed.Renamed("Drift Norge AS", new(2026, 2, 1)), Listed.Revised("storage", new(2026, 3, 1)), Listed.Ended(June)));
        Assert.Equal([true, false, true, false], facts.Select(f => f.BelowNotice));
        Assert.All(facts, f => Assert.Null(f.Announced));
        // Midnight in Oslo, and when each was said.
        Assert.Equal((new DateTimeOffset(2026, 5, 31, 22, 0, 0, TimeSpan.Zero), Recorded(5)), (facts[^1].Effective, facts[^1].FirstRecorded));
    }

    [Fact]
    public void When_it_was_announced_who_objected_and_whether_it_was_too_early_for_one()
    {
        var facts = Counted(Record(1, Listed.Registered(), Listed.Engaged(June)), [Effect(10, June, belowNotice: true)], Objections((4, 0), (5, 1), (12, 2)));
        Assert.Equal([(null, true, 0), (InApril, true, 2), (InApril, true, 3)], facts.Select(f => (f.Announced, f.BelowNotice, f.Objections)));
        Assert.Equal([2L, 10, 12], facts.Select(f => f.Position));
        Assert.Equal([RevisionKind.LateRegistration, RevisionKind.LateRegistration, RevisionKind.Maturation], facts.Select(f => f.Kind));
        // One change, on record since the list said it.
        Assert.All(facts, f => Assert.Equal((facts[0].Id, Recorded(2)), (f.Id, f.FirstRecorded)));
        Assert.False(Counted(Record(1, Listed.Registered(), Listed.Engaged(June)), [Effect(10, June)])[^1].BelowNotice);
    }

    [Fact]
    public void An_announced_change_that_the_list_does_not_show()
    {
        var facts = Counted(Record(1, Listed.Registered(), Listed.Engaged()), [Effect(10, June, Change.LocationChanged)]);
        Assert.Equal([(Change.Added, null), (Change.LocationChanged, InApril)], facts.Select(f => (f.Change, f.Announced)));
        // The list says so later, of the same day: the same change.
        Assert.Equal(2, Counted(Record(1, Listed.Registered(), Listed.Engaged(), new SubprocessorRevised(June, Listed.Content(place: "SE"), null)), [Effect(10, June, Change.LocationChanged)]).Select(f => f.Id).Distinct().Count());
        // Of another day it is another one: which of the registers is right is for them to correct.
        Assert.Equal(3, Counted(Record(1, Listed.Registered(), Listed.Engaged(), new SubprocessorRevised(June.AddDays(1), Listed.Content(place: "SE"), null)), [Effect(10, June, Change.LocationChanged)]).Select(f => f.Id).Distinct().Count());
    }

    [Fact]
    public void On_the_day_to_which_it_was_corrected_and_not_any_more_on_the_other()
    {
        var corrected = new SubprocessorCorrected(IdOf(1), June.AddDays(-3), null, null, Listed.Reason);
        var facts = Counted([.. Record(1, Listed.Registered(), Listed.Engaged(June)), .. Record(20, 2, Listed.Registered(), Listed.Engaged(June), corrected)], [Effect(10, June)], Objections((4, 0)));
        Assert.Equal([(false, RevisionKind.LateRegistration), (false, RevisionKind.LateRegistration), (true, RevisionKind.Correction), (false, RevisionKind.Correction)], facts.Select(f => (f.Struck, f.Kind)));
        Assert.Equal(facts[0].Id, facts[2].Id);
        Assert.Equal((InApril, 1, Recorded(2), new DateTimeOffset(2026, 5, 28, 22, 0, 0, TimeSpan.Zero)), (facts[3].Announced, facts[3].Objections, facts[3].FirstRecorded, facts[3].Effective));
    }

    [Fact]
    public void Each_objection_once_although_several_subprocessors_change()
    {
        var replacement = Took(new(ChangeKind.Replacement, [Drift], [new(NoticeLanguage.En, "Another host.")], [Hilfe]), new(June, [], 1, Changed.Why, 1));
        Assert.Equal((Drift, true), (replacement.Leading, replacement.BelowNotice));
        Assert.Equal([(Drift, Change.Added), (Hilfe, Change.Removed)], replacement.Subprocessors.Select(s => (s.Key, s.Value)));
        var added = Counted(Record(1, Listed.Registered(), Listed.Engaged(June)), [replacement], Objections((4, 0)))[^1];
        var removed = Counted(Record(Hilfe, 1, Listed.Registered(), Listed.Engaged(), Listed.Ended(June)), [replacement], Objections((4, 0)))[^1];
        // Nobody is owed notice of the one that goes.
        Assert.Equal([(1, true, InApril), (0, false, InApril)], new[] { added, removed }.Select(f => (f.Objections, f.BelowNotice, f.Announced!.Value)));
    }

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(1, 0, false)] // An objection stood open, and the notice was long enough.
    [InlineData(2, 1, true)]
    [InlineData(1, null, true)] // Recorded before this was known apart.
    public void As_below_notice_only_what_came_before_its_end(int notLawfulFor, int? belowNoticeFor, bool expected) =>
        Assert.Equal(expected, Took(Changed.Content(), new(June, [], notLawfulFor, Changed.Why, belowNoticeFor)).BelowNotice);

    [Fact]
    public void The_first_objection_of_each_controller()
    {
        var steps = Steps<ChangeNotice>(Drift, 1, Changed.Concerned(Changed.Thirty), Changed.Dispatched(), Changed.Objected(InApril), Changed.Objected(InApril.AddDays(1), 2),
            new ObjectionResolved(1, ObjectionOutcome.ObjectionWithdrawn, InApril.AddDays(2), null, null));
        Assert.Equal(3, Assert.Single(steps.Select(CountedSubprocessors.Of).OfType<FirstObjection>()).Position);
    }

    private static IEnumerable<string> Said(params object[] events) => Counted(Record(1, events)).Where(f => !f.Struck).Select(f => $"{f.Change} {Oslo.DayOf(f.Effective):yyyy-MM-dd}");

    private static readonly Calendar Oslo = new("Europe/Oslo");

    private static IReadOnlyList<SubprocessorChanged> Counted(IReadOnlyList<RecordStep<Subprocessor>> steps, IReadOnlyList<EffectOfChange>? effects = null, IReadOnlyList<FirstObjection>? objections = null) =>
        [.. CountedSubprocessors.Of(steps, effects ?? [], (objections ?? []).ToLookup(o => o.Change), Oslo).Select(counted => counted.Fact)];

    private static EffectOfChange Effect(long position, DateOnly from, Change change = Change.Added, bool belowNotice = false) =>
        new(ByChange, position, Recorded(position), from, InApril, belowNotice, new Dictionary<Guid, Change> { [Drift] = change }, Drift);

    private static EffectOfChange Took(ChangeContent content, ChangeEffect effect)
    {
        var before = new Announced(ByChange, "2026-03", Changed.Norway, content, effect.From) { Announcements = [new(null, InApril, new(2026, 4, 1), null, null, [])] };
        return CountedSubprocessors.Of(new RecordStep<Announced>(before, before with { Effect = effect }, 10, Recorded(10)))!;
    }

    private static IReadOnlyList<FirstObjection> Objections(params (long Position, int By)[] objections) =>
        [.. objections.Select(o => new FirstObjection(ByChange, Agreements[o.By], o.Position, Recorded(o.Position)))];

    private static IReadOnlyList<RecordStep<Subprocessor>> Record(long position, params object[] events) => Record(Drift, position, events);

    private static IReadOnlyList<RecordStep<Subprocessor>> Record(Guid id, long position, params object[] events) => [.. Steps<Subprocessor>(id, position, events)];

    // The last events of a record, recorded from a position on.
    private static IReadOnlyList<RecordStep<Subprocessor>> Record(long position, int skipped, params object[] events) => [.. Steps<Subprocessor>(Drift, position - skipped, events).Skip(skipped)];

    private static IEnumerable<RecordStep<T>> Steps<T>(Guid id, long position, params object[] events) where T : Record, IRecord<T>
    {
        T? record = null;
        for (var i = 0; i < events.Length; i++)
        {
            var before = record;
            record = Fold.Next(record, id, new RecordedEvent(IdOf(i), Recorded(position + i), events[i]));
            yield return new(before, record, position + i, Recorded(position + i));
        }
    }

    private static DateTimeOffset Recorded(long position) => Now.Instant.AddMinutes(position);
}
